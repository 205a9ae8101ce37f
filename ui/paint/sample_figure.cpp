#include "ui/paint/sample_figure.h"

#include "ui/paint/colour_bar.h"
#include "ui/paint/figure_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace fovea {
namespace {

constexpr double kGap = 10; // between image and bar, logical pixels

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SampleFigure)
};

} // namespace

void paintSample(QPainter& painter, const QRectF& area, const SampleFigure& figure)
{
    const QRectF rest = paintFrame(painter, area, figure.title, figure.caption, figure.paper);
    const QImage picture = pixelImage(figure.image, figure.range);
    const bool grey = figure.image.dim(2) == 1;
    const QFont font = figureFont(kTextPixels);
    ColourBar bar{ColourMap::Grey, linearTicks(figure.range.low, figure.range.high),
                  figure.barName.isEmpty() ? Words::tr("pixel value") : figure.barName, 1};
    const double barRoom = grey ? kGap + colourBarWidth(bar, font) : 0;

    const QSizeF image = QSizeF(picture.size()).scaled(rest.width() - barRoom, rest.height(), Qt::KeepAspectRatio);
    const QPointF corner(rest.left() + (rest.width() - barRoom - image.width()) / 2,
                         rest.top() + (rest.height() - image.height()) / 2);
    const QRectF place = paintPicture(painter, {corner, image}, picture);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(figure.paper.faint, 0.75));
    painter.drawRect(place); // a white image on white paper keeps its edge
    if (grey) {
        const double half = QFontMetricsF(font).height() / 2; // the bar itself as high as the image
        const QRectF beside(place.right() + kGap, place.top() - half, barRoom - kGap, place.height() + 2 * half);
        paintColourBar(painter, beside, bar, font, figure.paper.ink);
    }
}

} // namespace fovea
