#include "ui/curves/curve_ranges.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace fovea {
namespace {

// A loss of so many times its first value has diverged; the line leaves the axis at the top.
constexpr double kMostLinear = 4;
constexpr double kMostLogarithmic = 1e4;
constexpr double kMostDecades = 8;

double firstOf(const std::vector<QPointF>& line)
{
    const auto first = std::ranges::find_if(line, [](const QPointF& point) { return point.y() > 0; });
    return first == line.end() ? 0 : first->y();
}

} // namespace

double roundTop(double least)
{
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0}) {
        if (factor * power >= least * (1 - 1e-9)) {
            return factor * power;
        }
    }
    return 10 * power;
}

CurveRange acrossRange(double last, double planned, double least)
{
    const double grown = std::max(least, roundTop(std::max(last, least)));
    return {0, last <= planned * (1 + 1e-9) ? std::min(grown, planned > 0 ? planned : grown) : grown};
}

CurveRange valueRange(std::span<const std::vector<QPointF>* const> lines, bool logarithmic)
{
    double begin = 0;
    for (const std::vector<QPointF>* line : lines) {
        begin = std::max(begin, firstOf(*line));
    }
    const double most = begin * (logarithmic ? kMostLogarithmic : kMostLinear);
    double low = std::numeric_limits<double>::infinity();
    double high = 0;
    for (const std::vector<QPointF>* line : lines) {
        for (const QPointF& point : *line) {
            if (point.y() > 0 && point.y() <= most) {
                low = std::min(low, point.y());
                high = std::max(high, point.y());
            }
        }
    }
    if (!(high > 0)) {
        return logarithmic ? CurveRange{0.1, 10} : CurveRange{0, 1};
    }
    if (!logarithmic) {
        return {0, roundTop(1.03 * high)};
    }
    const double top = std::floor(std::log10(high)) + 1;
    const double bottom = std::max(std::floor(std::log10(low)), top - kMostDecades);
    return {std::pow(10.0, bottom), std::pow(10.0, top)};
}

} // namespace fovea
