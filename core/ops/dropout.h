// Dropout: while learning, some numbers are left out by chance.
#pragma once

#include "core/autograd/tape.h"

#include <cstdint>

namespace fovea {

/// Names the random stream of one dropout layer at one step; the sample's place in the batch is added by the operation.
struct DropoutKey
{
    std::uint64_t seed = 0;
    std::uint64_t step = 0;
    std::uint64_t layer = 0;
};

/// Each number is zero with probability p, else divided by 1 − p, so that its mean stays (Srivastava et al. 2014, in the
/// inverted form). p in [0, 1); p = 0 gives x itself. The first dimension of x counts samples.
Var dropout(Tape& tape, Var x, double p, const DropoutKey& key);

} // namespace fovea
