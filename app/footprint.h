// Footprint: what this process holds at a moment, to see whether anything grows.
#pragma once

namespace fovea {

struct Footprint
{
    long threads = 0, files = 0; ///< open now; 0 where the system does not tell
    double bytes = 0;            ///< in use on the heap; 0 where the C library does not tell
};

Footprint footprint();

} // namespace fovea
