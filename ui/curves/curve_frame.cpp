#include "ui/curves/curve_frame.h"

#include <algorithm>

namespace fovea {

bool operator==(const CurveFrame& a, const CurveFrame& b)
{
    const auto line = [](const ReferenceLine& p, const ReferenceLine& q) { return p.name == q.name && p.y == q.y; };
    const auto panel = [&](const CurvePanel& p, const CurvePanel& q) {
        return p.label == q.label && p.range == q.range && p.logarithmic == q.logarithmic &&
               std::ranges::equal(p.lines, q.lines, line);
    };
    return a.xLabel == b.xLabel && a.x == b.x && a.word == b.word && a.paper.background == b.paper.background &&
           a.paper.ink == b.paper.ink && a.textPixels == b.textPixels && a.events == b.events &&
           std::ranges::equal(a.panels, b.panels, panel);
}

} // namespace fovea
