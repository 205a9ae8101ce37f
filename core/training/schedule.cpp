#include "core/training/schedule.h"

#include "core/settings/choices.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace fovea {
namespace {

/// From a to b along half a cosine, t in 0 … 1.
double alongCosine(double a, double b, double t)
{
    return b + (a - b) * (1 + std::cos(std::numbers::pi * t)) / 2;
}

} // namespace

double rateAt(const TrainConfig& config, double progress)
{
    const double most = config.learningRate, warmup = config.warmup, t = std::clamp(progress, 0.0, 1.0);
    if (config.schedule == "constant") {
        return most;
    }
    const bool rising = t < warmup;
    const double part = rising ? t / warmup : (t - warmup) / (1 - warmup);
    if (config.schedule == "cosine") {
        return rising ? most * part : alongCosine(most, 0, part);
    }
    return rising ? alongCosine(most / 25, most, part) : alongCosine(most, most / 25 / 1e4, part);
}

std::vector<Choice> scheduleChoices()
{
    return {
        {"constant", "the same throughout", "constant", "The learning rate stays."},
        {"cosine", "up, then down to zero", "cosine with warm-up", "Rises to the learning rate, then falls to zero."},
        {"one_cycle", "one wave", "one-cycle", "Starts at 1/25, rises to the learning rate, ends near zero."}};
}

} // namespace fovea
