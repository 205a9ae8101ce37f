// Faults on demand: tests let the N-th call of system.h fail, to see that no file is lost whatever goes wrong.
//
// Without faults, which is how the program runs, a call pays for one atomic read.
#pragma once

#include <cstddef>

namespace fovea::system {

/// What goes wrong, in every thread.
struct Faults
{
    int firstCall = 0;         ///< the first call that fails, counted from 1; 0 for none
    int calls = 1;             ///< how many calls in a row fail
    int error = 0;             ///< the errno that they give
    bool ends = false;         ///< instead of failing, that call ends the process there and then, as kill -9 does
    std::size_t mostBytes = 0; ///< no read or write handles more bytes than this; 0 for no bound
};

/// Replaces the faults (`{}` for none) and counts calls from 0 again.
void setFaults(const Faults& faults);

/// Calls since setFaults() that set any fault.
int callsSinceFaults();

/// For system.cpp: counts a call; the errno with which it must fail, else 0.
int fault();

/// For system.cpp: the most bytes that one read or write may handle.
std::size_t faultyPortion();

} // namespace fovea::system
