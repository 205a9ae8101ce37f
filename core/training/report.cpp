#include "core/training/report.h"

#include "core/ops/kernels/kernels.h"
#include "core/settings/config_json.h"
#include "core/training/baselines.h"
#include "core/training/class_counts.h"
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
    const double variance = n > 1 ? std::max(squares - n * mean * mean, 0.0) / (n - 1) : kUndefined;
    return {ceiling / n, mean, std::sqrt(variance / n)};
}

/// Adds what there is to measure here: null where it has no finite value.
void add(Json& json, const std::string& name, double value, bool measured)
{
    if (measured) {
        json[name] = defined(value);
    }
}

/// Accuracy on the variant with this key; undefined where there is none.
double accuracyOn(const TestReport& report, std::string_view key)
{
    for (const VariantReport& variant : report.variants) {
        if (variant.key == key) {
            return variant.evaluation.accuracy;
        }
    }
    return kUndefined;
}

bool has(const TestReport& report, std::string_view key)
{
    return std::any_of(report.variants.begin(), report.variants.end(),
                       [&](const VariantReport& variant) { return variant.key == key; });
}

/// Where attention lies, as far as it is known.
void addAttention(Json& json, const Evaluation& e)
{
    const bool scored = !std::isnan(e.chance.hit), decoys = !std::isnan(e.decoyChance); // chance needs no weights
    add(json, "attention_entropy", e.entropy, e.grid.places() > 0);
    add(json, "pointing", e.evidence.hit, scored);
    add(json, "pointing_chance", e.chance.hit, scored);
    add(json, "strict_pointing", e.evidence.strictHit, scored);
    add(json, "strict_pointing_chance", e.chance.strictHit, scored);
    add(json, "evidence_mass", e.evidence.mass, scored);
    add(json, "evidence_mass_chance", e.chance.mass, scored);
    add(json, "decoy_mass", e.decoyMass, decoys);
    add(json, "decoy_mass_chance", e.decoyChance, decoys);
    for (const HeadEvaluation& head : e.heads) { // of each, where there are several
        Json one = {{"layer", head.name.layer}, {"head", head.name.head + 1}};
        add(one, "attention_entropy", head.mean.entropy, true);
        add(one, "pointing", head.mean.evidence.hit, scored);
        add(one, "pointing_chance", head.mean.chance.hit, scored);
        add(one, "evidence_mass", head.mean.evidence.mass, scored);
        add(one, "evidence_mass_chance", head.mean.chance.mass, scored);
        json["heads"].push_back(std::move(one));
    }
}

/// Pixels from each glimpse to the evidence.
void addDistances(Json& json, const Evaluation& e)
{
    if (e.gazeDistances.empty()) {
        return;
    }
    double sum = 0;
    for (const double distance : e.gazeDistances) {
        json["gaze_distances"].push_back(defined(distance));
        sum += distance;
    }
    json["gaze_distance"] = defined(sum / static_cast<double>(e.gazeDistances.size()));
}

/// {"trained_with": "learned", "rollouts": 10, "controls": {"random": {"accuracy": 0.4, …}, …}, "policy_variance": {…}}
Json gazeJson(const GazeReport& gaze)
{
    Json json{{"trained_with", gaze.trainedWith}, {"rollouts", gaze.rollouts}};
    for (const GazeControl& control : gaze.controls) {
        Json& one = json["controls"][std::string(control.key)];
        one["accuracy"] = defined(control.evaluation.accuracy);
        one["loss"] = defined(control.evaluation.loss);
        addDistances(one, control.evaluation);
    }
    for (std::size_t b = 0; b < kBaselines; ++b) {
        json["policy_variance"][std::string(baselineKeys()[b])] = defined(gaze.variance[b]);
    }
    return json;
}

void addCeiling(Json& ceiling, const std::string& name, const Paired& p)
{
    if (!std::isnan(p.ceiling)) {
        ceiling[name] = p.ceiling;
        ceiling[name + "_difference"] = defined(p.difference);
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
    for (const Variant& variant : examined.data.variants) {
        report.variants.push_back(
            {variant.key, *evaluate(examined, variant.split, -1, MapOverride::None, seed, workspace)});
    }
    report.reliance = accuracyOn(report, "correlated") - accuracyOn(report, "shuffled");
    report.gates = cueGates(examined, test, seed, workspace);
    report.cues = examined.data.cues;
    report.gaze = gazeControls(examined, test, seed, workspace);
    if (!examined.data.bounds) {
        return report;
    }
    const bool mapped = report.evaluation.grid.places() > 1;
    const MapGrid grid = mapped ? report.evaluation.grid : MapGrid{1, 1};
    const std::vector<Bound> bounds = examined.data.bounds(test, grid, workspace.pool());
    std::vector<double> correct, ideal, hit, idealHit;
    for (std::size_t i = 0; i < bounds.size(); ++i) {
        const SampleResult& sample = report.evaluation.samples[i];
        correct.push_back(sample.answered() ? sample.correct : kUndefined);
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
    addAttention(json, e);
    addDistances(json, e);
    if (report.gaze) {
        json["gaze"] = gazeJson(*report.gaze);
    }
    for (const VariantReport& variant : report.variants) {
        Json& one = json["variants"][variant.key];
        one["accuracy"] = defined(variant.evaluation.accuracy);
        one["loss"] = defined(variant.evaluation.loss);
        addAttention(one, variant.evaluation);
    }
    add(json, "reliance", report.reliance, has(report, "correlated") && has(report, "shuffled"));
    if (!report.gates.empty()) {
        json["gates"] = toJson(report.gates, report.cues);
    }
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
    const std::size_t classes = run.data->classes.size();
    json["classes"] = {{"train", classCounts(run.data->train.labels, classes, kMeasuredAfterEpoch)},
                       {"validation", classCounts(run.data->validation.labels, classes)}}; // images of each
    json["final"] = {{"accuracy", defined(last.accuracy)},
                     {"loss", defined(last.loss)},
                     {"val_accuracy", defined(last.valAccuracy)},
                     {"val_loss", defined(last.valLoss)}};
    json["test"] = toJson(test);
    return json;
}

} // namespace fovea
