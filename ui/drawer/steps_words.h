// The steps of attention in words and figures: who asks, what each step is called, the way of one key in numbers. For the page and
// for paper alike.
#pragma once

#include "core/training/attention_steps.h"
#include "ui/paint/key_figure.h"
#include "ui/paint/strip_figure.h"

#include <QString>

#include <array>

namespace fovea {

/// "row 2, column 3"; "the class token"; "key 4" where keys have no place.
QString nameOfKey(const AttentionSteps& steps, int key);
/// Which query asks; or why there is nothing to follow.
QString askingSentence(const AttentionSteps& steps);
/// A key's way through the steps, in numbers; empty where there is no such key.
QString chainOf(const AttentionSteps& steps, int key);
/// "T = 1: the network as it is; over 12.3 of 64"
QString temperatureText(const AttentionSteps& steps);

/// q · k, scores, weights, with one key marked.
std::array<KeyFigure, 3> keyFigures(const AttentionSteps& steps, int marked);
/// Query, key, their products; value, its share, what is given: of one key. Without bars where there is no such key.
std::array<StripFigure, 6> stripFigures(const AttentionSteps& steps, int key);

/// The key with the largest weight.
int strongestKey(const AttentionSteps& steps);

} // namespace fovea
