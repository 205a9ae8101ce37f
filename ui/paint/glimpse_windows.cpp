#include "ui/paint/glimpse_windows.h"

#include "ui/paint/figure.h"
#include "ui/paint/run_colours.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QTransform>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kHalo = 2; // more than the line is wide: black below white can be seen on any picture
constexpr QColor kUnder(0, 0, 0, 200);

bool cutsWholePixels(const LookConfig& look)
{
    return look.mechanism == "glimpses" || look.mechanism == "gumbel";
}

/// (x, y) of a window's own (u, v), all from −1 to 1, in pixels of the picture.
QPointF pointIn(const std::array<double, 6>& w, double u, double v, QSizeF picture)
{
    const double x = w[0] * u + w[1] * v + w[2], y = w[3] * u + w[4] * v + w[5];
    return {(x + 1) / 2 * picture.width(), (y + 1) / 2 * picture.height()};
}

QPen linePen(const QColor& colour, double width)
{
    QPen pen(colour, width);
    pen.setJoinStyle(Qt::MiterJoin);
    return pen;
}

/// A line that can be seen on any picture.
template<class Shape>
void outline(QPainter& painter, const Shape& draw, const QPen& pen)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(linePen(kUnder, pen.widthF() + kHalo));
    draw();
    painter.setPen(pen);
    draw();
}

class Painting
{
public:
    Painting(QPainter& painter, const QRectF& target, QSizeF picture, const std::vector<GlimpseOfSample>& looks,
             const GlimpseMarks& marks)
        : painter_(painter)
        , target_(target)
        , picture_(picture)
        , looks_(looks)
        , marks_(marks)
        , count_(marks.shown < 0 ? static_cast<int>(looks.size())
                                 : std::min(marks.shown, static_cast<int>(looks.size())))
    {
        place_.translate(target.left(), target.top());
        place_.scale(target.width() / picture.width(), target.height() / picture.height());
    }

    void paint()
    {
        if (marks_.look.mechanism == "gumbel") {
            paintGrid();
        }
        for (int t = 0; t < count_; ++t) {
            if (marks_.coarse && (marks_.current < 0 || marks_.current == t)) {
                paintCoarse(look(t), t == marks_.current);
            }
        }
        for (int t = 0; t < count_; ++t) {
            if (marks_.coarse && marks_.look.mechanism == "draw" &&
                (marks_.current == t || (marks_.current < 0 && t + 1 == count_))) {
                paintSpots(look(t));
            }
        }
        for (int t = 0; t < count_; ++t) {
            if (t != marks_.current) {
                paintFrame(look(t), false);
            }
        }
        paintPath();
        if (marks_.current >= 0 && marks_.current < count_) {
            paintFrame(look(marks_.current), true);
        }
        for (int t = 0; t < count_ && marks_.numbers && looks_.size() > 1; ++t) {
            paintNumber(t);
        }
    }

private:
    const GlimpseOfSample& look(int t) const { return looks_[static_cast<std::size_t>(t)]; }
    QPolygonF frame(const GlimpseOfSample& of, int scale) const
    {
        return place_.map(frameOf(of, scale, marks_.look, picture_));
    }
    QPointF gaze(const GlimpseOfSample& of) const { return place_.map(QPointF(of.middle.x, of.middle.y)); }

    void paintGrid()
    {
        painter_.setPen(linePen(QColor(255, 255, 255, 90), 1));
        for (int i = 1; i < marks_.look.grid; ++i) {
            const double part = static_cast<double>(i) / marks_.look.grid;
            const double x = target_.left() + part * target_.width(), y = target_.top() + part * target_.height();
            painter_.drawLine(QPointF(x, target_.top()), QPointF(x, target_.bottom()));
            painter_.drawLine(QPointF(target_.left(), y), QPointF(target_.right(), y));
        }
        for (int t = 0; t < count_; ++t) { // the cells that were chosen
            const double across = target_.width() / marks_.look.grid, down = target_.height() / marks_.look.grid;
            const QPointF middle = gaze(look(t));
            const QRectF cell(target_.left() + std::floor((middle.x() - target_.left()) / across) * across,
                              target_.top() + std::floor((middle.y() - target_.top()) / down) * down, across, down);
            painter_.fillRect(cell, t == marks_.current ? QColor(255, 200, 0, 90) : QColor(255, 255, 255, 60));
        }
    }

    void paintCoarse(const GlimpseOfSample& of, bool current)
    {
        for (int scale = static_cast<int>(of.seen.empty() ? 1 : of.seen.dim(0)) - 1; scale > 0; --scale) {
            QPen pen = linePen(current ? QColor(Qt::white) : QColor(255, 255, 255, 150), current ? 1.4 : 1);
            pen.setDashPattern({4, 4});
            const QPolygonF around = frame(of, scale);
            outline(
                painter_, [&] { painter_.drawPolygon(around); }, pen);
        }
    }

