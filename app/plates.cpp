#include "app/plates.h"

#include "app/figures.h"
#include "app/plate_parts.h"
#include "core/files/csv.h"
#include "core/training/record_json.h"
#include "ui/paint/confusion_figure.h"
#include "ui/paint/figure_text.h"
#include "ui/views/map_rows.h"
#include "ui/views/map_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr std::size_t kStrip = 8; // moments of a film strip

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Plates)
};

LearningCurves curvesIn(const RunStory& story)
{
    return {story.now, story.passes, story.head.chance, story.head.majority, story.head.accuracyCeiling};
}

/// A picture with what is said about it, as figures draw it.
AttentionSample sampleOf(const ShownSample& shown, const Scene& scene, bool outlined)
{
    AttentionSample sample;
    const Picture& picture = *shown.picture;
    sample.image = picture.pixels;
    sample.label = picture.label >= 0 ? className(scene, picture.label) : Words::tr("own picture");
    if (outlined) {
        sample.evidence = picture.evidence;
    }
    if (!shown.answer) {
        return sample;
    }
    sample.prediction = className(scene, shown.answer->answer.label);
    sample.right = isRight(picture, *shown.answer);
    if (!sample.right) {
        sample.label = sample.prediction; // there is nothing else that it is known to be
    }
    // As in the gallery: the layer that was chosen to look; what saw glimpses has no map over the picture.
    const MapOfSample* layer = shown.answer->glimpses.empty() ? layerOf(*shown.answer, {}) : nullptr;
    if (layer == nullptr || layer->keys.places() <= 1) {
        return sample;
    }
    const MapOfSample map = oneRow(*layer, {});
    const MapScore score = scoreOf(map, 0, 0, picture);
    sample.map = gridOf(map);
    sample.spreadCells = score.spread;
    sample.largest = score.largest;
    if (!map.learned) {
        sample.note = notLearned();
    } else if (score.evidence && score.chance) {
        sample.score = OnEvidence{score.evidence->hit, score.evidence->mass, score.chance->mass};
    }
    return sample;
}

AttentionFigure figureOf(const FrozenWindow& frozen, const std::vector<ShownSample>& samples, int columns)
{
    AttentionFigure figure;
    figure.columns = columns;
    figure.range = frozen.scene.range;
    figure.scale = frozen.look.scale;
    figure.style = frozen.look.style;
    for (const ShownSample& sample : samples) {
        if (sample.picture) {
            figure.samples.push_back(sampleOf(sample, frozen.scene, frozen.look.evidence));
        }
    }
    return figure;
}

std::string tableOf(const FrozenWindow& frozen)
{
    CsvRow heading;
    for (const char* title : {"image", "is", "answer", "right", "probability", "spread", "largest", "weight", "hit"}) {
        heading.add(title);
    }
    std::string text = heading.line();
    for (const ShownSample& shown : frozen.samples) {
        if (!shown.picture || !shown.answer) {
            continue;
        }
        const AttentionSample sample = sampleOf(shown, frozen.scene, true);
        const bool scored = sample.score.has_value(), mapped = !sample.map.empty();
        CsvRow row;
        const QString is = sample.right ? sample.label : Words::tr("own picture");
        row.add(shown.picture->sample).add(is.toStdString()).add(sample.prediction.toStdString());
        row.add(sample.right ? double(*sample.right) : kUndefined).add(shown.answer->answer.probability);
        row.add(mapped ? sample.spreadCells : kUndefined).add(mapped ? sample.largest : kUndefined);
        row.add(scored ? sample.score->weight : kUndefined).add(scored ? sample.score->hit : kUndefined);
        text += row.line();
    }
    return text;
}

/// The weights of a map, row by row.
std::string weightsOf(const Tensor& map)
{
    std::string text;
    for (Index i = 0; map.shape().rank() == 2 && i < map.dim(0); ++i) {
        CsvRow row;
        for (Index j = 0; j < map.dim(1); ++j) {
            row.add(map.data()[i * map.dim(1) + j]);
        }
        text += row.line();
    }
    return text;
}

