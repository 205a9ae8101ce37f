#include "ui/views/heads_figure.h"

#include "ui/paint/colour_bar.h"
#include "ui/paint/figure_text.h"
#include "ui/paint/marks.h"
#include "ui/views/map_words.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kGap = 8, kLeastSide = 24, kMostSide = 150; // logical pixels
constexpr double kNames = 0.3;                               // of the width at most

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(HeadsFigure)
};

QString pixelsText(double pixels)
{
    return std::isfinite(pixels) ? Words::tr("%1 px").arg(QLocale().toString(pixels, 'f', 1)) : QString();
}

std::size_t mostHeads(const HeadsFigure& figure)
{
    std::size_t most = 1;
    for (const HeadRow& row : figure.rows) {
        most = std::max(most, row.grids.size());
    }
    return most;
}

bool asks(const HeadsFigure& figure)
{
    return std::ranges::any_of(figure.rows, &HeadRow::asked);
}

bool reaches(const HeadsFigure& figure)
{
    return std::ranges::any_of(figure.rows, [](const HeadRow& row) { return !row.reach.empty(); });
}

ColourBar barOf(const HeadsFigure& figure)
{
    ColourBar bar{figure.look.style.colours, {}, {}, figure.look.style.opacity};
    const auto& scale = figure.rows.front().scale;
    if (scale) {
        bar.ticks = scale->ticks(5);
        bar.name = figure.look.style.smooth ? Words::tr("%1, smoothed").arg(scale->name()) : scale->name();
    }
    return bar;
}

/// Names to the left, columns of maps with lines below them, the bar to the right.
struct Places
{
    double names, side, line, bar;
    int lines; ///< below a map

    double rowHeight() const { return side + kGap + lines * line; }
    QRectF tile(std::size_t row, std::size_t head) const
    {
        return {names + static_cast<double>(head) * (side + kGap), line + static_cast<double>(row) * rowHeight(), side,
                side};
    }
};

Places placesOf(const HeadsFigure& figure, const QSizeF& room)
{
    const QFont font = figureFont(kCaptionPixels);
    const QFontMetricsF metrics(font);
    Places places{};
    places.line = std::ceil(metrics.height());
    places.lines = (reaches(figure) ? 1 : 0) + (asks(figure) ? 1 : 0);
    double widest =
        reaches(figure) ? metrics.horizontalAdvance(Words::tr("by chance %1").arg(QStringLiteral("88.8 px"))) : 0;
    for (const HeadRow& row : figure.rows) {
        widest = std::max(widest, metrics.horizontalAdvance(row.name));
    }
    places.names = std::min(std::ceil(widest) + kGap, kNames * room.width());
    places.bar = figure.rows.front().scale ? colourBarWidth(barOf(figure), font) + kGap : 0;
    const double across = (room.width() - places.names - places.bar) / static_cast<double>(mostHeads(figure)) - kGap;
    const double down =
        (room.height() - places.line) / static_cast<double>(figure.rows.size()) - kGap - places.lines * places.line;
    places.side = std::clamp(std::floor(std::min(across, down)), kLeastSide, kMostSide);
    return places;
}

void paintMap(QPainter& painter, const HeadsFigure& figure, const HeadRow& row, std::size_t head, const QRectF& target)
{
    const QImage picture = pixelImage(figure.picture->pixels, figure.range);
    const Tensor& grid = row.grids[head];
    QRectF place;
    if (grid.empty() || !row.scale) {
        place = paintPicture(painter, target, picture);
    } else {
        const bool own = row.scale->kind() == ScaleKind::PerImage;
        place = paintHeatmap(painter, target, picture, grid, own ? MapScale::perImage(grid) : *row.scale,
                             figure.look.style);
    }
    if (figure.look.evidence && figure.picture->evidence) {
        paintEvidence(painter, place, picture.size(), *figure.picture->evidence);
    }
    paintAsking(painter, place, row, head);
}

/// Below a map how far it looks, and under that what the place asks most.
void paintLines(QPainter& painter, const HeadsFigure& figure, const HeadRow& row, std::size_t head, const QRectF& tile)
{
    const QFontMetricsF metrics(painter.font());
    QRectF line(tile.left() - kGap / 2, tile.bottom() + 1, tile.width() + kGap, std::ceil(metrics.height()));
    painter.setPen(figure.paper.ink);
    if (reaches(figure)) {
        painter.drawText(line, Qt::AlignCenter, head < row.reach.size() ? pixelsText(row.reach[head]) : QString());
        line.translate(0, line.height());
    }
    if (const QStringList texts = asksTexts(row, head); !texts.isEmpty()) {
        const auto fits = [&](const QString& text) { return metrics.horizontalAdvance(text) <= line.width(); };
        const auto found = std::ranges::find_if(texts, fits);
        painter.drawText(line, Qt::AlignCenter, found != texts.end() ? *found : texts.last());
    }
}

