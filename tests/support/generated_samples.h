// Generated samples for tests: a set with the settings asked for, and what statistics needs to tell a leak from chance.
#pragma once

#include "core/data/catalog.h"
#include "core/settings/fields.h"

#include <cmath>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace fovea {

using Settings = std::vector<std::pair<std::string, std::string>>;

/// `samples` training images of a set; two for validation, two for the test.
inline std::shared_ptr<const Dataset> samplesOf(const std::string& set, int samples, const Settings& settings = {})
{
    Config config;
    config.data.set = set;
    config.data.samples = samples;
    config.data.validation = 2;
    config.data.test = 2;
    for (const auto& [key, text] : settings) {
        setFromText(config, key, text);
    }
    ThreadPool pool(2);
    return makeDataset(config, pool);
}

/// Value c of pixel (i, j) of image n.
inline double pixel(const Split& split, Index n, Index i, Index j, Index c = 0)
{
    const Shape& one = split.images.shape;
    return static_cast<double>(
        split.images.reals[static_cast<std::size_t>(n * one.size() + (i * one.dim(1) + j) * one.dim(2) + c)]);
}

inline bool covers(const Box& box, Index i, Index j)
{
    return i >= box.top && i < box.top + box.height && j >= box.left && j < box.left + box.width;
}

/// Whether any of the boxes covers the pixel.
inline bool covers(const Evidence& evidence, Index i, Index j)
{
    for (const Box& box : evidence.boxes) {
        if (covers(box, i, j)) {
            return true;
        }
    }
    return false;
}

/// Pearson's statistic of counts that should all be alike.
inline double unevenness(const std::vector<int>& counts)
{
    double total = 0, sum = 0;
    for (const int count : counts) {
        total += count;
    }
    const double expected = total / static_cast<double>(counts.size());
    for (const int count : counts) {
        sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
}

/// Pearson's statistic of a table, row by row, whose rows should not depend on its columns.
inline double dependence(const std::vector<int>& counts, std::size_t columns)
{
    std::vector<double> ofRow(counts.size() / columns), ofColumn(columns);
    double total = 0, sum = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        ofRow[i / columns] += counts[i];
        ofColumn[i % columns] += counts[i];
        total += counts[i];
    }
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const double expected = ofRow[i / columns] * ofColumn[i % columns] / total;
        sum += expected > 0 ? (counts[i] - expected) * (counts[i] - expected) / expected : 0;
    }
    return sum;
}

/// What one in a thousand exceeds of a chi-square with so many degrees of freedom (Wilson and Hilferty's approximation).
inline double oneInAThousand(int degrees)
{
    const double d = degrees, cube = 1 - 2 / (9 * d) + 3.0902 * std::sqrt(2 / (9 * d));
    return d * cube * cube * cube;
}

/// The hue in degrees, 0 … 360, of red, green and blue on the circle of colourOfHue().
inline double hueOf(double red, double green, double blue)
{
    const double degrees = std::atan2((green - blue) * std::sqrt(3.0), 2 * red - green - blue) * 180 / 3.14159265358979;
    return degrees < 0 ? degrees + 360 : degrees;
}

/// Which of `bins` equal parts of 0 … `most` a value lies in.
inline std::size_t binOf(double value, double most, int bins)
{
    return static_cast<std::size_t>(std::min(bins - 1, static_cast<int>(value / most * bins)));
}

} // namespace fovea
