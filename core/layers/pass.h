// Pass: one trip of a few samples through a network. It carries what every layer needs (the tape, the weights) and what
// the caller decided for this trip: learning or not, where chance comes from, whether attention maps are replaced.
#pragma once

#include "core/autograd/tape.h"
#include "core/layers/parameters.h"

namespace fovea {

/// What is put in the place of each attention map: the attention switch.
enum class MapOverride
{
    None,     ///< the network's own
    Uniform,  ///< every key the same weight
    Shuffled, ///< the network's own weights, in a random order of the keys
};

/// Where glimpses go, whatever the network would choose: controls for a test.
enum class GazeOverride
{
    None,   ///< where the network has them go
    Random, ///< anywhere
    Centre, ///< the middle of the image
    Oracle, ///< the evidence
};

/// What the caller decides for a pass.
struct Context
{
    bool training = false;
    std::uint64_t seed = 0;
    std::uint64_t step = 0;
    double dropout = 0; ///< probability, while training
    MapOverride maps = MapOverride::None;
    double progress = 1; ///< share of the run that is done: what σ and τ go by
    GazeOverride gaze = GazeOverride::None;
    int rollouts = 0;    ///< of a test: paths of gazes drawn by chance an image; 0: one, without chance
    bool early = false;  ///< whether to answer after each glimpse, too
    bool drawn = false;  ///< whether to make maps that the mathematics does without, for somebody to look at
    bool worked = false; ///< whether maps say what they are made of (AttentionMap::scoring), for somebody to follow
};

class Pass
{
public:
    Pass(Tape& tape_, const ParameterTable& table, const Weights& weights, const Context& context_)
        : tape(tape_), context(context_), table_(table), weights_(weights)
    {
    }

    Tape& tape;
    const Context& context;

    /// The parameter as a value on the tape; an invalid Var for an invalid id.
    Var parameter(ParameterId id) const
    {
        if (!id.valid()) {
            return {};
        }
        return tape.parameter(id.index, weights_.data() + table_.slot(id.index).offset, table_[id.index].shape);
    }

private:
    const ParameterTable& table_;
    const Weights& weights_;
};

} // namespace fovea
