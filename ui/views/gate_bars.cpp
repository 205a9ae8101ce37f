#include "ui/views/gate_bars.h"

#include "ui/paint/run_colours.h"
#include "ui/paint/screen_paper.h"
#include "ui/views/map_words.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fovea {
namespace {

constexpr double kPictureLines = 3, kLeastPictureLines = 2; // height of the picture's bars, in lines of type
constexpr double kLeastRow = 12, kMostRowLines = 1.7;       // height of a group's bars
constexpr double kTitleLines = 1.2;                         // of a group's title, and of the channels' numbers
constexpr double kBetween = 3;

constexpr int kSteps[] = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512}; // from one numbered channel to the next

} // namespace

GateBars::GateBars(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setToolTip(tr("One bar for each channel: 1 passes all of it, 0 nothing. A gate that is one half everywhere changes "
                  "nothing. The dot marks the rows that the picture belongs to."));
}

void GateBars::showRows(GateBarRow picture, std::vector<GateBarGroup> groups)
{
    const int before = rowCount();
    picture_ = std::move(picture);
    groups_ = std::move(groups);
    if (rowCount() != before) {
        updateGeometry();
    }
    update();
}

int GateBars::rowCount() const
{
    return rowsOf(groups_.size());
}

const GateBarRow& GateBars::row(int number) const
{
    auto at = static_cast<std::size_t>(number);
    for (const GateBarGroup& group : groups_) {
        if (at < group.rows.size()) {
            return group.rows[at];
        }
        at -= group.rows.size();
    }
    return picture_;
}

double GateBars::line() const
{
    return std::ceil(QFontMetricsF(font()).height());
}

int GateBars::wantedHeight() const
{
    const double titles = static_cast<double>(std::max<std::size_t>(1, groups_.size()));
    return static_cast<int>((kPictureLines + kTitleLines + kTitleLines * titles) * line() +
                            rowCount() * (kMostRowLines * line() + kBetween) + 4);
}

/// Room for the rows of the first so many groups, where the picture's bars are so many lines high.
double GateBars::roomForRows(std::size_t groups, double pictureLines) const
{
    return height() - (pictureLines + kTitleLines + kTitleLines * static_cast<double>(groups)) * line() - 4;
}

/// Where not all have room to be read, the last groups are left out, but never the first.
std::size_t GateBars::groupsShown() const
{
    std::size_t shown = std::max<std::size_t>(1, groups_.size());
    while (shown > 1 && roomForRows(shown, kLeastPictureLines) < rowsOf(shown) * (line() + kBetween)) {
        --shown;
    }
    return shown;
}

double GateBars::pictureLines() const
{
    const std::size_t shown = groupsShown();
    return roomForRows(shown, kPictureLines) < rowsOf(shown) * (line() + kBetween) ? kLeastPictureLines : kPictureLines;
}

/// Of the first so many groups.
int GateBars::rowsOf(std::size_t groups) const
{
    std::size_t rows = 0;
    for (std::size_t i = 0; i < std::min(groups, groups_.size()); ++i) {
        rows += groups_[i].rows.size();
    }
    return static_cast<int>(rows);
}

double GateBars::nameWidth() const
{
    const QFontMetricsF metrics(font());
    double widest = metrics.horizontalAdvance(picture_.name);
    for (int i = 0; i < rowCount(); ++i) {
        widest = std::max(widest, metrics.horizontalAdvance(row(i).name) + metrics.ascent());
    }
    return std::min(std::ceil(widest) + 6, std::floor(0.36 * width()));
}

/// Of the numbers 0, ½ and 1 to the right.
double GateBars::axisWidth() const
{
    return std::ceil(QFontMetricsF(font()).horizontalAdvance(QStringLiteral("½"))) + 5;
}

double GateBars::rowHeight() const
{
    const std::size_t shown = groupsShown();
    const double each = roomForRows(shown, pictureLines()) / std::max(1, rowsOf(shown)) - kBetween;
    return std::clamp(std::floor(each), kLeastRow, kMostRowLines * line());
}

QRectF GateBars::barsRect(int number) const
{
    const double left = nameWidth(), across = width() - left - axisWidth();
    if (number < 0) {
        return {left, 4, across, pictureLines() * line()};
    }
    int titles = 0, first = 0;
    for (const GateBarGroup& group : groups_) {
        titles += first <= number ? 1 : 0;
        first += static_cast<int>(group.rows.size());
    }
    const double top = 4 + (pictureLines() + kTitleLines + kTitleLines * titles) * line();
    return {left, top + number * (rowHeight() + kBetween), across, rowHeight()};
}

