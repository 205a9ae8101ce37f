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

/// What the caller decides for a pass.
struct Context
{
    bool training = false;
    std::uint64_t seed = 0;
    std::uint64_t step = 0;
    double dropout = 0; ///< probability, while training
    MapOverride maps = MapOverride::None;
    bool drawn = false; ///< whether to make maps that the mathematics does without, for somebody to look at
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
