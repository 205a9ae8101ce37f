#include "ui/paint/key_figure.h"

#include "ui/paint/colour_bar.h"
#include "ui/paint/colour_map.h"
#include "ui/paint/map_scale.h"
#include "ui/paint/ticks.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace fovea {
namespace {

constexpr double kExtraGap = 6;  // between the keys that are no places and the others
constexpr double kApart = 6;     // pixels a side from which on cells stand apart
constexpr double kLeastBar = 90; // width of the colour bar
constexpr double kAboveBar = 4;  // pixels between cells and bar

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(KeyFigure)
};

double lineOf(const QFont& font)
{
    return std::ceil(QFontMetricsF(font).height());
}

/// The bar, its labels, and what its numbers are.
double barHeight(const QFont& font)
{
    return 3 * lineOf(font) + 2;
}

double largest(const KeyFigure& figure)
{
    double most = 0;
    for (const double number : figure.numbers) {
        most = std::isfinite(number) ? std::max(most, std::abs(number)) : most;
    }
    return most > 0 ? most : 1;
}

/// How many keys can be asked: uniform gives each of them one divided by it.
Index choicesOf(const KeyFigure& figure)
{
    return std::ranges::count_if(figure.numbers, [](double number) { return std::isfinite(number); });
}

ColourMap coloursOf(const KeyFigure& figure)
{
    return figure.kind == KeyNumbers::Signed ? ColourMap::BlueRed : ColourMap::Viridis;
}

void paintCells(QPainter& painter, const KeyFigure& figure, const KeyCells& cells, const QFont& font,
                const Paper& paper)
{
    const QFontMetricsF metrics(font);
    const bool written = cells.side() >= metrics.horizontalAdvance(QStringLiteral("−0.00"));
    const double gap = cells.side() >= kApart ? 1 : 0, most = largest(figure);
    const bool isSigned = figure.kind == KeyNumbers::Signed, compared = MapScale::hasMap(choicesOf(figure));
    const MapScale scale = compared ? MapScale::timesUniform(choicesOf(figure)) : MapScale::fixed();
    for (int key = 0; key < figure.count(); ++key) {
        const QRectF cell = cells.rect(key).adjusted(0, 0, -gap, -gap);
        const double number = figure.numbers[static_cast<std::size_t>(key)];
        if (!std::isfinite(number)) { // not asked
            painter.setPen(paper.grid);
            painter.drawLine(cell.bottomLeft(), cell.topRight());
            continue;
        }
        const double t = isSigned ? 0.5 + 0.5 * number / most : compared ? scale.t(number) : 0.5;
        const QColor fill(colour(coloursOf(figure), t));
        painter.fillRect(cell, fill);
        if (written) {
            painter.setPen(qGray(fill.rgb()) > 128 ? Qt::black : Qt::white);
            painter.drawText(cell, Qt::AlignCenter, shortNumber(std::round(number * 100) / 100 + 0.0));
        }
    }
}

/// Seen on every colour: light on dark.
void paintFrames(QPainter& painter, const KeyFigure& figure, const KeyCells& cells)
{
    const auto frame = [&](int key, Qt::PenStyle style) {
        const QRectF cell = cells.rect(key);
        if (cell.isEmpty()) {
            return;
        }
        const QRectF inside = cell.adjusted(1, 1, -2, -2);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(Qt::black, 3));
        painter.drawRect(inside);
        painter.setPen(QPen(Qt::white, 1.4, style));
        painter.drawRect(inside);
    };
    frame(figure.asking, Qt::DotLine);
    frame(figure.marked, Qt::SolidLine);
}

void paintBar(QPainter& painter, const QRectF& area, const KeyFigure& figure, const KeyCells& cells, const QFont& font,
              const Paper& paper)
{
    ColourBar bar;
    bar.colours = coloursOf(figure);
    QString name;
    if (figure.kind == KeyNumbers::Signed) {
        const double most = largest(figure);
        bar.ticks = {{0, shortNumber(-most)}, {0.5, shortNumber(0)}, {1, shortNumber(most)}};
        name = Words::tr("score");
    } else if (MapScale::hasMap(choicesOf(figure))) {
        const MapScale scale = MapScale::timesUniform(choicesOf(figure));
        bar.ticks = scale.ticks(3);
        name = Words::tr("times uniform");
    } else {
        return; // one key alone: its weight is 1
    }
    const QRectF last = cells.rect(figure.count() - 1);
    const double line = lineOf(font), left = cells.rect(0).left();
    const double wide = std::max(last.right() - left, kLeastBar);
    const double top = std::min(last.bottom() + kAboveBar, area.bottom() - barHeight(font));
    paintFlatColourBar(painter, QRectF(left, top, std::min(wide, area.right() - left - 1), 2 * line), bar, font,
                       paper.ink);
    painter.setPen(paper.faint);
    painter.drawText(QRectF(left, top + 2 * line, area.right() - left, line), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(font).elidedText(name, Qt::ElideRight, area.right() - left));
}

} // namespace

KeyCells::KeyCells(const KeyFigure& figure, const QRectF& area, const QFont& font)
    : count_(figure.count())
    , extra_(figure.extra)
    , columns_(figure.grid.places() > 0 ? static_cast<int>(figure.grid.w) : std::max(1, figure.count() - figure.extra))
{
    const double line = lineOf(font), before = extra_ > 0 ? kExtraGap : 0;
    const double rows = figure.grid.places() > 0 ? static_cast<double>(figure.grid.h) : 1;
    const double across = (area.width() - 2 - before) / (columns_ + (extra_ > 0 ? 1 : 0));
    const double down = (area.height() - line - 4 - barHeight(font)) / rows;
    side_ = std::max(2.0, std::floor(std::min(across, down)));
    corner_ = area.topLeft() + QPointF(1, line + 2);
    places_ = corner_.x() + (extra_ > 0 ? side_ + before : 0);
}

QRectF KeyCells::rect(int key) const
{
    if (key < 0 || key >= count_) {
        return {};
    }
    if (key < extra_) {
        return {corner_.x(), corner_.y() + key * side_, side_, side_};
    }
    const int place = key - extra_;
    return {places_ + place % columns_ * side_, corner_.y() + place / columns_ * side_, side_, side_};
}

int KeyCells::at(const QPointF& point) const
{
    for (int key = 0; key < count_; ++key) {
        const QRectF cell = rect(key);
        if (point.x() >= cell.left() && point.x() < cell.right() && point.y() >= cell.top() &&
            point.y() < cell.bottom()) {
            return key;
        }
    }
    return -1;
}

void paintKeys(QPainter& painter, const QRectF& area, const KeyFigure& figure, const QFont& font, const Paper& paper)
{
    painter.save();
    painter.setFont(font);
    painter.setPen(paper.ink);
    painter.drawText(QRectF(area.topLeft(), QSizeF(area.width(), lineOf(font))), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(font).elidedText(figure.title, Qt::ElideRight, area.width()));
    if (figure.count() > 0) {
        const KeyCells cells(figure, area, font);
        painter.setRenderHint(QPainter::Antialiasing, false);
        paintCells(painter, figure, cells, font, paper);
        painter.setRenderHint(QPainter::Antialiasing);
        paintFrames(painter, figure, cells);
        paintBar(painter, area, figure, cells, font, paper);
    }
    painter.restore();
}

} // namespace fovea
