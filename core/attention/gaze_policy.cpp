// Gazes drawn by chance, learned from reward: the recurrent model of visual attention.
//
//     u = relu(sg(h) U + c)           h (R × n): the state before this look   sg: no gradient passes
//     μ = tanh(u W + b)               μ (R × 2)
//     l ~ N(μ, σ² I)                  l (R × 2): the gaze, from −1 to 1, and a little beyond
//     log π = −‖l − μ‖² / (2 σ²) − log(2 π σ²)
//     b_t = sg(h) v + d               the reward that the state promises, a baseline
//
// σ falls from look.sigma to look.sigma_end along the run. l itself is a constant: the loss of the answer teaches the reading
// of glimpses, reward alone teaches where to look. log π is that of l before it is clipped by the image's edge, which it is
// not: a gaze may fall outside, where it sees black.
//
// Source: Mnih, Heess, Graves, Kavukcuoglu 2014, sections 3.1 and 4.
#include "core/attention/look.h"

#include "core/layers/layers.h"
#include "core/ops/elementwise.h"
#include "core/ops/policy.h"
#include "core/ops/retina.h"

#include <array>

namespace fovea {
namespace {

constexpr Index kAimUnits = 64;

class GazePolicy : public Look
{
public:
    explicit GazePolicy(const LookSite& site)
        : config_(site.config)
        , image_(site.image)
        , aim_(site.table, "look.aim", site.config.hidden, kAimUnits, {.decays = site.config.gaze != "frozen"})
        , place_(site.table, "look.place", kAimUnits, 2, {.decays = site.config.gaze != "frozen"})
        // Promises start at nothing: a first guess that is far off would teach gazes noise.
        , promise_(site.table, "look.promise", site.config.hidden, 1, {.weights = Initialiser::zeros()})
        , expected_(site.table.add({.name = "look.expected", .shape = {1}, .initialiser = Initialiser::zeros()}))
    {
    }

    Glimpse look(Pass& pass, const LookInput& scene, Var state, Index time) const override
    {
        Tape& tape = pass.tape;
        const Var h = detached(tape, state);        // (R × n)
        const Var u = relu(tape, aim_(pass, h));    // (R × 64)
        const Var mu = tanh(tape, place_(pass, u)); // (R × 2)
        const Real sigma = along(pass, config_.sigma, config_.sigmaEnd);
        const Var l = gazes(pass, scene, mu, sigma, time);                                  // (R × 2)
        Glimpse glimpse{.seen = retina(tape, scene.image, l, config_.size, config_.scales), // (R × k × g × g × C)
                        .window = windowsAround(tape, l, config_.size, image_),
                        .where = l};
        if (controlOf(pass).empty() || controlOf(pass) == "frozen") {
            glimpse.logPi = gaussianLogDensity(tape, l, mu, sigma); // (R)
            glimpse.promised = promise_(pass, h).as({h.rows()});    // (R)
            glimpse.expected = pass.parameter(expected_);           // (1)
        }
        return glimpse;
    }
    Shape seen() const override { return {config_.scales, config_.size, config_.size, image_.dim(2)}; }
    Index where() const override { return 2; }

private:
    /// Who chooses instead of the network; empty where it does itself.
    std::string_view controlOf(const Pass& pass) const
    {
        switch (pass.context.gaze) {
        case GazeOverride::Random:
            return "random";
        case GazeOverride::Centre:
            return "centre";
        case GazeOverride::Oracle:
            return "oracle";
        case GazeOverride::None:
            break;
        }
        return config_.gaze == "learned" ? std::string_view() : std::string_view(config_.gaze);
    }

    /// Where glimpse `time` goes in each row: a constant.
    Var gazes(Pass& pass, const LookInput& scene, Var mu, Real sigma, Index time) const
    {
        const std::string_view control = controlOf(pass);
        const bool byChance = pass.context.training || pass.context.rollouts > 0;
        Real* const l = pass.tape.scratch<Real>(mu.size());
        for (Index r = 0; r < mu.rows(); ++r) {
            Stream stream = streamOf(pass, scene, r, time);
            for (Index i = 0; i < 2; ++i) {
                Real& gaze = l[2 * r + i];
                if (control == "random") {
                    gaze = static_cast<Real>(stream.uniform(-1, 1));
                } else if (control == "centre") {
                    gaze = 0;
                } else if (control == "oracle") {
                    gaze = evidenceOf(scene, r / scene.rollouts, time, i);
                } else {
                    const Real aimed = mu.data()[2 * r + i];
                    gaze = byChance ? aimed + sigma * static_cast<Real>(stream.normal()) : aimed;
                }
            }
        }
        return pass.tape.constant(l, mu.shape());
    }

    /// Coordinate i of the evidence, its parts in turn; of the middle where nobody knows it.
    static Real evidenceOf(const LookInput& scene, Index sample, Index time, Index i)
    {
        if (!scene.evidence.valid()) {
            return 0;
        }
        const Index parts = scene.evidence.dim(1);
        return scene.evidence.data()[(sample * parts + time % parts) * 2 + i];
    }

    LookConfig config_;
    Shape image_;
    Linear aim_, place_, promise_;
    ParameterId expected_;
};

} // namespace

std::unique_ptr<Look> makeGazePolicy(const LookSite& site)
{
    return std::make_unique<GazePolicy>(site);
}

} // namespace fovea
