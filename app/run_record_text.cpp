// The texts of run.json and metrics.csv: they come from outside, so everything in them is looked at before it is believed.
#include "app/run_record.h"

#include "core/files/csv.h"
#include "core/files/json_text.h"
#include "core/files/wording.h"
#include "core/settings/config_json.h"
#include "core/settings/error.h"
#include "core/training/record_json.h"

#include <nlohmann/json.hpp>

#include <cstdint>

namespace fovea {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::uint64_t kMostImages = 1'000'000'000; // of a class

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
            const bool fits = count.is_number_unsigned() && count.get<std::uint64_t>() <= kMostImages;
            counts.push_back(fits ? count.get<long>() : 0);
        }
    }
    return counts;
}

std::vector<EpochRecord> historyFrom(std::string_view csv, const std::filesystem::path& file)
{
    const std::u8string whole = file.u8string();
    const CsvTable table = parseCsv(csv, {whole.begin(), whole.end()});
    std::vector<EpochRecord> history;
    const std::size_t epoch = table.column("epoch");
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
        EpochRecord record;
        record.epoch = static_cast<int>(row) + 1;
        for (const auto& [name, member] : epochColumns()) {
            record.*member = table.number(row, table.column(name));
        }
        if (table.number(row, epoch) != record.epoch) {
            damaged(file, "its epochs do not count 1, 2, 3 …");
        }
        history.push_back(record);
    }
    return history;
}

} // namespace

RunRecord recordFrom(std::string_view text, std::string_view csv, const std::filesystem::path& folder)
{
    const std::filesystem::path file = folder / "run.json";
    const Json json = parseJson(text);
    if (!json.is_object() || !json.contains("config")) {
        damaged(file, "it has no “config”");
    }
    RunRecord record;
    record.folder = folder;
    record.config = configFromJson(json["config"], shownPath(file));
    if (json.contains("changes")) {
        record.changes = changesFromJson(json["changes"], shownPath(file));
    }
    record.history = historyFrom(csv, folder / "metrics.csv");
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

} // namespace fovea
