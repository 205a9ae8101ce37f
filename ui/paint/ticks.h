// Ticks: round numbers along an axis or a colour bar.
#pragma once

#include <QString>

#include <vector>

namespace fovea {

/// A mark at the fraction t (0 … 1) of a scale.
struct Tick
{
    double t;
    QString label;
};

/// At most `most` multiples of 1, 2 or 5 times a power of ten between low and high, labelled in the user's locale.
/// Where low is not less than high, or one is not finite, there is one tick in the middle (labelled low) or none.
std::vector<Tick> linearTicks(double low, double high, int most = 6);

/// The smallest of 1, 2, 5 times a power of ten that is not less than `least` > 0.
double roundStep(double least);

/// A number as short as three significant digits allow, in the user's locale.
QString shortNumber(double value);

} // namespace fovea
