// For tests of kernels: the sets to test, random shapes and numbers, and how far two results are apart.
#pragma once

#include "core/ops/kernels/kernels.h"
#include "tests/support/values.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

Q_DECLARE_METATYPE(const fovea::kernels::Kernels*)

namespace fovea {

inline constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();

/// Rows of a data-driven test: every set that this processor can run, and the plain loops where asked.
inline void everySet(bool plainToo = false)
{
    QTest::addColumn<const kernels::Kernels*>("set");
    for (const kernels::Kernels* set : kernels::available()) {
        QTest::addRow("%s", set->name) << set;
    }
    if (plainToo) {
        QTest::addRow("plain") << &kernels::plain();
    }
}

inline Stream& chance()
{
    static Stream stream(11, Purpose::Test);
    return stream;
}

inline Index among(std::initializer_list<Index> values)
{
    return values.begin()[chance().below(values.size())];
}

inline Reals numbers(Index count, double deviation = 1)
{
    Reals x(static_cast<std::size_t>(count));
    for (float& v : x) {
        v = static_cast<float>(deviation * chance().normal());
    }
    return x;
}

inline bool sameBits(float a, float b)
{
    return std::memcmp(&a, &b, sizeof a) == 0;
}

inline bool sameBits(const Reals& a, const Reals& b)
{
    return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

/// The largest |a − b| / max(1, |b|); infinite where one of them alone is NaN.
inline double difference(const Reals& a, const Reals& b)
{
    double most = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double d =
            std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i])) / std::max(1.0f, std::abs(b[i]));
        most = d <= most || (std::isnan(a[i]) && std::isnan(b[i])) ? most : std::isnan(d) ? HUGE_VAL : d;
    }
    return most;
}

} // namespace fovea
