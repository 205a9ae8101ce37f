#include "ui/views/variance_figure.h"

#include "core/settings/fields.h"
#include "ui/form/field_words.h"
#include "ui/paint/figure_text.h"
#include "ui/paint/run_colours.h"
#include "ui/paint/ticks.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kBar = 0.5, kApart = 0.3; // of a line of type

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(VarianceFigure)
};

double lineOf(const QFont& font)
{
    return std::ceil(QFontMetricsF(font).height());
}

} // namespace

QString baselineName(std::size_t baseline)
{
    const Field& field = *findField("look.baseline");
    for (const Choice& choice : field.choices()) {
        if (choice.key == baselineKeys()[baseline]) {
            return nameOf(choice, Wording::Plain);
        }
    }
    return {};
}

QString textOf(const VarianceFigure& figure, std::size_t baseline)
{
    const double value = figure.variance[baseline], none = figure.variance.front();
    QString text = Words::tr("%1: %2").arg(baselineName(baseline),
                                           std::isfinite(value) ? shortNumber(value) : QStringLiteral("–"));
    if (std::isfinite(value) && none > 0) {
        text += Words::tr(" = %1 ×").arg(QLocale().toString(value / none, 'f', 2));
    }
    return figure.used == baselineKeys()[baseline] ? Words::tr("%1, used here").arg(text) : text;
}

double lengthOf(const VarianceFigure& figure, std::size_t baseline)
{
    double most = 0;
    for (const double value : figure.variance) {
        most = std::isfinite(value) ? std::max(most, value) : most;
    }
    return most > 0 && std::isfinite(figure.variance[baseline]) ? figure.variance[baseline] / most : 0;
}

QRectF barOf(const VarianceFigure& figure, std::size_t baseline, double width, const QFont& font)
{
    const double line = lineOf(font), top = static_cast<double>(baseline) * (1 + kBar + kApart) * line + line;
    return {0, top, lengthOf(figure, baseline) * (width - 1), kBar * line};
}

double varianceHeight(const QFont& font)
{
    return std::ceil(kBaselines * (1 + kBar + kApart) * lineOf(font));
}

void paintBars(QPainter& painter, const VarianceFigure& figure, double width, const QFont& font)
{
    const double line = lineOf(font);
    for (std::size_t i = 0; i < kBaselines; ++i) {
        QFont type = font;
        type.setBold(figure.used == baselineKeys()[i]);
        painter.setFont(type);
        const QRectF bar = barOf(figure, i, width, font);
        painter.setPen(figure.paper.ink);
        painter.drawText(QRectF(0, bar.top() - line, width, line), Qt::AlignLeft | Qt::AlignVCenter, textOf(figure, i));
        painter.fillRect(QRectF(0, bar.top(), width, bar.height()), figure.paper.grid);
        painter.fillRect(bar, type.bold() ? validationColour() : trainingColour());
    }
}

void paintVariance(QPainter& painter, const QRectF& area, const VarianceFigure& figure)
{
    const QRectF rest = paintFrame(painter, area, figure.title, figure.caption, figure.paper);
    painter.save();
    painter.translate(rest.topLeft());
    paintBars(painter, figure, rest.width(), figureFont(kTextPixels));
    painter.restore();
}

} // namespace fovea
