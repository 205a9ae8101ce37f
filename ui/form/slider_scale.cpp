#include "ui/form/slider_scale.h"

#include "ui/paint/ticks.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string>

namespace fovea {
namespace {

constexpr int kLinearStops = 120;

/// A decimal number as it would be typed, so that a stop is 0.3 and not 0.30000000000000004.
double decimal(const std::string& mantissa, int exponent)
{
    const std::string text = mantissa + "e" + std::to_string(exponent);
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::vector<double> evenSteps(const UsualRange& usual, bool whole)
{
    const double step = whole ? 1 : roundStep((usual.most - usual.least) / kLinearStops);
    const int exponent = static_cast<int>(std::floor(std::log10(step) + 1e-9));
    const auto digit = std::lround(step / std::pow(10.0, exponent));
    std::vector<double> stops{usual.least};
    for (long i = std::lround(std::ceil(usual.least / step)); static_cast<double>(i) * step < usual.most; ++i) {
        stops.push_back(decimal(std::to_string(i * digit), exponent));
    }
    stops.push_back(usual.most);
    return stops;
}

std::vector<double> tens(const UsualRange& usual)
{
    static const std::array<const char*, 10> kMantissas = {"1", "1.2", "1.5", "2", "2.5", "3", "4", "5", "6", "8"};
    std::vector<double> stops;
    const int first = static_cast<int>(std::floor(std::log10(usual.least) + 1e-9));
    for (int exponent = first; stops.empty() || stops.back() < usual.most; ++exponent) {
        for (const char* mantissa : kMantissas) {
            const double value = decimal(mantissa, exponent);
            if (value >= usual.least * (1 - 1e-9)) {
                stops.push_back(std::min(value, usual.most));
            }
        }
    }
    return stops;
}

std::vector<double> doublings(const UsualRange& usual)
{
    std::vector<double> stops;
    for (double value = usual.least; value < usual.most; value *= 2) {
        stops.push_back(value);
    }
    stops.push_back(usual.most);
    return stops;
}

} // namespace

SliderScale::SliderScale(const Field& field) : logarithmic_(field.logarithmic)
{
    Config any;
    const bool whole = !std::holds_alternative<double*>(field.place(any));
    const UsualRange& usual = field.usual;
    stops_ = !logarithmic_ ? evenSteps(usual, whole) : usual.base == 2 ? doublings(usual) : tens(usual);
    if (logarithmic_ && field.least <= 0) {
        stops_.insert(stops_.begin(), 0.0);
    }
    if (whole) {
        std::transform(stops_.begin(), stops_.end(), stops_.begin(), [](double stop) { return std::round(stop); });
    }
    std::sort(stops_.begin(), stops_.end());
    stops_.erase(std::unique(stops_.begin(), stops_.end()), stops_.end());
}

int SliderScale::nearest(double value) const
{
    const int high =
        std::min(static_cast<int>(std::lower_bound(stops_.begin(), stops_.end(), value) - stops_.begin()), last());
    if (high == 0 || value >= valueAt(high)) {
        return high;
    }
    const double low = valueAt(high - 1);
    if (logarithmic_) { // below the first stop that is not 0 lies a long way: only 0 itself is 0
        return low > 0 && value / low < valueAt(high) / value ? high - 1 : high;
    }
    return value - low < valueAt(high) - value ? high - 1 : high;
}

int SliderScale::above(double value) const
{
    const auto found = std::upper_bound(stops_.begin(), stops_.end(), value);
    return std::min(static_cast<int>(found - stops_.begin()), last());
}

int SliderScale::below(double value) const
{
    const auto found = std::lower_bound(stops_.begin(), stops_.end(), value);
    return std::max(static_cast<int>(found - stops_.begin()) - 1, 0);
}

} // namespace fovea
