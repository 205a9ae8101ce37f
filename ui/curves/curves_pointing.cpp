// Reading the curves at a place, by mouse or keys.
#include "ui/curves/curve_reading.h"
#include "ui/curves/curves_parts.h"

#include <algorithm>

namespace fovea {

void CurvesView::Parts::pointAt(double x)
{
    pointed = x;
    CurvePlot* plot = sheet().plot();
    if (const auto reading = readingAt(x, sheet(), scene, choices)) {
        plot->showCursor(reading->x, reading->text);
        plot->canvas()->setAccessibleDescription(reading->plainText);
    } else {
        plot->hideCursor();
    }
}

void CurvesView::Parts::pointAway()
{
    pointed.reset();
    sheet().plot()->hideCursor();
}

void CurvesView::Parts::step(int direction)
{
    const std::vector<double> stops = readingStops(sheet(), scene, choices);
    if (stops.empty()) {
        return;
    }
    const double from = pointed.value_or(direction > 0 ? stops.front() - 1 : stops.back() + 1);
    auto next = direction > 0 ? std::ranges::upper_bound(stops, from) : std::ranges::lower_bound(stops, from);
    if (direction < 0 && next != stops.begin()) {
        --next;
    }
    if (direction > 0 && next == stops.end()) {
        --next;
    }
    pointAt(direction == 2 ? stops.back() : direction == -2 ? stops.front() : *next);
}

} // namespace fovea
