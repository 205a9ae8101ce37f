#include "ui/views/gate_bars.h"

#include "ui/paint/run_colours.h"
#include "ui/paint/screen_paper.h"
#include "ui/views/map_words.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fovea {
namespace {

constexpr double kPictureLines = 3;                   // height of the picture's bars, in lines of type
constexpr double kLeastRow = 12, kMostRowLines = 1.7; // height of a class's bars
constexpr double kBetween = 3;

} // namespace

GateBars::GateBars(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setToolTip(tr("One bar for each channel: 1 passes all of it, 0 nothing. A gate that is one half everywhere changes "
                  "nothing. The dot marks the class of the picture."));
}

void GateBars::showRows(GateBarRow picture, std::vector<GateBarRow> classes, const QString& title)
{
    const bool resized = classes.size() != classes_.size();
    picture_ = std::move(picture);
    classes_ = std::move(classes);
    title_ = title;
    if (resized) {
        updateGeometry();
    }
    update();
}

double GateBars::line() const
{
    return std::ceil(QFontMetricsF(font()).height());
}

int GateBars::wantedHeight() const
{
    const double rows = static_cast<double>(classes_.size()) * (kMostRowLines * line() + kBetween);
    return static_cast<int>((kPictureLines + 2) * line() + rows + 4);
}

double GateBars::nameWidth() const
{
    const QFontMetricsF metrics(font());
    double widest = metrics.horizontalAdvance(picture_.name);
    for (const GateBarRow& row : classes_) {
        widest = std::max(widest, metrics.horizontalAdvance(row.name) + metrics.ascent());
    }
    return std::min(std::ceil(widest) + 6, std::floor(0.36 * width()));
}

double GateBars::rowHeight() const
{
    const double room = height() - (kPictureLines + 1.4) * line() - 4;
    const double each = room / static_cast<double>(std::max<std::size_t>(1, classes_.size())) - kBetween;
    return std::clamp(std::floor(each), kLeastRow, kMostRowLines * line());
}

QRectF GateBars::barsRect(int row) const
{
    const double left = nameWidth(), across = width() - left - 1;
    if (row < 0) {
        return {left, 2, across, kPictureLines * line()};
    }
    const double top = 2 + (kPictureLines + 1.4) * line();
    return {left, top + row * (rowHeight() + kBetween), across, rowHeight()};
}

void GateBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Paper paper = paperUnder(*this);
    if (picture_.values.empty()) {
        painter.setPen(paper.faint);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("Space: gates appear here"));
        return;
    }
    paintRow(painter, picture_, barsRect(-1));
    painter.setPen(paper.faint);
    painter.drawText(QRectF(0, barsRect(-1).bottom() + 0.2 * line(), width(), line()), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(font()).elidedText(title_, Qt::ElideRight, width()));
    for (int row = 0; row < static_cast<int>(classes_.size()); ++row) {
        paintRow(painter, classes_[static_cast<std::size_t>(row)], barsRect(row));
    }
}

/// Name, bars from below, and a line at one half.
void GateBars::paintRow(QPainter& painter, const GateBarRow& row, const QRectF& area) const
{
    const Paper paper = paperUnder(*this);
    const QFontMetricsF metrics(font());
    const double dot = metrics.ascent() / 5;
    painter.setPen(paper.ink);
    const QString name = metrics.elidedText(row.name, Qt::ElideRight, area.left() - 6 - (row.truth ? 4 * dot : 0));
    const QRectF nameBox(0, area.center().y() - line() / 2, area.left() - 4, line());
    painter.drawText(nameBox, Qt::AlignLeft | Qt::AlignVCenter, name);
    if (row.truth) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(paper.ink);
        painter.drawEllipse(QPointF(metrics.horizontalAdvance(name) + 2.5 * dot, nameBox.center().y()), dot, dot);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }
    painter.fillRect(area, paper.grid);
    const double each = area.width() / static_cast<double>(std::max<std::size_t>(1, row.values.size()));
    const double gap = each >= 3 ? 1 : 0;
    for (std::size_t c = 0; c < row.values.size(); ++c) {
        if (std::isfinite(row.values[c])) {
            const double high = area.height() * std::clamp(row.values[c], 0.0, 1.0);
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
    for (int row = -1; row < static_cast<int>(classes_.size()); ++row) {
        const QRectF area = barsRect(row);
        const std::size_t count = picture_.values.size();
        if (!area.contains(point) || count == 0) {
            continue;
        }
        const double part = (point.x() - area.left()) / area.width();
        const std::size_t c = std::min(count - 1, static_cast<std::size_t>(part * static_cast<double>(count)));
        const QString here = tr("channel %1: %2 in this picture").arg(c + 1).arg(weightText(picture_.values[c]));
        if (row < 0) {
            return here;
        }
        const GateBarRow& of = classes_[static_cast<std::size_t>(row)];
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
