#include "ui/views/looks_figure.h"

#include "ui/paint/figure_text.h"
#include "ui/views/glimpse_strip.h"
#include "ui/views/glimpse_words.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kGap = 8, kBetween = 3, kLeastSide = 20, kMostSide = 120; // logical pixels
constexpr int kLines = 3;                                                  // number, distance, answer

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(LooksFigure)
};

const std::vector<GlimpseOfSample>& looksOf(const LooksFigure& figure)
{
    static const std::vector<GlimpseOfSample> kNone;
    return figure.sample.picture && figure.sample.answer ? figure.sample.answer->glimpses : kNone;
}

Index scalesOf(const LooksFigure& figure)
{
    return looksOf(figure).empty() ? 1 : looksOf(figure).front().seen.dim(0);
}

double lineHeight()
{
    return std::ceil(QFontMetricsF(figureFont(kCaptionPixels)).height());
}

double sideIn(const LooksFigure& figure, const QSizeF& room)
{
    const auto looks = static_cast<double>(std::max<std::size_t>(1, looksOf(figure).size()));
    const double across = (room.width() + kGap) / looks - kGap;
    const double down = (room.height() - kLines * lineHeight()) / static_cast<double>(scalesOf(figure)) - kBetween;
    return std::clamp(std::floor(std::min(across, down)), kLeastSide, kMostSide);
}

} // namespace

double looksHeight(const LooksFigure& figure, double width)
{
    return static_cast<double>(scalesOf(figure)) * (sideIn(figure, {width, 1e6}) + kBetween) + kLines * lineHeight();
}

void paintLooks(QPainter& painter, const QRectF& area, const LooksFigure& figure)
{
    const QRectF rest = paintFrame(painter, area, figure.title, figure.caption, figure.paper);
    const std::vector<GlimpseOfSample>& looks = looksOf(figure);
    const double side = sideIn(figure, rest.size()), line = lineHeight();
    painter.save();
    painter.setFont(figureFont(kCaptionPixels));
    const QFontMetricsF metrics(painter.font());
    double left = rest.left();
    for (std::size_t i = 0; i < looks.size(); ++i, left += side + kGap) {
        double top = rest.top();
        for (Index scale = 0; scale < looks[i].seen.dim(0); ++scale, top += side + kBetween) {
            const QRectF place =
                paintPicture(painter, {left, top, side, side}, imageOfLook(looks[i], scale, figure.scene));
            painter.setPen(QPen(figure.paper.faint, 0.75));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(place);
        }
        const double distance = distanceOf(looks[i], *figure.sample.picture);
        const QStringList words = {Words::tr("look %1").arg(i + 1),
                                   std::isfinite(distance) ? Words::tr("%1 off").arg(pixelsText(distance)) : QString(),
                                   likeliestText(figure.scene, looks[i].probabilities)};
        for (const QString& text : words) {
            painter.setPen(text == words.front() ? figure.paper.ink : figure.paper.faint);
            painter.drawText(QRectF(left, top, side + kGap - 2, line), Qt::AlignLeft | Qt::AlignVCenter,
                             metrics.elidedText(text, Qt::ElideRight, side + kGap - 2));
            top += line;
        }
    }
    painter.restore();
}

} // namespace fovea