void paintNames(QPainter& painter, const HeadsFigure& figure, const Places& places)
{
    const QFontMetricsF metrics(painter.font());
    for (std::size_t head = 0; head < mostHeads(figure); ++head) {
        const QRectF tile = places.tile(0, head);
        const QString words = Words::tr("head %1").arg(head + 1);
        painter.setPen(figure.paper.faint);
        painter.drawText(QRectF(tile.left() - kGap / 2, 0, tile.width() + kGap, places.line), Qt::AlignCenter,
                         metrics.horizontalAdvance(words) <= tile.width() + kGap ? words : QString::number(head + 1));
    }
    for (std::size_t r = 0; r < figure.rows.size(); ++r) {
        const QRectF tile = places.tile(r, 0);
        painter.setPen(figure.paper.ink);
        painter.drawText(QRectF(0, tile.top(), places.names - 2, tile.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(figure.rows[r].name, Qt::ElideRight, places.names - 2));
        if (!figure.rows[r].reach.empty()) {
            painter.setPen(figure.paper.faint);
            painter.drawText(QRectF(0, tile.bottom() + 1, places.names, places.line), Qt::AlignLeft | Qt::AlignVCenter,
                             Words::tr("by chance %1").arg(pixelsText(figure.rows[r].uniformReach)));
        }
    }
}

} // namespace

void paintAsking(QPainter& painter, const QRectF& place, const HeadRow& row, std::size_t head)
{
    const Tensor& grid = row.grids[head];
    if (!row.asked || grid.empty()) {
        return;
    }
    const double w = place.width() / static_cast<double>(grid.dim(1)),
                 h = place.height() / static_cast<double>(grid.dim(0));
    const auto cell = [&](Index down, Index across) {
        return QRectF(place.left() + static_cast<double>(across) * w, place.top() + static_cast<double>(down) * h, w,
                      h);
    };
    paintAskingMark(painter, cell(row.query / grid.dim(1), row.query % grid.dim(1)));
    if (const auto& peak = row.peaks[head]) {
        paintAskedMark(painter, cell(peak->row, peak->column));
    }
}

QStringList asksTexts(const HeadRow& row, std::size_t head)
{
    if (head >= row.peaks.size()) {
        return {};
    }
    const std::optional<HeadPeak>& peak = row.peaks[head];
    return peak ? asksMostTexts(peak->row, peak->column, peak->weight) : asksAlikeTexts(!row.among.empty());
}

double headsHeight(const HeadsFigure& figure, double width)
{
    const Places places = placesOf(figure, {width, 1e6});
    return places.line + static_cast<double>(figure.rows.size()) * places.rowHeight();
}

void paintHeads(QPainter& painter, const QRectF& area, const HeadsFigure& figure)
{
    const QRectF rest = paintFrame(painter, area, figure.title, figure.caption, figure.paper);
    if (figure.rows.empty() || !figure.picture) {
        return;
    }
    const Places places = placesOf(figure, rest.size());
    painter.save();
    painter.translate(rest.topLeft());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(figureFont(kCaptionPixels));
    paintNames(painter, figure, places);
    for (std::size_t r = 0; r < figure.rows.size(); ++r) {
        for (std::size_t head = 0; head < figure.rows[r].grids.size(); ++head) {
            const QRectF tile = places.tile(r, head);
            paintMap(painter, figure, figure.rows[r], head, tile);
            paintLines(painter, figure, figure.rows[r], head, tile);
        }
    }
    if (places.bar > 0) {
        const QRectF last = places.tile(figure.rows.size() - 1, mostHeads(figure) - 1);
        painter.restore();
        painter.save();
        paintColourBar(painter,
                       QRectF(rest.left() + last.right() + kGap, rest.top() + places.line, places.bar,
                              std::clamp(last.bottom() - places.line, 60.0, 300.0)),
                       barOf(figure), figureFont(kCaptionPixels), figure.paper.ink);
    }
    painter.restore();
}

} // namespace fovea
