// For tests of networks that look at parts of the image: small runs of each kind, and somebody who watches each pass.
#pragma once

#include "core/training/evaluate.h"
#include "tests/support/small_run.h"

#include <functional>
#include <string_view>

namespace fovea {

inline const std::vector<const char*> kLooks = {"glimpses", "gumbel", "draw", "transformer"};

/// Three looks at small digits, two passes long.
inline Config smallGlimpses(const char* mechanism = "glimpses")
{
    Config config = smallNeedle();
    config.data.set = "digits";
    config.data.pixels = "unit";
    config.look.mechanism = mechanism;
    config.look.glimpses = 3;
    config.look.scales = std::string_view(mechanism) == "glimpses" ? 2 : 1;
    config.look.hidden = 16;
    config.look.grid = 3;
    config.look.testRollouts = 3;
    config.model.trunk = "conv 4, pool";
    config.train.epochs = 2;
    return config;
}

inline Examined examinedOf(const Run& run)
{
    return {*run.network, run.weights, *run.task, *run.data};
}

/// The same network; each pass is told to `before`, from whatever thread it is in.
class Watched : public Network
{
public:
    using Before = std::function<void(const Context&, const Input&)>;

    Watched(std::shared_ptr<const Network> network, Before before, Index samples = 0)
        : network_(std::move(network)), before_(std::move(before)), samples_(samples)
    {
        table_ = network_->parameters();
    }

    Output forward(Pass& pass, const Input& input) const override
    {
        before_(pass.context, input);
        return network_->forward(pass, input);
    }
    Index samplesPerChunk() const override { return samples_ > 0 ? samples_ : network_->samplesPerChunk(); }
    const LookConfig* policy() const override { return network_->policy(); }

private:
    std::shared_ptr<const Network> network_;
    Before before_;
    Index samples_; ///< a chunk; 0: as many as the network has
};

} // namespace fovea
