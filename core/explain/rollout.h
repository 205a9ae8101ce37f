// Rollout: where the tokens of the last layer come from, all layers together.
//
// A layer's token is half what it was and half what it gathered: Ãₗ = ½ Āₗ + ½ I, with Āₗ the mean of the layer's heads. One
// layer behind the other is a product, the later one on the left:
//
//     R = Ã_L … Ã₂ Ã₁        R (N × N): row i says how much of each token of the image is in token i at the end
//
// It follows weights alone: what the values and the feed-forward layers do to a token is left out.
//
// Source: Abnar and Zuidema 2020, "Quantifying attention flow in transformers", section 3.
#pragma once

#include "core/tensor/tensor.h"

#include <span>

namespace fovea {

/// R of one sample's layers, first to last, each (heads × N × N) with rows that sum to one. Rows of R sum to one.
Tensor rollout(std::span<const Tensor> layers);

/// What a reading of the last layer's tokens comes to among the first: Σᵢ wᵢ R[i]. A class token reads with all weight on
/// row 0, a mean with 1/N on each, sequence pooling with its own weights.
///
///     weights (N)   R (N × N)   gives (N)
Tensor readThrough(const Tensor& weights, const Tensor& rollout);

} // namespace fovea
