#include "core/training/judgement.h"

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

/// The mean of what is defined.
double meanArea(const std::vector<Ranking>& rankings, RankingCurve Ranking::*curve)
{
    double sum = 0;
    int defined = 0;
    for (const Ranking& ranking : rankings) {
        if ((ranking.*curve).defined()) {
            sum += (ranking.*curve).area;
            ++defined;
        }
    }
    return defined > 0 ? sum / defined : kUndefined;
}

void predictChunk(const Examined& examined, const Split& split, Index first, Index count, const Context& context,
                  Tape& tape, Predictions& into)
{
    const Var logits = answersOf(examined, split, first, count, context, tape).logits; // (count × answers)
    for (Index i = 0; i < count; ++i) {
        const Real* row = logits.data() + i * logits.cols();
        if (!std::all_of(row, row + logits.cols(), [](Real value) { return std::isfinite(value); })) {
            continue;
        }
        const std::vector<double> probabilities = examined.task.probabilities(row);
        const auto image = static_cast<std::size_t>(first + i);
        std::copy(probabilities.begin(), probabilities.end(),
                  into.probabilities.begin() + (first + i) * static_cast<Index>(into.classes));
        into.answers[image] = examined.task.answer(row).label;
    }
}

} // namespace

std::vector<Index> Judgement::imagesOf(int is, int answered) const
{
    std::vector<Index> found;
    for (std::size_t i = 0; i < predictions.size(); ++i) {
        if (predictions.labels[i] == is && predictions.answers[i] == answered) {
            found.push_back(static_cast<Index>(i));
        }
    }
    return found;
}

Judgement judgementOf(Predictions predictions)
{
    Judgement judgement;
    judgement.confusion = confusionOf(predictions);
    judgement.scores = scoresOf(judgement.confusion);
    for (int c = 0; c < predictions.classes; ++c) {
        judgement.rankings.push_back(rankingOf(predictions, c));
    }
    judgement.meanRocArea = meanArea(judgement.rankings, &Ranking::roc);
    judgement.meanPrecisionRecallArea = meanArea(judgement.rankings, &Ranking::precisionRecall);
    judgement.reliability = reliabilityOf(predictions);
    judgement.predictions = std::move(predictions);
    return judgement;
}

std::optional<Predictions> predict(const Examined& examined, const Split& split, std::uint64_t seed,
                                   Workspace& workspace, std::stop_token stop)
{
    const Index images = split.size(), perChunk = examined.network.samplesPerChunk();
    Predictions result;
    result.classes = static_cast<int>(examined.data.classes.size());
    result.labels = split.labels;
    result.answers.assign(static_cast<std::size_t>(images), -1);
    result.probabilities.assign(static_cast<std::size_t>(images * result.classes), kUndefined);
    const Context context{.seed = seed};
    workspace.pool().forEach((images + perChunk - 1) / perChunk, [&](Index chunk, int thread) {
        if (!stop.stop_requested()) {
            const Index first = chunk * perChunk;
            predictChunk(examined, split, first, std::min(perChunk, images - first), context, workspace.tape(thread),
                         result);
        }
    });
    if (stop.stop_requested()) {
        return {};
    }
    return result;
}

} // namespace fovea
