#include "app/plates.h"

#include "app/curve_plates.h"
#include "app/inspector_plates.h"
#include "app/plate_parts.h"
#include "app/plate_pictures.h"
#include "core/files/csv.h"
#include "core/training/record_json.h"
#include "ui/paint/confusion_figure.h"
#include "ui/paint/figure_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Plates)
};

constexpr int kBelowCurves = 8; // pictures of the whole figure, at most

/// Which pictures a figure shows, and how.
struct PicturesShown
{
    FigurePicturesPtr pictures;
    PicturePtr inspected;
    FullRows rows;
    Scene scene;
    MapLook look;

    std::vector<ShownSample> samples() const { return chosenFrom(pictures->items(), inspected, rows.count); }
};

PicturesShown shownIn(const FrozenWindow& frozen, int most)
{
    const int there = static_cast<int>(frozen.pictures->size());
    return {frozen.pictures, frozen.inspected.sample.picture, fullRows(there, most), frozen.scene, frozen.look};
}

PaintPlate paintedPictures(const PicturesShown& shown)
{
    return [shown](QPainter& painter, const QRectF& area, const PlateLook& look) {
        const AttentionFigure figure = picturesOf(shown.scene, shown.look, shown.samples(), shown.rows.columns);
        paintedBy(paintAttention, figure)(painter, area, look);
    };
}

std::string tableOf(const PicturesShown& pictures)
{
    CsvRow heading;
    for (const char* title : {"image", "is", "answer", "right", "probability", "spread", "largest", "weight", "hit"}) {
        heading.add(title);
    }
    std::string text = heading.line();
    for (const ShownSample& shown : pictures.samples()) {
        if (!shown.answer) {
            continue;
        }
        const AttentionSample sample = sampleOf(shown, pictures.scene, true);
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

Plate galleryPlate(const FrozenWindow& frozen)
{
    const PicturesShown shown = shownIn(frozen, kFigurePictures);
    constexpr double kRow = 4.6; // centimetres, with its words
    return {"pictures",
            Words::tr("Pictures with their maps"),
            {16, kRow * std::ceil(double(shown.rows.count) / shown.rows.columns) + 2},
            titleOf(frozen),
            pictureCaptionOf(frozen),
            paintedPictures(shown),
            writtenBy(tableOf, shown),
            {}};
}

std::string confusionCsv(const Confusion& counted, const QStringList& classes)
{
    CsvRow heading;
    heading.add("is \\ answer");
    for (const QString& name : classes) {
        heading.add(name.toStdString());
    }
    std::string csv = heading.line();
    for (int is = 0; is < counted.classes; ++is) {
        CsvRow row;
        row.add(classes.value(is).toStdString());
        for (int answered = 0; answered < counted.classes; ++answered) {
            row.add(counted.at(is, answered));
        }
        csv += row.line();
    }
    return csv;
}

Plate confusionPlate(const FrozenWindow& frozen)
{
    const Confusion& counted = frozen.judgement->confusion;
    const ConfusionFigure figure{counted, frozen.scene.classes, {}, {}, {}};
    return {"confusion",
            Words::tr("Confusion matrix"),
            {12, 11},
            titleOf(frozen),
            judgedCaptionOf(frozen),
            paintedBy(paintConfusion, figure),
            writtenBy(confusionCsv, counted, frozen.scene.classes),
            {}};
}

/// Curves above, pictures below.
Plate wholePlate(const FrozenWindow& frozen)
{
    const CurvesFigure curves = figureInView(frozen);
    const bool several = curves.title.isEmpty(); // then its caption says which run is which
    const QString caption = several ? Words::tr("Curves: %1 Pictures: %2").arg(curves.caption, pictureCaptionOf(frozen))
                                    : pictureCaptionOf(frozen);
    const PaintPlate above = paintedBy(paintCurves, curves), below = paintedPictures(shownIn(frozen, kBelowCurves));
    return {{},
            Words::tr("The whole figure"),
            {16, 20},
            titleOf(frozen),
            caption,
            [above, below](QPainter& painter, const QRectF& area, const PlateLook& look) {
                constexpr double kCurves = 0.4; // of the height
                const QRectF rest = paintFrame(painter, area, look.title, look.caption, look.paper);
                const QRectF top(rest.left(), rest.top(), rest.width(), std::floor(kCurves * rest.height()));
                above(painter, top, {look.paper, {}, {}});
                below(painter, QRectF(top.bottomLeft(), rest.bottomRight()), {look.paper, {}, {}});
            },
            writtenBy(metricsCsv, frozen.stories.back().passes),
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
    const bool pictures = frozen.pictures && frozen.pictures->size() > 0;
    if (learned && pictures) {
        plates.push_back(wholePlate(frozen));
    }
    const auto take = [&](std::vector<Plate> more) { std::ranges::move(more, std::back_inserter(plates)); };
    take(curvePlates(frozen));
    if (pictures) {
        plates.push_back(galleryPlate(frozen));
    }
    take(inspectorPlates(frozen));
    if (frozen.judgement) {
        plates.push_back(confusionPlate(frozen));
    }
    take(drawerPlates(frozen));
    return plates;
}

QString fileStem(const RunStory& story)
{
    const Config& config = story.now;
    const RunLabel& label = story.head.label;
    QString way = QString::fromStdString(config.attention.mechanism);
    if (config.look.mechanism != "none") {
        way = QString::fromStdString(config.look.mechanism);
    } else if (config.mix.depth > 0) {
        way = QString::fromStdString(config.mix.mechanism);
    }
    const QString name =
        label.named ? label.name
                    : QStringLiteral("%1-%2-seed%3")
                          .arg(QString::fromStdString(config.data.set), label.told.isEmpty() ? way : label.told)
                          .arg(config.seed);
    QString stem;
    for (const QChar letter : name) {
        const bool kept = letter.isLetterOrNumber() || (letter == QLatin1Char('.') && !stem.isEmpty());
        stem += kept ? QString(letter) : stem.endsWith(QLatin1Char('-')) ? QString() : QStringLiteral("-");
    }
    while (stem.endsWith(QLatin1Char('-'))) {
        stem.chop(1);
    }
    return stem;
}

} // namespace fovea
