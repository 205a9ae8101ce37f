#include "core/attention/coordinates.h"

#include "core/ops/rearrange.h"

namespace fovea {

Var withCoordinates(Tape& tape, Var tokens, const MapGrid& grid)
{
    const Index B = tokens.dim(0), N = tokens.dim(1);
    FOVEA_CHECK(grid.places() == N, "coordinates for " + std::to_string(N) + " tokens without a grid");
    Real* xy = tape.scratch<Real>(B * N * 2);
    for (Index i = 0; i < B * N; ++i) {
        const Index place = i % N;
        xy[2 * i] = static_cast<Real>(2 * (place % grid.w) + 1) / static_cast<Real>(grid.w) - 1;
        xy[2 * i + 1] = static_cast<Real>(2 * (place / grid.w) + 1) / static_cast<Real>(grid.h) - 1;
    }
    return concatenate(tape, {tokens, tape.constant(xy, {B, N, 2})});
}

} // namespace fovea
