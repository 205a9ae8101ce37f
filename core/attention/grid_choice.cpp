// One place of a grid, chosen by chance and yet with a gradient: Gumbel softmax, straight through.
//
//     e = relu(h U + c) W + b                              e (R × N), N = G·G places
//     y = softmax((e + γ) / τ), γ = −log(−log u)           y (R × N), u uniform in (0, 1)
//     ŷ = one on the largest of y                          dy = dŷ: as if nothing had been hardened
//     seen = Σₙ ŷₙ φₙ                                      φₙ: the retina at place n
//
// The largest of e + γ is place n with probability softmax(e)ₙ. In a test without chance γ = 0 and the largest e is taken. The
// gradient is that of y, so it is biased, and it needs what every place would have shown: all N are cut out. τ falls from
// look.temperature to look.temperature_end along the run.
//
// Source: Jang, Gu, Poole 2017, eqs. 1 and 2 and section 2.2; Maddison, Mnih, Teh 2017.
#include "core/attention/look.h"

#include "core/layers/layers.h"
#include "core/ops/elementwise.h"
#include "core/ops/linear.h"
#include "core/ops/policy.h"
#include "core/ops/retina.h"
#include "core/ops/softmax.h"
#include "core/ops/weighted_sum.h"

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr Index kAimUnits = 64;

class GridChoice : public Look
{
public:
    explicit GridChoice(const LookSite& site)
        : config_(site.config)
        , image_(site.image)
        , grid_{site.config.grid, site.config.grid}
        , middles_({grid_.places(), 2})
        , aim_(site.table, "look.aim", site.config.hidden, kAimUnits)
        , place_(site.table, "look.place", kAimUnits, grid_.places())
    {
        for (Index n = 0; n < grid_.places(); ++n) {
            middles_[2 * n] = static_cast<Real>(2 * (n % grid_.w) + 1) / static_cast<Real>(grid_.w) - 1;
            middles_[2 * n + 1] = static_cast<Real>(2 * (n / grid_.w) + 1) / static_cast<Real>(grid_.h) - 1;
        }
    }

    Glimpse look(Pass& pass, const LookInput& scene, Var state, Index time) const override
    {
        FOVEA_CHECK(scene.rollouts == 1, "a choice from a grid takes one path an image");
        Tape& tape = pass.tape;
        const Index B = state.rows(), N = grid_.places();
        const Var e = place_(pass, relu(tape, aim_(pass, state))); // (B × N)
        const Real tau = along(pass, config_.temperature, config_.lastTemperature);
        const Var y = softmax(tape, add(tape, e, noise(pass, scene, e.shape(), time)), tau); // (B × N)
        const Var chosen = overridden(pass, hardened(tape, y));                              // (B × N)
        const Shape one = seen();
        const Var all = everywhere(pass, scene, B).as({B, N, one.size()}); // (B × N × D)
        const Var seenThere = weightedSum(tape, chosen, all);              // (B × D)
        const Var where = linear(tape, chosen, tape.constant(middles_.data(), middles_.shape()).as({N, 2})); // (B × 2)
        return {.seen = seenThere.as({B, one.dim(0), one.dim(1), one.dim(2), one.dim(3)}),
                .window = windowsAround(tape, where, config_.size, image_),
                .where = where,
                .map = AttentionMap{chosen.as({B, 1, 1, N}), grid_, "look." + std::to_string(time)}};
    }
    Shape seen() const override { return {config_.scales, config_.size, config_.size, image_.dim(2)}; }
    Index where() const override { return 2; }

private:
    /// γ, or zeros where nothing is left to chance.
    Var noise(Pass& pass, const LookInput& scene, const Shape& shape, Index time) const
    {
        Real* const gamma = pass.tape.scratch<Real>(shape.size());
        std::fill_n(gamma, shape.size(), Real(0));
        if (pass.context.training || pass.context.rollouts > 0) {
            for (Index r = 0; r < shape.rows(); ++r) {
                Stream stream = streamOf(pass, scene, r, time);
                for (Index n = 0; n < shape.cols(); ++n) {
                    const double u = std::clamp(stream.uniform(), 1e-10, 1 - 1e-10);
                    gamma[r * shape.cols() + n] = static_cast<Real>(-std::log(-std::log(u)));
                }
            }
        }
        return pass.tape.constant(gamma, shape);
    }

    /// The retina at all places of all images. (B·N × k × g × g × C)
    Var everywhere(Pass& pass, const LookInput& scene, Index B) const
    {
        Real* const gazes = pass.tape.scratch<Real>(B * middles_.size());
        for (Index b = 0; b < B; ++b) {
            std::copy_n(middles_.data(), middles_.size(), gazes + b * middles_.size());
        }
        const Var places = pass.tape.constant(gazes, {B * grid_.places(), 2});
        return retina(pass.tape, scene.image, places, config_.size, config_.scales);
    }

    LookConfig config_;
    Shape image_;
    MapGrid grid_;
    Tensor middles_; ///< (N × 2)
    Linear aim_, place_;
};

} // namespace

std::unique_ptr<Look> makeGridChoice(const LookSite& site)
{
    return std::make_unique<GridChoice>(site);
}

} // namespace fovea