Plate curvesPlate(const FrozenWindow& frozen, Measure measure)
{
    const RunStory& story = frozen.stories.back();
    const bool loss = measure == Measure::Loss;
    return {loss ? "loss" : "accuracy",
            loss ? Words::tr("Loss of this run") : Words::tr("Accuracy of this run"),
            {12, 8},
            titleOf(frozen),
            captionOf(frozen),
            paintedBy(paintCurves, seedsFigure({curvesIn(story)}, measure)),
            metricsCsv(story.passes),
            {}};
}

/// How attention narrowed: cells that it is spread over, against the pass.
Plate spreadPlate(const FrozenWindow& frozen)
{
    const RunStory& story = frozen.stories.back();
    CurvesFigure figure;
    Curve curve;
    curve.role = Curve::Role::Validation;
    for (const EpochRecord& pass : story.passes) {
        curve.x.push_back(pass.epoch);
        curve.y.push_back(std::exp(pass.attentionEntropy));
    }
    figure.curves = {curve};
    figure.yLabel = Words::tr("attention is spread over, cells");
    figure.yRange = std::pair(0.0, story.head.places);
    figure.lines = {{Words::tr("all %1").arg(QLocale().toString(story.head.places, 'g', 6)), story.head.places}};
    return {"spread",
            Words::tr("Spread of attention"),
            {12, 8},
            titleOf(frozen),
            captionOf(frozen),
            paintedBy(paintCurves, figure),
            metricsCsv(story.passes),
            {}};
}

Plate runsPlate(const FrozenWindow& frozen)
{
    std::vector<LearningCurves> runs;
    QStringList names;
    for (const RunStory& story : frozen.stories) {
        if (!story.passes.empty()) {
            runs.push_back(curvesIn(story));
            names << story.head.name;
        }
    }
    const CurvesFigure figure = comparisonFigure(runs, names);
    return {"runs",         Words::tr("Accuracy of all runs"), {16, 10}, {},
            figure.caption, paintedBy(paintCurves, figure),    {},       {}};
}

Plate galleryPlate(const FrozenWindow& frozen)
{
    return {"pictures",
            Words::tr("Pictures with their maps"),
            {16, 11},
            titleOf(frozen),
            pictureCaptionOf(frozen),
            paintedBy(paintAttention, figureOf(frozen, frozen.samples, 4)),
            tableOf(frozen),
            {}};
}

Plate inspectedPlate(const FrozenWindow& frozen)
{
    AttentionFigure figure = figureOf(frozen, {frozen.inspected}, 1);
    const std::string weights = weightsOf(figure.samples.front().map);
    return {"picture",
            Words::tr("The large picture"),
            {10, 10},
            titleOf(frozen),
            pictureCaptionOf(frozen),
            paintedBy(paintAttention, figure),
            weights,
            {}};
}

/// So many of the moments, the first and the last among them, evenly in between.
std::vector<FilmMoment> chosen(const std::vector<FilmMoment>& all, std::size_t most)
{
    std::vector<FilmMoment> few;
    const std::size_t count = std::min(most, all.size());
    for (std::size_t i = 0; i < count; ++i) {
        few.push_back(all[count > 1 ? i * (all.size() - 1) / (count - 1) : 0]);
    }
    return few;
}

QString passText(double passes)
{
    return passes == 0 ? Words::tr("untrained")
                       : Words::tr("pass %1").arg(QLocale().toString(passes, 'f', passes < 10 ? 1 : 0));
}

/// The map over training: a strip of moments, and all of them one after the other.
Plate filmPlate(const FrozenWindow& frozen)
{
    const auto figureAt = [&](const std::vector<FilmMoment>& moments, int columns) {
        std::vector<ShownSample> samples;
        for (const FilmMoment& moment : moments) {
            samples.push_back(moment.sample);
        }
        AttentionFigure figure = figureOf(frozen, samples, columns);
        for (std::size_t i = 0; i < moments.size(); ++i) {
            AttentionSample& sample = figure.samples[i]; // its mark says whether that is right
            sample.prediction = QStringLiteral("%1: %2").arg(passText(moments[i].passes), sample.prediction);
            sample.label = sample.prediction;
        }
        return figure;
    };
    const std::vector<FilmMoment> strip = chosen(frozen.film, kStrip);
    Plate plate{"film",
                Words::tr("Film strip: the map over training"),
                {20, 8},
                titleOf(frozen),
                captionOf(frozen),
                paintedBy(paintAttention, figureAt(strip, static_cast<int>(strip.size() + 1) / 2)),
                {},
                {}};
    for (const FilmMoment& moment : frozen.film) {
        plate.moments.push_back(paintedBy(paintAttention, figureAt({moment}, 1)));
    }
    return plate;
}

