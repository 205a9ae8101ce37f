// The network that looks again and again: glimpses, one after the other, go into a state, and the answer is read from it.
//
//     seen, where = look(image, h)                      a glimpse (R × k·g·g·C), and where it was (R × P)
//     s = relu(seen A + a)    p = relu(where P + q)      (R × 64) each
//     z = relu(s S + p Q + r)                            (R × n): what was seen, and where
//     h ← relu(z Z + h H + d)                            (R × n): H starts as the identity, so the state keeps what it has
//     logits = h W + b                                   (R × answers), after the last glimpse
//
// R = B·M: M paths of gazes an image. While learning each path has its own answer; in a test their probabilities are averaged.
//
// Source: Mnih, Heess, Graves, Kavukcuoglu 2014, section 3.1 and 4; Le, Jaitly, Hinton 2015 for the identity.
#include "core/networks/network.h"

#include "core/attention/catalog.h"
#include "core/layers/layers.h"
#include "core/ops/averaged.h"
#include "core/ops/elementwise.h"

#include <algorithm>

namespace fovea {
namespace {

constexpr Index kRowsPerChunk = 64; ///< paths that go together: products of so many rows are fast
constexpr Index kEncoded = 64;      ///< units for what is seen, and for where

class GlimpseNetwork : public Network
{
public:
    GlimpseNetwork(const Config& config, const Interface& interface)
        : look_(lookNamed(config.look.mechanism).make({table_, config.look, interface.image}))
        , config_(config.look)
        , times_(config.look.glimpses)
        , units_(config.look.hidden)
    {
        const Linear::Options he{.weights = Initialiser::named("he")};
        what_ = Linear(table_, "glimpse.what", look_->seen().size(), kEncoded, he);
        where_ = Linear(table_, "glimpse.where", look_->where(), kEncoded, he);
        joinWhat_ = Linear(table_, "glimpse.join_what", kEncoded, units_, he);
        joinWhere_ = Linear(table_, "glimpse.join_where", kEncoded, units_,
                            {.weights = Initialiser::named("he"), .bias = false});
        in_ = Linear(table_, "state.in", units_, units_);
        keep_ = Linear(table_, "state.keep", units_, units_, {.weights = Initialiser::identity(), .bias = false});
        answer_ = Linear(table_, "answer", units_, interface.answers);
        table_.layOut();
    }

    Output forward(Pass& pass, const Input& input) const override
    {
        const Context& context = pass.context;
        Output output;
        output.rollouts = policy() == nullptr ? 1 : context.training ? config_.rollouts : std::max(1, context.rollouts);
        const Index R = input.image.dim(0) * output.rollouts;
        const LookInput scene{input.image, input.evidence, output.rollouts};
        Var h = nothing(pass.tape, R);
        for (Index t = 0; t < times_; ++t) {
            output.glimpses.push_back(look_->look(pass, scene, h, t));
            h = remember(pass, output.glimpses.back(), h); // (R × n)
            if (context.early && t + 1 < times_) {
                output.early.push_back(answer_(pass, h)); // (R × answers)
            }
            if (output.glimpses.back().map) {
                output.maps.push_back(*output.glimpses.back().map);
            }
        }
        output.logits = answer_(pass, h); // (R × answers)
        if (!context.training && output.rollouts > 1) {
            output.logits = averagedAnswers(pass.tape, output.logits, output.rollouts); // (B × answers)
        }
        return output;
    }

    Index samplesPerChunk() const override
    {
        return std::max<Index>(4, kRowsPerChunk / (policy() != nullptr ? config_.rollouts : 2));
    }
    const LookConfig* policy() const override { return learnsFromReward(config_) ? &config_ : nullptr; }

private:
    Var nothing(Tape& tape, Index rows) const
    {
        Real* const zeros = tape.scratch<Real>(rows * units_);
        std::fill_n(zeros, rows * units_, Real(0));
        return tape.constant(zeros, {rows, units_});
    }

    /// The state with one glimpse more.
    Var remember(Pass& pass, const Glimpse& glimpse, Var h) const
    {
        Tape& tape = pass.tape;
        const Index R = h.rows();
        const Var s = relu(tape, what_(pass, glimpse.seen.as({R, glimpse.seen.size() / R}))); // (R × 64)
        const Var p = relu(tape, where_(pass, glimpse.where));                                // (R × 64)
        const Var z = relu(tape, add(tape, joinWhat_(pass, s), joinWhere_(pass, p)));         // (R × n)
        return relu(tape, add(tape, in_(pass, z), keep_(pass, h)));                           // (R × n)
    }

    std::unique_ptr<Look> look_;
    LookConfig config_;
    Index times_, units_;
    Linear what_, where_, joinWhat_, joinWhere_, in_, keep_, answer_;
};

} // namespace

std::shared_ptr<const Network> makeGlimpseNetwork(const Config& config, const Interface& interface)
{
    return std::make_shared<GlimpseNetwork>(config, interface);
}

} // namespace fovea
