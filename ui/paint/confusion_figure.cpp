#include "ui/paint/confusion_figure.h"

#include "ui/paint/figure_text.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace fovea {
namespace {

constexpr double kLeast = 10;      // logical pixels of type
constexpr double kMostNames = 0.3; // of the width

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ConfusionFigure)
};

/// From paper to the accent as the share grows from 0 to 1.
QColor toneOf(double share, const Paper& paper)
{
    const QColor accent(0x1f, 0x77, 0xb4), from = paper.background;
    const auto mixed = [share](int a, int b) { return static_cast<int>(a + share * (b - a)); };
    return {mixed(from.red(), accent.red()), mixed(from.green(), accent.green()), mixed(from.blue(), accent.blue())};
}

/// Black or white, whichever is read more easily on it.
QColor inkOn(const QColor& tone)
{
    return qGray(tone.rgb()) > 128 ? QColor(Qt::black) : QColor(Qt::white);
}

} // namespace

void paintConfusion(QPainter& painter, const QRectF& area, const ConfusionFigure& figure)
{
    const QRectF rest = paintFrame(painter, area, figure.title, figure.caption, figure.paper);
    const int classes = figure.counted.classes;
    if (classes < 1) {
        return;
    }
    const QFont font = figureFont(kCaptionPixels);
    const QFontMetricsF metrics(font);
    double widest = metrics.horizontalAdvance(Words::tr("is"));
    for (const QString& name : figure.classes) {
        widest = std::max(widest, metrics.horizontalAdvance(name));
    }
    const double names = std::min(widest, kMostNames * rest.width()) + 8, heading = 2 * metrics.height() + 8;
    const double side = std::max(1.0, std::min((rest.width() - names) / classes, (rest.height() - heading) / classes));
    const QPointF corner(rest.left() + names + std::max(0.0, (rest.width() - names - side * classes) / 2),
                         rest.top() + heading);

    painter.setFont(font);
    painter.setPen(figure.paper.ink);
    painter.drawText(QRectF(corner.x(), rest.top(), side * classes, metrics.height()), Qt::AlignCenter,
                     metrics.elidedText(Words::tr("taken for"), Qt::ElideRight, side * classes));
    painter.drawText(QRectF(corner.x() - names, corner.y() - metrics.height() - 4, names - 8, metrics.height()),
                     Qt::AlignRight | Qt::AlignVCenter, Words::tr("is"));
    for (int is = 0; is < classes; ++is) {
        const double y = corner.y() + is * side, x = corner.x() + is * side;
        const QString name = figure.classes.value(is);
        painter.setPen(figure.paper.ink);
        painter.setFont(font);
        if (side >= metrics.height()) {
            painter.drawText(QRectF(corner.x() - names, y, names - 8, side), Qt::AlignRight | Qt::AlignVCenter,
                             metrics.elidedText(name, Qt::ElideRight, names - 8));
            painter.drawText(QRectF(x, corner.y() - metrics.height() - 4, side, metrics.height()), Qt::AlignCenter,
                             metrics.elidedText(name, Qt::ElideRight, side - 2));
        }
        const auto images = static_cast<double>(std::max(1L, figure.counted.images(is)));
        for (int answered = 0; answered < classes; ++answered) {
            const QRectF cell(corner.x() + answered * side, y, side, side);
            const long count = figure.counted.at(is, answered);
            const QColor tone = toneOf(static_cast<double>(count) / images, figure.paper);
            painter.fillRect(cell, tone);
            painter.setPen(QPen(figure.paper.grid, 1));
            painter.drawRect(cell);
            const QString text = QLocale().toString(static_cast<qlonglong>(count));
            if (side >= kLeast && metrics.horizontalAdvance(text) <= side - 2 && metrics.height() <= side) {
                painter.setPen(inkOn(tone));
                painter.drawText(cell, Qt::AlignCenter, text);
            }
        }
    }
}

} // namespace fovea
