#include "core/training/learn_chunk.h"

#include "core/data/augment.h"
#include "core/training/gazes.h"
#include "core/training/policy_gradient.h"

#include <numeric>
#include <span>

namespace fovea {
namespace {

double sumOf(const std::vector<double>& values, std::size_t first, std::size_t count)
{
    return std::accumulate(values.begin() + static_cast<std::ptrdiff_t>(first),
                           values.begin() + static_cast<std::ptrdiff_t>(first + count), 0.0);
}

/// The images of a chunk as the network sees them, augmented.
Var imagesOf(const Run& run, const std::vector<Index>& samples, Index first, Index count, Tape& tape)
{
    const Shape one = run.data->image;
    Real* const images = tape.scratch<Real>(count * one.size());
    const PixelScale& scale = run.data->scale;
    for (Index i = 0; i < count; ++i) {
        const Index sample = samples[static_cast<std::size_t>(first + i)];
        Real* pixels = images + i * one.size();
        readImage(run.data->train.images, sample, scale, pixels);
        if (augments(run.config.augment)) {
            Stream stream(run.config.seed, Purpose::Augment,
                          {static_cast<std::uint64_t>(run.epoch), static_cast<std::uint64_t>(sample)});
            augment(run.config.augment, one, -scale.centre * scale.factor, stream, pixels);
        }
    }
    // A constant: nobody asks how the loss depends on a pixel, and the first layer need not work it out.
    return tape.constant(images, {count, one.dim(0), one.dim(1), one.dim(2)});
}

/// What a chunk of samples is asked: their labels, once for each path.
std::vector<int> labelsOf(const Split& split, std::span<const Index> samples, Index rollouts)
{
    std::vector<int> labels;
    for (const Index sample : samples) {
        labels.insert(labels.end(), static_cast<std::size_t>(rollouts), split.labels[static_cast<std::size_t>(sample)]);
    }
    return labels;
}

/// The gradient of the batch's loss, which is the mean of its samples', by each answer on the way.
void teachEarly(const Run& run, const Output& output, std::span<const int> labels, double paths, Tape& tape)
{
    for (const Var& logits : output.early) {
        const Var loss = run.task->loss(tape, logits, labels, static_cast<Real>(run.config.train.labelSmoothing));
        loss.gradArray() = static_cast<Real>(run.config.look.earlyWeight / paths);
    }
}

/// What was measured of a chunk's paths, for its samples from place `first` of the batch on.
void note(const Run& run, const Output& output, Var loss, std::span<const int> labels, Index first, SampleSums& sums)
{
    const auto rollouts = static_cast<std::size_t>(output.rollouts);
    for (std::size_t r = 0; r < labels.size(); ++r) {
        const auto at = static_cast<std::size_t>(first) + r / rollouts;
        const Answer answer = run.task->answer(output.logits.data() + static_cast<Index>(r) * output.logits.cols());
        sums.loss[at] += static_cast<double>(loss.data()[r]) / static_cast<double>(rollouts);
        sums.correct[at] += answer.label == labels[r] ? 1 / static_cast<double>(rollouts) : 0;
    }
}

/// Lets rewards teach the gazes of a chunk.
void reward(const Run& run, const Output& output, std::span<const int> labels, double paths, Index first,
            SampleSums& sums)
{
    LookConfig look = *run.network->policy(); // as it was built, and what may change during a run as it is now
    look.baseline = run.config.look.baseline;
    look.weight = run.config.look.weight;
    const std::vector<double> rewards = rewardsOf(*run.task, look, output, labels), promises = promisesOf(output);
    teachGazes(look, output, rewards, paths);
    const auto rollouts = static_cast<std::size_t>(output.rollouts);
    for (std::size_t r = 0; r < rewards.size(); r += rollouts) {
        const auto at = static_cast<std::size_t>(first) + r / rollouts;
        sums.reward[at] = sumOf(rewards, r, rollouts) / static_cast<double>(rollouts);
        sums.promised[at] = sumOf(promises, r, rollouts) / static_cast<double>(rollouts);
    }
}

/// Whether answers on the way are asked for: in the first part of a run, of a network that looks again and again.
bool answersEarly(const Run& run)
{
    const LookConfig& look = run.config.look;
    return looksOftenAt(look) && look.earlyWeight > 0 && run.epochs() / run.horizon < look.earlyShare;
}

} // namespace

void learnChunk(const Run& run, const std::vector<Index>& samples, Index first, Index count, Tape& tape,
                Gradients& gradients, SampleSums& sums)
{
    tape.restart(true, &gradients, first);
    const Context context{.training = true,
                          .seed = run.config.seed,
                          .step = static_cast<std::uint64_t>(run.step),
                          .dropout = run.config.train.dropout,
                          .progress = run.epochs() / run.horizon,
                          .early = answersEarly(run)};
    Pass pass(tape, run.network->parameters(), run.weights, context);
    const std::span<const Index> some(samples.data() + first, static_cast<std::size_t>(count));
    const bool oracle = run.config.look.gaze == "oracle";
    const Output output = run.network->forward(
        pass, {imagesOf(run, samples, first, count, tape), oracle ? evidenceOf(tape, run.data->train, some) : Var()});
    const std::vector<int> labels = labelsOf(run.data->train, some, output.rollouts);
    const Var loss = run.task->loss(tape, output.logits, labels, static_cast<Real>(run.config.train.labelSmoothing));

    const double paths = static_cast<double>(samples.size()) * static_cast<double>(output.rollouts);
    loss.gradArray() = static_cast<Real>(1 / paths); // the batch's loss is the mean of its samples'
    teachEarly(run, output, labels, paths, tape);
    if (run.network->policy() != nullptr) {
        reward(run, output, labels, paths, first, sums);
    }
    tape.backward();
    note(run, output, loss, labels, first, sums);
}

} // namespace fovea
