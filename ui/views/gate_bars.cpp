#include "ui/views/gate_bars.h"

#include "ui/paint/screen_paper.h"
#include "ui/views/map_words.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <utility>

namespace fovea {

GateBars::GateBars(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setToolTip(tr("One bar for each channel: 1 passes all of it, 0 nothing. A gate that is one half everywhere changes "
                  "nothing. The dot marks the rows that the picture belongs to."));
}

void GateBars::showRows(GateBarRow picture, std::vector<GateBarGroup> groups)
{
    const int before = laidOut().rowCount();
    figure_.picture = std::move(picture);
    figure_.groups = std::move(groups);
    if (laidOut().rowCount() != before) {
        updateGeometry();
    }
    update();
}

GatesLayout GateBars::laidOut() const
{
    return GatesLayout(figure_, size(), font());
}

int GateBars::wantedHeight() const
{
    return static_cast<int>(laidOut().wantedHeight());
}

void GateBars::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    if (figure_.picture.values.empty()) {
        painter.setPen(paperUnder(*this).faint);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, tr("Space: gates appear here"));
        return;
    }
    laidOut().paint(painter, paperUnder(*this));
}

QString GateBars::textAt(QPoint point) const
{
    for (int number = -1; number < laidOut().rowsOf(groupsShown()); ++number) {
        const QRectF area = barsRect(number);
        const std::size_t count = figure_.picture.values.size();
        if (!area.contains(point) || count == 0) {
            continue;
        }
        const double part = (point.x() - area.left()) / area.width();
        const std::size_t c = std::min(count - 1, static_cast<std::size_t>(part * static_cast<double>(count)));
        const QString here = tr("channel %1: %2 in this picture").arg(c + 1).arg(weightText(figure_.picture.values[c]));
        if (number < 0) {
            return here;
        }
        const GateBarRow& of = laidOut().row(number);
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
