#include "core/diagnosis/diagnosis.h"

#include "core/diagnosis/remedies.h"
#include "core/diagnosis/rules.h"

#include <algorithm>

namespace fovea {
namespace {

constexpr int kEarly = 5;                      // epochs, before which nothing found says little
constexpr double kUsualRates[] = {1e-3, 1e-2}; // below the first a rate is not too high, above the second not too low
constexpr double kHardlyMoves = 1e-4;          // a rate below it leaves weights where they are, for some passes

bool holds(const std::vector<Finding>& findings, Condition condition)
{
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.condition == condition; });
}

/// Whether a remedy makes no sense for these settings, or the finding itself speaks against it.
bool speaksAgainst(const Finding& finding, std::string_view remedy, const Config& config)
{
    const double rate = config.train.learningRate;
    const auto& against = finding.spokenAgainst;
    if (finding.condition == Condition::Collapse) { // a rate that is too high does it, or one at which nothing moves
        return remedy == (rate < kHardlyMoves ? "slower" : "faster");
    }
    const bool wrongWay =
        finding.condition != Condition::Divergence &&
        ((remedy == "slower" && rate < kUsualRates[0]) || (remedy == "faster" && rate > kUsualRates[1]));
    return wrongWay || std::find(against.begin(), against.end(), remedy) != against.end();
}

void addRemedies(Finding& finding, const DiagnosisRule& rule, const Config& config)
{
    for (const std::string_view key : rule.remedies) {
        if (speaksAgainst(finding, key, config)) {
            continue;
        }
        if (std::optional<Proposal> remedy = remedyFor(key, config)) {
            finding.remedies.push_back(std::move(*remedy));
        }
    }
}

Sentence noiseOf(const CurveFacts& r)
{
    if (r.validationImages == 0 || r.count() == 0) {
        return {};
    }
    const double error = standardError(r.last().valAccuracy, r.validationImages);
    return {"Validation accuracy is measured on %1 images: ± %2 of it (two standard errors) is chance.",
            {std::to_string(static_cast<long>(r.validationImages)), shareText(2 * error)}};
}

} // namespace

Diagnosis diagnose(const RecordedCurves& curves)
{
    const CurveFacts reading(curves);
    Diagnosis diagnosis;
    for (const DiagnosisRule& rule : diagnosisRules()) {
        const bool explained = std::any_of(rule.unless.begin(), rule.unless.end(),
                                           [&](Condition other) { return holds(diagnosis.findings, other); });
        std::optional<Finding> found = explained ? std::nullopt : rule.look(reading, rule.thresholds);
        if (found) {
            addRemedies(*found, rule, curves.config);
            diagnosis.findings.push_back(std::move(*found));
        }
    }
    diagnosis.noise = noiseOf(reading);
    diagnosis.early = diagnosis.findings.empty() && reading.count() < kEarly;
    return diagnosis;
}

} // namespace fovea
