// The batch is cut into parts, and each part into chunks small enough for the cache, by its size alone. A chunk goes
// forward and back on one tape; a part's chunks add to one array of gradients; the parts are added in order. How many
// threads there are decides only who does what.
#include "core/training/learn.h"

#include "core/data/augment.h"
#include "core/ops/kernels/kernels.h"
#include "core/training/gazes.h"
#include "core/training/policy_gradient.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fovea {
namespace {

constexpr Index kMostParts = 8;

/// Sums over the samples of a batch, kept one a sample and added in order.
struct SampleSums
{
    std::vector<double> loss;
    std::vector<double> correct;  ///< share of the paths, where there are several
    std::vector<double> reward;   ///< NaN where nothing learns from reward
    std::vector<double> promised; ///< the same

    explicit SampleSums(std::size_t samples)
        : loss(samples), correct(samples), reward(samples, kUndefined), promised(samples, kUndefined)
    {
    }
};

double sumOf(const std::vector<double>& values, std::size_t first, std::size_t count)
{
    return std::accumulate(values.begin() + static_cast<std::ptrdiff_t>(first),
                           values.begin() + static_cast<std::ptrdiff_t>(first + count), 0.0);
}

void prepare(LearnerMemory& memory, const Network& network, Index parts, Index batch, int threads)
{
    memory.rooms.resize(static_cast<std::size_t>(threads));
    const ParameterTable& table = network.parameters();
    if (memory.stretches.empty()) {
        memory.gradient.assign(static_cast<std::size_t>(table.arraySize()), Real(0));
        memory.stretches = stretchesOf(table);
        for (int p = 0; p < table.count(); ++p) {
            if (table[p].wide) {
                memory.wide.push_back({p, Tensor(), Tensor(), {}});
            }
        }
    }
    for (WideFactors& factors : memory.wide) {
        const Shape& shape = table[factors.parameter].shape;
        if (factors.x.empty() || factors.x.dim(0) != batch) {
            factors.x = Tensor({batch, shape.dim(0)});
            factors.dy = Tensor({batch, shape.dim(1)});
            factors.bound.assign(static_cast<std::size_t>(batch), 0);
        }
    }
    if (!memory.prepared) {
        memory.prepared = std::make_unique<Prepared>(table.count());
    }
    memory.prepared->forget();
    while (static_cast<Index>(memory.parts.size()) < parts) {
        memory.parts.emplace_back(table.layout(), memory.wide.empty() ? nullptr : &memory.wide, memory.prepared.get());
    }
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

/// Forward and back for samples [first, first + count) of the batch.
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

/// Rows of dW = xᵀ dy for the stretch of a wide parameter.
void multiplyFactors(const WideFactors& factors, const ParameterSlot& slot, const Stretch& s, Real* gradient)
{
    const Index in = factors.x.dim(1), out = factors.dy.dim(1), row = (s.offset - slot.offset) / out;
    kernels::active().product({.M = s.size / out,
                               .N = out,
                               .K = factors.x.dim(0),
                               .A = factors.x.data() + row,
                               .aRow = 1,
                               .aCol = in,
                               .B = factors.dy.data(),
                               .bRow = out,
                               .C = gradient,
                               .cRow = out});
}

const WideFactors& factorsOf(const LearnerMemory& memory, int parameter)
{
    return *std::find_if(memory.wide.begin(), memory.wide.end(),
                         [&](const WideFactors& factors) { return factors.parameter == parameter; });
}

double sumOfSquares(const Real* x, Index n)
{
    Real sum = 0;
    kernels::active().product(
        {.M = 1, .N = 1, .K = n, .A = x, .aRow = n, .aCol = 1, .B = x, .bRow = 1, .C = &sum, .cRow = 1});
    return static_cast<double>(sum);
}

/// The gradient of one stretch, all parts together, with the L2 penalty; gives its squared norm.
double gather(const Run& run, const Stretch& s, Index parts, const LearnerMemory& memory, Real* gradient)
{
    const ParameterTable& table = run.network->parameters();
    ArrayView g(gradient, s.size);
    if (table[s.parameter].wide) {
        multiplyFactors(factorsOf(memory, s.parameter), table.slot(s.parameter), s, gradient);
    } else {
        g = ConstArrayView(memory.parts[0].data() + s.offset, s.size);
        for (Index p = 1; p < parts; ++p) {
            g += ConstArrayView(memory.parts[static_cast<std::size_t>(p)].data() + s.offset, s.size);
        }
    }
    if (run.config.train.l2 > 0 && table[s.parameter].decays) {
        g += static_cast<Real>(run.config.train.l2) * ConstArrayView(run.weights.data() + s.offset, s.size);
    }
    return sumOfSquares(gradient, s.size);
}

/// Memory for the gradient of a stretch, one a thread.
Real* roomOf(LearnerMemory& memory, int thread, Index size)
{
    Reals& room = memory.rooms[static_cast<std::size_t>(thread)];
    if (static_cast<Index>(room.size()) < size) {
        room.resize(static_cast<std::size_t>(size));
    }
    return room.data();
}

/// Whether wide parameters can be stepped stretch by stretch, each while its gradient is still in the cache: where nobody
/// asks for the norm of the whole gradient first, and where no element of it can be beyond all numbers.
bool stepsAtOnce(const TrainConfig& config, const LearnerMemory& memory)
{
    constexpr double kFarFromInfinity = 1e12; // its square, summed over a stretch, is finite too
    double bound = 0;
    for (const WideFactors& factors : memory.wide) {
        bound += std::accumulate(factors.bound.begin(), factors.bound.end(), 0.0);
    }
    return config.clip == 0 && config.l2 == 0 && bound < kFarFromInfinity; // false for a NaN
}

/// A parameter's norms and that of the whole gradient, from the squared norms of the stretches.
void sumUp(const std::vector<double>& squares, const LearnerMemory& memory, BatchResult& result)
{
    double total = 0;
    for (double& norm : result.parameterNorms) {
        norm = 0;
    }
    for (std::size_t i = 0; i < squares.size(); ++i) {
        result.parameterNorms[static_cast<std::size_t>(memory.stretches[i].parameter)] += squares[i];
        total += squares[i];
    }
    for (double& norm : result.parameterNorms) {
        norm = std::sqrt(norm);
    }
    result.gradientNorm = std::sqrt(total);
    result.finite = std::isfinite(result.loss) && std::isfinite(total);
}

/// Whether one step can carry finite weights beyond all numbers although loss and gradient are finite: only where a step is
/// longer than a weight should ever be, or where decay makes weights grow.
bool canOverflow(const TrainConfig& config, double rate)
{
    return rate > 1 || std::abs(1 - rate * config.decay) > 1;
}

} // namespace

BatchResult learn(Run& run, const std::vector<Index>& samples, double rate, Workspace& workspace, LearnerMemory& memory)
{
    const auto batch = static_cast<Index>(samples.size());
    const Index perChunk = run.network->samplesPerChunk();
    const Index chunks = (batch + perChunk - 1) / perChunk, parts = std::min(kMostParts, chunks);
    prepare(memory, *run.network, parts, batch, workspace.pool().threads());

    SampleSums sums(samples.size());
    workspace.pool().forEach(parts, [&](Index part, int thread) {
        Gradients& gradients = memory.parts[static_cast<std::size_t>(part)];
        gradients.clear();
        for (Index chunk = part * chunks / parts; chunk < (part + 1) * chunks / parts; ++chunk) {
            const Index first = chunk * perChunk;
            learnChunk(run, samples, first, std::min(perChunk, batch - first), workspace.tape(thread), gradients, sums);
        }
    });

    BatchResult result;
    for (std::size_t i = 0; i < samples.size(); ++i) {
        result.loss += sums.loss[i] / static_cast<double>(batch);
        result.accuracy += sums.correct[i] / static_cast<double>(batch);
    }
    result.reward = sumOf(sums.reward, 0, samples.size()) / static_cast<double>(batch);
    result.promised = sumOf(sums.promised, 0, samples.size()) / static_cast<double>(batch);
    const bool atOnce = stepsAtOnce(run.config.train, memory);
    const auto waits = [&](const Stretch& s) { return !(atOnce && run.network->parameters()[s.parameter].wide); };
    const auto stretches = static_cast<Index>(memory.stretches.size());
    std::vector<double> squares(memory.stretches.size());
    workspace.pool().forEach(stretches, [&](Index i, int) {
        const Stretch& s = memory.stretches[static_cast<std::size_t>(i)];
        if (waits(s)) {
            squares[static_cast<std::size_t>(i)] = gather(run, s, parts, memory, memory.gradient.data() + s.offset);
        }
    });
    result.parameterNorms.resize(static_cast<std::size_t>(run.network->parameters().count()));
    sumUp(squares, memory, result);
    if (!result.finite) {
        return result;
    }

    const bool mayOverflow = canOverflow(run.config.train, rate);
    const Weights before = mayOverflow ? run.weights : Weights();
    const OptimiserState stateBefore = mayOverflow ? run.optimiser : OptimiserState();
    const double clip = run.config.train.clip;
    const auto factor = static_cast<Real>(clip > 0 ? std::min(1.0, clip / (result.gradientNorm + 1e-6)) : 1.0);
    ++run.optimiser.steps;
    workspace.pool().forEach(stretches, [&](Index i, int thread) {
        const Stretch& s = memory.stretches[static_cast<std::size_t>(i)];
        Real* const gradient = waits(s) ? memory.gradient.data() + s.offset : roomOf(memory, thread, s.size);
        if (!waits(s)) {
            squares[static_cast<std::size_t>(i)] = gather(run, s, parts, memory, gradient);
        }
        if (factor < 1) {
            ArrayView(gradient, s.size) *= factor;
        }
        update(run.config.train, rate, run.network->parameters()[s.parameter], s, gradient, run.weights, run.optimiser);
    });
    sumUp(squares, memory, result);
    if (mayOverflow && !ConstArrayView(run.weights.data(), static_cast<Index>(run.weights.size())).isFinite().all()) {
        run.weights = before;
        run.optimiser = stateBefore;
        result.finite = false;
    }
    return result;
}

} // namespace fovea
