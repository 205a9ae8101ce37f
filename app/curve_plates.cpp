// The curves on paper: each tab of them, and all runs in one plot. Numbers go with each.
#include "app/curve_plates.h"

#include "app/figures.h"
#include "app/plate_parts.h"
#include "app/plates.h"
#include "core/files/csv.h"
#include "core/training/record_json.h"
#include "ui/curves/curve_words.h"
#include "ui/views/variance_figure.h"

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

using ValueOf = std::function<double(const EpochRecord& pass)>;

/// A value of each pass, told apart by its name.
Curve curveOf(const std::vector<EpochRecord>& passes, const QString& name, int colour, const ValueOf& value)
{
    Curve curve;
    curve.role = Curve::Role::Named;
    curve.name = name;
    curve.run = colour;
    for (const EpochRecord& pass : passes) {
        curve.x.push_back(pass.epoch);
        curve.y.push_back(value(pass));
    }
    return curve;
}

bool hasValues(const Curve& curve)
{
    return std::ranges::any_of(curve.y, [](double y) { return std::isfinite(y); });
}

/// Those that anything is known of.
std::vector<Curve> known(std::vector<Curve> curves)
{
    std::erase_if(curves, [](const Curve& curve) { return !hasValues(curve); });
    return curves;
}

/// Named curves as a table: the pass, then a column a curve; all have the same x.
std::string csvOf(const std::vector<Curve>& curves)
{
    CsvRow heading;
    heading.add("epoch");
    for (const Curve& curve : curves) {
        heading.add(curve.name.toStdString());
    }
    std::string text = heading.line();
    for (std::size_t i = 0; !curves.empty() && i < curves.front().x.size(); ++i) {
        CsvRow row;
        row.add(curves.front().x[i]);
        for (const Curve& curve : curves) {
            row.add(curve.y[i]);
        }
        text += row.line();
    }
    return text;
}

Plate plateOf(const FrozenWindow& frozen, const QString& key, const QString& name, const CurvesFigure& figure,
              WriteTable csv)
{
    return {key, name, kPlot, titleOf(frozen), captionOf(frozen), paintedBy(paintCurves, figure), std::move(csv), {}};
}

Plate measurePlate(const FrozenWindow& frozen, Measure measure)
{
    const RunStory& story = frozen.stories.back();
    const bool loss = measure == Measure::Loss;
    return plateOf(frozen, loss ? "loss" : "accuracy",
                   loss ? Words::tr("Loss of this run") : Words::tr("Accuracy of this run"),
                   seedsFigure({curvesIn(story)}, measure), writtenBy(metricsCsv, story.passes));
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
    return plateOf(frozen, "spread", Words::tr("Spread of attention"), figure, writtenBy(csvOf, figure.curves));
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
    return plateOf(frozen, "object", Words::tr("Attention on the object"), figure, writtenBy(csvOf, figure.curves));
}

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
    return plateOf(frozen, "distance", Words::tr("Distance from looks to the object"), figure,
                   writtenBy(csvOf, figure.curves));
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
    return plateOf(frozen, "reward", Words::tr("Reward of the looks"), figure, writtenBy(csvOf, figure.curves));
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
    return plateOf(frozen, "policy-noise", Words::tr("Noise of the policy gradient, by baseline"), figure,
                   writtenBy(csvOf, figure.curves));
}

/// A run as the table of all runs has it.
struct TabledRun
{
    std::string name;
    std::uint64_t seed = 0;
    std::vector<EpochRecord> passes;
};

std::string runsCsv(const std::vector<TabledRun>& runs)
{
    CsvRow heading;
    heading.add("run").add("seed").add("epoch");
    for (const auto& column : epochColumns()) {
        heading.add(column.first);
    }
    std::string text = heading.line();
    for (const TabledRun& run : runs) {
        for (const EpochRecord& pass : run.passes) {
            CsvRow row;
            row.add(run.name).add(run.seed).add(pass.epoch);
            for (const auto& column : epochColumns()) {
                row.add(pass.*column.second);
            }
            text += row.line();
        }
    }
    return text;
}

/// Several runs, or those before the present one while that is in its first pass.
std::optional<Plate> runsPlate(const FrozenWindow& frozen)
{
    std::vector<TabledRun> shown;
    std::vector<LearningCurves> runs;
    QStringList names;
    for (const RunStory& story : frozen.stories) {
        if (!story.passes.empty()) {
            shown.push_back({story.head.name.toStdString(), story.now.seed, story.passes});
            runs.push_back(curvesIn(story));
            names << story.head.name;
        }
    }
    const bool begun = !frozen.stories.back().passes.empty();
    if (runs.size() < (begun ? 2U : 1U)) {
        return std::nullopt;
    }
    const CurvesFigure figure = comparisonFigure(runs, names);
    return Plate{"runs",
                 begun ? Words::tr("Accuracy of all runs") : Words::tr("Accuracy of the runs before"),
                 {16, 10},
                 {},
                 figure.caption,
                 paintedBy(paintCurves, figure),
                 writtenBy(runsCsv, std::move(shown)),
                 {}};
}

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
        add(distancePlate(frozen));
        add(rewardPlate(frozen));
        add(noisePlate(frozen));
    }
    for (Plate& plate : batchPlates(frozen)) {
        plates.push_back(std::move(plate));
    }
    add(runsPlate(frozen));
    return plates;
}

} // namespace fovea
