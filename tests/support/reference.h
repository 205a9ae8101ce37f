// Reference numbers that PyTorch calculated (tests/reference/make_reference.py says how), and how far ours are from them.
#pragma once

#include "core/tensor/tensor.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

namespace fovea {

using Json = nlohmann::json;

/// tests/reference/<name>.json
inline Json readReference(const std::string& name)
{
    std::ifstream file(std::string(FOVEA_TEST_FILES) + "/reference/" + name + ".json");
    return Json::parse(file);
}

/// The numbers of make_reference.py's wave(): scale · (x³ mod p / 5003.5 − 1) with x = i + 37 seed and p = 10007, exact.
inline void fillWave(Index size, Index seed, double scale, Real* out)
{
    constexpr Index kPrime = 10007;
    for (Index i = 0; i < size; ++i) {
        const Index x = (i + 37 * seed) % kPrime;
        out[i] = static_cast<Real>(scale * (static_cast<double>(x * x * x % kPrime) / 5003.5 - 1));
    }
}

inline Tensor wave(const Shape& shape, Index seed, double scale = 1)
{
    Tensor t(shape);
    fillWave(t.size(), seed, scale, t.data());
    return t;
}

/// The labels of make_reference.py.
inline std::vector<int> referenceLabels(Index count, int classes)
{
    std::vector<int> labels;
    for (int i = 0; i < count; ++i) {
        labels.push_back((7 * i % 5 + i) % classes);
    }
    return labels;
}

inline Shape shapeOf(const Json& sizes)
{
    Shape shape;
    for (const Json& size : sizes) {
        shape.append(size.get<Index>());
    }
    return shape;
}

/// ‖ours − reference‖∞ / max(‖reference‖∞, 1e-2); infinite where the counts differ or ours are not numbers.
inline double distance(const Real* ours, Index count, const Json& reference)
{
    if (static_cast<Index>(reference.size()) != count) {
        return HUGE_VAL;
    }
    double most = 0, largest = 1e-2;
    for (Index i = 0; i < count; ++i) {
        const auto wanted = reference[static_cast<std::size_t>(i)].get<double>();
        const double d = std::abs(static_cast<double>(ours[i]) - wanted);
        most = d <= most ? most : std::isnan(d) ? HUGE_VAL : d;
        largest = std::max(largest, std::abs(wanted));
    }
    return most / largest;
}

/// How far the results and the gradients of a case are from the reference.
struct Distances
{
    double forward = 0, gradient = 0;
    void addForward(double d) { forward = std::max(forward, d); }
    void addGradient(double d) { gradient = std::max(gradient, d); }
};

} // namespace fovea
