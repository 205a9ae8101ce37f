// How noisy the policy gradient is with each baseline: the same images, the same paths of gazes, the same weights.
#pragma once

#include "core/training/evaluate.h"

#include <array>
#include <optional>
#include <stop_token>

namespace fovea {

/// What was drawn for one figure.
struct VarianceSize
{
    Index images = 32, draws = 16;
};

/// Σ of the variances of all components of ∇ = mean over images, paths and glimpses of −A ∇ log π, over the parameters that
/// choose gazes, between draws of the paths. On the first training images, in the order of baselineKeys(). Undefined where
/// nothing learns from reward. `progress` is the share of the run that is done, which σ goes by. Empty where `stop` came
/// first, which it notices within a few images.
std::optional<std::array<double, kBaselines>> policyVariance(const Examined& examined, std::uint64_t seed,
                                                             double progress, Workspace& workspace,
                                                             const VarianceSize& size = {}, std::stop_token stop = {});

} // namespace fovea
