// Network: an image goes in; answers and attention maps come out.
//
// A network is built once from a configuration and never changes; its numbers (Weights) come with each pass. So one network
// serves the trainer, the validation and the window at the same time, each with weights of its own.
#pragma once

#include "core/attention/attention_map.h"
#include "core/settings/config.h"

#include <memory>
#include <vector>

namespace fovea {

/// What a network is given.
struct Input
{
    Var image; ///< (B × H × W × C)
};

/// What a forward pass gives.
struct Output
{
    Var logits;                     ///< (B × answers)
    std::vector<AttentionMap> maps; ///< of the pooling, then of each block that mixed, then gates; each by depth
};

/// What the data says a network must fit.
struct Interface
{
    Shape image;       ///< (H × W × C)
    Index answers = 0; ///< numbers that the task needs: classes, or one for a yes or no
};

class Network
{
public:
    virtual ~Network() = default;

    virtual Output forward(Pass& pass, const Input& input) const = 0;

    const ParameterTable& parameters() const { return table_; }
    /// Samples that go through together: few enough that their activations stay in the cache.
    virtual Index samplesPerChunk() const = 0;

protected:
    ParameterTable table_;
};

/// The network of a configuration. The configuration is valid (settings/rules.h).
std::shared_ptr<const Network> makeNetwork(const Config& config, const Interface& interface);

} // namespace fovea
