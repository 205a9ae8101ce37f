// A vector as a row of bars, up and down from zero: its features one beside the other. The same on screen and on paper.
#pragma once

#include "ui/paint/figure.h"

#include <QString>

#include <vector>

namespace fovea {

struct StripFigure
{
    QString label; ///< before the bars
    std::vector<double> numbers;
    QString sum;     ///< behind them; empty: the largest there is
    int marked = -1; ///< a feature, framed, its number behind the bars; −1: none
};

/// Where the bar of feature i is; empty where there is none.
QRectF stripColumn(const StripFigure& figure, int feature, const QRectF& area, const QFont& font);

/// Paints the strip over the whole area. Where bars are narrower than a pixel, each pixel shows what lies in it.
void paintStrip(QPainter& painter, const QRectF& area, const StripFigure& figure, const QFont& font,
                const Paper& paper);

} // namespace fovea
