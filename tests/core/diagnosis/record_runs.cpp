// Records the runs on which diagnosis is tried: small ones, eight of each condition, some of which show it and some come near
// it. Trains them with the program's own core and writes their curves to a file that is committed beside this.
//
//     record_runs FILE [NAME …]        all of them, or only those, which then take the place of their records in the file
//
// Whether a run shows its condition is not asked of the rules: it is measured here on 500 further images, after each pass.
#include "core/data/catalog.h"
#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/rules.h"
#include "core/files/read_whole.h"
#include "core/files/safe_writer.h"
#include "core/settings/fields.h"
#include "core/settings/presets.h"
#include "core/settings/rules.h"
#include "core/tensor/floating_point.h"
#include "core/training/advance.h"
#include "core/training/baselines.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>

using namespace fovea;
using Json = nlohmann::ordered_json;

namespace {

constexpr int kFurther = 500; // images that tell what is so

struct Case
{
    const char* name;
    const char* condition;
    bool shows;
    const char* preset;
    std::vector<std::pair<const char*, const char*>> settings;
};

constexpr const char* kSmall = "conv 8 5x5, pool, norm, conv 16, pool, norm";

const std::vector<Case>& trials()
{
    static const std::vector<Case> kTrials = {
#include "tests/core/diagnosis/trials.inc"
    };
    return kTrials;
}

double rounded(double value)
{
    return std::isfinite(value) ? std::round(value * 1e6) / 1e6 : value;
}

Json number(double value)
{
    return std::isfinite(value) ? Json(rounded(value)) : Json();
}

struct Truth
{
    std::vector<double> accuracy; ///< after each pass
    double mostNamed = 0;         ///< share of the class that is named most often, at the end
};

void measure(Truth& truth, const Run& run, Workspace& workspace)
{
    const auto all = evaluate({*run.network, run.weights, *run.task, *run.data}, run.data->test, -1, MapOverride::None,
                              run.config.seed, workspace);
    std::map<int, double> named;
    for (const SampleResult& sample : all->samples) {
        named[sample.answered() ? sample.answer.label : -1] += 1 / static_cast<double>(all->samples.size());
    }
    truth.accuracy.push_back(all->accuracy);
    truth.mostNamed =
        std::max_element(named.begin(), named.end(), [](auto& a, auto& b) { return a.second < b.second; })->second;
}

Config configOf(const Case& trial)
{
    Config config = fovea::configOf(*findPreset(trial.preset));
    setFromText(config, "data.test", std::to_string(kFurther));
    for (const auto& [key, value] : trial.settings) {
        setFromText(config, key, value);
    }
    requireValid(config);
    return config;
}

Json recorded(const Case& trial, ThreadPool& pool, Workspace& workspace)
{
    const Config config = configOf(trial);
    Run run = startRun(config, makeDataset(config, pool));
    const double ceiling = baselinesOf(run, run.data->validation, workspace).accuracyCeiling;
    Mailbox mailbox;
    LearnerMemory memory;
    Truth truth;
    Outcome outcome;
    while (outcome.kind == Outcome::Kind::Paused) {
        const std::size_t before = run.history.size();
        outcome = advance(run, 1, {}, mailbox, workspace, memory);
        if (run.history.size() > before) {
            measure(truth, run, workspace);
        }
    }
    const RecordedCurves curves = recordedCurves(run, ceiling, outcome.kind == Outcome::Kind::Diverged);
    Json json{{"name", trial.name}, {"condition", trial.condition}, {"shows", trial.shows}, {"preset", trial.preset}};
    for (const auto& [key, value] : trial.settings) {
        json["settings"][key] = value;
    }
    json["train_classes"] = curves.trainClasses;
    json["validation_classes"] = curves.validationClasses;
    json["ceiling"] = number(curves.ceiling);
    json["steps"] = curves.steps;
    json["diverged"] = curves.diverged;
    json["most_named"] = rounded(truth.mostNamed);
    Json& columns = json["history"];
    for (const char* name : {"train_accuracy", "train_loss", "val_accuracy", "val_loss", "further_accuracy"}) {
        columns[name] = Json::array();
    }
    for (std::size_t i = 0; i < run.history.size(); ++i) {
        const EpochRecord& e = run.history[i];
        columns["train_accuracy"].push_back(number(e.trainAccuracy));
        columns["train_loss"].push_back(number(e.trainLoss));
        columns["val_accuracy"].push_back(number(e.valAccuracy));
        columns["val_loss"].push_back(number(e.valLoss));
        columns["further_accuracy"].push_back(number(truth.accuracy[i]));
    }
    std::string found;
    for (const Finding& finding : diagnose(curves).findings) {
        found.append(" ").append(ruleOf(finding.condition).key);
    }
    const CurveFacts reading(curves);
    std::printf("%-28s %-12s %d  train %.3f val %.3f further %.3f named %.3f loss %.3f |%s\n", trial.name,
                trial.condition, trial.shows, reading.training, reading.validation,
                truth.accuracy.empty() ? 0 : truth.accuracy.back(), truth.mostNamed, reading.trainingLoss,
                found.c_str());
    return json;
}

/// What the file holds so far, by name.
std::map<std::string, Json> recordsIn(const std::filesystem::path& file)
{
    std::map<std::string, Json> records;
    if (std::filesystem::exists(file)) {
        for (Json& one : Json::parse(readWhole(file, std::size_t{16} << 20))) {
            records[one.at("name")] = std::move(one);
        }
    }
    return records;
}

/// The records of the list, in its order, a line each.
void write(const std::filesystem::path& file, const std::map<std::string, Json>& records)
{
    std::string text = "[";
    for (const Case& trial : trials()) {
        if (const auto at = records.find(trial.name); at != records.end()) {
            text.append(text.size() > 1 ? ",\n" : "\n").append(at->second.dump());
        }
    }
    writeSafely(file, text.append("\n]\n"));
}

} // namespace

int main(int argc, char** argv)
{
    flushDenormals();
    ThreadPool pool(1);
    Workspace workspace(pool);
    const std::set<std::string> only(argv + std::min(argc, 2), argv + argc);
    for (const Case& trial : trials()) {
        configOf(trial); // a mistake in the list is told before an hour is spent
    }
    std::map<std::string, Json> records = recordsIn(argv[1]);
    for (const Case& trial : trials()) {
        if (only.empty() || only.contains(trial.name)) {
            records[trial.name] = recorded(trial, pool, workspace);
            std::fflush(stdout);
            write(argv[1], records);
        }
    }
    return 0;
}
