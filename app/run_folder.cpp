#include "app/run_folder.h"

#include "app/curve_figures.h"
#include "app/figures.h"
#include "core/files/safe_writer.h"
#include "core/files/wording.h"
#include "core/settings/error.h"
#include "core/tensor/floating_point.h"
#include "core/training/checkpoint.h"
#include "core/training/record_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <future>
#include <optional>
#include <string_view>

namespace fovea {
namespace fs = std::filesystem;

namespace {

constexpr const char* kRunFiles[] = {"state.safetensors", "weights.safetensors", "metrics.csv", "run.json",
                                     "curves.png",        "attention.png",       "sample.png"};

/// The folders that would have to be made for this one, the innermost first.
std::vector<fs::path> missing(const fs::path& folder)
{
    std::vector<fs::path> all;
    std::error_code ignored;
    for (fs::path at = folder; !at.empty() && !fs::exists(at, ignored); at = at.parent_path()) {
        if (at.has_filename()) { // "runs/" names the same folder as "runs"
            all.push_back(at);
        }
        if (at == at.parent_path()) {
            break;
        }
    }
    return all;
}

/// The folders seed-N in a folder, in the order of N.
std::vector<fs::path> seedFolders(const fs::path& folder)
{
    std::vector<fs::path> found;
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored)) {
        if (entry.path().filename().string().starts_with("seed-") && entry.is_directory(ignored)) {
            found.push_back(entry.path());
        }
    }
    std::sort(found.begin(), found.end(), [](const fs::path& a, const fs::path& b) {
        const std::string x = a.string(), y = b.string();
        return x.size() != y.size() ? x.size() < y.size() : x < y;
    });
    return found;
}

} // namespace

void requireOneRun(const fs::path& folder, const std::string& command)
{
    std::error_code ignored;
    const std::vector<fs::path> seeds = seedFolders(folder);
    if (seeds.empty() || fs::exists(folder / "run.json", ignored)) {
        return;
    }
    std::string names;
    for (const fs::path& seed : seeds) {
        names += (names.empty() ? "" : ", ") + seed.filename().string();
    }
    throw Error(Error::Kind::Usage, "The folder " + shownPath(folder) + " holds a run for each seed (" + names +
                                        "). Name one of them: fovea " + command + " " + asArgument(seeds.front()));
}

std::vector<std::string> removeOutdated(const fs::path& folder, const std::vector<std::uint64_t>& seeds)
{
    std::vector<std::string> removed;
    const auto remove = [&](const fs::path& file) {
        std::error_code failure;
        if (fs::remove(file, failure)) {
            removed.push_back(file.lexically_relative(folder).string());
        }
    };
    if (seeds.empty()) {
        remove(folder / kSeedsFile);
    } else {
        for (const char* name : kRunFiles) {
            if (std::string_view(name) != "curves.png") { // both kinds have one, so it is the new one
                remove(folder / name);
            }
        }
    }
    for (const fs::path& seed : seedFolders(folder)) {
        const auto isIt = [&](std::uint64_t number) { return seed.filename() == "seed-" + std::to_string(number); };
        if (std::none_of(seeds.begin(), seeds.end(), isIt)) {
            for (const char* name : kRunFiles) {
                remove(seed / name);
            }
            std::error_code ignored; // it holds what somebody else put there
            fs::remove(seed, ignored);
        }
    }
    return removed;
}

std::string asArgument(const fs::path& folder)
{
    constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/._-+,:@%";
    const std::string text = folder.string();
    if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos) {
        return text;
    }
    std::string quoted = "'";
    for (const char c : text) {
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return quoted + "'";
}

PreparedFolder::PreparedFolder(const fs::path& folder) : made_(missing(folder)) {}

PreparedFolder::PreparedFolder(const fs::path& folder, bool overwrite)
    : PreparedFolder(folder) // complete from here on: what is made is removed again where the rest fails
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

PreparedFolder::~PreparedFolder()
{
    for (const fs::path& folder : made_) {
        std::error_code ignored; // it is not empty: the usual case
        fs::remove(folder, ignored);
    }
}

std::vector<fs::path> writeRun(const fs::path& folder, const Run& run, const RunFacts& facts, const EpochRecord& last,
                               const TestReport& test, Workspace& workspace)
{
    const LearningCurves curves = learningCurves(run, workspace);
    // The largest figure is painted while the files are written and the curves are painted. From here on the workspace is
    // that figure's.
    std::future<QByteArray> attention = std::async(std::launch::async, [&] {
        flushDenormals(); // as every thread that asks a network
        return attentionPng(run, test, workspace);
    });
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
    write("run.json", [&] {
        auto json = runJson(run, facts, last, test);
        if (std::isfinite(curves.ceiling)) {
            json["validation"]["ceiling"] = curves.ceiling; // that of the curves: other images than the test's
        }
        return json.dump(2) + "\n";
    });
    write("curves.png", [&] { return curvesPng({curves}); });
    write("attention.png", [&] { return attention.get(); });
    write("sample.png", [&] { return samplePng(run); });
    if (first) {
        throw Error(*first);
    }
    return pictures;
}

} // namespace fovea
