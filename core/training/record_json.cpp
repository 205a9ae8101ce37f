#include "core/training/record_json.h"

#include "core/files/csv.h"
#include "core/files/wording.h"
#include "core/settings/error.h"
#include "core/settings/fields.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace fovea {
namespace {

using Json = nlohmann::ordered_json;

[[noreturn]] void damaged(const std::string& source, const std::string& what)
{
    throw Error(Error::Kind::Data, source + ": " + what + " is damaged.");
}

/// [{"layer": "mix.0", "head": 2, "attention_entropy": 3.1, …}, …]
Json toJson(const std::vector<HeadEvaluation>& heads)
{
    Json list = Json::array();
    for (const HeadEvaluation& head : heads) {
        Json one{{"layer", head.name.layer}, {"head", head.name.head + 1}};
        HeadResult mean = head.mean;
        for (const HeadColumn& column : headColumns()) {
            one[column.name] = exactly(column.of(mean));
        }
        list.push_back(std::move(one));
    }
    return list;
}

std::vector<HeadEvaluation> headsFromJson(const Json& list, const std::string& source)
{
    constexpr Index kMostHeads = 1'000'000;
    std::vector<HeadEvaluation> heads;
    for (const Json& one : list) {
        if (!one.is_object() || !one.contains("layer") || !one["layer"].is_string() || !one.contains("head") ||
            !one["head"].is_number_integer()) {
            damaged(source, "the history");
        }
        const Index number = one["head"].get<Index>();
        if (number < 1 || number > kMostHeads) {
            damaged(source, "the history");
        }
        HeadEvaluation head{{one["layer"].get<std::string>(), number - 1}, {}};
        for (const HeadColumn& column : headColumns()) {
            const auto at = one.find(column.name);
            column.of(head.mean) = at != one.end() ? exactNumber(*at) : kUndefined;
        }
        heads.push_back(std::move(head));
    }
    return heads;
}

/// {"reward": 0.8, "baseline": 0.7, "gaze_distances": [4.1, …], "policy_variance": {"none": …}}
Json toJson(const GazeRecord& gaze)
{
    Json json{{"reward", exactly(gaze.reward)}, {"baseline", exactly(gaze.promised)}};
    json["gaze_distances"] = Json::array();
    for (const double distance : gaze.distances) {
        json["gaze_distances"].push_back(exactly(distance));
    }
    for (std::size_t b = 0; b < kBaselines; ++b) {
        json["policy_variance"][std::string(baselineKeys()[b])] = exactly(gaze.variance[b]);
    }
    return json;
}

GazeRecord gazeFromJson(const Json& json, const std::string& source)
{
    const Json none;
    const auto member = [&](const Json& of, std::string_view name) {
        const auto at = of.find(std::string(name));
        return exactNumber(at != of.end() ? *at : none);
    };
    if (!json.is_object() || !json.contains("gaze_distances") || !json["gaze_distances"].is_array() ||
        !json.contains("policy_variance") || !json["policy_variance"].is_object()) {
        damaged(source, "the history");
    }
    GazeRecord gaze{member(json, "reward"), member(json, "baseline"), {}, {}};
    for (const Json& distance : json["gaze_distances"]) {
        gaze.distances.push_back(exactNumber(distance));
    }
    for (std::size_t b = 0; b < kBaselines; ++b) {
        gaze.variance[b] = member(json["policy_variance"], baselineKeys()[b]);
    }
    return gaze;
}

/// The heads of a run, which are the same in every epoch that measured them.
std::vector<HeadName> headsOf(const std::vector<EpochRecord>& history)
{
    std::vector<HeadName> names;
    for (const EpochRecord& record : history) {
        for (std::size_t i = names.size(); i < record.heads.size(); ++i) {
            names.push_back(record.heads[i].name);
        }
    }
    return names;
}

} // namespace

Json exactly(double value)
{
    if (std::isinf(value)) {
        return value > 0 ? "inf" : "-inf";
    }
    return std::isnan(value) ? Json() : Json(value);
}

double exactNumber(const Json& json)
{
    constexpr double kInfinity = std::numeric_limits<double>::infinity();
    if (json == "inf" || json == "-inf") {
        return json == "inf" ? kInfinity : -kInfinity;
    }
    return json.is_number() ? json.get<double>() : kUndefined;
}

