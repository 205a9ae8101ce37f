#include "ui/paint/figure_text.h"

#include <QFontMetricsF>
#include <QPainter>

namespace fovea {
namespace {

constexpr double kBelowTitle = 6, kAboveCaption = 8; // logical pixels
constexpr int kTitle = Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap;
constexpr int kCaption = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;

double heightOf(const QString& text, const QFont& font, int flags, double width)
{
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 1e6), flags, text).height();
}

} // namespace

QRectF paintFrame(QPainter& painter, const QRectF& area, const QString& title, const QString& caption,
                  const Paper& paper)
{
    painter.fillRect(area, paper.background);
    QRectF rest = area.adjusted(kFigureMargin, kFigureMargin, -kFigureMargin, -kFigureMargin);
    if (!title.isEmpty()) {
        const QFont font = figureFont(kTitlePixels, true);
        const double height = heightOf(title, font, kTitle, rest.width());
        painter.setFont(font);
        painter.setPen(paper.ink);
        painter.drawText(QRectF(rest.left(), rest.top(), rest.width(), height), kTitle, title);
        rest.setTop(rest.top() + height + kBelowTitle);
    }
    if (!caption.isEmpty()) {
        const QFont font = figureFont(kCaptionPixels);
        const double height = heightOf(caption, font, kCaption, rest.width());
        painter.setFont(font);
        painter.setPen(paper.faint);
        painter.drawText(QRectF(rest.left(), rest.bottom() - height, rest.width(), height), kCaption, caption);
        rest.setBottom(rest.bottom() - height - kAboveCaption);
    }
    return rest;
}

double frameHeight(const QString& title, const QString& caption, double width)
{
    const double inside = width - 2 * kFigureMargin;
    const double above =
        title.isEmpty() ? 0 : heightOf(title, figureFont(kTitlePixels, true), kTitle, inside) + kBelowTitle;
    const double below =
        caption.isEmpty() ? 0 : heightOf(caption, figureFont(kCaptionPixels), kCaption, inside) + kAboveCaption;
    return 2 * kFigureMargin + above + below;
}

} // namespace fovea
