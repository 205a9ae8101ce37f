// For tests: tensors of random numbers, the same on every run.
#pragma once

#include "core/tensor/random.h"
#include "core/tensor/tensor.h"

#include <numeric>

namespace fovea {

/// Normal numbers with mean 0.
inline Tensor normals(const Shape& shape, std::uint64_t seed, double deviation = 1)
{
    Stream stream(seed, Purpose::Test, {static_cast<std::uint64_t>(shape.size())});
    Tensor t(shape);
    for (Index i = 0; i < t.size(); ++i) {
        t[i] = static_cast<Real>(deviation * stream.normal());
    }
    return t;
}

/// Numbers between −2 and 2 in random order, no two closer than 4 / n and none closer to zero than 1 / n: far from the
/// kinks of ReLU and of a maximum.
inline Tensor distinct(const Shape& shape, std::uint64_t seed)
{
    std::vector<int> order(static_cast<std::size_t>(shape.size()));
    std::iota(order.begin(), order.end(), 0);
    Stream(seed, Purpose::Test, {1}).shuffle(order);
    Tensor t(shape);
    const auto n = static_cast<double>(shape.size());
    for (Index i = 0; i < t.size(); ++i) {
        t[i] = static_cast<Real>((4 * order[static_cast<std::size_t>(i)] + 1 - 2 * n) / n);
    }
    return t;
}

} // namespace fovea
