#include "core/training/seed_statistics.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fovea {
namespace {

std::vector<double> valuesOf(const std::vector<SeedValue>& all)
{
    std::vector<double> values;
    for (const SeedValue& one : all) {
        values.push_back(one.value);
    }
    return values;
}

bool tooFew(const std::vector<SeedValue>& all)
{
    return all.size() < 2 || std::ranges::any_of(all, [](const SeedValue& one) { return !std::isfinite(one.value); });
}

} // namespace

SeedMean meanOverSeeds(std::span<const double> values)
{
    const auto n = static_cast<double>(values.size());
    SeedMean of{values.empty() ? kUndefined : 0, kUndefined};
    for (const double value : values) {
        of.mean += value / n;
    }
    if (values.size() > 1) {
        double squares = 0;
        for (const double value : values) {
            squares += (value - of.mean) * (value - of.mean);
        }
        of.deviation = std::sqrt(squares / (n - 1));
    }
    return of;
}

double studentBound(double freedom)
{
    constexpr std::array kBounds = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
                                    2.201,  2.179, 2.160, 2.145, 2.131, 2.120, 2.110, 2.101, 2.093, 2.086,
                                    2.080,  2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042};
    const auto whole = static_cast<std::size_t>(std::max(1.0, freedom));
    return kBounds[std::min(whole, kBounds.size()) - 1];
}

bool SeedDifference::isClear() const
{
    return std::abs(mean) > studentBound(freedom) * error;
}

std::optional<SeedDifference> seedDifference(std::vector<SeedValue> a, std::vector<SeedValue> b)
{
    if (tooFew(a) || tooFew(b)) {
        return {};
    }
    std::ranges::sort(a, {}, &SeedValue::seed);
    std::ranges::sort(b, {}, &SeedValue::seed);
    if (std::ranges::equal(a, b, {}, &SeedValue::seed, &SeedValue::seed)) {
        std::vector<double> differences;
        for (std::size_t i = 0; i < a.size(); ++i) {
            differences.push_back(b[i].value - a[i].value);
        }
        const SeedMean of = meanOverSeeds(differences);
        const auto n = static_cast<double>(a.size());
        return SeedDifference{of.mean, of.deviation / std::sqrt(n), n - 1, static_cast<int>(a.size())};
    }
    const SeedMean first = meanOverSeeds(valuesOf(a)), second = meanOverSeeds(valuesOf(b));
    const auto n = static_cast<double>(a.size()), m = static_cast<double>(b.size());
    const double u = first.deviation * first.deviation / n, v = second.deviation * second.deviation / m;
    const double freedom = u + v > 0 ? (u + v) * (u + v) / (u * u / (n - 1) + v * v / (m - 1)) : n + m - 2;
    return SeedDifference{second.mean - first.mean, std::sqrt(u + v), freedom, 0};
}

} // namespace fovea
