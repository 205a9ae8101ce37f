#include "ui/paint/gates_figure.h"

#include "ui/paint/figure_text.h"
#include "ui/paint/run_colours.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(GatesFigure)
};

constexpr double kPictureLines = 3, kLeastPictureLines = 2; // height of the picture's bars, in lines of type
constexpr double kLeastRow = 12, kMostRowLines = 1.7;       // height of a group's bars
constexpr double kTitleLines = 1.2;                         // of a group's title, and of the channels' numbers
constexpr double kBetween = 3;

constexpr int kSteps[] = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512}; // from one numbered channel to the next

} // namespace

GatesLayout::GatesLayout(const GatesFigure& figure, const QSizeF& size, const QFont& font)
    : figure_(figure), size_(size), font_(font)
{
}

int GatesLayout::rowCount() const
{
    return rowsOf(figure_.groups.size());
}

const GateBarRow& GatesLayout::row(int number) const
{
    auto at = static_cast<std::size_t>(number);
    for (const GateBarGroup& group : figure_.groups) {
        if (at < group.rows.size()) {
            return group.rows[at];
        }
        at -= group.rows.size();
    }
    return figure_.picture;
}

double GatesLayout::line() const
{
    return std::ceil(QFontMetricsF(font_).height());
}

double GatesLayout::wantedHeight() const
{
    const double titles = static_cast<double>(std::max<std::size_t>(1, figure_.groups.size()));
    return std::ceil((kPictureLines + kTitleLines + kTitleLines * titles) * line() +
                     rowCount() * (kMostRowLines * line() + kBetween) + 4);
}

/// Room for the rows of the first so many groups, where the picture's bars are so many lines high.
double GatesLayout::roomForRows(std::size_t groups, double pictureLines) const
{
    return size_.height() - (pictureLines + kTitleLines + kTitleLines * static_cast<double>(groups)) * line() - 4;
}

/// Where not all have room to be read, the last groups are left out, but never the first.
std::size_t GatesLayout::groupsShown() const
{
    std::size_t shown = std::max<std::size_t>(1, figure_.groups.size());
    while (shown > 1 && roomForRows(shown, kLeastPictureLines) < rowsOf(shown) * (line() + kBetween)) {
        --shown;
    }
    return shown;
}

double GatesLayout::pictureLines() const
{
    const std::size_t shown = groupsShown();
    return roomForRows(shown, kPictureLines) < rowsOf(shown) * (line() + kBetween) ? kLeastPictureLines : kPictureLines;
}

/// Of the first so many groups.
int GatesLayout::rowsOf(std::size_t groups) const
{
    std::size_t rows = 0;
    for (std::size_t i = 0; i < std::min(groups, figure_.groups.size()); ++i) {
        rows += figure_.groups[i].rows.size();
    }
    return static_cast<int>(rows);
}

double GatesLayout::nameWidth() const
{
    const QFontMetricsF metrics(font_);
    double widest = metrics.horizontalAdvance(figure_.picture.name);
    for (int i = 0; i < rowCount(); ++i) {
        widest = std::max(widest, metrics.horizontalAdvance(row(i).name) + metrics.ascent());
    }
    return std::min(std::ceil(widest) + 6, std::floor(0.36 * size_.width()));
}

/// Of the numbers 0, ½ and 1 to the right.
double GatesLayout::axisWidth() const
{
    return std::ceil(QFontMetricsF(font_).horizontalAdvance(QStringLiteral("½"))) + 5;
}

double GatesLayout::rowHeight() const
{
    const std::size_t shown = groupsShown();
    const double each = roomForRows(shown, pictureLines()) / std::max(1, rowsOf(shown)) - kBetween;
    return std::clamp(std::floor(each), kLeastRow, kMostRowLines * line());
}

QRectF GatesLayout::bars(int number) const
{
    const double left = nameWidth(), across = size_.width() - left - axisWidth();
    if (number < 0) {
        return {left, 4, across, pictureLines() * line()};
    }
    int titles = 0, first = 0;
    for (const GateBarGroup& group : figure_.groups) {
        titles += first <= number ? 1 : 0;
        first += static_cast<int>(group.rows.size());
    }
    const double top = 4 + (pictureLines() + kTitleLines + kTitleLines * titles) * line();
    return {left, top + number * (rowHeight() + kBetween), across, rowHeight()};
}

std::vector<int> GatesLayout::numberedChannels() const
{
    const auto count = static_cast<int>(figure_.picture.values.size());
    const double room = QFontMetricsF(font_).horizontalAdvance(QString::number(count)) + 6;
    const double each = bars(-1).width() / std::max(1, count);
    const auto step = std::ranges::find_if(kSteps, [&](int channels) { return channels * each >= room; });
    std::vector<int> numbered;
    for (int channel = 1; step != std::end(kSteps) && channel <= count; ++channel) {
        if (channel % *step == 0 || (channel == 1 && (*step - 1) * each >= room)) {
            numbered.push_back(channel);
        }
    }
    return numbered;
}

