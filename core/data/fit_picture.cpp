#include "core/data/fit_picture.h"

#include "core/tensor/check.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace fovea {
namespace {

/// The pixels that one pixel of the result is made of, and how much each counts.
struct Tap
{
    Index first = 0;
    std::vector<double> weights; ///< sum 1, or empty where there is no picture
};

/// One axis: `side` pixels that show [begin, begin + length) of `size` pixels.
std::vector<Tap> tapsOf(Index size, double begin, double length, Index side)
{
    const double step = length / static_cast<double>(side); // pixels of the picture to one of the result
    std::vector<Tap> taps(static_cast<std::size_t>(side));
    for (Index i = 0; i < side; ++i) {
        Tap& tap = taps[static_cast<std::size_t>(i)];
        const double middle = begin + (static_cast<double>(i) + 0.5) * step;
        if (middle < 0 || middle >= static_cast<double>(size)) {
            continue;
        }
        const double reach = std::max(step, 1.0) / 2; // an area where it shrinks, two neighbours where it grows
        const double from = middle - reach, to = middle + reach;
        const auto clamped = [&](double at) {
            return std::clamp<Index>(static_cast<Index>(std::floor(at)), 0, size - 1);
        };
        tap.first = clamped(from);
        double sum = 0;
        for (Index p = tap.first; p <= clamped(to); ++p) {
            const double overlap = std::min(to, static_cast<double>(p + 1)) - std::max(from, static_cast<double>(p));
            tap.weights.push_back(std::max(overlap, 0.0));
            sum += tap.weights.back();
        }
        for (double& weight : tap.weights) {
            weight /= sum;
        }
    }
    return taps;
}

/// The two axes' taps of a picture in a square.
struct Taps
{
    std::vector<Tap> rows, columns;
};

Taps tapsOf(const PictureBytes& picture, Fit fit, Index side)
{
    const Index shown = fit == Fit::Crop ? std::min(picture.height, picture.width) // of the square's side, in pixels
                                         : std::max(picture.height, picture.width);
    const auto axis = [&](Index size) {
        return tapsOf(size, static_cast<double>(size - shown) / 2, static_cast<double>(shown), side);
    };
    return {axis(picture.height), axis(picture.width)};
}

/// The mean colour under two taps.
double valueAt(const PictureBytes& picture, const Tap& row, const Tap& column, Index channel)
{
    double sum = 0;
    for (std::size_t i = 0; i < row.weights.size(); ++i) {
        const Index y = row.first + static_cast<Index>(i);
        double ofRow = 0;
        for (std::size_t j = 0; j < column.weights.size(); ++j) {
            const Index x = column.first + static_cast<Index>(j);
            ofRow += column.weights[j] * picture.pixels[(y * picture.width + x) * picture.channels + channel];
        }
        sum += row.weights[i] * ofRow;
    }
    return sum;
}

} // namespace

void fitPicture(const PictureBytes& picture, Fit fit, Index side, Index channels, std::span<std::uint8_t> out)
{
    FOVEA_CHECK(out.size() == static_cast<std::size_t>(side * side * channels), "room for the whole square");
    if (picture.height == side && picture.width == side && picture.channels == channels) {
        std::copy(picture.pixels, picture.pixels + out.size(), out.begin()); // the same as below, and at once
        return;
    }
    const Taps taps = tapsOf(picture, fit, side);
    auto to = out.begin();
    for (const Tap& row : taps.rows) {
        for (const Tap& column : taps.columns) {
            double colour[3] = {};
            for (Index c = 0; c < picture.channels; ++c) {
                colour[c] = valueAt(picture, row, column, c);
            }
            if (picture.channels == 1) {
                colour[1] = colour[2] = colour[0];
            } else if (channels == 1) {
                colour[0] = 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2];
            }
            for (Index c = 0; c < channels; ++c) {
                *to++ = static_cast<std::uint8_t>(std::lround(colour[c]));
            }
        }
    }
}

} // namespace fovea
