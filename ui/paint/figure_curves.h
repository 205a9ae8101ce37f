// How the curves of a figure are drawn: pens, marks and bands.
#pragma once

#include "ui/paint/curve.h"
#include "ui/paint/plot_axes.h"
#include "ui/paint/plot_legend.h"

#include <QPen>
#include <QPolygonF>

#include <optional>
#include <vector>

namespace fovea {

/// Hue is the run, the stroke the split; of curves that are told apart by name alone the stroke changes after eight colours.
/// `several`: runs of more than one colour are drawn.
QPen penOf(const Curve& curve, bool several);
/// Filled and hollow marks tell training and validation apart without colour.
std::optional<PlotMark> markOf(const Curve& curve, bool several, const Paper& paper);

/// The finite stretches of a curve, `sds` standard deviations above it.
std::vector<QPolygonF> stretchesOf(const Curve& curve, double sds, const PlotAxes& axes);

/// y ± sd, a pale area below the curves.
void paintBand(QPainter& painter, const Curve& curve, QColor colour, const PlotAxes& axes);
void paintCurve(QPainter& painter, const Curve& curve, bool several, const Paper& paper, const PlotAxes& axes);

} // namespace fovea
