#include "core/tensor/floating_point.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace fovea {

void flushDenormals()
{
#if defined(__x86_64__)
    constexpr unsigned kFlushToZero = 0x8000;
    constexpr unsigned kDenormalsAreZero = 0x0040;
    _mm_setcsr(_mm_getcsr() | kFlushToZero | kDenormalsAreZero);
#endif
}

} // namespace fovea
