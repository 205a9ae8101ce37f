#include "ui/paint/figure_text.h"

#include <QFontMetricsF>
#include <QPainter>

namespace fovea {
namespace {

constexpr double kMargin = 8; // logical pixels from the paper's edge

} // namespace

QRectF paintFrame(QPainter& painter, const QRectF& area, const QString& title, const QString& caption,
                  const Paper& paper)
{
    painter.fillRect(area, paper.background);
    QRectF rest = area.adjusted(kMargin, kMargin, -kMargin, -kMargin);
    if (!title.isEmpty()) {
        const QFont font = figureFont(kTitlePixels, true);
        const int flags = Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap;
        const double height = QFontMetricsF(font).boundingRect(rest, flags, title).height();
        painter.setFont(font);
        painter.setPen(paper.ink);
        painter.drawText(QRectF(rest.left(), rest.top(), rest.width(), height), flags, title);
        rest.setTop(rest.top() + height + 6);
    }
    if (!caption.isEmpty()) {
        const QFont font = figureFont(kCaptionPixels);
        const int flags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
        const double height = QFontMetricsF(font).boundingRect(rest, flags, caption).height();
        painter.setFont(font);
        painter.setPen(paper.faint);
        painter.drawText(QRectF(rest.left(), rest.bottom() - height, rest.width(), height), flags, caption);
        rest.setBottom(rest.bottom() - height - 8);
    }
    return rest;
}

} // namespace fovea
