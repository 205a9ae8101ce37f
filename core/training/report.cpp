#include "core/training/report.h"

#include "core/ops/kernels/kernels.h"
#include "core/settings/config_json.h"
#include "core/training/baselines.h"
#include "core/training/record_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

using Json = nlohmann::ordered_json;

Json defined(double value)
{
    return std::isfinite(value) ? Json(value) : Json();
}

/// Mean and standard error of mine − theirs, image by image.
Paired paired(const std::vector<double>& mine, const std::vector<double>& theirs)
{
    const auto n = static_cast<double>(mine.size());
    double ceiling = 0, sum = 0, squares = 0;
    for (std::size_t i = 0; i < mine.size(); ++i) {
        const double difference = mine[i] - theirs[i];
        ceiling += theirs[i];
        sum += difference;
        squares += difference * difference;
    }
    const double mean = sum / n;
    const double variance = n > 1 ? std::max(0.0, squares - n * mean * mean) / (n - 1) : kUndefined;
    return {ceiling / n, mean, std::sqrt(variance / n)};
}

void add(Json& json, const std::string& name, double value)
{
    if (!std::isnan(value)) {
        json[name] = defined(value);
    }
}

void addCeiling(Json& ceiling, const std::string& name, const Paired& p)
{
    if (!std::isnan(p.ceiling)) {
        ceiling[name] = p.ceiling;
        ceiling[name + "_difference"] = p.difference;
        ceiling[name + "_standard_error"] = defined(p.standardError);
    }
}

} // namespace

TestReport testReport(const Examined& examined, std::uint64_t seed, Workspace& workspace)
{
    const Split& test = examined.data.test;
    TestReport report;
    report.evaluation = *evaluate(examined, test, -1, MapOverride::None, seed, workspace);
    report.majority = majorityOf(test, examined.data.classes.size());
    if (!examined.data.bounds) {
        return report;
    }
    const bool mapped = report.evaluation.grid.places() > 1;
    const MapGrid grid = mapped ? report.evaluation.grid : MapGrid{1, 1};
    const std::vector<Bound> bounds = examined.data.bounds(test, grid, workspace.pool());
    std::vector<double> correct, ideal, hit, idealHit;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        const SampleResult& sample = report.evaluation.samples[i];
        correct.push_back(sample.correct);
        ideal.push_back(bounds[i].correct);
        hit.push_back(sample.evidence.hit);
        idealHit.push_back(bounds[i].hit);
    }
    report.accuracy = paired(correct, ideal);
    if (mapped) {
        report.pointing = paired(hit, idealHit);
    }
    return report;
}

Json toJson(const TestReport& report)
{
    const Evaluation& e = report.evaluation;
    Json json;
    json["images"] = e.samples.size();
    json["accuracy"] = defined(e.accuracy);
    json["loss"] = defined(e.loss);
    json["majority"] = defined(report.majority);
    add(json, "attention_entropy", e.entropy);
    add(json, "pointing", e.evidence.hit);
    add(json, "pointing_chance", e.chance.hit);
    add(json, "strict_pointing", e.evidence.strictHit);
    add(json, "strict_pointing_chance", e.chance.strictHit);
    add(json, "evidence_mass", e.evidence.mass);
    add(json, "evidence_mass_chance", e.chance.mass);
    Json ceiling;
    addCeiling(ceiling, "accuracy", report.accuracy);
    addCeiling(ceiling, "pointing", report.pointing);
    if (!ceiling.is_null()) {
        json["ceiling"] = ceiling;
    }
    return json;
}

EpochRecord finalRecord(const Run& run, Workspace& workspace)
{
    if (run.restored) {
        return run.history[static_cast<std::size_t>(run.best.epoch - 1)];
    }
    if (run.seen == 0) {
        return run.history.empty() ? EpochRecord() : run.history.back();
    }
    EpochRecord record;
    record.accuracy = run.correctSum / static_cast<double>(run.seen);
    record.loss = run.lossSum / static_cast<double>(run.seen);
    const Examined now{*run.network, run.weights, *run.task, *run.data};
    const auto validation = evaluate(now, run.data->validation, -1, MapOverride::None, run.config.seed, workspace);
    record.valAccuracy = validation->accuracy;
    record.valLoss = validation->loss;
    return record;
}

Json runJson(const Run& run, const RunFacts& facts, const EpochRecord& last, const TestReport& test)
{
    Json json;
    json["config"] = toJson(run.config);
    json["changes"] = toJson(run.changes);
    json["version"] = FOVEA_VERSION;
    json["instruction_set"] = kernels::active().name;
    json["parameters"] = run.network->parameters().learned();
    json["threads"] = facts.threads;
    json["seconds"] = facts.seconds;
    json["images_per_second"] =
        facts.seconds > 0 ? run.epochs() * static_cast<double>(run.samples()) / facts.seconds : 0.0;
    json["outcome"] = facts.outcome;
    json["steps"] = run.step;
    json["epochs"] = run.epoch;
    if (run.best.epoch > 0) {
        json["best_epoch"] = run.best.epoch;
    }
    json["final"] = {{"accuracy", defined(last.accuracy)},
                     {"loss", defined(last.loss)},
                     {"val_accuracy", defined(last.valAccuracy)},
                     {"val_loss", defined(last.valLoss)}};
    json["test"] = toJson(test);
    return json;
}

} // namespace fovea
