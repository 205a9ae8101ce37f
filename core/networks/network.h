// Network: an image goes in; answers and attention maps come out.
//
// A network is built once from a configuration and never changes; its numbers (Weights) come with each pass. So one network
// serves the trainer, the validation and the window at the same time, each with weights of its own.
#pragma once

#include "core/attention/look.h"
#include "core/settings/config.h"

#include <memory>
#include <vector>

namespace fovea {

/// What a network is given.
struct Input
{
    Var image;         ///< (B × H × W × C)
    Var evidence = {}; ///< (B × n × 2), as in LookInput::evidence; only where an oracle asks for it
};

/// What a forward pass gives.
struct Output
{
    Var logits;                     ///< (B × answers)
    std::vector<AttentionMap> maps; ///< of the pooling, then of each block that mixed, then gates; each by depth

    /// M, paths of gazes an image. While learning each has its own row of `logits`, those of an image one behind the other;
    /// in a test the rows are one an image, of the mean of the paths' probabilities.
    Index rollouts = 1;
    std::vector<Glimpse> glimpses; ///< each with R = B·M rows, in order of time
    std::vector<Var> early;        ///< logits after each glimpse but the last, where the pass asks for them
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
    /// The settings of gazes that are drawn by chance and learned from reward; null where there are none.
    virtual const LookConfig* policy() const { return nullptr; }

protected:
    ParameterTable table_;
};

/// The network of a configuration. The configuration is valid (settings/rules.h).
std::shared_ptr<const Network> makeNetwork(const Config& config, const Interface& interface);

// The two kinds there are.
std::shared_ptr<const Network> makeClassifier(const Config& config, const Interface& interface); // classifier.cpp
std::shared_ptr<const Network> makeGlimpseNetwork(const Config& config,
                                                  const Interface& interface); // glimpse_network.cpp

} // namespace fovea
