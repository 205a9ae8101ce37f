// The legend of a figure of curves: what it names, and where in the plot no curve passes through it.
#pragma once

#include "ui/paint/curves_figure.h"
#include "ui/paint/plot_legend.h"

#include <QPolygonF>

#include <optional>
#include <vector>

namespace fovea {

/// Of one run an entry a curve. Of several an entry a run, in its colour, and one a split, whose stroke they share. One for all
/// bands alike: grey, because each has its curve's colour.
std::vector<LegendEntry> legendOf(const CurvesFigure& figure, bool several);

/// The corner of the plot, the lower right before the others, where a box of this size touches none of the lines; nothing where
/// there is none.
std::optional<QRectF> freeCorner(const QRectF& plot, const QSizeF& box, const std::vector<QPolygonF>& lines);

} // namespace fovea
