// How far attention reaches: a number for each head, in pixels.
#pragma once

#include "core/attention/attention_map.h"
#include "core/tensor/tensor.h"

#include <vector>

namespace fovea {

/// The mean over queries of Σⱼ aᵢⱼ |pᵢ − pⱼ|, with p the centres of the places in the image (Dosovitskiy et al. 2021,
/// appendix D.7): 0 for a head that looks only where it stands. Tokens that are no places are left out, and the weights of
/// the others made to sum to one; a row that looks at none of them does not count.
///
///     weights (heads × (extra + N) × (extra + N))   image (H × W × C)   gives one number a head
std::vector<double> meanDistances(const Tensor& weights, const MapGrid& grid, Index extra, const Shape& image);

/// The same for weights that are all alike: what a head that does not choose comes to. `windows` says of each place which it
/// lies in, where it can ask only those of its own (see windowsIn()); empty: it can ask all.
double uniformDistance(const MapGrid& grid, const Shape& image, const std::vector<int>& windows = {});

} // namespace fovea
