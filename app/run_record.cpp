#include "app/run_record.h"

#include "app/run_folder.h"
#include "core/data/catalog.h"
#include "core/files/csv.h"
#include "core/files/read_whole.h"
#include "core/files/wording.h"
#include "core/settings/config_json.h"
#include "core/settings/error.h"
#include "core/settings/rules.h"
#include "core/training/class_counts.h"
#include "core/training/record_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace fovea {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLargest = std::size_t{16} << 20;

[[noreturn]] void damaged(const std::filesystem::path& file, const std::string& what)
{
    throw Error(Error::Kind::Data, shownPath(file) + " is not the record of a run: " + what + ".");
}

/// The number at a path of keys; undefined where there is none.
double numberAt(const Json& json, std::initializer_list<const char*> keys)
{
    const Json* at = &json;
    for (const char* key : keys) {
        if (!at->is_object() || !at->contains(key)) {
            return kUndefined;
        }
        at = &(*at)[key];
    }
    return exactNumber(*at);
}

std::vector<long> countsAt(const Json& json, const char* split)
{
    std::vector<long> counts;
    if (json.contains("classes") && json["classes"].is_object() && json["classes"].contains(split)) {
        for (const Json& count : json["classes"][split]) {
            counts.push_back(count.is_number_integer() ? std::max(0L, count.get<long>()) : 0);
        }
    }
    return counts;
}

std::vector<EpochRecord> readHistory(const std::filesystem::path& file)
{
    const CsvTable table = parseCsv(readWhole(file, kLargest), file.string());
    std::vector<EpochRecord> history;
    const std::size_t epoch = table.column("epoch");
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        EpochRecord record;
        record.epoch = static_cast<int>(table.number(row, epoch));
        for (const auto& [name, member] : epochColumns()) {
            record.*member = table.number(row, table.column(name));
        }
        if (record.epoch != static_cast<int>(row) + 1) {
            damaged(file, "its epochs do not count 1, 2, 3 …");
        }
        history.push_back(record);
    }
    return history;
}

} // namespace

RunRecord readRecord(const std::filesystem::path& folder, const std::string& command)
{
    requireOneRun(folder, command);
    const std::filesystem::path file = folder / "run.json";
    const Json json = Json::parse(readWhole(file, kLargest), nullptr, false);
    if (!json.is_object() || !json.contains("config")) {
        damaged(file, "it has no “config”");
    }
    RunRecord record;
    record.folder = folder;
    record.config = configFromJson(json["config"], shownPath(file));
    if (json.contains("changes")) {
        record.changes = changesFromJson(json["changes"], shownPath(file));
    }
    record.history = readHistory(folder / "metrics.csv");
    record.trainClasses = countsAt(json, "train");
    record.validationClasses = countsAt(json, "validation");
    record.ceiling = numberAt(json, {"test", "ceiling", "accuracy"});
    record.majority = numberAt(json, {"test", "majority"});
    record.validationCeiling = numberAt(json, {"validation", "ceiling"});
    record.testAccuracy = numberAt(json, {"test", "accuracy"});
    record.outcome = json.contains("outcome") && json["outcome"].is_string() ? json["outcome"].get<std::string>() : "";
    const double steps = numberAt(json, {"steps"}), best = numberAt(json, {"best_epoch"});
    record.steps = steps >= 0 && steps < 1e15 ? static_cast<long>(steps) : 0;
    const bool wentBack = record.config.train.patience > 0 && best >= 1 &&
                          best <= static_cast<double>(record.history.size()) &&
                          (record.outcome == "stopped early" || record.outcome == "finished");
    record.keptEpoch = wentBack ? static_cast<int>(best) : 0;
    return record;
}

RecordedCurves recordedCurves(const RunRecord& record, int threads)
{
    RecordedCurves curves;
    curves.config = record.config;
    curves.history = record.history;
    curves.trainClasses = record.trainClasses;
    curves.validationClasses = record.validationClasses;
    curves.ceiling = record.ceiling;
    curves.steps = record.steps;
    curves.keptEpoch = record.keptEpoch;
    curves.diverged = record.outcome == "diverged";
    if (curves.trainClasses.empty()) {
        requireValid(record.config);
        ThreadPool pool(threads);
        const auto data = makeDataset(record.config, pool);
        curves.trainClasses = classCounts(data->train.labels, data->classes.size(), kMeasuredAfterEpoch);
        curves.validationClasses = classCounts(data->validation.labels, data->classes.size());
    }
    return curves;
}

} // namespace fovea
