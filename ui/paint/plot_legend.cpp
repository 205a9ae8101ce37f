#include "ui/paint/plot_legend.h"

#include "ui/paint/figure_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kSample = 32, kToText = 7; // logical pixels: the piece of a line, and from it to the name
constexpr double kInside = 6, kRow = 3;     // around the entries, and between them
constexpr double kBetween = 10;             // columns
constexpr std::size_t kOneColumn = 5;       // entries

/// Entries in so many columns, from above downwards.
struct Columns
{
    std::size_t rows = 0;
    std::vector<double> widths; ///< of the names
    double width = 0, height = 0;
};

double heightOf(const LegendEntry& entry, double line)
{
    return line * static_cast<double>(entry.name.count('\n') + 1);
}

double widthOf(const LegendEntry& entry, const QFontMetricsF& metrics)
{
    double widest = 0;
    for (const QString& line : entry.name.split('\n')) {
        widest = std::max(widest, std::ceil(metrics.horizontalAdvance(line)));
    }
    return widest;
}

Columns columnsOf(const std::vector<LegendEntry>& entries, const QFontMetricsF& metrics, std::size_t count)
{
    Columns columns;
    const double line = std::ceil(metrics.height());
    columns.rows = (entries.size() + count - 1) / count;
    columns.width = 2 * kInside - kBetween;
    for (std::size_t first = 0; first < entries.size(); first += columns.rows) {
        double widest = 0, high = -kRow;
        for (std::size_t i = first; i < std::min(entries.size(), first + columns.rows); ++i) {
            widest = std::max(widest, widthOf(entries[i], metrics));
            high += heightOf(entries[i], line) + kRow;
        }
        columns.widths.push_back(widest);
        columns.width += kSample + kToText + widest + kBetween;
        columns.height = std::max(columns.height, high + 2 * kInside);
    }
    return columns;
}

/// One column too wide for the plot gives its names less room.
void narrow(Columns& columns, double room)
{
    if (columns.width > room && columns.widths.size() == 1) {
        columns.widths.front() = std::max(0.0, columns.widths.front() - (columns.width - room));
        columns.width = room;
    }
}

/// Two columns of many, where they have room.
Columns columnsFor(const std::vector<LegendEntry>& entries, double room)
{
    if (entries.empty()) {
        return {};
    }
    const QFontMetricsF metrics(figureFont(kTextPixels));
    Columns columns = columnsOf(entries, metrics, entries.size() > kOneColumn ? 2 : 1);
    if (columns.width > room) {
        columns = columnsOf(entries, metrics, 1);
        narrow(columns, std::max(room, 2 * kInside + kSample));
    }
    return columns;
}

void paintEntry(QPainter& painter, const LegendEntry& entry, const QRectF& place, const Paper& paper)
{
    const double line = std::ceil(QFontMetricsF(painter.font()).height());
    const QRectF sample(place.left(), place.top(), kSample, line);
    const double middle = sample.center().y();
    if (entry.area.isValid()) {
        painter.fillRect(QRectF(sample.left(), middle - 3, sample.width(), 6), entry.area);
    }
    if (entry.pen.style() != Qt::NoPen) {
        painter.setPen(entry.pen);
        painter.drawLine(QPointF(sample.left(), middle), QPointF(sample.right(), middle));
    }
    if (entry.mark) {
        paintPlotMark(painter, sample.center(), entry.pen.color(), *entry.mark);
    }
    painter.setPen(paper.ink);
    QRectF text(sample.right() + kToText, place.top(), place.right() - sample.right() - kToText, line);
    const QFontMetricsF metrics(painter.font());
    for (const QString& words : entry.name.split('\n')) {
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                         metrics.elidedText(words, Qt::ElideMiddle, text.width() + 0.5));
        text.translate(0, line);
    }
}

} // namespace

void paintPlotMark(QPainter& painter, const QPointF& at, const QColor& outline, const PlotMark& mark)
{
    painter.setPen(QPen(outline, 1.4));
    painter.setBrush(mark.fill);
    painter.drawEllipse(at, mark.pixels / 2, mark.pixels / 2);
    painter.setBrush(Qt::NoBrush);
}

QSizeF legendSize(const std::vector<LegendEntry>& entries, double room)
{
    const Columns columns = columnsFor(entries, room);
    return entries.empty() ? QSizeF(0, 0) : QSizeF(columns.width, columns.height);
}

void paintLegend(QPainter& painter, const QRectF& box, const std::vector<LegendEntry>& entries, const Paper& paper)
{
    if (entries.empty()) {
        return;
    }
    painter.setFont(figureFont(kTextPixels));
    const double line = std::ceil(QFontMetricsF(painter.font()).height());
    const Columns columns = columnsFor(entries, box.width());
    QColor back = paper.background;
    back.setAlphaF(0.85F);
    painter.setPen(QPen(paper.grid, 1));
    painter.setBrush(back);
    painter.drawRect(box);
    painter.setBrush(Qt::NoBrush);
    double left = box.left() + kInside, top = box.top() + kInside;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const std::size_t column = i / columns.rows;
        if (i > 0 && i % columns.rows == 0) {
            left += kSample + kToText + columns.widths[column - 1] + kBetween;
            top = box.top() + kInside;
        }
        const double high = heightOf(entries[i], line);
        paintEntry(painter, entries[i], {left, top, kSample + kToText + columns.widths[column], high}, paper);
        top += high + kRow;
    }
}

} // namespace fovea
