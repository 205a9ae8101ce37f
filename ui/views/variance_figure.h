// Four bars: how noisy the policy gradient is with each baseline, measured on the same pictures and the same paths of looks. The
// same on screen and on paper.
#pragma once

#include "core/training/history.h"
#include "ui/paint/figure.h"

#include <array>
#include <string>

namespace fovea {

struct VarianceFigure
{
    /// In the order of baselineKeys(); undefined: not measured.
    std::array<double, kBaselines> variance{kUndefined, kUndefined, kUndefined, kUndefined};
    std::string used; ///< the baseline that the run learns with
    QString title = {}, caption = {};
    Paper paper = Paper::light();
};

/// The name of a baseline in plain words: "the other tries".
QString baselineName(std::size_t baseline);

/// "nothing: 0.013 = 1.00 ×": a bar's name and number.
QString textOf(const VarianceFigure& figure, std::size_t baseline);
/// How long a bar is, as a share of the longest.
double lengthOf(const VarianceFigure& figure, std::size_t baseline);
/// Where it is drawn in so much width.
QRectF barOf(const VarianceFigure& figure, std::size_t baseline, double width, const QFont& font);
/// Of all bars with their texts.
double varianceHeight(const QFont& font);

/// The bars alone, from the painter's origin.
void paintBars(QPainter& painter, const VarianceFigure& figure, double width, const QFont& font);
/// Paints the figure between its title and its caption.
void paintVariance(QPainter& painter, const QRectF& area, const VarianceFigure& figure);

} // namespace fovea
