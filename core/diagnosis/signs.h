// The signs that the rules look for, one function a row of the table in rules.cpp; `limits` are that row's thresholds.
#pragma once

#include "core/diagnosis/rules.h"

namespace fovea {

using Limits = std::vector<Threshold>;

std::optional<Finding> seeDivergence(const CurveFacts& reading, const Limits& limits);
std::optional<Finding> seeCollapse(const CurveFacts& reading, const Limits& limits);
std::optional<Finding> seeStagnation(const CurveFacts& reading, const Limits& limits);
std::optional<Finding> seeOverfitting(const CurveFacts& reading, const Limits& limits);
std::optional<Finding> seeUnderfitting(const CurveFacts& reading, const Limits& limits);
std::optional<Finding> seeFluctuation(const CurveFacts& reading, const Limits& limits);
std::optional<Finding> seeIdleAttention(const CurveFacts& reading, const Limits& limits);

} // namespace fovea
