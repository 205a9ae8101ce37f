// The map over training on paper: a strip of moments, and all of them one after the other.
#include "app/figure_pictures.h"
#include "app/inspector_plates.h"
#include "app/plate_parts.h"
#include "app/plate_pictures.h"
#include "app/plates.h"
#include "core/files/csv.h"

#include <QCoreApplication>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr int kStrip = 8; // moments of a strip, at most

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Plates)
};

/// How the pictures of a film are drawn.
struct Drawn
{
    Scene scene;
    MapLook look;
    MapRow row;
};

/// When each was, with as many digits as tell them all apart, and from the beginning.
QStringList momentTexts(const std::vector<FilmMoment>& moments)
{
    const auto whole = [](const FilmMoment& moment) { return moment.passes == std::floor(moment.passes); };
    const auto pass = [](double passes, int digits) {
        return Words::tr("pass %1").arg(QLocale().toString(passes, 'f', digits));
    };
    QStringList texts;
    for (int digits = std::ranges::all_of(moments, whole) ? 0 : 1; digits <= 4; ++digits) {
        texts.clear();
        for (const FilmMoment& moment : moments) {
            texts << (moment.passes == 0 ? Words::tr("untrained") : pass(moment.passes, digits));
        }
        if (QSet<QString>(texts.begin(), texts.end()).size() == texts.size() && !texts.contains(pass(0, digits))) {
            break;
        }
    }
    return texts;
}

AttentionFigure figureOf(const Drawn& drawn, const std::vector<FilmMoment>& moments, const QStringList& when,
                         int columns)
{
    std::vector<ShownSample> samples;
    for (const FilmMoment& moment : moments) {
        samples.push_back(moment.sample);
    }
    AttentionFigure figure = picturesOf(drawn.scene, drawn.look, samples, columns, drawn.row);
    for (std::size_t i = 0; i < figure.samples.size(); ++i) {
        AttentionSample& sample = figure.samples[i]; // its mark says whether that is right
        sample.prediction = QStringLiteral("%1: %2").arg(when.value(static_cast<qsizetype>(i)), sample.prediction);
        sample.label = sample.prediction;
    }
    return figure;
}

PaintPlate paintedStrip(const FilmPtr& film, const Drawn& drawn)
{
    return [film, drawn](QPainter& painter, const QRectF& area, const PlateLook& look) {
        const auto [count, columns] = fullRows(static_cast<int>(film->size()), kStrip);
        const auto strip = momentsOfChange(film->items(), static_cast<std::size_t>(count), drawn.row);
        paintedBy(paintAttention, figureOf(drawn, strip, momentTexts(strip), columns))(painter, area, look);
    };
}

/// Moment i where every moment could stand: nothing but the picture and its words changes from one to the next.
PaintPlate paintedMoment(const FilmPtr& film, std::size_t i, const Drawn& drawn)
{
    return [film, i, drawn](QPainter& painter, const QRectF& area, const PlateLook& look) {
        AttentionFigure figure = figureOf(drawn, film->items(), momentTexts(film->items()), 1);
        figure.only = i;
        paintedBy(paintAttention, figure)(painter, area, look);
    };
}

/// What the figures of a film say, moment by moment.
std::string filmCsv(const FilmPtr& film, const Scene& scene, const MapRow& shown)
{
    CsvRow heading;
    for (const char* title : {"pass", "answer", "right", "probability", "spread", "largest", "weight", "hit"}) {
        heading.add(title);
    }
    std::string text = heading.line();
    for (const FilmMoment& moment : film->items()) {
        const AttentionSample sample = sampleOf(moment.sample, scene, true, shown);
        const bool mapped = !sample.map.empty(), scored = sample.score.has_value();
        CsvRow row;
        row.add(moment.passes).add(sample.prediction.toStdString());
        row.add(sample.right ? double(*sample.right) : kUndefined).add(moment.sample.answer->answer.probability);
        row.add(mapped ? sample.spreadCells : kUndefined).add(mapped ? sample.largest : kUndefined);
        row.add(scored ? sample.score->weight : kUndefined).add(scored ? sample.score->hit : kUndefined);
        text += row.line();
    }
    return text;
}

/// Centimetres: as wide as its columns, as high as its rows with their words.
QSizeF stripSize(std::size_t moments)
{
    const auto [count, columns] = fullRows(static_cast<int>(moments), kStrip);
    return {4.6 * columns + 2.5, count == columns ? 7.5 : 12.0};
}

} // namespace

Plate filmPlate(const FrozenWindow& frozen)
{
    const Drawn drawn{frozen.scene, frozen.look, frozen.inspected.row};
    Plate plate{"film",
                Words::tr("Film strip: the map over training"),
                stripSize(frozen.film->size()),
                titleOf(frozen),
                joined({mapSentence(frozen.inspected.sample, frozen.inspected.row), captionOf(frozen)}),
                paintedStrip(frozen.film, drawn),
                writtenBy(filmCsv, frozen.film, drawn.scene, drawn.row),
                {}};
    for (std::size_t i = 0; i < frozen.film->size(); ++i) {
        plate.moments.push_back(paintedMoment(frozen.film, i, drawn));
    }
    return plate;
}

} // namespace fovea
