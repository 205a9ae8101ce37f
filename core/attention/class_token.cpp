// Reading the class token, and what it looked at.
//
//     y = x₀                            x (B × (1 + N) × C)   y (B × C)
//     aₙ = Σₕ Aₕ,₀,ₙ / Σₘ Σₕ Aₕ,₀,ₘ     n, m over the places   the map: its row in the last layer that mixed
//
// The network itself does not use this a: it is the mean of the heads of the last layer, on the places alone. What each head
// of each layer did stands in the maps of those layers.
//
// Source: Dosovitskiy et al. 2021, "An image is worth 16 × 16 words", eq. 4.
#include "core/attention/pool.h"

#include "core/ops/elementwise.h"
#include "core/ops/rearrange.h"

namespace fovea {
namespace {

/// The mean over heads of the first query's weights over the places, made to sum to one.
Var rowOfClassToken(Tape& tape, const AttentionMap& map)
{
    const Index B = map.weights.dim(0), N = map.weights.dim(3) - map.extra;
    const Var row = slice(tape, slice(tape, map.weights, 2, 0, 1), 3, map.extra, N); // (B × h × 1 × N)
    const Var mixed = mean(tape, row, 1).as({B, N});                                 // (B × N)
    const Var share = inverse(tape, sum(tape, mixed, 1));                            // (B)
    return multiply(tape, mixed, share.as({B, 1})).as({B, 1, 1, N});
}

class ClassToken : public Pool
{
public:
    explicit ClassToken(Index channels) : channels_(channels) {}

    Pooled pool(Pass& pass, const Features& features) const override
    {
        FOVEA_CHECK(features.extra == 1, "a class token among " + features.tokens.shape().text());
        const Var x = features.tokens;                                             // (B × (1 + N) × C)
        Pooled pooled{slice(pass.tape, x, 1, 0, 1).as({x.dim(0), channels_}), {}}; // (B × C)
        if (features.mixing != nullptr) {
            pooled.maps.push_back({rowOfClassToken(pass.tape, *features.mixing), features.grid, "pool"});
        }
        return pooled;
    }
    Index width() const override { return channels_; }

private:
    Index channels_;
};

} // namespace

std::unique_ptr<Pool> makeClassToken(const PoolSite& site)
{
    return std::make_unique<ClassToken>(site.channels);
}

} // namespace fovea
