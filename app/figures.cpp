#include "app/figures.h"

#include "core/training/answer.h"
#include "ui/paint/attention_figure.h"
#include "ui/paint/curves_figure.h"
#include "ui/paint/sample_figure.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr int kDpi = 300;

QString tr(const char* text)
{
    return QCoreApplication::translate("Figures", text);
}

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QByteArray png(double width, double height, const PaintFigure& paint)
{
    return pngBytes(renderFigure(FigureSize::ofCentimetres(width, height, kDpi), paint));
}

/// Training as Keras reports it and validation, against the epoch.
std::vector<Curve> curvesOf(const std::vector<EpochRecord>& history)
{
    Curve training, validation;
    training.name = tr("training");
    validation.name = tr("validation");
    validation.role = Curve::Role::Validation;
    for (const EpochRecord& record : history) {
        training.x.push_back(record.epoch);
        training.y.push_back(record.accuracy);
        validation.x.push_back(record.epoch);
        validation.y.push_back(record.valAccuracy);
    }
    return {training, validation};
}

QByteArray paintedCurves(std::vector<Curve> curves)
{
    CurvesFigure figure;
    figure.curves = std::move(curves);
    return png(12, 8, [&](QPainter& painter, const QRectF& area) { paintCurves(painter, area, figure); });
}

/// An image as stored, for drawing.
Tensor storedImage(const Split& split, Index i)
{
    Tensor image(split.images.shape);
    readImage(split.images, i, PixelScale(), image.data());
    return image;
}

AttentionSample sampleOf(const Run& run, Index i, const AnswerOfSample& answer, const SampleResult& result)
{
    const Split& test = run.data->test;
    const auto at = static_cast<std::size_t>(i);
    AttentionSample sample;
    sample.image = storedImage(test, i);
    sample.label = textOf(run.data->classes[static_cast<std::size_t>(test.labels[at])]);
    sample.prediction = textOf(run.data->classes[static_cast<std::size_t>(answer.answer.label)]);
    sample.right = result.correct;
    if (!test.evidence.empty()) {
        const Box& box = test.evidence[at];
        sample.evidence = QRectF(static_cast<double>(box.left), static_cast<double>(box.top),
                                 static_cast<double>(box.width), static_cast<double>(box.height));
    }
    if (answer.maps.empty() || answer.maps.front().keys.places() <= 1) {
        return sample;
    }
    const MapOfSample& map = answer.maps.front();
    const Real* weights = map.weights.data();
    sample.map = Tensor({map.keys.h, map.keys.w}, Reals(weights, weights + map.keys.places()));
    sample.spreadCells = std::exp(result.entropy);
    sample.largest = static_cast<double>(*std::max_element(weights, weights + map.keys.places()));
    if (!map.learned) {
        sample.note = tr("uniform by definition, not learned");
    }
    if (!test.evidence.empty() && map.learned) {
        sample.score = OnEvidence{result.evidence.hit > 0, result.evidence.mass, result.chance.mass};
    }
    return sample;
}

} // namespace

PixelRange rangeOf(const Split& split)
{
    if (split.images.areBytes()) {
        return {0, 255};
    }
    const Reals& pixels = split.images.reals;
    const auto few =
        pixels.begin() + std::min<Index>(static_cast<Index>(pixels.size()), 16 * split.images.shape.size());
    const auto [least, most] = std::minmax_element(pixels.begin(), few);
    return {static_cast<double>(*least), static_cast<double>(*most)};
}

QByteArray curvesPng(const Run& run)
{
    return paintedCurves(curvesOf(run.history));
}

QByteArray curvesPng(const std::vector<std::vector<EpochRecord>>& seeds)
{
    std::vector<Curve> training, validation;
    for (const std::vector<EpochRecord>& history : seeds) {
        std::vector<Curve> curves = curvesOf(history);
        training.push_back(std::move(curves[0]));
        validation.push_back(std::move(curves[1]));
    }
    return paintedCurves({meanOfSeeds(training), meanOfSeeds(validation)});
}

QByteArray attentionPng(const Run& run, const TestReport& test, Workspace& workspace)
{
    constexpr Index kShown = 16;
    std::vector<Index> indices(static_cast<std::size_t>(std::min<Index>(kShown, run.data->test.size())));
    for (std::size_t i = 0; i < indices.size(); ++i) {
        indices[i] = static_cast<Index>(i);
    }
    const std::vector<AnswerOfSample> all =
        answers({*run.network, run.weights, *run.task, *run.data}, imagesOf(*run.data, run.data->test, indices),
                MapOverride::None, run.config.seed, workspace.tape(0));
    AttentionFigure figure;
    figure.range = rangeOf(run.data->test);
    for (std::size_t i = 0; i < indices.size(); ++i) {
        figure.samples.push_back(sampleOf(run, indices[i], all[i], test.evaluation.samples[i]));
    }
    figure.caption = tr("%1, seed %2, after %3 epochs: test accuracy %4.")
                         .arg(textOf(run.data->key))
                         .arg(run.config.seed)
                         .arg(run.epochs(), 0, 'g', 3)
                         .arg(test.evaluation.accuracy, 0, 'f', 3);
    return png(16, 18, [&](QPainter& painter, const QRectF& area) { paintAttention(painter, area, figure); });
}

QByteArray samplePng(const Run& run)
{
    SampleFigure figure;
    figure.image = storedImage(run.data->train, 0);
    figure.range = rangeOf(run.data->train);
    figure.title = tr("label: %1").arg(textOf(run.data->classes[static_cast<std::size_t>(run.data->train.labels[0])]));
    return png(10, 8, [&](QPainter& painter, const QRectF& area) { paintSample(painter, area, figure); });
}

} // namespace fovea
