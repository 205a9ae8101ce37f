// What was measured, and what was changed on the way, as JSON and as the rows of metrics.csv.
#pragma once

#include "core/training/history.h"

#include <nlohmann/json_fwd.hpp>

namespace fovea {

/// A number as JSON, which has no infinity: null where it is not defined, "inf" or "-inf" where it is infinite; and back.
nlohmann::ordered_json exactly(double value);
double exactNumber(const nlohmann::ordered_json& json);

/// A list of objects with the names of epochColumns(), and "heads" where there are several; what is not defined is null.
nlohmann::ordered_json toJson(const std::vector<EpochRecord>& history);
/// [{"step": 120, "key": "train.learning_rate", "from": "0.004", "to": "0.001"}, …]
nlohmann::ordered_json toJson(const std::vector<Change>& changes);

/// The way back; Error (Data) that names `source` where something is missing or wrong. A change must be of a field that
/// can change during a run, to a value that the field allows.
std::vector<EpochRecord> historyFromJson(const nlohmann::ordered_json& json, const std::string& source);
std::vector<Change> changesFromJson(const nlohmann::ordered_json& json, const std::string& source);

/// The text of metrics.csv: a heading, then a row an epoch; after the columns of the epoch those of each head. No times in it, so equal runs give equal bytes.
std::string metricsCsv(const std::vector<EpochRecord>& history);

} // namespace fovea
