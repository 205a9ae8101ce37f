#include "core/training/evaluate.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

namespace fovea {
namespace {

/// The map that evidence is scored on, in the mean over its heads and queries.
const AttentionMap* scoredMap(const Output& output)
{
    const auto found = std::ranges::find_if(output.maps, isScored<AttentionMap>);
    return found == output.maps.end() ? nullptr : &*found;
}

/// The task's answer, without a probability where the network's numbers are not finite.
Answer answerOf(const Task& task, const Real* logits, Index count)
{
    const bool finite = std::all_of(logits, logits + count, [](Real value) { return std::isfinite(value); });
    return finite ? task.answer(logits) : Answer{0, kUndefined};
}

/// Where the network looked at sample i of a chunk, and how far that was from the evidence.
void addGazes(const Output& output, Index i, const Shape& image, const Evidence* known, SampleResult& result)
{
    result.gazes = gazesOf(output, i * output.rollouts, image);
    if (known == nullptr) {
        return;
    }
    result.gazeDistances.assign(result.gazes.size(), 0.0);
    for (Index path = 0; path < output.rollouts; ++path) {
        const std::vector<Gaze> gazes = gazesOf(output, i * output.rollouts + path, image);
        for (std::size_t t = 0; t < gazes.size(); ++t) {
            result.gazeDistances[t] += distanceTo(*known, gazes[t]) / static_cast<double>(output.rollouts);
        }
    }
}

void evaluateChunk(const Examined& examined, const Split& split, Index first, Index count, const Context& context,
                   Tape& tape, Evaluation& into)
{
    const Shape one = split.images.shape;
    const Output output = answersOf(examined, split, first, count, context, tape);
    const std::span<const int> labels(split.labels.data() + first, static_cast<std::size_t>(count));
    const Var loss = examined.task.loss(tape, output.logits, labels, 0);
    const AttentionMap* map = scoredMap(output);
    for (Index i = 0; i < count; ++i) {
        SampleResult& result = into.samples[static_cast<std::size_t>(first + i)];
        result.answer = answerOf(examined.task, output.logits.data() + i * output.logits.cols(), output.logits.cols());
        result.correct = result.answered() && result.answer.label == labels[static_cast<std::size_t>(i)];
        result.loss = static_cast<double>(loss.data()[i]);
        const Evidence* known = split.evidence.empty() ? nullptr : &split.evidence[static_cast<std::size_t>(first + i)];
        addGazes(output, i, one, known, result);
        if (map == nullptr) {
            continue;
        }
        result.heads = headResults(output.maps, i, one, map->inImage ? known : nullptr);
        const Reals mean = meanOverQueries(*map, i, -1);
        const Real* weights = mean.data();
        result.entropy = entropy(weights, map->keys.places());
        if (known != nullptr && map->inImage) {
            result.evidence = evidenceScore(weights, map->keys, one, *known);
            result.chance = evidenceChance(map->keys, one, *known);
        }
        if (!split.decoys.empty() && map->inImage) {
            const Evidence& decoys = split.decoys[static_cast<std::size_t>(first + i)];
            result.decoyMass = evidenceScore(weights, map->keys, one, decoys).mass;
            result.decoyChance = evidenceChance(map->keys, one, decoys).mass;
        }
    }
    if (first == 0 && map != nullptr) {
        into.grid = map->keys;
        for (const HeadName& name : headNames(output.maps)) {
            into.heads.push_back({name, {}});
        }
    }
}

bool asksAnOracle(const Network& network, const Context& context)
{
    const LookConfig* const look = network.policy();
    return context.gaze == GazeOverride::Oracle || (look != nullptr && look->gaze == "oracle");
}

/// Of each glimpse, the mean over the images.
std::vector<double> meanDistances(const std::vector<SampleResult>& samples)
{
    std::vector<double> means;
    for (std::size_t t = 0; !samples.empty() && t < samples.front().gazes.size(); ++t) {
        double sum = 0;
        for (const SampleResult& sample : samples) {
            sum += sample.gazeDistances.empty() ? kUndefined : sample.gazeDistances[t];
        }
        means.push_back(sum / static_cast<double>(samples.size()));
    }
    return means;
}

double meanOf(const std::vector<SampleResult>& samples, auto value)
{
    double sum = 0;
    for (const SampleResult& sample : samples) {
        sum += static_cast<double>(value(sample));
    }
    return samples.empty() ? kUndefined : sum / static_cast<double>(samples.size());
}

/// The means of one head over the images.
HeadResult meanOfHead(const std::vector<SampleResult>& samples, std::size_t head)
{
    const auto mean = [&](auto value) {
        return meanOf(samples, [&](const SampleResult& sample) { return value(sample.heads[head]); });
    };
    const auto score = [&](EvidenceScore HeadResult::*of) {
        return EvidenceScore{mean([&](const HeadResult& r) { return (r.*of).hit; }),
                             mean([&](const HeadResult& r) { return (r.*of).strictHit; }),
                             mean([&](const HeadResult& r) { return (r.*of).mass; })};
    };
    HeadResult result;
    result.entropy = mean([](const HeadResult& r) { return r.entropy; });
    result.evidence = score(&HeadResult::evidence);
    result.chance = score(&HeadResult::chance);
    return result;
}

} // namespace

Output answersOf(const Examined& examined, const Split& split, Index first, Index count, const Context& context,
                 Tape& tape)
{
    tape.restart(false, nullptr, first);
    const Shape one = split.images.shape;
    const Var image = tape.make({count, one.dim(0), one.dim(1), one.dim(2)});
    for (Index i = 0; i < count; ++i) {
        readImage(split.images, first + i, examined.data.scale, image.data() + i * one.size());
    }
    Pass pass(tape, examined.network.parameters(), examined.weights, context);
    Input input{image};
    if (asksAnOracle(examined.network, context)) {
        std::vector<Index> samples(static_cast<std::size_t>(count));
        std::iota(samples.begin(), samples.end(), first);
        input.evidence = evidenceOf(tape, split, samples);
    }
    return examined.network.forward(pass, input);
}

std::optional<Evaluation> evaluate(const Examined& examined, const Split& split, Index count, const Trial& trial,
                                   std::uint64_t seed, Workspace& workspace, std::stop_token stop)
{
    const Index images = count < 0 ? split.size() : std::min(count, split.size());
    const Index perChunk = examined.network.samplesPerChunk();
    Evaluation result;
    result.samples.resize(static_cast<std::size_t>(images));
    const Context context{
        .seed = seed, .maps = trial.maps, .gaze = trial.gaze, .rollouts = trial.rollouts, .drawn = true};
    workspace.pool().forEach((images + perChunk - 1) / perChunk, [&](Index chunk, int thread) {
        if (!stop.stop_requested()) {
            const Index first = chunk * perChunk;
            evaluateChunk(examined, split, first, std::min(perChunk, images - first), context, workspace.tape(thread),
                          result);
        }
    });
    if (stop.stop_requested()) {
        return {};
    }
    const auto& s = result.samples;
    result.accuracy = meanOf(s, [](const SampleResult& r) { return r.answered() ? r.correct : kUndefined; });
    result.loss = meanOf(s, [](const SampleResult& r) { return r.loss; });
    result.entropy = meanOf(s, [](const SampleResult& r) { return r.entropy; });
    result.evidence = {meanOf(s, [](const SampleResult& r) { return r.evidence.hit; }),
                       meanOf(s, [](const SampleResult& r) { return r.evidence.strictHit; }),
                       meanOf(s, [](const SampleResult& r) { return r.evidence.mass; })};
    result.chance = {meanOf(s, [](const SampleResult& r) { return r.chance.hit; }),
                     meanOf(s, [](const SampleResult& r) { return r.chance.strictHit; }),
                     meanOf(s, [](const SampleResult& r) { return r.chance.mass; })};
    result.decoyMass = meanOf(s, [](const SampleResult& r) { return r.decoyMass; });
    result.decoyChance = meanOf(s, [](const SampleResult& r) { return r.decoyChance; });
    result.gazeDistances = meanDistances(s);
    for (std::size_t head = 0; head < result.heads.size(); ++head) {
        result.heads[head].mean = meanOfHead(s, head);
    }
    return result;
}

} // namespace fovea
