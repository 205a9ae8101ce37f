#include "ui/paint/ticks.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace fovea {

double roundStep(double least)
{
    const double power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0}) {
        if (factor * power >= least * (1 - 1e-9)) {
            return factor * power;
        }
    }
    return 10 * power;
}

std::vector<Tick> linearTicks(double low, double high, int most)
{
    if (!std::isfinite(high - low)) {
        return {};
    }
    if (!(low < high)) {
        return {{0.5, shortNumber(low)}};
    }
    most = std::max(1, most);
    const double slack = 1e-9 * (high - low);
    const auto first = [&](double step) { return std::ceil((low - slack) / step); };
    const auto count = [&](double step) { return std::floor((high + slack) / step) - first(step) + 1; };
    double step = roundStep((high - low) / (most + 1));
    while (count(step) > most) {
        step = roundStep(1.5 * step);
    }
    const int decimals = std::clamp(-static_cast<int>(std::floor(std::log10(step) + 1e-9)), 0, 12);
    std::vector<Tick> ticks;
    for (int i = 0; i < static_cast<int>(count(step)); ++i) {
        const double value = (first(step) + i) * step + 0.0; // + 0: never "-0"
        const double t = std::clamp((value - low) / (high - low), 0.0, 1.0);
        ticks.push_back({t, QLocale().toString(value, 'f', decimals)});
    }
    return ticks;
}

QString shortNumber(double value)
{
    return QLocale().toString(value, 'g', 3);
}

} // namespace fovea
