// Look: the network does not get the image but parts of it, and it chooses which.
//
// The other roles of attention (pool, gate, mix) weigh what was computed everywhere. Here what is not looked at is never
// computed at all. A gaze drawn by chance has no derivative with respect to where it was aimed: reward replaces it
// (training/policy_gradient.h). The relatives that have one stand beside it: a choice from a grid, soft filters, a window.
#pragma once

#include "core/attention/attention_map.h"
#include "core/settings/config.h"
#include "core/tensor/random.h"

#include <memory>
#include <optional>

namespace fovea {

/// What there is to look at.
struct LookInput
{
    Var image; ///< (B × H × W × C)
    Var evidence =
        {}; ///< (B × n × 2) middles of the evidence, x and y from −1 to 1; invalid where nobody asked for them
    Index rollouts = 1; ///< M: paths of gazes an image; the rows of all that follows are R = B·M
};

/// One look.
struct Glimpse
{
    /// What is seen, the sharpest square first. (R × k × g × g × C)
    Var seen;
    /// The window of the sharpest square: (x, y) = [a b; d e] (u, v) + (c, f), all from −1 to 1. (R × 6): a b c d e f.
    Var window;
    /// What the network is told of the place. (R × P)
    Var where;
    /// log π of the gaze; invalid where nothing was drawn that a reward could teach. (R)
    Var logPi = {};
    /// Reward that the state before this look promises; only with logPi. (R)
    Var promised = {};
    /// One number for all: the constant baseline; only with logPi. (1)
    Var expected = {};
    /// Weights over places, where the gaze is a choice among them.
    std::optional<AttentionMap> map = {};
};

class Look
{
public:
    virtual ~Look() = default;

    /// Looks for the time'th time (from 0).        state (R × n): what was made of all looks before; all zero at first
    virtual Glimpse look(Pass& pass, const LookInput& scene, Var state, Index time) const = 0;
    /// (k × g × g × C): what is seen at a time.
    virtual Shape seen() const = 0;
    /// P: numbers by which the network is told of the place.
    virtual Index where() const = 0;
};

/// What a mechanism is built from: its parameters go into `table`, under names that start with "look.".
struct LookSite
{
    ParameterTable& table;
    const LookConfig& config;
    Shape image; ///< (H × W × C)
};

std::unique_ptr<Look> makeGazePolicy(const LookSite& site);         // gaze_policy.cpp
std::unique_ptr<Look> makeGridChoice(const LookSite& site);         // grid_choice.cpp
std::unique_ptr<Look> makeFilterLook(const LookSite& site);         // filter_look.cpp
std::unique_ptr<Look> makeSpatialTransformer(const LookSite& site); // spatial_transformer.cpp

/// Whether glimpses go one after the other into a state, from which the answer is read (networks/glimpse_network.cpp); else
/// what is seen goes through the trunk.
bool looksOftenAt(const LookConfig& config);
/// Whether gazes are drawn by chance and learned from reward.
bool learnsFromReward(const LookConfig& config);
/// Whether a parameter belongs to what chooses the gazes.
bool choosesGazes(std::string_view parameter);

/// The windows of squares of `size` pixels around gazes, as in Glimpse::window.        gazes (R × 2)   (R × 6)
Var windowsAround(Tape& tape, Var gazes, Index size, const Shape& image);

/// A stream for what is drawn in row r at this time: named by the step, the sample's place in the batch, the time and the
/// rollout, so neither threads nor chunks change it.
Stream streamOf(const Pass& pass, const LookInput& scene, Index row, Index time);

/// What falls from first to last along the run: σ, τ.
Real along(const Pass& pass, double first, double last);

} // namespace fovea
