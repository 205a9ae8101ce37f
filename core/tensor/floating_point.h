// Denormal numbers (below 1e-38 in float) cost a hundred times a normal addition and teach nothing: every thread that
// calculates treats them as zero. All threads must agree, or the bits of a result would depend on who computed it.
#pragma once

namespace fovea {

/// Sets flush-to-zero and denormals-are-zero for the calling thread; nothing where the processor has no such flags.
void flushDenormals();

} // namespace fovea
