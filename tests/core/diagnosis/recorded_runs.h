// The recorded runs as a file: written by record_runs.cpp, read by the tests. One run a line, so that a run recorded anew
// is one line changed.
#pragma once

#include "core/training/record_json.h"
#include "tests/core/diagnosis/examples.h"
#include "tests/core/diagnosis/truth.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace fovea {

struct RecordedRun
{
    Example example;
    Measured measured;
};

using Row = std::pair<const char*, double EpochRecord::*>;
inline constexpr Row kSeenByRules[] = {{"train_accuracy", &EpochRecord::trainAccuracy},
                                       {"train_loss", &EpochRecord::trainLoss},
                                       {"val_accuracy", &EpochRecord::valAccuracy},
                                       {"val_loss", &EpochRecord::valLoss}};
using Column = std::pair<const char*, std::vector<double> Measured::*>;
inline constexpr Column kUnseen[] = {
    {"further_accuracy", &Measured::accuracy}, {"further_loss", &Measured::loss}, {"most_named", &Measured::mostNamed}};

/// Six digits behind the point: what is decided on them never hangs on the seventh.
inline nlohmann::ordered_json sixDigits(double value)
{
    return exactly(std::isfinite(value) ? std::round(value * 1e6) / 1e6 : value);
}

using Settings = std::vector<std::pair<std::string, std::string>>;

inline nlohmann::ordered_json toJson(const std::string& name, const std::string& preset, const Settings& settings,
                                     const Measured& run)
{
    const RecordedCurves& curves = run.curves;
    nlohmann::ordered_json json{{"name", name}, {"preset", preset}};
    json["settings"] = nlohmann::ordered_json::object();
    for (const auto& [key, value] : settings) {
        json["settings"][key] = value;
    }
    json["train_classes"] = curves.trainClasses;
    json["validation_classes"] = curves.validationClasses;
    json["ceiling"] = sixDigits(curves.ceiling);
    json["steps"] = curves.steps;
    json["diverged"] = curves.diverged;
    json["kept_epoch"] = curves.keptEpoch;
    json["first_loss"] = sixDigits(run.firstLoss);
    json["further_guess"] = sixDigits(run.furtherGuess);
    for (const auto& [title, member] : kSeenByRules) {
        json[title] = nlohmann::ordered_json::array();
        for (const EpochRecord& epoch : curves.history) {
            json[title].push_back(sixDigits(epoch.*member));
        }
    }
    for (const auto& [title, member] : kUnseen) {
        json[title] = nlohmann::ordered_json::array();
        for (const double value : run.*member) {
            json[title].push_back(sixDigits(value));
        }
    }
    return json;
}

inline nlohmann::ordered_json toJson(const RecordedRun& run)
{
    const auto& settings = run.example.settings;
    return toJson(run.example.name, run.example.preset, {settings.begin(), settings.end()}, run.measured);
}

/// What was measured; the configuration is left as it was.
inline Measured measuredFrom(const nlohmann::ordered_json& json)
{
    Measured run;
    RecordedCurves& curves = run.curves;
    curves.trainClasses = json.at("train_classes").get<std::vector<long>>();
    curves.validationClasses = json.at("validation_classes").get<std::vector<long>>();
    curves.ceiling = exactNumber(json.at("ceiling"));
    curves.steps = json.at("steps");
    curves.diverged = json.at("diverged");
    curves.keptEpoch = json.at("kept_epoch");
    curves.history.resize(json.at("train_accuracy").size());
    for (std::size_t i = 0; i < curves.history.size(); ++i) {
        curves.history[i].epoch = static_cast<int>(i) + 1;
        for (const auto& [name, member] : kSeenByRules) {
            curves.history[i].*member = exactNumber(json.at(name).at(i));
        }
    }
    run.firstLoss = exactNumber(json.at("first_loss"));
    run.furtherGuess = exactNumber(json.at("further_guess"));
    for (const auto& [name, member] : kUnseen) {
        for (const auto& value : json.at(name)) {
            (run.*member).push_back(exactNumber(value));
        }
    }
    return run;
}

/// The record of an example. Stops where its preset or settings are not those of the example: then it has to be recorded anew.
inline RecordedRun fromJson(const nlohmann::ordered_json& json, const Example& example)
{
    nlohmann::ordered_json settings = nlohmann::ordered_json::object();
    for (const auto& [key, value] : example.settings) {
        settings[key] = value;
    }
    if (json.at("preset") != example.preset || json.at("settings") != settings) {
        throw std::runtime_error(std::string("record_runs has to record anew: ") + example.name);
    }
    RecordedRun run{example, measuredFrom(json)};
    run.measured.curves.config = configOf(example);
    return run;
}

/// All of the file, in the order of examples(). Stops where one is missing.
inline std::vector<RecordedRun> recordedRuns(const std::filesystem::path& file)
{
    std::ifstream stream(file);
    const auto all = nlohmann::ordered_json::parse(stream);
    std::vector<RecordedRun> runs;
    for (const Example& example : examples()) {
        const auto row =
            std::find_if(all.begin(), all.end(), [&](auto& one) { return one.at("name") == example.name; });
        if (row == all.end()) {
            throw std::runtime_error(std::string("record_runs has to record: ") + example.name);
        }
        runs.push_back(fromJson(*row, example));
    }
    return runs;
}

inline const RecordedRun& runNamed(const std::vector<RecordedRun>& runs, const std::string& name)
{
    const auto run = std::find_if(runs.begin(), runs.end(), [&](auto& one) { return one.example.name == name; });
    if (run == runs.end()) {
        throw std::runtime_error("no run is called " + name);
    }
    return *run;
}

inline bool says(const Diagnosis& diagnosis, Condition condition)
{
    return std::any_of(diagnosis.findings.begin(), diagnosis.findings.end(),
                       [&](const Finding& finding) { return finding.condition == condition; });
}

} // namespace fovea
