// What the inspector's other pages can put on paper: what was seen at each look, all heads, gates, gazes, the noise of the policy
// gradient.
#include "app/inspector_plates.h"
#include "app/plate_parts.h"
#include "app/plates.h"
#include "core/files/csv.h"
#include "ui/views/glimpse_words.h"
#include "ui/views/heads_figure.h"
#include "ui/views/looks_figure.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kWide = 16; // centimetres

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Plates)
};

Plate looksPlate(const FrozenWindow& frozen)
{
    const LooksFigure figure{frozen.inspected.sample, frozen.scene};
    const QString title = titleOf(frozen), caption = pictureCaptionOf(frozen);
    return {"looks",
            Words::tr("What was seen at each look"),
            sizeFor(kWide, looksHeight(figure, insideOf(kWide)), title, caption),
            title,
            caption,
            paintedBy(paintLooks, figure),
            writtenBy(looksCsv, figure.sample),
            {}};
}

/// A line for each map: whose it is, how far it looks, then its weights.
std::string headsCsv(const std::vector<HeadRow>& rows)
{
    Index most = 0;
    for (const HeadRow& row : rows) {
        for (const Tensor& grid : row.grids) {
            most = std::max(most, grid.empty() ? 0 : grid.size());
        }
    }
    CsvRow heading;
    heading.add("layer").add("head").add("reach").add("asks_row").add("asks_column").add("asks_weight");
    for (Index i = 0; i < most; ++i) {
        heading.add(std::string("w").append(std::to_string(i + 1)));
    }
    std::string text = heading.line();
    for (const HeadRow& row : rows) {
        for (std::size_t head = 0; head < row.grids.size(); ++head) {
            const Tensor& grid = row.grids[head];
            CsvRow line;
            line.add(row.name.toStdString()).add(head + 1);
            line.add(head < row.reach.size() ? row.reach[head] : kUndefined);
            const std::optional<HeadPeak> peak = head < row.peaks.size() ? row.peaks[head] : std::nullopt;
            line.add(peak ? static_cast<double>(peak->row + 1) : kUndefined);
            line.add(peak ? static_cast<double>(peak->column + 1) : kUndefined);
            line.add(peak ? peak->weight : kUndefined);
            for (Index i = 0; i < most; ++i) {
                line.add(!grid.empty() && i < grid.size() ? static_cast<double>(grid[i]) : kUndefined);
            }
            text += line.line();
        }
    }
    return text;
}

Plate headsPlate(const FrozenWindow& frozen)
{
    const Inspected& view = frozen.inspected;
    const HeadsFigure figure{view.sample.picture, frozen.scene.range, view.heads, frozen.look};
    const auto asked = std::ranges::find_if(view.heads, &HeadRow::asked);
    const bool reaches = std::ranges::any_of(view.heads, [](const HeadRow& row) { return !row.reach.empty(); });
    const QString title = titleOf(frozen);
    const QString caption = joined(
        {asked == view.heads.end() ? Words::tr("Each map: the mean of all that ask.")
                                   : Words::tr("Each map: what the cell with the ring asks, row %1, column %2.")
                                         .arg(static_cast<qlonglong>(asked->query / asked->grids.front().dim(1) + 1))
                                         .arg(static_cast<qlonglong>(asked->query % asked->grids.front().dim(1) + 1)),
         reaches ? Words::tr("Below a map: how many pixels far it looks in the mean.") : QString(),
         asked == view.heads.end() ? QString() : Words::tr("The dot: the cell that it asks most, with the weight."),
         pictureCaptionOf(frozen)});
    return {"heads",
            Words::tr("The maps of all heads"),
            sizeFor(kWide, headsHeight(figure, insideOf(kWide)), title, caption),
            title,
            caption,
            paintedBy(paintHeads, figure),
            writtenBy(headsCsv, view.heads),
            {}};
}

std::string gatesCsv(const GatesFigure& figure)
{
    CsvRow heading;
    heading.add("group").add("row");
    for (std::size_t c = 0; c < figure.picture.values.size(); ++c) {
        heading.add(std::string("channel ").append(std::to_string(c + 1)));
    }
    std::string text = heading.line();
    const auto write = [&](const QString& group, const GateBarRow& of) {
        CsvRow row;
        row.add(group.toStdString()).add(of.name.toStdString());
        for (std::size_t c = 0; c < figure.picture.values.size(); ++c) {
            row.add(c < of.values.size() ? of.values[c] : kUndefined);
        }
        text += row.line();
    };
    write({}, figure.picture);
    for (const GateBarGroup& group : figure.groups) {
        std::ranges::for_each(group.rows, [&](const GateBarRow& row) { write(group.title, row); });
    }
    return text;
}

