#include "ui/paint/table_figure.h"

#include "ui/paint/figure_text.h"
#include "ui/paint/run_colours.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace fovea {
namespace {

constexpr double kLeastPixels = 6;          // of type
constexpr double kLeastWidth = 280;         // of a figure: captions need some room
constexpr double kRow = 1.4, kBetween = 14; // height of a row in lines; pixels between two columns
constexpr double kBeforeNotes = 6;

/// Widths and heights at one size of type.
struct Measured
{
    QFont font, bold;
    double line = 0, swatch = 0;
    std::vector<double> columns = {};
    double notes = 0; ///< height

    double rowHeight() const { return std::ceil(kRow * line); }
    double width() const
    {
        const double gaps = kBetween * std::max(0.0, static_cast<double>(columns.size()) - 1);
        return swatch + std::accumulate(columns.begin(), columns.end(), gaps);
    }
    double height(std::size_t rows) const { return rowHeight() * static_cast<double>(rows + 1) + 2 + notes; }
};

bool isSum(const TableFigure& figure, int row)
{
    return std::ranges::find(figure.sums, row) != figure.sums.end();
}

double noteHeight(const QString& note, const QFont& font, double width)
{
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 1e6), Qt::AlignLeft | Qt::TextWordWrap, note).height();
}

/// Notes are broken at the table's own width, or `room` where that is more.
Measured measured(const TableFigure& figure, double pixels, double room)
{
    Measured m{figureFont(pixels), figureFont(pixels, true)};
    const QFontMetricsF metrics(m.font), bold(m.bold);
    m.line = metrics.height();
    m.swatch = figure.colours.empty() ? 0 : m.line;
    for (qsizetype column = 0; column < figure.heading.size(); ++column) {
        double widest = bold.horizontalAdvance(figure.heading[column]);
        for (std::size_t row = 0; row < figure.rows.size(); ++row) {
            const QFontMetricsF& of = isSum(figure, static_cast<int>(row)) ? bold : metrics;
            widest = std::max(widest, of.horizontalAdvance(figure.rows[row].value(column)));
        }
        m.columns.push_back(std::ceil(widest));
    }
    for (const QString& note : figure.notes) {
        m.notes += noteHeight(note, m.font, std::max(room, m.width()));
    }
    m.notes += figure.notes.isEmpty() ? 0 : kBeforeNotes;
    return m;
}

/// The largest type that fits; where none does, the smallest with its first column narrowed.
Measured fitted(const TableFigure& figure, const QSizeF& room)
{
    for (double pixels = kTextPixels; pixels >= kLeastPixels; --pixels) {
        Measured m = measured(figure, pixels, room.width());
        if (m.width() <= room.width() && m.height(figure.rows.size()) <= room.height()) {
            return m;
        }
    }
    Measured m = measured(figure, kLeastPixels, room.width());
    const auto words = m.columns.begin() + std::min<std::ptrdiff_t>(figure.words, std::ssize(m.columns));
    if (const auto widest = std::max_element(m.columns.begin(), words); widest != words) {
        *widest = std::max(3 * m.line, *widest - std::max(0.0, m.width() - room.width()));
    }
    return m;
}

void paintRow(QPainter& painter, const TableFigure& figure, const Measured& m, const QPointF& corner,
              const QStringList& cells, bool bold)
{
    painter.setFont(bold ? m.bold : m.font);
    painter.setPen(figure.paper.ink);
    const QFontMetricsF metrics(painter.font());
    double x = corner.x() + m.swatch;
    for (std::size_t column = 0; column < m.columns.size(); ++column) {
        const double width = m.columns[column];
        const auto side = static_cast<int>(column) < figure.words ? Qt::AlignLeft : Qt::AlignRight;
        const QString text = cells.value(static_cast<qsizetype>(column));
        const bool fits = metrics.horizontalAdvance(text) <= width + 0.5;
        painter.drawText(QRectF(x, corner.y(), width, m.rowHeight()), side | Qt::AlignVCenter | Qt::TextDontClip,
                         fits ? text : metrics.elidedText(text, Qt::ElideRight, width));
        x += width + kBetween;
    }
}

void paintSwatch(QPainter& painter, const TableFigure& figure, const Measured& m, const QPointF& corner,
                 std::size_t row)
{
    if (row < figure.colours.size() && figure.colours[row] >= 0) {
        const double side = std::round(0.6 * m.line);
        painter.fillRect(QRectF(corner.x(), corner.y() + (m.rowHeight() - side) / 2, side, side),
                         runColour(figure.colours[row]));
    }
}

} // namespace

QSizeF sizeOf(const TableFigure& figure)
{
    const Measured m = measured(figure, kTextPixels, 0);
    const double width = std::max(m.width() + 2 * kFigureMargin, kLeastWidth) + 2;
    return {std::ceil(width),
            std::ceil(m.height(figure.rows.size()) + frameHeight(figure.title, figure.caption, width)) + 2};
}

void paintTable(QPainter& painter, const QRectF& area, const TableFigure& figure)
{
    const QRectF rest = paintFrame(painter, area, figure.title, figure.caption, figure.paper);
    const Measured m = fitted(figure, rest.size());
    const double left = rest.left() + std::max(0.0, (rest.width() - m.width()) / 2);
    const double right = std::min(left + m.width(), rest.right());
    double y = rest.top();
    const auto rule = [&](double thickness) {
        painter.setPen(QPen(figure.paper.ink, thickness));
        painter.drawLine(QPointF(left, y), QPointF(right, y));
    };
    rule(1.2);
    paintRow(painter, figure, m, {left, y}, figure.heading, true);
    y += m.rowHeight();
    rule(0.7);
    for (std::size_t row = 0; row < figure.rows.size(); ++row) {
        paintSwatch(painter, figure, m, {left, y}, row);
        paintRow(painter, figure, m, {left, y}, figure.rows[row], isSum(figure, static_cast<int>(row)));
        y += m.rowHeight();
    }
    rule(1.2);
    y += kBeforeNotes;
    painter.setFont(m.font);
    for (const QString& note : figure.notes) {
        const double height = noteHeight(note, m.font, rest.width());
        painter.setPen(figure.paper.ink);
        painter.drawText(QRectF(rest.left(), y, rest.width(), height), Qt::AlignLeft | Qt::TextWordWrap, note);
        y += height;
    }
}

} // namespace fovea
