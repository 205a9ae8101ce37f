// One window that the network lays over the image before it reads: moved, zoomed, and where it may, turned and sheared.
//
//     z = pool(relu(conv(pool(relu(conv(x̄))))))         a small network of its own looks at x̄, the whole image, coarsely:
//                                                       averaged 2 × 2 once, and again until no side exceeds 20 pixels
//     θ = θ₀ + 0.1 (relu(z U + c) W + b), W = b = 0 at first, θ₀ the whole image
//     seen = sampleWindow(x, θ)                         (B × g × g × C)
//
// scaled: θ = (s, 0, tx, 0, s, ty) with s = 1 + θ̃₁; affine: all six. The tenth stands in for a learning rate of a tenth of
// the rest's, which the paper's followers give to what finds the window.
//
// Source: Jaderberg, Simonyan, Zisserman, Kavukcuoglu 2015, section 3.
#include "core/attention/look.h"

#include "core/layers/layers.h"
#include "core/ops/bilinear.h"
#include "core/ops/elementwise.h"
#include "core/ops/linear.h"
#include "core/ops/pooling.h"
#include "core/ops/rearrange.h"

#include <algorithm>

namespace fovea {
namespace {

constexpr Index kChannels = 16, kAimUnits = 32;
constexpr Index kCoarseSide = 20;
constexpr Real kSlowly = Real(0.1);

class SpatialTransformer : public Look
{
public:
    explicit SpatialTransformer(const LookSite& site)
        : config_(site.config), image_(site.image), affine_(site.config.transform == "affine")
    {
        const Window window{.size = 5, .stride = 1, .padding = 2};
        const auto he = Initialiser::named("he");
        first_ = Conv2d(site.table, "look.aim.conv1", image_.dim(2), kChannels, window, he);
        second_ = Conv2d(site.table, "look.aim.conv2", kChannels, kChannels, window, he);
        const Index features = pooledTwice(image_.dim(0)) * pooledTwice(image_.dim(1)) * kChannels;
        dense_ = Linear(site.table, "look.aim.dense", features, kAimUnits, {.weights = he});
        place_ = Linear(site.table, "look.place", kAimUnits, affine_ ? 6 : 3, {.weights = Initialiser::zeros()});
    }

    Glimpse look(Pass& pass, const LookInput& scene, Var, Index) const override
    {
        Tape& tape = pass.tape;
        const Index B = scene.image.dim(0), g = config_.size;
        Var coarse = scene.image;
        for (int i = 0; i < halvings(); ++i) {
            coarse = averagePool(tape, coarse); // (B × H′ × W′ × C)
        }
        const Var map = second_.reluPooled(pass, first_.reluPooled(pass, coarse)); // (B × H′/4 × W′/4 × 16)
        const Var u = relu(tape, dense_(pass, map.as({B, map.size() / B})));       // (B × 32)
        const Var change = scale(tape, place_(pass, u), kSlowly);                  // (B × 6) or (B × 3)
        const Var theta = windowOf(tape, change);                                  // (B × 6)
        const Var seenThere = sampleWindow(tape, scene.image, theta, g, g);        // (B × g × g × C)
        return {.seen = seenThere.as({B, 1, g, g, image_.dim(2)}), .window = theta, .where = theta};
    }
    Shape seen() const override { return {1, config_.size, config_.size, image_.dim(2)}; }
    Index where() const override { return 6; }

private:
    int halvings() const
    {
        int times = 1;
        for (Index side = std::max(image_.dim(0), image_.dim(1)) / 2; side > kCoarseSide; side /= 2) {
            ++times;
        }
        return times;
    }
    Index pooledTwice(Index side) const { return (side >> halvings()) / 2 / 2; }

    Var windowOf(Tape& tape, Var change) const
    {
        static const Tensor kWhole({6}, {1, 0, 0, 0, 1, 0});
        // scaled: (s, tx, ty) becomes (s, 0, tx, 0, s, ty)
        static const Tensor kSpread({3, 6}, {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1});
        const Var whole = tape.constant(kWhole.data(), {6});
        if (affine_) {
            return add(tape, change, whole);
        }
        return linear(tape, change, tape.constant(kSpread.data(), {3, 6}), whole);
    }

    LookConfig config_;
    Shape image_;
    bool affine_;
    Conv2d first_, second_;
    Linear dense_, place_;
};

} // namespace

std::unique_ptr<Look> makeSpatialTransformer(const LookSite& site)
{
    return std::make_unique<SpatialTransformer>(site);
}

} // namespace fovea
