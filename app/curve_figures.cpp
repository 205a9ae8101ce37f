#include "app/curve_figures.h"

#include "app/figure_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr int kDpi = 300;

QString tr(const char* text)
{
    return QCoreApplication::translate("Figures", text);
}

/// Training as Keras reports it and validation, against the epoch.
std::vector<Curve> curvesOf(const std::vector<EpochRecord>& history, Measure measure)
{
    const bool loss = measure == Measure::Loss;
    Curve training, validation;
    training.name = tr("training");
    validation.name = tr("validation");
    validation.role = Curve::Role::Validation;
    for (const EpochRecord& record : history) {
        training.x.push_back(record.epoch);
        training.y.push_back(loss ? record.loss : record.accuracy);
        validation.x.push_back(record.epoch);
        validation.y.push_back(loss ? record.valLoss : record.valAccuracy);
    }
    return {training, validation};
}

/// The same in the mean over runs.
std::vector<Curve> meanCurves(const std::vector<LearningCurves>& runs, Measure measure)
{
    std::vector<Curve> training, validation;
    for (const LearningCurves& run : runs) {
        std::vector<Curve> curves = curvesOf(run.history, measure);
        training.push_back(std::move(curves[0]));
        validation.push_back(std::move(curves[1]));
    }
    return {meanOfSeeds(training), meanOfSeeds(validation)};
}

std::vector<std::uint64_t> seedsOf(const std::vector<LearningCurves>& runs)
{
    std::vector<std::uint64_t> seeds;
    for (const LearningCurves& run : runs) {
        seeds.push_back(run.config.seed);
    }
    return seeds;
}

/// The mean of what is defined; undefined where nothing is.
double meanOf(const std::vector<LearningCurves>& runs, double LearningCurves::*value)
{
    double sum = 0, count = 0;
    for (const LearningCurves& run : runs) {
        if (std::isfinite(run.*value)) {
            sum += run.*value;
            count += 1;
        }
    }
    return count > 0 ? sum / count : kUndefined;
}

/// What the accuracy has to be compared with; one line where two would lie on each other.
std::vector<ReferenceLine> linesOf(const std::vector<LearningCurves>& runs)
{
    std::vector<ReferenceLine> lines;
    const auto add = [&](const QString& name, double y) {
        const bool known =
            std::ranges::any_of(lines, [&](const ReferenceLine& line) { return std::abs(line.y - y) < 5e-4; });
        if (std::isfinite(y) && !known) {
            lines.push_back({QStringLiteral("%1 %2").arg(name, QLocale().toString(y, 'g', 3)), y});
        }
    };
    add(tr("chance"), meanOf(runs, &LearningCurves::chance));
    add(tr("majority"), meanOf(runs, &LearningCurves::majority));
    add(tr("ceiling"), meanOf(runs, &LearningCurves::ceiling));
    return lines;
}

/// A figure of these runs without their curves.
CurvesFigure emptyFigure(const std::vector<LearningCurves>& runs, Measure measure, Wording wording)
{
    CurvesFigure figure;
    figure.training = tr("training (mean while learning)");
    if (wording == Wording::Plain) {
        figure.training = tr("training images (mean while learning)");
        figure.xLabel = tr("passes");
    }
    if (measure == Measure::Loss) {
        figure.yLabel = tr("loss");
        figure.yRange.reset();
    } else {
        figure.lines = linesOf(runs);
    }
    return figure;
}

} // namespace

LearningCurves learningCurves(const Run& run, Workspace& workspace)
{
    const Baselines baselines = baselinesOf(run, run.data->validation, workspace);
    return {run.config, run.history, baselines.chance, baselines.majority, baselines.accuracyCeiling};
}

CurvesFigure seedsFigure(const std::vector<LearningCurves>& runs, Measure measure, Wording wording)
{
    CurvesFigure figure = emptyFigure(runs, measure, wording);
    figure.curves = meanCurves(runs, measure);
    figure.band = tr("band: ± 1 standard deviation\nover %1 seeds").arg(runs.size());
    figure.title = figureTitle(runs.front().config, seedsOf(runs));
    figure.caption = settingsSentence(runs.front().config, wording);
    return figure;
}

CurvesFigure comparisonFigure(const std::vector<ComparedCurves>& compared, Measure measure, Wording wording)
{
    std::vector<LearningCurves> all;
    for (const ComparedCurves& each : compared) {
        all.insert(all.end(), each.runs.begin(), each.runs.end());
    }
    CurvesFigure figure = emptyFigure(all, measure, wording);
    figure.band = tr("band: ± 1 standard deviation");
    QStringList sentences;
    for (const ComparedCurves& each : compared) {
        for (Curve& curve : meanCurves(each.runs, measure)) {
            curve.run = each.colour;
            curve.name = each.name;
            figure.curves.push_back(std::move(curve));
        }
        const QString settings = settingsSentence(each.runs.front().config, wording);
        sentences << (each.result.isEmpty()
                          ? tr("%1: %2. %3").arg(each.name, seedsText(seedsOf(each.runs)), settings)
                          : tr("%1, %2. %3").arg(each.result, seedsText(seedsOf(each.runs)), settings));
    }
    figure.caption = sentences.join(QLatin1Char(' '));
    return figure;
}

CurvesFigure comparisonFigure(const std::vector<LearningCurves>& runs, const QStringList& names, Measure measure,
                              Wording wording)
{
    std::vector<ComparedCurves> compared;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        compared.push_back({names[static_cast<qsizetype>(i)], static_cast<int>(i), {runs[i]}, {}});
    }
    return comparisonFigure(compared, measure, wording);
}

QByteArray curvesPng(const std::vector<LearningCurves>& runs)
{
    const CurvesFigure figure = seedsFigure(runs);
    const auto paint = [&](QPainter& painter, const QRectF& area) { paintCurves(painter, area, figure); };
    return pngBytes(renderFigure(FigureSize::ofCentimetres(12, 8, kDpi), paint));
}

} // namespace fovea
