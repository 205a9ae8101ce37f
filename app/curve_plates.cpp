// The curves on paper: each tab of them. Numbers go with each.
#include "app/curve_plates.h"

#include "app/curve_plate_parts.h"
#include "app/plate_parts.h"
#include "app/plates.h"
#include "core/files/csv.h"
#include "core/training/record_json.h"
#include "ui/curves/curve_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Plates)
};

Plate measurePlate(const FrozenWindow& frozen, Measure measure)
{
    const RunStory& story = frozen.stories.back();
    const bool loss = measure == Measure::Loss;
    return curvePlate(frozen, loss ? "loss" : "accuracy",
                      loss ? Words::tr("Loss of this run") : Words::tr("Accuracy of this run"),
                      seedsFigure({curvesIn(story)}, measure, Wording::Plain), writtenBy(metricsCsv, story.passes));
}

/// How attention narrowed: cells that it is spread over, against the pass; of the map as a whole and of each head.
Plate spreadPlate(const FrozenWindow& frozen)
{
    const RunStory& story = frozen.stories.back();
    CurvesFigure figure;
    figure.curves = {curveOf(story.passes, Words::tr("the map as a whole"), 0,
                             [](const EpochRecord& pass) { return std::exp(pass.attentionEntropy); })};
    const std::vector<HeadEvaluation>& heads = story.passes.back().heads;
    for (std::size_t i = 0; i < heads.size(); ++i) {
        const ValueOf value = [i](const EpochRecord& pass) {
            return i < pass.heads.size() ? std::exp(pass.heads[i].mean.entropy) : kUndefined;
        };
        figure.curves.push_back(curveOf(story.passes, headName(heads[i].name), static_cast<int>(i) + 1, value));
    }
    figure.yLabel = Words::tr("attention is spread over, cells");
    figure.yRange = std::pair(0.0, story.head.places);
    figure.lines = {{Words::tr("all %1").arg(QLocale().toString(story.head.places, 'g', 6)), story.head.places}};
    return passesPlate(frozen, "spread", Words::tr("Spread of attention"), figure);
}

/// Whether it lies on the object: the other half of the tab of attention.
std::optional<Plate> objectPlate(const FrozenWindow& frozen)
{
    const RunStory& story = frozen.stories.back();
    CurvesFigure figure;
    figure.curves = known({curveOf(story.passes, Words::tr("weight on the object"), 1, &EpochRecord::evidenceMass),
                           curveOf(story.passes, Words::tr("hits the object"), 3, &EpochRecord::pointing)});
    if (figure.curves.empty()) {
        return std::nullopt;
    }
    figure.yLabel = Words::tr("share");
    const auto line = [&](const QString& name, double y) {
        if (std::isfinite(y)) {
            figure.lines.push_back({name.arg(QLocale().toString(y, 'g', 2)), y});
        }
    };
    line(Words::tr("weight by chance %1"), story.head.massChance);
    line(Words::tr("hit by chance %1"), story.head.hitChance);
    line(Words::tr("hit at best %1"), story.head.hitCeiling);
    return passesPlate(frozen, "object", Words::tr("Attention on the object"), figure);
}

/// A run as the table of all runs has it.
struct TabledRun
{
    std::string name;
    std::uint64_t seed = 0;
    std::vector<EpochRecord> passes;
};

} // namespace

LearningCurves curvesIn(const RunStory& story)
{
    return {story.now, story.passes, story.head.chance, story.head.majority, story.head.accuracyCeiling};
}

std::vector<Plate> curvePlates(const FrozenWindow& frozen)
{
    std::vector<Plate> plates;
    const auto add = [&](std::optional<Plate> plate) {
        if (plate) {
            plates.push_back(std::move(*plate));
        }
    };
    const RunStory& story = frozen.stories.back();
    if (!story.passes.empty()) {
        add(measurePlate(frozen, Measure::Accuracy));
        add(measurePlate(frozen, Measure::Loss));
        if (story.head.places > 1) {
            add(spreadPlate(frozen));
            add(objectPlate(frozen));
        }
        for (Plate& plate : gazePlates(frozen)) {
            plates.push_back(std::move(plate));
        }
    }
    for (Plate& plate : batchPlates(frozen)) {
        plates.push_back(std::move(plate));
    }
    add(runsPlate(frozen));
    return plates;
}

} // namespace fovea
