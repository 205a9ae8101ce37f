// How far a share that was counted can be trusted.
#pragma once

namespace fovea {

struct Interval
{
    double low = 0, high = 1;
    bool operator==(const Interval&) const = default;
};

/// 0.975 of the standard normal distribution lie below: intervals that hold the truth 95 times in 100.
inline constexpr double kTwoSided95 = 1.959963984540054;

/// The interval of a share that was seen `hits` times in `trials`; it stays within 0 … 1, also at the ends, where the usual
/// ± z · √(p (1 − p) / n) has no width. Without trials everything is possible: 0 … 1. Source: Wilson 1927, eq. 6.
///
///     p = hits / n      (p + z²/2n ± z √(p (1 − p)/n + z²/4n²)) / (1 + z²/n)
Interval wilson(long hits, long trials, double z = kTwoSided95);

} // namespace fovea
