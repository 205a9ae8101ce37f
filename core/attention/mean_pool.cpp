// No attention: every place counts the same. What all others are compared with.
//
//     aₙ = 1 / N        y = Σₙ aₙ xₙ        x (B × N × C)   y (B × C)
#include "core/attention/pool.h"

#include "core/ops/elementwise.h"

namespace fovea {
namespace {

class MeanPool : public Pool
{
public:
    explicit MeanPool(Index channels) : channels_(channels) {}

    Pooled pool(Pass& pass, const Features& features) const override
    {
        const Index B = features.tokens.dim(0), N = features.tokens.dim(1);
        const Var a = pass.tape.make({B, 1, 1, N});
        a.array() = Real(1) / static_cast<Real>(N);
        return {mean(pass.tape, features.tokens, 1), {AttentionMap{a, features.grid, "pool", false}}}; // (B × C)
    }
    Index width() const override { return channels_; }

private:
    Index channels_;
};

} // namespace

std::unique_ptr<Pool> makeMeanPool(const PoolSite& site)
{
    return std::make_unique<MeanPool>(site.channels);
}

} // namespace fovea
