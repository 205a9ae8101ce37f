#include "ui/paint/marks.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace fovea {
namespace {

QPointF at(const QRectF& box, double x, double y)
{
    return {box.left() + x * box.width(), box.top() + y * box.height()};
}

/// The colours of right and wrong, readable on the paper.
QColor signal(bool good, const Paper& paper)
{
    const bool dark = paper.background.lightness() < 128;
    if (good) {
        return dark ? QColor(0x35, 0xc7, 0x9a) : QColor(0x00, 0x7a, 0x59);
    }
    return dark ? QColor(0xff, 0x8a, 0x3d) : QColor(0xc2, 0x4a, 0x00);
}

} // namespace

void paintAnswerMark(QPainter& painter, const QRectF& box, bool right, const Paper& paper)
{
    QPainterPath path;
    if (right) {
        path.moveTo(at(box, 0.05, 0.55));
        path.lineTo(at(box, 0.38, 0.92));
        path.lineTo(at(box, 0.95, 0.08));
    } else {
        path.moveTo(at(box, 0.1, 0.1));
        path.lineTo(at(box, 0.9, 0.9));
        path.moveTo(at(box, 0.9, 0.1));
        path.lineTo(at(box, 0.1, 0.9));
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(signal(right, paper), box.width() / 5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
}

void paintAskingMark(QPainter& painter, const QRectF& place)
{
    const double radius = std::clamp(0.35 * std::min(place.width(), place.height()), 2.5, 9.0);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::black, 3.5));
    painter.drawEllipse(place.center(), radius, radius);
    painter.setPen(QPen(Qt::white, 1.5));
    painter.drawEllipse(place.center(), radius, radius);
}

void paintAskedMark(QPainter& painter, const QRectF& place)
{
    const double radius = std::clamp(0.15 * std::min(place.width(), place.height()), 1.5, 4.0);
    painter.setBrush(Qt::white);
    painter.setPen(QPen(Qt::black, 1));
    painter.drawEllipse(place.center(), radius, radius);
    painter.setBrush(Qt::NoBrush);
}

void paintHitMark(QPainter& painter, const QRectF& box, bool hit, const Paper& paper)
{
    const double stroke = box.width() / 8;
    const double radius = hit ? 0.42 * box.width() : 0.28 * box.width();
    const QPointF centre = hit ? box.center() : at(box, 0.36, 0.64);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(hit ? signal(true, paper) : paper.faint, stroke));
    painter.drawEllipse(centre, radius, radius);
    painter.setPen(Qt::NoPen);
    painter.setBrush(signal(hit, paper));
    const double dot = 0.17 * box.width();
    painter.drawEllipse(hit ? box.center() : at(box, 0.82, 0.18), dot, dot);
}

} // namespace fovea
