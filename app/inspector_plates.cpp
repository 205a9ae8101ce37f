#include "app/inspector_plates.h"

#include "app/plate_parts.h"
#include "app/plate_pictures.h"
#include "app/plates.h"
#include "core/files/csv.h"
#include "ui/views/map_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <iterator>
#include <utility>

namespace fovea {
namespace {

constexpr std::size_t kStrip = 8; // moments of a film strip

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Plates)
};

/// The large picture with the map that is looked at, on the inspector's own scale; the untrained network's beside it where that
/// is shown.
Plate picturePlate(const FrozenWindow& frozen)
{
    const Inspected& view = frozen.inspected;
    AttentionFigure figure = picturesOf(frozen, {view.sample}, 1, view.row);
    figure.given = view.scale;
    std::string numbers = weightsOf(figure.samples.front().map);
    if (numbers.empty() && !figure.samples.front().looks.empty()) {
        numbers = looksCsv(view.sample);
    }
    figure.samples.front().marks.current = view.look;
    figure.samples.front().marks.shown = view.look < 0 ? -1 : view.look + 1;
    const bool beside = view.besideUntrained && view.sample.untrained;
    if (beside) {
        ShownSample before = view.sample;
        before.answer = before.untrained;
        AttentionSample untrained = sampleOf(before, frozen.scene, frozen.look.evidence, view.row);
        untrained.prediction = untrained.label = Words::tr("untrained: %1").arg(untrained.prediction);
        figure.samples.push_back(untrained);
        figure.columns = 2;
    }
    const QString caption =
        joined({mapSentence(view.sample, view.row),
                view.look >= 0 ? Words::tr("Look %1 stands out.").arg(view.look + 1) : QString(),
                beside ? Words::tr("Beside it: the same network before its first batch.") : QString(),
                pictureCaptionOf(frozen)});
    return {"picture",
            Words::tr("The large picture"),
            beside ? QSizeF(16, 10) : QSizeF(11, 11),
            titleOf(frozen),
            caption,
            paintedBy(paintAttention, figure),
            std::move(numbers),
            {}};
}

/// What the network says: every class with its probability.
Plate answerPlate(const FrozenWindow& frozen)
{
    const ShownSample& sample = frozen.inspected.sample;
    TableFigure table;
    table.heading = {Words::tr("class"), Words::tr("probability")};
    CsvRow heading;
    heading.add("class").add("probability").add("is");
    std::string csv = heading.line();
    const std::vector<double>& probabilities = sample.answer->probabilities;
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
        const bool truth = sample.picture->label == static_cast<int>(i);
        const QString name = className(frozen.scene, static_cast<int>(i));
        table.rows.push_back(
            {truth ? Words::tr("%1 (it is one)").arg(name) : name, QLocale().toString(probabilities[i], 'f', 4)});
        CsvRow row;
        csv += row.add(name.toStdString()).add(probabilities[i]).add(truth ? 1 : 0).line();
    }
    table.title = titleOf(frozen);
    table.caption = pictureCaptionOf(frozen);
    return tablePlate("answer", Words::tr("What it says of the large picture"), table, csv);
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

AttentionFigure filmFigure(const FrozenWindow& frozen, const std::vector<FilmMoment>& moments, int columns)
{
    std::vector<ShownSample> samples;
    for (const FilmMoment& moment : moments) {
        samples.push_back(moment.sample);
    }
    AttentionFigure figure = picturesOf(frozen, samples, columns, frozen.inspected.row);
    for (std::size_t i = 0; i < moments.size(); ++i) {
        AttentionSample& sample = figure.samples[i]; // its mark says whether that is right
        sample.prediction = QStringLiteral("%1: %2").arg(passText(moments[i].passes), sample.prediction);
        sample.label = sample.prediction;
    }
    return figure;
}

/// What the figures of a film say, moment by moment.
std::string filmCsv(const FrozenWindow& frozen)
{
    CsvRow heading;
    for (const char* title : {"pass", "answer", "right", "probability", "spread", "largest", "weight", "hit"}) {
        heading.add(title);
    }
    std::string text = heading.line();
    for (const FilmMoment& moment : frozen.film) {
        if (!moment.sample.picture || !moment.sample.answer) {
            continue;
        }
        const AttentionSample sample = sampleOf(moment.sample, frozen.scene, true, frozen.inspected.row);
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

/// The map over training: a strip of moments, and all of them one after the other.
Plate filmPlate(const FrozenWindow& frozen)
{
    const std::vector<FilmMoment> strip = chosen(frozen.film, kStrip);
    Plate plate{"film",
                Words::tr("Film strip: the map over training"),
                {20, 12},
                titleOf(frozen),
                joined({mapSentence(frozen.film.back().sample, frozen.inspected.row), captionOf(frozen)}),
                paintedBy(paintAttention, filmFigure(frozen, strip, static_cast<int>(strip.size() + 1) / 2)),
                filmCsv(frozen),
                {}};
    for (const FilmMoment& moment : frozen.film) {
        plate.moments.push_back(paintedBy(paintAttention, filmFigure(frozen, {moment}, 1)));
    }
    return plate;
}

} // namespace

std::vector<Plate> inspectorPlates(const FrozenWindow& frozen)
{
    const Inspected& view = frozen.inspected;
    std::vector<Plate> plates;
    if (view.sample.picture) {
        plates.push_back(picturePlate(frozen));
    }
    if (frozen.film.size() > 1) {
        plates.push_back(filmPlate(frozen));
    }
    if (view.sample.picture && view.sample.answer) {
        plates.push_back(answerPlate(frozen));
    }
    std::ranges::move(pagePlates(frozen), std::back_inserter(plates));
    return plates;
}

} // namespace fovea
