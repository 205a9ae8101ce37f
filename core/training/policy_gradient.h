// What reward teaches: where a gaze was drawn by chance, no derivative of the loss says whether it was a good one, but the
// reward of the path that it belongs to does.
//
//     L = CE + mean_r mean_t [ (b_rt − R_r)² + (c − R_r)² − λ A_rt log π(l_rt | μ_rt) ]        r: paths, t: glimpses
//     A_rt = R_r − baseline, a number without a derivative
//
//     baseline   none 0     constant c, one learned number     learned b_rt, from the state before the gaze
//                leave-one-out (Σ_{j≠r} R_j) / (M − 1) over the other paths of the same image
//
// None of them changes the gradient in the mean, since none depends on the gaze itself: E[∇ log π] = 0.
//
// Source: Williams 1992; Mnih et al. 2014, eq. 4; for leave-one-out Kool, van Hoof, Welling 2019.
#pragma once

#include "core/networks/network.h"
#include "core/tasks/task.h"

#include <span>

namespace fovea {

/// The baselines by name, as look.baseline has them, in the order of baselineKeys().
enum class Baseline
{
    None,
    Constant,
    Learned,
    LeaveOneOut,
};
Baseline baselineNamed(std::string_view key);

/// Reward of each path: `labels` has one a row of the logits.
std::vector<double> rewardsOf(const Task& task, const LookConfig& look, const Output& output,
                              std::span<const int> labels);

/// A_rt for each path (outer) and glimpse (inner). A single path an image has no others: leave-one-out is then no baseline.
std::vector<double> advantages(const Output& output, std::span<const double> rewards, Baseline baseline);

/// Puts the gradients of the loss terms above in place, each divided by `paths`, the number of paths in the whole batch. The
/// gazes learn only where look.gaze is learned; baselines always do.
void teachGazes(const LookConfig& look, const Output& output, std::span<const double> rewards, double paths);

/// What the states promised: mean over the glimpses of each path.
std::vector<double> promisesOf(const Output& output);

} // namespace fovea
