// Numbers of a run as columns that can be drawn as they are: against passes and against batches.
#pragma once

#include <initializer_list>
#include <span>
#include <vector>

namespace fovea {

/// What the horizontal axis counts.
enum class Across
{
    Passes,
    Batches
};

/// Points of a line; x is finite and rises; y is finite or, where there is a gap, NaN. Both live in the run.
struct CurvePoints
{
    std::span<const double> x, y;
};

/// Rows that were measured at the same moments.
struct CurveTable
{
    std::vector<double> passes, batches; ///< x, counted in both ways
    std::vector<std::vector<double>> columns;

    /// One row more; the first `values.size()` columns take it. Values that are not finite become gaps.
    void put(double pass, double batch, std::initializer_list<double> values);
    /// Empty where there is no such column.
    CurvePoints column(std::size_t i, Across across) const;
};

/// Infinite values are gaps like those that are not defined: an axis could not show them.
double drawable(double value);

} // namespace fovea
