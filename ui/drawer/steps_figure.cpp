#include "ui/drawer/steps_figure.h"

#include "ui/drawer/steps_words.h"
#include "ui/paint/figure_text.h"

#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace fovea {
namespace {

constexpr double kStrip = 1.7;         // height in lines
constexpr double kApart = 4;           // pixels between two parts
constexpr double kBetweenMaps = 12;    // pixels
constexpr std::size_t kBeforeMaps = 3; // strips

/// Lines of text broken to the width, below `top`; returns where they end.
double paintLines(QPainter& painter, const QRectF& room, double top, const QString& text)
{
    constexpr int kFlags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
    const QRectF box = QFontMetricsF(painter.font()).boundingRect(QRectF(0, 0, room.width(), 1e6), kFlags, text);
    painter.drawText(QRectF(room.left(), top, room.width(), box.height()), kFlags, text);
    return top + box.height() + kApart;
}

double heightOf(const QFont& font, double width, const QString& text)
{
    return QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 1e6), Qt::TextWordWrap, text).height() + kApart;
}

} // namespace

void paintSteps(QPainter& painter, const QRectF& area, const StepsFigure& figure)
{
    const QRectF rest = paintFrame(painter, area, figure.title, figure.caption, figure.paper);
    const AttentionSteps& steps = *figure.steps;
    const QFont font = figureFont(kCaptionPixels);
    const double line = std::ceil(QFontMetricsF(font).height()), strip = std::round(kStrip * line);
    const QString chain = chainOf(steps, figure.key), temperature = temperatureText(steps);
    const auto strips = stripFigures(steps, figure.key);
    const auto maps = keyFigures(steps, figure.key);

    painter.setFont(font);
    painter.setPen(figure.paper.ink);
    double y = paintLines(painter, rest, rest.top(), askingSentence(steps));
    const double below = static_cast<double>(strips.size() - kBeforeMaps) * strip +
                         heightOf(font, rest.width(), chain) + heightOf(font, rest.width(), temperature) + kApart;
    for (std::size_t i = 0; i < kBeforeMaps; ++i, y += strip) {
        paintStrip(painter, {rest.left(), y, rest.width(), strip}, strips[i], font, figure.paper);
    }
    y += kApart;
    const double wide =
        (rest.width() - kBetweenMaps * (static_cast<double>(maps.size()) - 1)) / static_cast<double>(maps.size());
    const double high = std::max(4 * line, rest.bottom() - below - y);
    for (std::size_t i = 0; i < maps.size(); ++i) {
        paintKeys(painter, {rest.left() + static_cast<double>(i) * (wide + kBetweenMaps), y, wide, high}, maps[i], font,
                  figure.paper);
    }
    y += high + kApart;
    painter.setFont(font);
    painter.setPen(figure.paper.ink);
    y = paintLines(painter, rest, y, temperature);
    for (std::size_t i = kBeforeMaps; i < strips.size(); ++i, y += strip) {
        paintStrip(painter, {rest.left(), y, rest.width(), strip}, strips[i], font, figure.paper);
    }
    painter.setFont(font);
    painter.setPen(figure.paper.ink);
    paintLines(painter, rest, y, chain);
}

} // namespace fovea
