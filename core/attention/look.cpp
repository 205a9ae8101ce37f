#include "core/attention/look.h"

#include <algorithm>

namespace fovea {

bool looksOftenAt(const LookConfig& config)
{
    return config.mechanism != "none" && config.mechanism != "transformer";
}

bool learnsFromReward(const LookConfig& config)
{
    return config.mechanism == "glimpses";
}

bool choosesGazes(std::string_view parameter)
{
    return parameter.starts_with("look.aim") || parameter.starts_with("look.place");
}

Var windowsAround(Tape& tape, Var gazes, Index size, const Shape& image)
{
    const Index R = gazes.rows();
    const Var windows = tape.make({R, 6});
    windows.array() = 0;
    for (Index r = 0; r < R; ++r) {
        Real* const w = windows.data() + 6 * r;
        w[0] = static_cast<Real>(size) / static_cast<Real>(image.dim(1));
        w[2] = gazes.data()[2 * r];
        w[4] = static_cast<Real>(size) / static_cast<Real>(image.dim(0));
        w[5] = gazes.data()[2 * r + 1];
    }
    return windows;
}

Stream streamOf(const Pass& pass, const LookInput& scene, Index row, Index time)
{
    const Context& context = pass.context;
    const std::uint64_t step = context.training ? context.step + 1 : 0; // 0: a test
    const auto sample = static_cast<std::uint64_t>(pass.tape.firstSample() + row / scene.rollouts);
    return {context.seed,
            Purpose::Policy,
            {step, sample, static_cast<std::uint64_t>(time), static_cast<std::uint64_t>(row % scene.rollouts)}};
}

Real along(const Pass& pass, double first, double last)
{
    return static_cast<Real>(first + (last - first) * std::clamp(pass.context.progress, 0.0, 1.0));
}

} // namespace fovea
