// Soft glimpses: N × N Gaussian filters on a grid that the network moves, stretches and blurs. Nothing is left to chance, so
// the loss itself says where to look.
//
//     (g̃x, g̃y, log s², log δ̃, log γ) = h W + b
//     gx = W/2 (g̃x + 1) − 1/2        gy likewise        the middle, in pixels
//     δ = (max(H, W) − 1)/(N − 1) δ̃                     distance of the filters
//     seen = γ F_y X F_xᵀ                                (R × N × N × C)
//
// With h = 0 the first glimpse is the whole image, coarsely: δ̃ = s² = γ = 1.
//
// Source: Gregor, Danihelka, Graves, Rezende, Wierstra 2015, section 3.2 (its pixels count from 1, these from 0).
#include "core/attention/look.h"

#include "core/layers/layers.h"
#include "core/ops/elementwise.h"
#include "core/ops/filter_bank.h"
#include "core/ops/rearrange.h"

#include <algorithm>

namespace fovea {
namespace {

class FilterLook : public Look
{
public:
    explicit FilterLook(const LookSite& site)
        : config_(site.config)
        , image_(site.image)
        , place_(site.table, "look.place", site.config.hidden, 5, {.weights = Initialiser::normal(0.05)})
    {
    }

    Glimpse look(Pass& pass, const LookInput& scene, Var state, Index) const override
    {
        Tape& tape = pass.tape;
        const Index R = state.rows(), N = config_.size, H = image_.dim(0), W = image_.dim(1), C = image_.dim(2);
        const Var p = place_(pass, state);                                  // (R × 5)
        const auto part = [&](Index i) { return slice(tape, p, 1, i, 1); }; // (R × 1)
        const Var gx = pixels(pass, part(0), W), gy = pixels(pass, part(1), H);
        const Var variance = exp(tape, part(2));
        const Real widest = static_cast<Real>(std::max(H, W) - 1) / static_cast<Real>(std::max<Index>(1, N - 1));
        const Var delta = scale(tape, exp(tape, part(3)), widest);
        const Var Fx = filterBank(tape, gx, delta, variance, N, W); // (R × N × W)
        const Var Fy = filterBank(tape, gy, delta, variance, N, H); // (R × N × H)
        const Var read = readThrough(tape, Fy, Fx, scene.image);    // (R × N × N × C)
        const Var gamma = exp(tape, part(4)).as({R, 1, 1, 1});
        return {.seen = multiply(tape, read, gamma).as({R, 1, N, N, C}), .window = windows(tape, p, delta), .where = p};
    }
    Shape seen() const override { return {1, config_.size, config_.size, image_.dim(2)}; }
    Index where() const override { return 5; }

private:
    /// length/2 (g̃ + 1) − 1/2
    static Var pixels(Pass& pass, Var g, Index length)
    {
        const Real half = static_cast<Real>(length) / 2;
        Real* const middle = pass.tape.scratch<Real>(1);
        *middle = half - Real(0.5);
        return add(pass.tape, scale(pass.tape, g, half), pass.tape.constant(middle, {1}));
    }

    /// The square that the grid covers, for who draws it.
    Var windows(Tape& tape, Var p, Var delta) const
    {
        const Var all = tape.make({p.rows(), 6});
        all.array() = 0;
        for (Index r = 0; r < p.rows(); ++r) {
            const Real side = delta.data()[r] * static_cast<Real>(config_.size);
            Real* const w = all.data() + 6 * r;
            w[0] = side / static_cast<Real>(image_.dim(1));
            w[2] = p.data()[5 * r];
            w[4] = side / static_cast<Real>(image_.dim(0));
            w[5] = p.data()[5 * r + 1];
        }
        return all;
    }

    LookConfig config_;
    Shape image_;
    Linear place_;
};

} // namespace

std::unique_ptr<Look> makeFilterLook(const LookSite& site)
{
    return std::make_unique<FilterLook>(site);
}

} // namespace fovea
