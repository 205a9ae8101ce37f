// The batch is cut into parts, and each part into chunks small enough for the cache, by its size alone. What a chunk teaches
// stands in learn_chunk.cpp; a part's chunks add to one array of gradients; the parts are added in order. How many threads
// there are decides only who does what.
#include "core/training/learn.h"

#include "core/ops/kernels/kernels.h"
#include "core/training/learn_chunk.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fovea {
namespace {

constexpr Index kMostParts = 8;

double sumOf(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
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
    result.reward = sumOf(sums.reward) / static_cast<double>(batch);
    result.promised = sumOf(sums.promised) / static_cast<double>(batch);
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
