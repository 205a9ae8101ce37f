// Cost: what one layer in which tokens look at each other takes, in time and memory, as the patches become more.
//
// A figure that grows as N to the power p lies on a straight line of slope p once both axes are logarithmic. All tokens
// asking all is N², so slope 2; a window of fixed size and linear attention are N, so slope 1. With few patches the
// projections, which are N everywhere, hide the difference: it shows from some hundred patches on.
#pragma once

#include "core/settings/config.h"
#include "core/tensor/real.h"

#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace fovea {

struct CostPoint
{
    Index places = 0; ///< N
    double milliseconds =
        0;            ///< one image forward through the layer: processor time of one thread, the least of several
    double bytes = 0; ///< what the pass writes: queries, keys, values, weights, tokens
};

/// One mechanism, by rising N.
struct CostCurve
{
    std::string mechanism; ///< key of a row of mixMechanisms()
    std::vector<CostPoint> points;
};

/// The exponent p of y ≈ c Nᵖ, by least squares through the logarithms; undefined (NaN) for fewer than two points.
double logLogSlope(std::span<const double> n, std::span<const double> y);

struct CostSlopes
{
    double time = 0, bytes = 0;
};
/// Both exponents, over the points from `from` to `to` places.
CostSlopes slopesOf(const CostCurve& curve, Index from, Index to);

/// From which N on a takes longer than b for good: between two points along the straight line of the logarithms. Nothing
/// where that does not happen among the points, or a takes longer everywhere.
std::optional<double> crossing(const CostCurve& a, const CostCurve& b);

/// One curve that takes longer than another from so many patches on.
struct Crossing
{
    std::size_t longer = 0, shorter = 0; ///< numbers of the curves
    double places = 0;
};
/// All crossings of curves that grow differently: where two grow alike (exponents of time within 0.3), noise alone decides
/// which is above.
std::vector<Crossing> crossingsOf(const std::vector<CostCurve>& curves);

/// What is compared: global, windowed, linear.
const std::vector<std::string>& comparedMixes();
/// Sides of the square maps that are measured: 4 (16 patches) to 32 (1,024).
const std::vector<Index>& measuredSides();
/// Patches between which slopes are fitted.
inline constexpr Index kSlopeFrom = 256, kSlopeTo = 1024;

/// The layer that is measured: width 64, 4 heads, windows of 4 × 4.
MixConfig measuredLayer();

/// Measures one layer of this mechanism on side × side tokens, for about `seconds`, in the calling thread alone.
CostPoint measureLayer(const std::string& mechanism, Index side, double seconds = 0.04);

/// Measures all sides of all mechanisms, small ones first, and calls `grown` after each point with what there is so far.
/// Empty where `stop` came first, which it notices within one point.
std::optional<std::vector<CostCurve>> measureCosts(const std::function<void(const std::vector<CostCurve>&)>& grown = {},
                                                   std::stop_token stop = {});

} // namespace fovea
