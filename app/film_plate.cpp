// The map over training on paper: a strip of moments, and all of them one after the other.
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

constexpr std::size_t kStrip = 8, kRow = 4; // moments of a strip, at most; as many stand in one row

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

int columnsOf(std::size_t moments)
{
    return static_cast<int>(moments <= kRow ? moments : (moments + 1) / 2);
}

PaintPlate paintedStrip(const FilmPtr& film, const Drawn& drawn)
{
    return [film, drawn](QPainter& painter, const QRectF& area, const PlateLook& look) {
        const std::vector<FilmMoment> strip = momentsOfChange(film->moments(), kStrip, drawn.row);
        paintedBy(paintAttention, figureOf(drawn, strip, momentTexts(strip), columnsOf(strip.size())))(painter, area,
                                                                                                       look);
    };
}

PaintPlate paintedMoment(const FilmPtr& film, std::size_t i, const Drawn& drawn)
{
    return [film, i, drawn](QPainter& painter, const QRectF& area, const PlateLook& look) {
        const QString when = momentTexts(film->moments())[static_cast<qsizetype>(i)];
        paintedBy(paintAttention, figureOf(drawn, {film->moments()[i]}, {when}, 1))(painter, area, look);
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
    for (const FilmMoment& moment : film->moments()) {
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
    const bool one = moments <= kRow;
    return {one ? 4.6 * static_cast<double>(moments) + 2.5 : 20.0, one ? 7.5 : 12.0};
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
