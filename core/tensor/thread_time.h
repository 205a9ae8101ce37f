// Time that the calling thread was calculating: what else runs on the machine does not count.
#pragma once

namespace fovea {

/// Seconds of processor time of the calling thread, from some moment on. Where the system does not know such a thing, seconds
/// of the clock.
double threadSeconds();

} // namespace fovea
