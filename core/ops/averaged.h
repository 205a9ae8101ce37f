// Several answers to one question become one: the mean of their probabilities.
#pragma once

#include "core/autograd/tape.h"

namespace fovea {

/// Logits of the mean probability over M rows each: log of the mean softmax; for one answer (yes or no) the logit of the mean
/// sigmoid. Not the mean of the logits, which a single sure path would outvote. For tests only: nothing is undone.
///
///     logits (B·M × K), the rows of a sample one behind the other   y (B × K)
Var averagedAnswers(Tape& tape, Var logits, Index M);

} // namespace fovea
