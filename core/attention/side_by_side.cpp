// No attention and no mean: the features of all places stand side by side, and the layer after it weighs each on its own. So
// the answer may hang on where something lies, and each place has to be learned for itself.
//
//     y = (x₁, …, x_N)        x (B × N × C)   y (B × N·C)
//
// The plain networks of LeCun, Bottou, Bengio, Haffner 1998 and those that hard attention was first held against (Mnih and
// others 2014, section 4) end like this.
#include "core/attention/pool.h"

namespace fovea {
namespace {

class SideBySide : public Pool
{
public:
    explicit SideBySide(const PoolSite& site) : features_(site.tokens * site.channels) {}

    Pooled pool(Pass& pass, const Features& features) const override
    {
        const Index B = features.tokens.dim(0);
        const Var one = pass.tape.make({B, 1, 1, 1}); // the image as one place
        one.array() = 1;
        return {features.tokens.as({B, features_}), {AttentionMap{one, MapGrid{1, 1}, "pool", false}}}; // (B × N·C)
    }
    Index width() const override { return features_; }

private:
    Index features_;
};

} // namespace

std::unique_ptr<Pool> makeSideBySide(const PoolSite& site)
{
    return std::make_unique<SideBySide>(site);
}

} // namespace fovea
