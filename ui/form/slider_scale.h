// The stops of a slider: which numbers it can be set to. Even steps, or even ratios for numbers that matter by their
// size; 0, which no logarithm reaches, is then the leftmost stop where it is allowed.
#pragma once

#include "core/settings/fields.h"

#include <vector>

namespace fovea {

class SliderScale
{
public:
    /// For a number field.
    explicit SliderScale(const Field& field);

    int last() const { return static_cast<int>(stops_.size()) - 1; }
    double valueAt(int stop) const { return stops_[static_cast<std::size_t>(stop)]; }

    /// The stop that a value lies at or nearest to, by ratio where the scale is logarithmic; the end where it is outside.
    int nearest(double value) const;

    /// The first stop above, the last below; the end where there is none.
    int above(double value) const;
    int below(double value) const;

private:
    bool logarithmic_;
    std::vector<double> stops_; ///< rising
};

} // namespace fovea
