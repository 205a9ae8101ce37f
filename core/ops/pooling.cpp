#include "core/ops/pooling.h"

#include "core/ops/kernels/kernels.h"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace fovea {
namespace {

struct Sizes
{
    Index B, H, W, C, outH, outW;
    Window window;

    Sizes(const Var& x, const Window& w)
        : B(x.dim(0)), H(x.dim(1)), W(x.dim(2)), C(x.dim(3)), outH(w.places(H)), outW(w.places(W)), window(w)
    {
        FOVEA_CHECK(outH > 0 && outW > 0 && w.padding < w.size && w.size < 16,
                    "window of " + std::to_string(w.size) + " in " + x.shape().text());
    }

    /// Calls visit(place of the result, place of the image, number in the window) for each pixel that a window sees.
    template<class Visit>
    void forEach(Visit visit) const
    {
        for (Index b = 0; b < B; ++b) {
            for (Index i = 0; i < outH; ++i) {
                for (Index j = 0; j < outW; ++j) {
                    const Index to = ((b * outH + i) * outW + j) * C;
                    for (Index u = 0; u < window.size; ++u) {
                        for (Index v = 0; v < window.size; ++v) {
                            const Index y = i * window.stride + u - window.padding;
                            const Index x = j * window.stride + v - window.padding;
                            if (y >= 0 && y < H && x >= 0 && x < W) {
                                visit(to, ((b * H + y) * W + x) * C, u * window.size + v);
                            }
                        }
                    }
                }
            }
        }
    }
};

} // namespace

Var maxPool(Tape& tape, Var x, const Window& window)
{
    const Sizes z(x, window);
    const Var y = tape.make({z.B, z.outH, z.outW, z.C});
    auto* winner = tape.scratch<std::uint8_t>(y.size()); // which pixel of the window was the largest
    std::fill_n(y.data(), y.size(), -std::numeric_limits<Real>::infinity());
    std::fill_n(winner, y.size(), std::uint8_t{0});
    z.forEach([&](Index to, Index from, Index number) {
        kernels::active().keepLarger(z.C, x.data() + from, y.data() + to, winner + to,
                                     static_cast<std::uint8_t>(number));
    });
    tape.undo(y, [=] {
        if (!x.wantsGrad()) {
            return;
        }
        Real* dx = x.gradData();
        const Real* dy = y.gradData();
        z.forEach([&](Index to, Index from, Index number) { // only the winner moved the result
            kernels::active().addToWinner(z.C, dy + to, winner + to, static_cast<std::uint8_t>(number), dx + from);
        });
    });
    return y;
}

Var averagePool(Tape& tape, Var x, const Window& window)
{
    FOVEA_CHECK(window.padding == 0, "average pooling with padding");
    const Sizes z(x, window);
    const Real share = Real(1) / static_cast<Real>(window.size * window.size);
    const Var y = tape.make({z.B, z.outH, z.outW, z.C});
    y.array() = 0;
    z.forEach([&](Index to, Index from, Index) {
        ArrayView(y.data() + to, z.C) += share * ConstArrayView(x.data() + from, z.C);
    });
    tape.undo(y, [=] {
        if (x.wantsGrad()) {
            Real* dx = x.gradData();
            z.forEach([&](Index to, Index from, Index) {
                ArrayView(dx + from, z.C) += share * ConstArrayView(y.gradData() + to, z.C);
            });
        }
    });
    return y;
}

} // namespace fovea