void GatesLayout::paintTitle(QPainter& painter, const QString& title, double top, const Paper& paper) const
{
    painter.setPen(paper.faint);
    painter.drawText(QRectF(0, top, size_.width(), line()), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(font_).elidedText(title, Qt::ElideRight, size_.width()));
}

/// Of the picture's bars: numbers of channels below, shares of what passes to the right.
void GatesLayout::paintAxes(QPainter& painter, const Paper& paper) const
{
    const QRectF room = bars(-1);
    const double each = room.width() / static_cast<double>(figure_.picture.values.size());
    painter.setPen(paper.faint);
    painter.drawText(QRectF(0, room.bottom() + 1, room.left() - 4, line()), Qt::AlignLeft | Qt::AlignVCenter,
                     Words::tr("channel"));
    for (const int channel : numberedChannels()) {
        const double middle = room.left() + (channel - 0.5) * each;
        painter.drawText(QRectF(middle - 30, room.bottom() + 1, 60, line()), Qt::AlignCenter,
                         QLocale().toString(channel));
    }
    const std::pair<QString, double> shares[] = {{QStringLiteral("1"), room.top()},
                                                 {QStringLiteral("½"), room.center().y()},
                                                 {QStringLiteral("0"), room.bottom()}};
    for (const auto& [text, y] : shares) {
        if (y == room.center().y() && room.height() < 2.8 * line()) { // it would lie upon the others
            continue;
        }
        const double top = std::clamp(y - line() / 2, 0.0, room.bottom() - line() + 2);
        painter.drawText(QRectF(room.right() + 3, top, axisWidth(), line()), Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

/// Name, bars from below, and a line at one half.
void GatesLayout::paintRow(QPainter& painter, const GateBarRow& of, const QRectF& area, const Paper& paper) const
{
    const QFontMetricsF metrics(font_);
    const double dot = metrics.ascent() / 5;
    painter.setPen(paper.ink);
    const QString name = metrics.elidedText(of.name, Qt::ElideRight, area.left() - 6 - (of.truth ? 4 * dot : 0));
    const QRectF nameBox(0, area.center().y() - line() / 2, area.left() - 4, line());
    painter.drawText(nameBox, Qt::AlignLeft | Qt::AlignVCenter, name);
    if (of.truth) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(paper.ink);
        painter.drawEllipse(QPointF(metrics.horizontalAdvance(name) + 2.5 * dot, nameBox.center().y()), dot, dot);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    painter.fillRect(area, paper.grid);
    const double each = area.width() / static_cast<double>(std::max<std::size_t>(1, of.values.size()));
    const double gap = each >= 3 ? 1 : 0;
    for (std::size_t c = 0; c < of.values.size(); ++c) {
        if (std::isfinite(of.values[c])) {
            const double high = area.height() * std::clamp(of.values[c], 0.0, 1.0);
            painter.fillRect(
                QRectF(area.left() + static_cast<double>(c) * each, area.bottom() - high, each - gap, high),
                trainingColour());
        }
    }
    painter.setPen(QPen(paper.ink, 1, Qt::DotLine));
    painter.drawLine(QPointF(area.left(), area.center().y()), QPointF(area.right(), area.center().y()));
}

void GatesLayout::paint(QPainter& painter, const Paper& paper) const
{
    painter.setFont(font_);
    paintRow(painter, figure_.picture, bars(-1), paper);
    paintAxes(painter, paper);
    int number = 0;
    for (std::size_t i = 0; i < std::min(groupsShown(), figure_.groups.size()); ++i) {
        const GateBarGroup& group = figure_.groups[i];
        const double above = group.rows.empty() ? bars(-1).bottom() + 2.4 * line() : bars(number).top();
        paintTitle(painter, group.title, above - 1.1 * line(), paper);
        for (const GateBarRow& one : group.rows) {
            paintRow(painter, one, bars(number++), paper);
        }
    }
}

void paintGates(QPainter& painter, const QRectF& area, const GatesFigure& figure)
{
    const QRectF rest = paintFrame(painter, area, figure.title, figure.caption, figure.paper);
    painter.save();
    painter.translate(rest.topLeft());
    GatesLayout(figure, rest.size(), figureFont(kTextPixels)).paint(painter, figure.paper);
    painter.restore();
}

double gatesHeight(const GatesFigure& figure)
{
    return GatesLayout(figure, {}, figureFont(kTextPixels)).wantedHeight();
}

} // namespace fovea
