// Schedules: the learning rate over a run.
#pragma once

#include "core/settings/config.h"

namespace fovea {

/// The rate at `progress` of the run, 0 at its start and 1 at its end (beyond that it stays).
///
///     constant    the learning rate
///     cosine      rises from 0 during the warm-up, then falls to 0 along half a cosine (Loshchilov and Hutter 2017)
///     one_cycle   rises from 1/25 of it along a cosine, then falls to 1/10000 of that along another (Smith 2018)
double rateAt(const TrainConfig& config, double progress);

} // namespace fovea