Plate confusionPlate(const FrozenWindow& frozen)
{
    const Confusion& counted = frozen.judgement->confusion;
    ConfusionFigure figure{counted, frozen.scene.classes, {}, {}, {}};
    CsvRow heading;
    heading.add("is \\ answer");
    for (const QString& name : frozen.scene.classes) {
        heading.add(name.toStdString());
    }
    std::string csv = heading.line();
    for (int is = 0; is < counted.classes; ++is) {
        CsvRow row;
        row.add(frozen.scene.classes.value(is).toStdString());
        for (int answered = 0; answered < counted.classes; ++answered) {
            row.add(counted.at(is, answered));
        }
        csv += row.line();
    }
    return {"confusion",
            Words::tr("Confusion matrix"),
            {12, 11},
            titleOf(frozen),
            judgedCaptionOf(frozen),
            paintedBy(paintConfusion, figure),
            csv,
            {}};
}

/// Curves above, pictures below.
Plate wholePlate(const FrozenWindow& frozen)
{
    const CurvesFigure curves = seedsFigure({curvesIn(frozen.stories.back())});
    const AttentionFigure pictures = figureOf(frozen, frozen.samples, 4);
    const PaintPlate above = paintedBy(paintCurves, curves), below = paintedBy(paintAttention, pictures);
    return {{},
            Words::tr("The whole figure"),
            {16, 20},
            titleOf(frozen),
            pictureCaptionOf(frozen),
            [above, below](QPainter& painter, const QRectF& area, const PlateLook& look) {
                constexpr double kCurves = 0.4; // of the height
                const QRectF rest = paintFrame(painter, area, look.title, look.caption, look.paper);
                const QRectF top(rest.left(), rest.top(), rest.width(), std::floor(kCurves * rest.height()));
                above(painter, top, {look.paper, {}, {}});
                below(painter, QRectF(top.bottomLeft(), rest.bottomRight()), {look.paper, {}, {}});
            },
            metricsCsv(frozen.stories.back().passes),
            {}};
}

} // namespace

std::vector<Plate> platesOf(const FrozenWindow& frozen)
{
    std::vector<Plate> plates;
    if (frozen.stories.empty()) {
        return plates;
    }
    const bool learned = !frozen.stories.back().passes.empty();
    const bool pictures = std::any_of(frozen.samples.begin(), frozen.samples.end(),
                                      [](const ShownSample& sample) { return sample.picture != nullptr; });
    if (learned && pictures) {
        plates.push_back(wholePlate(frozen));
    }
    if (learned) {
        plates.push_back(curvesPlate(frozen, Measure::Accuracy));
        plates.push_back(curvesPlate(frozen, Measure::Loss));
        if (frozen.stories.back().head.places > 1) {
            plates.push_back(spreadPlate(frozen));
        }
    }
    const auto withCurves = std::count_if(frozen.stories.begin(), frozen.stories.end(),
                                          [](const RunStory& story) { return !story.passes.empty(); });
    if (withCurves > 1) {
        plates.push_back(runsPlate(frozen));
    }
    if (pictures) {
        plates.push_back(galleryPlate(frozen));
    }
    if (frozen.inspected.picture) {
        plates.push_back(inspectedPlate(frozen));
    }
    if (frozen.film.size() > 1) {
        plates.push_back(filmPlate(frozen));
    }
    if (frozen.judgement) {
        plates.push_back(confusionPlate(frozen));
    }
    for (Plate& plate : drawerPlates(frozen)) {
        plates.push_back(std::move(plate));
    }
    return plates;
}

QString fileStem(const Config& config)
{
    QString way = QString::fromStdString(config.attention.mechanism);
    if (config.look.mechanism != "none") {
        way = QString::fromStdString(config.look.mechanism);
    } else if (config.mix.depth > 0) {
        way = QString::fromStdString(config.mix.mechanism);
    }
    return QStringLiteral("%1-%2-seed%3").arg(QString::fromStdString(config.data.set), way).arg(config.seed);
}

} // namespace fovea
