// What all lines of a plot share: its axes, the lines across, its paper.
#pragma once

#include "ui/paint/curves_figure.h"

#include <QString>

#include <vector>

namespace fovea {

struct CurveRange
{
    double low = 0, high = 1;
    bool operator==(const CurveRange&) const = default;
};

/// A vertical axis with what belongs to it.
struct CurvePanel
{
    QString label;
    CurveRange range;
    bool logarithmic = false;
    std::vector<ReferenceLine> lines;
};

/// An upright line with its name: from here on a setting was another.
struct CurveEvent
{
    double x = 0;
    QString name;
    bool operator==(const CurveEvent&) const = default;
};

/// A change redraws everything.
struct CurveFrame
{
    QString xLabel;
    CurveRange x;
    std::vector<CurvePanel> panels;
    std::vector<CurveEvent> events;
    QString word; ///< in place of curves: what will appear here
    Paper paper = Paper::light();
    double textPixels = 13;
};
bool operator==(const CurveFrame& a, const CurveFrame& b);

} // namespace fovea