Plate gatesPlate(const FrozenWindow& frozen)
{
    const Inspected& view = frozen.inspected;
    const QString title = titleOf(frozen);
    const QString caption =
        joined({Words::tr("How much of each channel passes: %1.").arg(view.gate),
                Words::tr("The dot marks the rows that the picture belongs to; dotted: one half."), captionOf(frozen)});
    return {"gates",
            Words::tr("Gates of the channels"),
            sizeFor(kWide, gatesHeight(view.gates), title, caption),
            title,
            caption,
            paintedBy(paintGates, view.gates),
            writtenBy(gatesCsv, view.gates),
            {}};
}

std::string gazesCsv(const std::shared_ptr<const GazeSurvey>& measured)
{
    const GazeSurvey& survey = *measured;
    CsvRow heading;
    for (const char* title : {"look", "image", "x", "y", "object_x", "object_y"}) {
        heading.add(title);
    }
    std::string text = heading.line();
    for (std::size_t look = 0; look <= survey.learned.size(); ++look) {
        const bool random = look == survey.learned.size();
        const GazesOfTime& all = random ? survey.random : survey.learned[look];
        for (std::size_t i = 0; i < all.gazes.size(); ++i) {
            const bool known = i < survey.evidence.size();
            CsvRow row;
            row.add(random ? std::string("random") : std::to_string(look + 1)).add(i + 1);
            row.add(all.gazes[i].x).add(all.gazes[i].y).add(known ? survey.evidence[i].x : kUndefined);
            text += row.add(known ? survey.evidence[i].y : kUndefined).line();
        }
    }
    return text;
}

Plate gazesPlate(const FrozenWindow& frozen)
{
    const Inspected& view = frozen.inspected;
    const QString title = titleOf(frozen);
    const QString caption =
        joined({Words::tr("%1 validation images, %2.")
                    .arg(QLocale().toString(static_cast<qlonglong>(view.gazes.survey->images)), view.gazesAt),
                view.gazes.around ? Words::tr("Each look is moved so that its object lies in the middle.") : QString(),
                sentencesAbout(*view.gazes.survey).join(QLatin1Char(' ')), captionOf(frozen)});
    return {"gazes",
            Words::tr("Where the looks fall"),
            sizeFor(kWide, gazesHeight(view.gazes, insideOf(kWide)), title, caption),
            title,
            caption,
            paintedBy(paintGazes, view.gazes),
            writtenBy(gazesCsv, view.gazes.survey),
            {}};
}

std::string varianceCsv(const VarianceFigure& figure)
{
    CsvRow heading;
    std::string csv = heading.add("baseline").add("variance").add("used").line();
    for (std::size_t i = 0; i < kBaselines; ++i) {
        CsvRow row;
        row.add(baselineName(i).toStdString()).add(figure.variance[i]);
        csv += row.add(figure.used == baselineKeys()[i] ? 1 : 0).line();
    }
    return csv;
}

Plate variancePlate(const FrozenWindow& frozen)
{
    const VarianceFigure& figure = frozen.inspected.variance;
    const QString title = titleOf(frozen);
    const QString caption =
        joined({Words::tr("Variance of the policy gradient with each baseline, on the same pictures and paths, %1.")
                    .arg(frozen.inspected.varianceAt),
                captionOf(frozen)});
    return {"variance",
            Words::tr("Noise of the policy gradient now"),
            sizeFor(12, varianceHeight(figureFont(kTextPixels)), title, caption),
            title,
            caption,
            paintedBy(paintVariance, figure),
            writtenBy(varianceCsv, figure),
            {}};
}

} // namespace

std::string looksCsv(const ShownSample& sample)
{
    CsvRow heading;
    for (const char* title : {"look", "x", "y", "width", "height", "from_the_object"}) {
        heading.add(title);
    }
    std::string text = heading.line();
    for (std::size_t i = 0; i < sample.answer->glimpses.size(); ++i) {
        const GlimpseOfSample& look = sample.answer->glimpses[i];
        CsvRow row;
        row.add(i + 1).add(look.middle.x).add(look.middle.y).add(look.width).add(look.height);
        text += row.add(distanceOf(look, *sample.picture)).line();
    }
    return text;
}

std::vector<Plate> pagePlates(const FrozenWindow& frozen)
{
    const Inspected& view = frozen.inspected;
    std::vector<Plate> plates;
    const bool answered = view.sample.picture && view.sample.answer;
    if (answered && !view.sample.answer->glimpses.empty()) {
        plates.push_back(looksPlate(frozen));
    }
    if (answered && !view.heads.empty()) {
        plates.push_back(headsPlate(frozen));
    }
    if (!view.gates.picture.values.empty()) {
        plates.push_back(gatesPlate(frozen));
    }
    if (view.gazes.survey) {
        plates.push_back(gazesPlate(frozen));
    }
    if (std::ranges::any_of(view.variance.variance, [](double value) { return std::isfinite(value); })) {
        plates.push_back(variancePlate(frozen));
    }
    return plates;
}

} // namespace fovea
