#include "core/training/policy_variance.h"

#include "core/training/policy_gradient.h"

#include <algorithm>

namespace fovea {
namespace {

/// Where the parameters that choose gazes lie in the array of all.
std::vector<ParameterSlot> slotsOfGazes(const ParameterTable& table)
{
    std::vector<ParameterSlot> slots;
    for (int p = 0; p < table.count(); ++p) {
        if (choosesGazes(table[p].name)) {
            slots.push_back(table.slot(p));
        }
    }
    return slots;
}

struct Draw
{
    const Examined& examined;
    const LookConfig& look;
    std::uint64_t seed;
    double progress;
    Index images;
    std::stop_token stop;

    /// The policy gradient of one draw of paths, the parameters one behind the other; not all of it where a stop came.
    std::vector<double> gradient(Index number, Baseline baseline, const std::vector<ParameterSlot>& slots,
                                 Tape& tape) const
    {
        Gradients gradients(examined.network.parameters().layout(), nullptr);
        gradients.clear();
        const Index perChunk = examined.network.samplesPerChunk();
        for (Index first = 0; first < images && !stop.stop_requested(); first += perChunk) {
            learn(number, baseline, first, std::min(perChunk, images - first), gradients, tape);
        }
        std::vector<double> g;
        for (const ParameterSlot& slot : slots) {
            g.insert(g.end(), gradients.data() + slot.offset, gradients.data() + slot.offset + slot.size);
        }
        return g;
    }

private:
    void learn(Index number, Baseline baseline, Index first, Index count, Gradients& gradients, Tape& tape) const
    {
        const Split& split = examined.data.train;
        const Shape one = split.images.shape;
        tape.restart(true, &gradients, first);
        const Context context{.training = true,
                              .seed = seed ^ hash("policy variance"), // other paths than those that were learned from
                              .step = static_cast<std::uint64_t>(number),
                              .progress = progress};
        Real* const images_ = tape.scratch<Real>(count * one.size());
        std::vector<int> labels;
        for (Index i = 0; i < count; ++i) {
            readImage(split.images, first + i, examined.data.scale, images_ + i * one.size());
            labels.insert(labels.end(), static_cast<std::size_t>(look.rollouts),
                          split.labels[static_cast<std::size_t>(first + i)]);
        }
        Pass pass(tape, examined.network.parameters(), examined.weights, context);
        const Var image = tape.constant(images_, {count, one.dim(0), one.dim(1), one.dim(2)});
        const Output output = examined.network.forward(pass, {image});
        const std::vector<double> A = advantages(output, rewardsOf(examined.task, look, output, labels), baseline);
        const std::size_t times = output.glimpses.size();
        const double share = 1 / static_cast<double>(images * look.rollouts * static_cast<Index>(times));
        for (std::size_t i = 0; i < A.size(); ++i) {
            output.glimpses[i % times].logPi.gradData()[i / times] -= static_cast<Real>(share * A[i]);
        }
        tape.backward();
    }
};

/// Σ over the components of the variance between the rows, by n − 1.
double variance(const std::vector<std::vector<double>>& rows)
{
    const auto n = static_cast<double>(rows.size());
    double total = 0;
    for (std::size_t i = 0; i < rows.front().size(); ++i) {
        double mean = 0, squares = 0;
        for (const std::vector<double>& row : rows) {
            mean += row[i] / n;
        }
        for (const std::vector<double>& row : rows) {
            squares += (row[i] - mean) * (row[i] - mean);
        }
        total += squares / (n - 1);
    }
    return total;
}

} // namespace

std::optional<std::array<double, kBaselines>> policyVariance(const Examined& examined, std::uint64_t seed,
                                                             double progress, Workspace& workspace,
                                                             const VarianceSize& size, std::stop_token stop)
{
    std::array<double, kBaselines> variances;
    variances.fill(kUndefined);
    const LookConfig* const look = examined.network.policy();
    const Index images = std::min(size.images, examined.data.train.size());
    if (look == nullptr || look->gaze != "learned" || images == 0 || size.draws < 2) {
        return variances;
    }
    const Draw draw{examined, *look, seed, progress, images, stop};
    const std::vector<ParameterSlot> slots = slotsOfGazes(examined.network.parameters());
    const auto draws = static_cast<std::size_t>(size.draws);
    std::vector<std::vector<double>> gradients(kBaselines * draws);
    workspace.pool().forEach(static_cast<Index>(gradients.size()), [&](Index item, int thread) {
        const auto i = static_cast<std::size_t>(item);
        gradients[i] = draw.gradient(static_cast<Index>(i % draws), static_cast<Baseline>(i / draws), slots,
                                     workspace.tape(thread));
    });
    if (stop.stop_requested()) {
        return {};
    }
    for (std::size_t b = 0; b < kBaselines; ++b) {
        const auto from = gradients.begin() + static_cast<std::ptrdiff_t>(b * draws);
        variances[b] = variance({from, from + static_cast<std::ptrdiff_t>(draws)});
    }
    return variances;
}

} // namespace fovea
