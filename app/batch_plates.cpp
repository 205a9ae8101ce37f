// What was measured batch by batch on paper: loss, accuracy, the length of the gradient. Nobody has to wait for the end of a pass.
#include "app/curve_plates.h"
#include "app/plate_parts.h"
#include "app/plates.h"
#include "core/files/csv.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Plates)
};

/// A long run has a hundred thousand batches: figures are made of them by whoever draws, not when the window is frozen.
using Batches = std::shared_ptr<const std::vector<StepRecord>>;

CurvesFigure upright(const QString& yLabel)
{
    CurvesFigure figure;
    figure.xLabel = Words::tr("passes");
    figure.yLabel = yLabel;
    figure.yRange.reset();
    return figure;
}

std::string trainingCsv(const Batches& batches)
{
    CsvRow heading;
    std::string text = heading.add("batch").add("pass").add("loss").add("accuracy").add("rate").line();
    for (const StepRecord& step : *batches) {
        CsvRow row;
        text += row.add(step.step).add(step.epoch).add(step.loss).add(step.accuracy).add(step.rate).line();
    }
    return text;
}

CurvesFigure trainingFigure(const Batches& batches, double StepRecord::*value)
{
    const bool loss = value == &StepRecord::loss;
    CurvesFigure figure = upright(loss ? Words::tr("loss of each batch") : Words::tr("accuracy of each batch"));
    Curve& curve = figure.curves.emplace_back();
    curve.role = Curve::Role::Named;
    curve.name = loss ? Words::tr("loss") : Words::tr("accuracy");
    for (const StepRecord& step : *batches) {
        curve.x.push_back(step.epoch);
        curve.y.push_back(step.*value);
    }
    if (!loss) {
        figure.yRange = std::pair(0.0, 1.0);
    }
    return figure;
}

/// How many layers' gradients were measured, in any batch.
std::size_t layersMeasured(const std::vector<StepRecord>& batches)
{
    std::size_t most = 0;
    for (const StepRecord& step : batches) {
        most = std::max(most, step.parameterNorms.size());
    }
    return most;
}

QString layerName(const QStringList& layers, std::size_t i)
{
    return layers.value(static_cast<qsizetype>(i), QString::number(i + 1));
}

std::string gradientCsv(const Batches& batches, const QStringList& names)
{
    const std::size_t layers = layersMeasured(*batches);
    CsvRow heading;
    heading.add("batch").add("pass").add("all");
    for (std::size_t i = 0; i < layers; ++i) {
        heading.add(layerName(names, i).toStdString());
    }
    std::string text = heading.line();
    for (const StepRecord& step : *batches) {
        CsvRow row;
        row.add(step.step).add(step.epoch).add(step.gradientNorm);
        for (std::size_t i = 0; i < layers; ++i) {
            row.add(i < step.parameterNorms.size() ? step.parameterNorms[i] : kUndefined);
        }
        text += row.line();
    }
    return text;
}

/// The whole gradient, and that of each layer's parameters where it was measured.
CurvesFigure gradientFigure(const Batches& batches, const QStringList& names)
{
    constexpr int kGrey = 6; // of the run colours; the layers have the others
    CurvesFigure figure = upright(Words::tr("length of the gradient"));
    figure.logarithmic = true;
    figure.curves.resize(1 + layersMeasured(*batches));
    for (std::size_t i = 0; i < figure.curves.size(); ++i) {
        Curve& curve = figure.curves[i];
        const int layer = static_cast<int>(i) - 1;
        curve.role = Curve::Role::Named;
        curve.name = i == 0 ? Words::tr("all") : layerName(names, i - 1);
        curve.run = i == 0 ? kGrey : layer < kGrey ? layer : layer + 1;
        for (const StepRecord& step : *batches) {
            if (i <= step.parameterNorms.size()) {
                curve.x.push_back(step.epoch);
                curve.y.push_back(i == 0 ? step.gradientNorm : step.parameterNorms[i - 1]);
            }
        }
    }
    return figure;
}

/// Paints a figure that is made when it is painted.
template<class Make>
PaintPlate paintedWhenAsked(Make make)
{
    return [make](QPainter& painter, const QRectF& area, const PlateLook& look) {
        paintedBy(paintCurves, make())(painter, area, look);
    };
}

} // namespace

std::vector<Plate> batchPlates(const FrozenWindow& frozen)
{
    const Batches batches = frozen.batches;
    if (!batches || batches->empty()) {
        return {};
    }
    const QString title = titleOf(frozen), caption = captionOf(frozen);
    const auto training = [&](const QString& key, const QString& name, double StepRecord::*value) {
        return Plate{key,
                     name,
                     kPlot,
                     title,
                     caption,
                     paintedWhenAsked([batches, value] { return trainingFigure(batches, value); }),
                     writtenBy(trainingCsv, batches),
                     {}};
    };
    std::vector<Plate> plates{training("batch-loss", Words::tr("Loss, batch by batch"), &StepRecord::loss),
                              training("batch-accuracy", Words::tr("Accuracy, batch by batch"), &StepRecord::accuracy)};
    const QStringList names = frozen.stories.back().head.parameters;
    if (std::ranges::any_of(*batches, [](const StepRecord& step) { return std::isfinite(step.gradientNorm); })) {
        constexpr QSizeF kManyNames(18, 14); // centimetres
        plates.push_back({"gradient",
                          Words::tr("Gradient of each layer"),
                          kManyNames,
                          title,
                          caption,
                          paintedWhenAsked([batches, names] { return gradientFigure(batches, names); }),
                          writtenBy(gradientCsv, batches, names),
                          {}});
    }
    return plates;
}

} // namespace fovea
