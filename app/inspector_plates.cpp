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
    const AttentionSample& drawn = figure.samples.front();
    const WriteTable numbers = !drawn.map.empty()     ? writtenBy(weightsOf, drawn.map)
                               : !drawn.looks.empty() ? writtenBy(looksCsv, view.sample)
                                                      : WriteTable();
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
            numbers,
            {}};
}

std::string answerCsv(const Scene& scene, const ShownSample& sample)
{
    CsvRow heading;
    std::string csv = heading.add("class").add("probability").add("is").line();
    const std::vector<double>& probabilities = sample.answer->probabilities;
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
        CsvRow row;
        row.add(className(scene, static_cast<int>(i)).toStdString()).add(probabilities[i]);
        csv += row.add(sample.picture->label == static_cast<int>(i) ? 1 : 0).line();
    }
    return csv;
}

/// What the network says: every class with its probability.
Plate answerPlate(const FrozenWindow& frozen)
{
    const ShownSample& sample = frozen.inspected.sample;
    TableFigure table;
    table.heading = {Words::tr("class"), Words::tr("probability")};
    const std::vector<double>& probabilities = sample.answer->probabilities;
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
        const QString name = className(frozen.scene, static_cast<int>(i));
        table.rows.push_back(
            {sample.picture->label == static_cast<int>(i) ? Words::tr("%1 (it is one)").arg(name) : name,
             QLocale().toString(probabilities[i], 'f', 4)});
    }
    table.title = titleOf(frozen);
    table.caption = pictureCaptionOf(frozen);
    return tablePlate("answer", Words::tr("What it says of the large picture"), table,
                      writtenBy(answerCsv, frozen.scene, sample));
}

} // namespace

std::vector<Plate> inspectorPlates(const FrozenWindow& frozen)
{
    const Inspected& view = frozen.inspected;
    std::vector<Plate> plates;
    if (view.sample.picture) {
        plates.push_back(picturePlate(frozen));
    }
    if (frozen.film && frozen.film->size() > 1 && view.sample.answer && isFilmable(*view.sample.answer, view.row)) {
        plates.push_back(filmPlate(frozen));
    }
    if (view.sample.picture && view.sample.answer) {
        plates.push_back(answerPlate(frozen));
    }
    std::ranges::move(pagePlates(frozen), std::back_inserter(plates));
    return plates;
}

} // namespace fovea