    void paintSpots(const GlimpseOfSample& of)
    {
        painter_.setPen(Qt::NoPen);
        for (const QPointF& spot : spotsOf(of, marks_.look, picture_)) {
            painter_.setBrush(kUnder);
            painter_.drawEllipse(place_.map(spot), 2.2, 2.2);
            painter_.setBrush(QColor(255, 210, 60));
            painter_.drawEllipse(place_.map(spot), 1.3, 1.3);
        }
    }

    void paintFrame(const GlimpseOfSample& of, bool current)
    {
        const QPolygonF sharp = frame(of, 0);
        outline(
            painter_, [&] { painter_.drawPolygon(sharp); },
            linePen(current ? validationColour() : QColor(Qt::white), current ? 2.6 : 1.4));
    }

    void paintPath()
    {
        QPolygonF path;
        for (int t = 0; t < count_; ++t) {
            path << gaze(look(t));
        }
        if (path.size() > 1) {
            outline(
                painter_, [&] { painter_.drawPolyline(path); }, linePen(Qt::white, 1.2));
        }
        painter_.setPen(linePen(kUnder, 1));
        for (int t = static_cast<int>(path.size()) - 1; t >= 0; --t) { // where it begins is seen without a number, too
            painter_.setBrush(t == 0 ? validationColour() : QColor(Qt::white));
            painter_.drawEllipse(path[t], t == 0 ? 3.5 : 2.5, t == 0 ? 3.5 : 2.5);
        }
    }

    /// At the upper left corner of its frame, moved to the right until it hides no other number.
    void paintNumber(int t)
    {
        const QFont font = figureFont(marks_.pixels, true);
        const QFontMetricsF metrics(font);
        const QString text = QLocale().toString(t + 1);
        const double width = std::max(metrics.horizontalAdvance(text) + 4, metrics.ascent()),
                     height = metrics.ascent() + 1;
        QRectF box(frame(look(t), 0).boundingRect().topLeft(), QSizeF(width, height));
        const auto inside = [&] {
            box.moveLeft(std::clamp(box.left(), target_.left(), std::max(target_.left(), target_.right() - width)));
            box.moveTop(std::clamp(box.top(), target_.top(), std::max(target_.top(), target_.bottom() - height)));
        };
        inside();
        const auto hides = [&](const QRectF& other) { return other.intersects(box); };
        for (int tries = 0; tries < 40 && std::ranges::any_of(numbers_, hides); ++tries) {
            box.translate(box.right() + width > target_.right() ? QPointF(target_.left() - box.left(), height)
                                                                : QPointF(width, 0));
            inside();
        }
        numbers_.push_back(box);
        const bool current = t == marks_.current;
        painter_.fillRect(box, current ? validationColour() : QColor(0, 0, 0, 220));
        painter_.setPen(Qt::white);
        painter_.setFont(font);
        painter_.drawText(box, Qt::AlignCenter, text);
    }

    QPainter& painter_;
    QRectF target_;
    QSizeF picture_;
    const std::vector<GlimpseOfSample>& looks_;
    const GlimpseMarks& marks_;
    int count_;
    QTransform place_;
    std::vector<QRectF> numbers_;
};

} // namespace

bool sameWindows(const std::vector<GlimpseOfSample>& a, const std::vector<GlimpseOfSample>& b)
{
    return std::ranges::equal(a, b, {}, &GlimpseOfSample::window, &GlimpseOfSample::window);
}

QPolygonF frameOf(const GlimpseOfSample& glimpse, int scale, const LookConfig& look, QSizeF picture)
{
    const double wider = std::pow(2, scale);
    if (cutsWholePixels(look)) {
        const double side = look.size * wider;
        const auto first = [side](double middle) { return std::floor(middle - side / 2 + 0.5); };
        return QPolygonF(QRectF(first(glimpse.middle.x), first(glimpse.middle.y), side, side));
    }
    QPolygonF frame;
    for (const QPointF& corner : {QPointF(-1, -1), QPointF(1, -1), QPointF(1, 1), QPointF(-1, 1)}) {
        frame << pointIn(glimpse.window, wider * corner.x(), wider * corner.y(), picture);
    }
    frame << frame.front();
    return frame;
}

std::vector<QPointF> spotsOf(const GlimpseOfSample& glimpse, const LookConfig& look, QSizeF picture)
{
    std::vector<QPointF> spots;
    const auto along = [&](int i) { return (2.0 * i + 1) / look.size - 1; };
    for (int row = 0; row < look.size; ++row) {
        for (int column = 0; column < look.size; ++column) {
            spots.push_back(pointIn(glimpse.window, along(column), along(row), picture));
        }
    }
    return spots;
}

void paintGlimpses(QPainter& painter, const QRectF& target, QSizeF picture, const std::vector<GlimpseOfSample>& looks,
                   const GlimpseMarks& marks)
{
    if (looks.empty() || picture.isEmpty()) {
        return;
    }
    painter.save();
    painter.setClipRect(target.adjusted(-1, -1, 1, 1), Qt::IntersectClip);
    painter.setRenderHint(QPainter::Antialiasing);
    Painting(painter, target, picture, looks, marks).paint();
    painter.restore();
}

} // namespace fovea
