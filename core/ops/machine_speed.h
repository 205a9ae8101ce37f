// What this machine can do at most: the measure that the speed of a network is held against.
#pragma once

#include "core/tensor/thread_pool.h"

namespace fovea {

/// All threads of a pool together.
struct MachineSpeed
{
    double operations = 0; ///< multiplications and additions a second, fused where the instruction set has that
    double bytes = 0;      ///< a second, from and to memory beyond all caches, in a = b + c·d over long arrays
};

/// The best of many short measurements, over about so many seconds: what other programs take away does not count.
MachineSpeed measureMachine(ThreadPool& pool, double seconds);

} // namespace fovea
