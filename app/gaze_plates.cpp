// Looks on paper: how far they fall from the object, what they are rewarded with, and how noisy that is.
#include "app/curve_plate_parts.h"
#include "app/curve_plates.h"
#include "app/plates.h"
#include "ui/views/variance_figure.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>
#include <optional>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Plates)
};

/// Of a network that looks at parts of the image: how far its looks fall from the object.
std::optional<Plate> distancePlate(const FrozenWindow& frozen)
{
    const RunStory& story = frozen.stories.back();
    CurvesFigure figure;
    figure.curves = known({curveOf(story.passes, Words::tr("mean over the looks"), 0, [](const EpochRecord& pass) {
        return pass.gaze ? meanDistance(*pass.gaze) : kUndefined;
    })});
    if (figure.curves.empty()) {
        return std::nullopt;
    }
    figure.yLabel = Words::tr("from look to object, pixels");
    figure.yRange.reset();
    if (std::isfinite(story.head.gazeChance)) {
        figure.lines = {
            {Words::tr("by chance %1").arg(QLocale().toString(story.head.gazeChance, 'f', 1)), story.head.gazeChance}};
    }
    return passesPlate(frozen, "distance", Words::tr("Distance from looks to the object"), figure);
}

std::optional<Plate> rewardPlate(const FrozenWindow& frozen)
{
    const RunStory& story = frozen.stories.back();
    const auto of = [](double GazeRecord::*value) {
        return [value](const EpochRecord& pass) { return pass.gaze ? (*pass.gaze).*value : kUndefined; };
    };
    CurvesFigure figure;
    figure.curves = known({curveOf(story.passes, Words::tr("reward"), 0, of(&GazeRecord::reward)),
                           curveOf(story.passes, Words::tr("expected reward"), 1, of(&GazeRecord::promised))});
    if (figure.curves.empty()) {
        return std::nullopt;
    }
    figure.yLabel = Words::tr("reward");
    figure.yRange.reset();
    return passesPlate(frozen, "reward", Words::tr("Reward of the looks"), figure);
}

std::optional<Plate> noisePlate(const FrozenWindow& frozen)
{
    const RunStory& story = frozen.stories.back();
    CurvesFigure figure;
    for (std::size_t i = 0; i < kBaselines; ++i) {
        figure.curves.push_back(
            curveOf(story.passes, baselineName(i), static_cast<int>(i),
                    [i](const EpochRecord& pass) { return pass.gaze ? pass.gaze->variance[i] : kUndefined; }));
    }
    figure.curves = known(figure.curves);
    if (figure.curves.empty()) {
        return std::nullopt;
    }
    figure.yLabel = Words::tr("variance of the policy gradient");
    figure.yRange.reset();
    figure.logarithmic = true;
    return passesPlate(frozen, "policy-noise", Words::tr("Noise of the policy gradient, by baseline"), figure);
}

} // namespace

std::vector<Plate> gazePlates(const FrozenWindow& frozen)
{
    std::vector<Plate> plates;
    for (std::optional<Plate>& plate : std::array{distancePlate(frozen), rewardPlate(frozen), noisePlate(frozen)}) {
        if (plate) {
            plates.push_back(std::move(*plate));
        }
    }
    return plates;
}

} // namespace fovea