std::vector<int> GateBars::numberedChannels() const
{
    const auto count = static_cast<int>(picture_.values.size());
    const double room = QFontMetricsF(font()).horizontalAdvance(QString::number(count)) + 6;
    const double each = barsRect(-1).width() / std::max(1, count);
    const auto step = std::ranges::find_if(kSteps, [&](int channels) { return channels * each >= room; });
    std::vector<int> numbered;
    for (int channel = 1; step != std::end(kSteps) && channel <= count; ++channel) {
        if (channel % *step == 0 || (channel == 1 && (*step - 1) * each >= room)) {
            numbered.push_back(channel);
        }
    }
    return numbered;
}

void GateBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (picture_.values.empty()) {
        painter.setPen(paperUnder(*this).faint);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("Space: gates appear here"));
        return;
    }
    paintRow(painter, picture_, barsRect(-1));
    paintAxes(painter);
    int number = 0;
    for (std::size_t i = 0; i < std::min(groupsShown(), groups_.size()); ++i) {
        const GateBarGroup& group = groups_[i];
        const double above = group.rows.empty() ? barsRect(-1).bottom() + 2.4 * line() : barsRect(number).top();
        paintTitle(painter, group.title, above - 1.1 * line());
        for (const GateBarRow& one : group.rows) {
            paintRow(painter, one, barsRect(number++));
        }
    }
}

void GateBars::paintTitle(QPainter& painter, const QString& title, double top) const
{
    painter.setPen(paperUnder(*this).faint);
    painter.drawText(QRectF(0, top, width(), line()), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(font()).elidedText(title, Qt::ElideRight, width()));
}

/// Of the picture's bars: numbers of channels below, shares of what passes to the right.
void GateBars::paintAxes(QPainter& painter) const
{
    const QRectF bars = barsRect(-1);
    const double each = bars.width() / static_cast<double>(picture_.values.size());
    painter.setPen(paperUnder(*this).faint);
    painter.drawText(QRectF(0, bars.bottom() + 1, bars.left() - 4, line()), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("channel"));
    for (const int channel : numberedChannels()) {
        const double middle = bars.left() + (channel - 0.5) * each;
        painter.drawText(QRectF(middle - 30, bars.bottom() + 1, 60, line()), Qt::AlignCenter,
                         QLocale().toString(channel));
    }
    const std::pair<QString, double> shares[] = {{QStringLiteral("1"), bars.top()},
                                                 {QStringLiteral("½"), bars.center().y()},
                                                 {QStringLiteral("0"), bars.bottom()}};
    for (const auto& [text, y] : shares) {
        if (y == bars.center().y() && bars.height() < 2.8 * line()) { // it would lie upon the others
            continue;
        }
        const double top = std::clamp(y - line() / 2, 0.0, bars.bottom() - line() + 2);
        painter.drawText(QRectF(bars.right() + 3, top, axisWidth(), line()), Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

/// Name, bars from below, and a line at one half.
void GateBars::paintRow(QPainter& painter, const GateBarRow& of, const QRectF& area) const
{
    const Paper paper = paperUnder(*this);
    const QFontMetricsF metrics(font());
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

QString GateBars::textAt(QPoint point) const
{
    for (int number = -1; number < rowsOf(groupsShown()); ++number) {
        const QRectF area = barsRect(number);
        const std::size_t count = picture_.values.size();
        if (!area.contains(point) || count == 0) {
            continue;
        }
        const double part = (point.x() - area.left()) / area.width();
        const std::size_t c = std::min(count - 1, static_cast<std::size_t>(part * static_cast<double>(count)));
        const QString here = tr("channel %1: %2 in this picture").arg(c + 1).arg(weightText(picture_.values[c]));
        if (number < 0) {
            return here;
        }
        const GateBarRow& of = row(number);
        return c < of.values.size() && std::isfinite(of.values[c])
                   ? tr("%1, %2 in the mean of %3").arg(here, weightText(of.values[c]), of.name)
                   : here;
    }
    return {};
}

bool GateBars::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const QString text = textAt(help->pos()); !text.isEmpty()) {
            QToolTip::showText(help->globalPos(), text, this);
            return true;
        }
    }
    return QWidget::event(event);
}

} // namespace fovea
