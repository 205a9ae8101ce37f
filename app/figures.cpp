#include "app/figures.h"

#include "app/figure_words.h"
#include "core/training/answer.h"
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
