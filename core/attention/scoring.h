// Scoring: what a map's weights are made of, put down by each mechanism for whoever follows it step by step.
#pragma once

#include "core/attention/attention_map.h"
#include "core/layers/layers.h"

namespace fovea {

/// The scoring where the pass is `worked`; else nothing.
std::optional<Scoring> scored(const Pass& pass, Scoring scoring);

/// Scores by a learned direction, s = (k w + c) / τ: its weights w are a query that is the same for every image.
///
///     key (B × N × L)   w (L × 1)   value (B × N × C)
std::optional<Scoring> scoredBy(const Pass& pass, const Linear& score, Var key, Var value, Real temperature);

} // namespace fovea
