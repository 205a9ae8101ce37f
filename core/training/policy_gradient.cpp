#include "core/training/policy_gradient.h"

#include "core/training/history.h"

#include <algorithm>

namespace fovea {
namespace {

/// Sum of the rewards of each image's paths.
std::vector<double> sumsOfImages(std::span<const double> rewards, std::size_t rollouts)
{
    std::vector<double> sums(rewards.size() / rollouts);
    for (std::size_t r = 0; r < rewards.size(); ++r) {
        sums[r / rollouts] += rewards[r];
    }
    return sums;
}

} // namespace

Baseline baselineNamed(std::string_view key)
{
    const auto& keys = baselineKeys();
    const auto at = std::find(keys.begin(), keys.end(), key);
    FOVEA_CHECK(at != keys.end(), "no baseline is called " + std::string(key));
    return static_cast<Baseline>(at - keys.begin());
}

std::vector<double> rewardsOf(const Task& task, const LookConfig& look, const Output& output,
                              std::span<const int> labels)
{
    std::vector<double> rewards;
    for (std::size_t r = 0; r < labels.size(); ++r) {
        const Real* const row = output.logits.data() + static_cast<Index>(r) * output.logits.cols();
        rewards.push_back(look.reward == "confidence" ? task.shapedReward(row, labels[r])
                                                      : task.reward(row, labels[r]));
    }
    return rewards;
}

std::vector<double> advantages(const Output& output, std::span<const double> rewards, Baseline baseline)
{
    const auto rollouts = static_cast<std::size_t>(output.rollouts);
    const std::vector<double> sums = sumsOfImages(rewards, rollouts);
    std::vector<double> all;
    for (std::size_t r = 0; r < rewards.size(); ++r) {
        for (const Glimpse& glimpse : output.glimpses) {
            double b = 0;
            if (baseline == Baseline::Constant) {
                b = static_cast<double>(glimpse.expected.data()[0]);
            } else if (baseline == Baseline::Learned) {
                b = static_cast<double>(glimpse.promised.data()[r]);
            } else if (baseline == Baseline::LeaveOneOut && rollouts > 1) {
                b = (sums[r / rollouts] - rewards[r]) / static_cast<double>(rollouts - 1);
            }
            all.push_back(rewards[r] - b);
        }
    }
    return all;
}

void teachGazes(const LookConfig& look, const Output& output, std::span<const double> rewards, double paths)
{
    const std::size_t times = output.glimpses.size();
    const double share = 1 / (paths * static_cast<double>(times));
    const std::vector<double> A = advantages(output, rewards, baselineNamed(look.baseline));
    for (std::size_t t = 0; t < times; ++t) {
        const Glimpse& glimpse = output.glimpses[t];
        if (!glimpse.logPi.valid()) {
            continue; // a control chose
        }
        for (std::size_t r = 0; r < rewards.size(); ++r) {
            const double b = static_cast<double>(glimpse.promised.data()[r]),
                         c = static_cast<double>(glimpse.expected.data()[0]);
            glimpse.promised.gradData()[r] += static_cast<Real>(share * 2 * (b - rewards[r])); // of (b − R)²
            glimpse.expected.gradData()[0] += static_cast<Real>(share * 2 * (c - rewards[r])); // of (c − R)²
            if (look.gaze == "learned") {
                glimpse.logPi.gradData()[r] -=
                    static_cast<Real>(share * look.weight * A[r * times + t]); // of −λ A log π
            }
        }
    }
}

std::vector<double> promisesOf(const Output& output)
{
    const auto paths = static_cast<std::size_t>(output.logits.rows());
    std::vector<double> promises(paths, 0.0);
    for (const Glimpse& glimpse : output.glimpses) {
        for (std::size_t r = 0; r < paths; ++r) {
            promises[r] += glimpse.promised.valid() ? static_cast<double>(glimpse.promised.data()[r]) /
                                                          static_cast<double>(output.glimpses.size())
                                                    : kUndefined;
        }
    }
    return promises;
}

} // namespace fovea
