#include "core/training/gaze_survey.h"

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr Index kImagesForChance = 200;

GazesOfTime summedUp(std::vector<Gaze> gazes, const std::vector<double>& distances)
{
    GazesOfTime all{std::move(gazes), {}, kUndefined, kUndefined};
    const auto n = static_cast<double>(all.gazes.size());
    if (all.gazes.empty()) {
        return all;
    }
    for (const Gaze& gaze : all.gazes) {
        all.mean.x += gaze.x / n;
        all.mean.y += gaze.y / n;
    }
    double squares = 0;
    for (const Gaze& gaze : all.gazes) {
        squares += std::pow(gaze.x - all.mean.x, 2) + std::pow(gaze.y - all.mean.y, 2);
    }
    all.scatter = std::sqrt(squares / n);
    if (distances.size() == all.gazes.size()) {
        all.distance = 0;
        for (const double distance : distances) {
            all.distance += distance / n;
        }
    }
    return all;
}

/// The middle of an image's evidence, of several parts of the first.
Gaze middleOf(const Evidence& evidence)
{
    if (evidence.boxes.empty()) {
        return {kUndefined, kUndefined};
    }
    const Box& box = evidence.boxes.front();
    return {static_cast<double>(box.left) + static_cast<double>(box.width) / 2,
            static_cast<double>(box.top) + static_cast<double>(box.height) / 2};
}

/// One gaze an image, anywhere in it.
GazesOfTime randomGazes(const Split& split, Index images, std::uint64_t seed)
{
    const auto W = static_cast<double>(split.images.shape.dim(1)), H = static_cast<double>(split.images.shape.dim(0));
    std::vector<Gaze> gazes;
    std::vector<double> distances;
    for (Index i = 0; i < images; ++i) {
        Stream stream(seed, Purpose::Probe, {hash("gaze survey"), static_cast<std::uint64_t>(i)});
        const double x = stream.uniform(0, W), y = stream.uniform(0, H);
        gazes.push_back({x, y});
        if (!split.evidence.empty()) {
            distances.push_back(distanceTo(split.evidence[static_cast<std::size_t>(i)], gazes.back()));
        }
    }
    return summedUp(std::move(gazes), distances);
}

} // namespace

std::optional<GazeSurvey> gazeSurvey(const Examined& examined, const Split& split, Index count, std::uint64_t seed,
                                     Workspace& workspace, std::stop_token stop)
{
    const auto evaluation = evaluate(examined, split, count, MapOverride::None, seed, workspace, stop);
    if (!evaluation) {
        return {};
    }
    const std::vector<SampleResult>& samples = evaluation->samples;
    GazeSurvey survey;
    survey.images = static_cast<Index>(samples.size());
    survey.width = static_cast<double>(split.images.shape.dim(1));
    survey.height = static_cast<double>(split.images.shape.dim(0));
    const std::size_t times = samples.empty() ? 0 : samples.front().gazes.size();
    for (std::size_t t = 0; t < times; ++t) {
        std::vector<Gaze> gazes;
        std::vector<double> distances;
        for (const SampleResult& sample : samples) {
            gazes.push_back(sample.gazes[t]);
            if (!sample.gazeDistances.empty()) {
                distances.push_back(sample.gazeDistances[t]);
            }
        }
        survey.learned.push_back(summedUp(std::move(gazes), distances));
    }
    survey.random = randomGazes(split, survey.images, seed);
    for (Index i = 0; i < survey.images && !split.evidence.empty(); ++i) {
        survey.evidence.push_back(middleOf(split.evidence[static_cast<std::size_t>(i)]));
    }
    return survey;
}

double distanceByChance(const Split& split)
{
    const Index images = std::min<Index>(kImagesForChance, static_cast<Index>(split.evidence.size()));
    const Index H = split.images.shape.dim(0), W = split.images.shape.dim(1);
    double sum = 0;
    for (Index i = 0; i < images; ++i) {
        for (Index y = 0; y < H; ++y) {
            for (Index x = 0; x < W; ++x) {
                sum += distanceTo(split.evidence[static_cast<std::size_t>(i)],
                                  {static_cast<double>(x) + 0.5, static_cast<double>(y) + 0.5});
            }
        }
    }
    return images == 0 ? kUndefined : sum / static_cast<double>(images * H * W);
}

} // namespace fovea
