#include "app/run_folder.h"

#include "app/figures.h"
#include "core/files/safe_writer.h"
#include "core/files/wording.h"
#include "core/settings/error.h"
#include "core/training/checkpoint.h"
#include "core/training/record_json.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <optional>

namespace fovea {
namespace fs = std::filesystem;

void prepareFolder(const fs::path& folder, bool overwrite)
{
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure) {
        throw Error(Error::Kind::Files, "The folder " + shownPath(folder) + " cannot be made: " +
                                            reason(failure.value()) + ". " + advice(failure.value()));
    }
    const bool empty = fs::is_empty(folder, failure);
    if (failure) {
        throw Error(Error::Kind::Files, "The folder " + shownPath(folder) + " cannot be read: " +
                                            reason(failure.value()) + ". " + advice(failure.value()));
    }
    if (!empty && !overwrite) {
        throw Error(Error::Kind::Usage,
                    "The folder " + shownPath(folder) +
                        " is not empty. Name another one, or add --overwrite to replace its files.");
    }
    const fs::path probe = folder / ".fovea-probe";
    writeSafely(probe, "can this folder be written?");
    fs::remove(probe, failure);
}

std::vector<fs::path> writeRun(const fs::path& folder, const Run& run, const RunFacts& facts, const EpochRecord& last,
                               const TestReport& test, Workspace& workspace)
{
    std::optional<Error> first;
    std::vector<fs::path> pictures;
    const auto write = [&](const char* name, const auto& bytes) {
        try {
            const fs::path file = folder / name;
            const auto made = bytes();
            writeSafely(file, std::string_view(made.data(), static_cast<std::size_t>(made.size())));
            if (file.extension() == ".png") {
                pictures.push_back(file);
            }
        } catch (const Error& error) {
            first = first ? first : error;
        }
    };
    write("state.safetensors", [&] {
        Safetensors state = stateFile(run);
        state.metadata["seconds"] = nlohmann::json(facts.seconds).dump(); // in the C locale, whatever the user's is
        return state.bytes();
    });
    write("weights.safetensors", [&] { return weightsFile(run.config, *run.network, run.weights).bytes(); });
    write("metrics.csv", [&] { return metricsCsv(run.history); });
    write("run.json", [&] { return runJson(run, facts, last, test).dump(2) + "\n"; });
    write("curves.png", [&] { return curvesPng(run); });
    write("attention.png", [&] { return attentionPng(run, test, workspace); });
    write("sample.png", [&] { return samplePng(run); });
    if (first) {
        throw Error(*first);
    }
    return pictures;
}

} // namespace fovea
