// The table of diagnosis: what is looked for, from which thresholds on, and why these. Command line, window and README read
// the same rows.
#pragma once

#include "core/diagnosis/diagnosis.h"

#include <optional>
#include <vector>

namespace fovea {

/// A number that decides, and why it is this one.
struct Threshold
{
    std::string_view what;
    double value = 0;
    std::string_view reason;
};

struct DiagnosisRule
{
    Condition condition;
    std::string_view key;     ///< "overfitting"
    std::string_view plain;   ///< "learned by heart"
    std::string_view term;    ///< "overfitting"
    std::string_view meaning; ///< what it is, a sentence
    std::vector<Threshold> thresholds;
    std::vector<Condition> unless; ///< what explains the same curve better: where one was found, this is not looked for
    std::vector<std::string_view> remedies; ///< keys, the most promising first
    /// What it sees in the curves; `limits` are the thresholds' values, in their order.
    std::optional<Finding> (*look)(const CurveFacts& reading, const std::vector<Threshold>& limits);
};

const std::vector<DiagnosisRule>& diagnosisRules();

/// The row of a condition.
const DiagnosisRule& ruleOf(Condition condition);

} // namespace fovea