Json toJson(const std::vector<EpochRecord>& history)
{
    Json list = Json::array();
    for (const EpochRecord& record : history) {
        Json row{{"epoch", record.epoch}};
        for (const auto& [name, member] : epochColumns()) {
            row[name] = exactly(record.*member);
        }
        if (!record.heads.empty()) {
            row["heads"] = toJson(record.heads);
        }
        if (record.gaze) {
            row["gaze"] = toJson(*record.gaze);
        }
        list.push_back(std::move(row));
    }
    return list;
}

Json toJson(const std::vector<Change>& changes)
{
    Json list = Json::array();
    for (const Change& change : changes) {
        list.push_back({{"step", change.step}, {"key", change.key}, {"from", change.from}, {"to", change.to}});
    }
    return list;
}

std::vector<EpochRecord> historyFromJson(const Json& json, const std::string& source)
{
    constexpr std::int64_t kMostEpochs = 1'000'000'000;
    std::vector<EpochRecord> history;
    if (!json.is_array()) {
        damaged(source, "the history");
    }
    for (const Json& row : json) {
        EpochRecord record;
        if (!row.is_object() || !row.contains("epoch") || !row["epoch"].is_number_integer()) {
            damaged(source, "the history");
        }
        const auto epoch = row["epoch"].get<std::int64_t>();
        if (epoch < 0 || epoch > kMostEpochs) {
            damaged(source, "the history");
        }
        record.epoch = static_cast<int>(epoch);
        for (const auto& [name, member] : epochColumns()) {
            const auto at = row.find(name);
            if (at != row.end()) {
                record.*member = exactNumber(*at);
            }
        }
        if (row.contains("heads")) {
            record.heads = headsFromJson(row["heads"], source);
        }
        if (row.contains("gaze")) {
            record.gaze = gazeFromJson(row["gaze"], source);
        }
        history.push_back(record);
    }
    return history;
}

std::vector<Change> changesFromJson(const Json& json, const std::string& source)
{
    std::vector<Change> changes;
    if (!json.is_array()) {
        damaged(source, "the list of changes");
    }
    for (const Json& row : json) {
        if (!row.is_object() || !row.contains("step") || !row["step"].is_number_integer()) {
            damaged(source, "the list of changes");
        }
        try {
            Change change{row.at("step").get<long>(), row.at("key").get<std::string>(), row.value("from", ""),
                          row.at("to").get<std::string>()};
            const Field* field = findField(change.key);
            if (field == nullptr || field->takesEffect == TakesEffect::NewRun) {
                throw Error(Error::Kind::Data,
                            source + ": “" + legibleBriefly(change.key) + "” cannot change during a run.");
            }
            Config any;
            setFromText(any, change.key, change.to);
            changes.push_back(std::move(change));
        } catch (const Json::exception&) {
            damaged(source, "the list of changes");
        }
    }
    return changes;
}

std::string metricsCsv(const std::vector<EpochRecord>& history)
{
    CsvRow heading;
    heading.add("epoch");
    for (const auto& column : epochColumns()) {
        heading.add(column.first);
    }
    const std::vector<HeadName> heads = headsOf(history);
    for (const HeadName& head : heads) {
        for (const HeadColumn& column : headColumns()) {
            heading.add(headTitle(head, column));
        }
    }
    if (!history.empty() && history.front().gaze) {
        for (const auto& column : gazeColumns(*history.front().gaze)) {
            heading.add(column.first);
        }
    }
    std::string text = heading.line();
    for (const EpochRecord& record : history) {
        CsvRow row;
        row.add(record.epoch);
        for (const auto& column : epochColumns()) {
            row.add(record.*column.second);
        }
        for (std::size_t head = 0; head < heads.size(); ++head) {
            HeadResult mean = head < record.heads.size() ? record.heads[head].mean : HeadResult();
            for (const HeadColumn& column : headColumns()) {
                row.add(column.of(mean));
            }
        }
        if (record.gaze) {
            for (const auto& column : gazeColumns(*record.gaze)) {
                row.add(column.second);
            }
        }
        text += row.line();
    }
    return text;
}

} // namespace fovea
