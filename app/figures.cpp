#include "app/figures.h"

#include "app/figure_words.h"
#include "core/training/answer.h"
#include "core/training/baselines.h"
#include "ui/views/glimpse_words.h"
#include "ui/views/map_rows.h"

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

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QByteArray png(double width, double height, const PaintFigure& paint)
{
    return pngBytes(renderFigure(FigureSize::ofCentimetres(width, height, kDpi), paint));
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
CurvesFigure emptyFigure(const std::vector<LearningCurves>& runs, Measure measure)
{
    CurvesFigure figure;
    figure.training = tr("training (mean while learning)");
    if (measure == Measure::Loss) {
        figure.yLabel = tr("loss");
        figure.yRange.reset();
    } else {
        figure.lines = linesOf(runs);
    }
    return figure;
}

/// An image as stored, for drawing.
Tensor storedImage(const Split& split, Index i)
{
    Tensor image(split.images.shape);
    readImage(split.images, i, PixelScale(), image.data());
    return image;
}

/// Where a network looked that sees parts of the picture, in place of a map; a map of what a window showed is none of the image.
void takeLooks(AttentionSample& sample, const Run& run, const AnswerOfSample& answer, const Picture& picture)
{
    sample.looks = answer.glimpses;
    sample.marks.look = run.config.look;
    const double distance = distanceOf(answer.glimpses.back(), picture);
    if (std::isfinite(distance)) {
        sample.note = (answer.glimpses.size() > 1 ? tr("last look %1 from the object") : tr("%1 from the object"))
                          .arg(pixelsText(distance));
    } else {
        sample.note = tr("frames: where it looked");
    }
}

AttentionSample sampleOf(const Run& run, const Picture& picture, const AnswerOfSample& answer,
                         const SampleResult& result)
{
    const auto nameOf = [&](int label) { return textOf(run.data->classes[static_cast<std::size_t>(label)]); };
    AttentionSample sample;
    sample.image = picture.pixels;
    sample.label = nameOf(picture.label);
    sample.prediction = result.answered() ? nameOf(answer.answer.label) : tr("no finite answer");
    sample.right = result.correct;
    sample.evidence = picture.evidence;
    if (!answer.glimpses.empty()) {
        takeLooks(sample, run, answer, picture);
        return sample;
    }
    const MapOfSample* layer = scoredMap(answer);
    if (layer == nullptr || layer->keys.places() <= 1) {
        return sample;
    }
    const MapOfSample map = oneRow(*layer, {}); // the mean over heads, as it is scored
    const Real* weights = map.weights.data();
    if (!std::all_of(weights, weights + map.keys.places(), [](Real w) { return std::isfinite(w); })) {
        sample.note = tr("attention undefined");
        return sample;
    }
    sample.map = Tensor({map.keys.h, map.keys.w}, Reals(weights, weights + map.keys.places()));
    sample.spreadCells = std::exp(result.entropy);
    sample.largest = static_cast<double>(*std::max_element(weights, weights + map.keys.places()));
    if (!map.learned) {
        sample.note = tr("uniform by definition, not learned");
    }
    if (picture.evidence) {
        sample.score = OnEvidence{result.evidence.hit, result.evidence.mass, result.chance.mass};
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

double backgroundOf(const Split& split)
{
    constexpr Index kFew = 16;
    const Index size = split.images.shape.size(), images = std::min(kFew, split.size());
    Reals pixels(static_cast<std::size_t>(images * size));
    for (Index i = 0; i < images; ++i) {
        readImage(split.images, i, PixelScale(), pixels.data() + i * size);
    }
    const auto middle = pixels.begin() + static_cast<std::ptrdiff_t>(pixels.size() / 2);
    std::nth_element(pixels.begin(), middle, pixels.end());
    return middle == pixels.end() ? 0 : static_cast<double>(*middle);
}

LearningCurves learningCurves(const Run& run, Workspace& workspace)
{
    const Baselines baselines = baselinesOf(run, run.data->validation, workspace);
    return {run.config, run.history, baselines.chance, baselines.majority, baselines.accuracyCeiling};
}

CurvesFigure seedsFigure(const std::vector<LearningCurves>& runs, Measure measure)
{
    std::vector<Curve> training, validation;
    std::vector<std::uint64_t> seeds;
    for (const LearningCurves& run : runs) {
        std::vector<Curve> curves = curvesOf(run.history, measure);
        training.push_back(std::move(curves[0]));
        validation.push_back(std::move(curves[1]));
        seeds.push_back(run.config.seed);
    }
    CurvesFigure figure = emptyFigure(runs, measure);
    figure.curves = {meanOfSeeds(training), meanOfSeeds(validation)};
    figure.band = tr("band: ± 1 standard deviation\nover %1 seeds").arg(runs.size());
    figure.title = figureTitle(runs.front().config, seeds);
    figure.caption = settingsSentence(runs.front().config);
    return figure;
}

CurvesFigure comparisonFigure(const std::vector<LearningCurves>& runs, const QStringList& names, Measure measure)
{
    CurvesFigure figure = emptyFigure(runs, measure);
    for (std::size_t i = 0; i < runs.size(); ++i) {
        const QString name = names[static_cast<qsizetype>(i)];
        for (Curve& curve : curvesOf(runs[i].history, measure)) {
            curve.run = static_cast<int>(i);
            curve.name = name;
            figure.curves.push_back(std::move(curve));
        }
        figure.caption +=
            (i > 0 ? QStringLiteral(" ") : QString()) +
            tr("%1: seed %2. %3").arg(name).arg(runs[i].config.seed).arg(settingsSentence(runs[i].config));
    }
    return figure;
}

QByteArray curvesPng(const std::vector<LearningCurves>& runs)
{
    const CurvesFigure figure = seedsFigure(runs);
    return png(12, 8, [&](QPainter& painter, const QRectF& area) { paintCurves(painter, area, figure); });
}

AttentionFigure attentionFigure(const Run& run, const TestReport& test, Workspace& workspace)
{
    constexpr Index kShown = 16;
    const Split& split = run.data->test;
    std::vector<PicturePtr> pictures;
    for (Index i = 0; i < std::min<Index>(kShown, split.size()); ++i) {
        pictures.push_back(pictureOf(split, i));
    }
    const std::vector<AnswerOfSample> all = answers({*run.network, run.weights, *run.task, *run.data}, pictures,
                                                    MapOverride::None, run.config.seed, workspace.tape(0));
    AttentionFigure figure;
    figure.range = rangeOf(run.data->test);
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        figure.samples.push_back(sampleOf(run, *pictures[i], all[i], test.evaluation.samples[i]));
    }
    const QLocale locale;
    figure.title = figureTitle(run.config, {run.config.seed});
    const double accuracy = test.evaluation.accuracy;
    const QString epochs = locale.toString(run.epochs(), 'g', 3);
    figure.caption = tr("After %1: test accuracy %2.")
                         .arg(epochs == QLatin1String("1") ? tr("1 epoch") : tr("%1 epochs").arg(epochs),
                              std::isfinite(accuracy) ? locale.toString(accuracy, 'f', 3) : tr("undefined")) +
                     ' ' + settingsSentence(run.config);
    return figure;
}

QByteArray attentionPng(const Run& run, const TestReport& test, Workspace& workspace)
{
    const AttentionFigure figure = attentionFigure(run, test, workspace);
    return png(16, 18, [&](QPainter& painter, const QRectF& area) { paintAttention(painter, area, figure); });
}

SampleFigure sampleFigure(const Run& run)
{
    SampleFigure figure;
    figure.image = storedImage(run.data->train, 0);
    figure.range = rangeOf(run.data->train);
    figure.title = tr("label: %1").arg(textOf(run.data->classes[static_cast<std::size_t>(run.data->train.labels[0])]));
    return figure;
}

QByteArray samplePng(const Run& run)
{
    const SampleFigure figure = sampleFigure(run);
    return png(10, 8, [&](QPainter& painter, const QRectF& area) { paintSample(painter, area, figure); });
}

} // namespace fovea
