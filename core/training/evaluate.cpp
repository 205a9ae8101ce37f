#include "core/training/evaluate.h"

#include <algorithm>
#include <span>

namespace fovea {
namespace {

/// The map that evidence is scored on: the first that lies in the image, of one query and one head.
const AttentionMap* scoredMap(const Output& output)
{
    for (const AttentionMap& map : output.maps) {
        if (map.shares && map.keys.places() > 1 && map.weights.dim(1) == 1 && map.weights.dim(2) == 1) {
            return &map;
        }
    }
    return nullptr;
}

void evaluateChunk(const Examined& examined, const Split& split, Index first, Index count, const Context& context,
                   Tape& tape, Evaluation& into)
{
    tape.restart(false, nullptr, first);
    const Shape one = split.images.shape;
    const Var image = tape.make({count, one.dim(0), one.dim(1), one.dim(2)});
    for (Index i = 0; i < count; ++i) {
        readImage(split.images, first + i, examined.data.scale, image.data() + i * one.size());
    }
    Pass pass(tape, examined.network.parameters(), examined.weights, context);
    const Output output = examined.network.forward(pass, {image});
    const std::span<const int> labels(split.labels.data() + first, static_cast<std::size_t>(count));
    const Var loss = examined.task.loss(tape, output.logits, labels, 0);
    const AttentionMap* map = scoredMap(output);
    for (Index i = 0; i < count; ++i) {
        SampleResult& result = into.samples[static_cast<std::size_t>(first + i)];
        result.answer = examined.task.answer(output.logits.data() + i * output.logits.cols());
        result.correct = result.answer.label == labels[static_cast<std::size_t>(i)];
        result.loss = static_cast<double>(loss.data()[i]);
        if (map == nullptr) {
            continue;
        }
        const Real* weights = map->weights.data() + i * map->keys.places();
        result.entropy = entropy(weights, map->keys.places());
        if (!split.evidence.empty()) {
            const Box& box = split.evidence[static_cast<std::size_t>(first + i)];
            result.evidence = evidenceScore(weights, map->keys, one, box);
            result.chance = evidenceChance(map->keys, one, box);
        }
    }
    if (first == 0 && map != nullptr) {
        into.grid = map->keys;
    }
}

double meanOf(const std::vector<SampleResult>& samples, auto value)
{
    double sum = 0;
    for (const SampleResult& sample : samples) {
        sum += static_cast<double>(value(sample));
    }
    return samples.empty() ? kUndefined : sum / static_cast<double>(samples.size());
}

} // namespace

std::optional<Evaluation> evaluate(const Examined& examined, const Split& split, Index count, MapOverride maps,
                                   std::uint64_t seed, Workspace& workspace, std::stop_token stop)
{
    const Index images = count < 0 ? split.size() : std::min(count, split.size());
    const Index perChunk = examined.network.samplesPerChunk();
    Evaluation result;
    result.samples.resize(static_cast<std::size_t>(images));
    const Context context{.seed = seed, .maps = maps};
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
    result.accuracy = meanOf(s, [](const SampleResult& r) { return r.correct; });
    result.loss = meanOf(s, [](const SampleResult& r) { return r.loss; });
    result.entropy = meanOf(s, [](const SampleResult& r) { return r.entropy; });
    result.evidence = {meanOf(s, [](const SampleResult& r) { return r.evidence.hit; }),
                       meanOf(s, [](const SampleResult& r) { return r.evidence.strictHit; }),
                       meanOf(s, [](const SampleResult& r) { return r.evidence.mass; })};
    result.chance = {meanOf(s, [](const SampleResult& r) { return r.chance.hit; }),
                     meanOf(s, [](const SampleResult& r) { return r.chance.strictHit; }),
                     meanOf(s, [](const SampleResult& r) { return r.chance.mass; })};
    return result;
}

} // namespace fovea
