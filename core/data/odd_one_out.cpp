// Odd one out: sixteen bars in a grid of 4 × 4 cells, all leaning alike but one. In which quarter of the image is it?
//
//     x = colour · ink + noise        noise N(0, σ), for each pixel and channel
//     ink: bars 6 pixels long, 2 wide, up to `jitter` pixels off the middle of cells of 8 × 8 pixels
//     fifteen lean by θ, uniform in 0° … 180° and new for each image; one by θ + Δ or θ − Δ
//
// Each bar has a hue of its own that says nothing. Nor does a bar's angle: every angle is as often the odd one's as another's.
// Only the comparison with other bars tells.
#include "core/data/generated.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace fovea {
namespace {

constexpr Index kSide = 32, kCell = 8, kCells = kSide / kCell;
constexpr double kHalfLength = 3, kHalfWidth = 1;

struct Bar
{
    double row, column; ///< of its middle, in pixels
    double angle;       ///< in degrees, from lying
    double hue;
};

/// How much of a pixel the bar covers, its edges softened over one pixel.
double ink(const Bar& bar, Index i, Index j)
{
    const double angle = bar.angle * std::numbers::pi / 180, cosine = std::cos(angle), sine = std::sin(angle);
    const double down = static_cast<double>(i) + 0.5 - bar.row, across = static_cast<double>(j) + 0.5 - bar.column;
    const double along = std::abs(cosine * across - sine * down), aside = std::abs(sine * across + cosine * down);
    return std::clamp(kHalfLength + 0.5 - along, 0.0, 1.0) * std::clamp(kHalfWidth + 0.5 - aside, 0.0, 1.0);
}

/// Draws the bar into its cell; what would reach beyond is cut off there.
void paintBar(const Bar& bar, const Box& cell, Real* image)
{
    const std::array<double, 3> colour = colourOfHue(bar.hue);
    for (Index i = cell.top; i < cell.top + cell.height; ++i) {
        for (Index j = cell.left; j < cell.left + cell.width; ++j) {
            const double covered = ink(bar, i, j);
            for (std::size_t c = 0; c < 3; ++c) {
                image[(i * kSide + j) * 3 + static_cast<Index>(c)] += static_cast<Real>(covered * colour[c]);
            }
        }
    }
}

/// The cell with this number, row by row.
Box cellBox(Index cell)
{
    return {cell / kCells * kCell, cell % kCells * kCell, kCell, kCell};
}

int draw(Stream& stream, Index index, const DataConfig& data, Real* image, Evidence& evidence)
{
    const Index quarter = index % 4; // balanced
    const Index row = quarter / 2 * 2 + static_cast<Index>(stream.below(2));
    const Index column = quarter % 2 * 2 + static_cast<Index>(stream.below(2));
    const double angle = stream.uniform(0, 180);
    const double odd = stream.below(2) == 0 ? angle + data.difference : angle - data.difference;
    for (Index i = 0; i < kSide * kSide * 3; ++i) {
        image[i] = static_cast<Real>(data.noise * stream.normal());
    }
    const auto off = [&] {
        return static_cast<double>(stream.below(static_cast<std::uint64_t>(2 * data.jitter + 1))) - data.jitter;
    };
    for (Index cell = 0; cell < kCells * kCells; ++cell) {
        const Box box = cellBox(cell);
        const bool isOdd = cell == row * kCells + column;
        const double down = off(), across = off();
        paintBar({static_cast<double>(box.top) + kCell / 2.0 + down,
                  static_cast<double>(box.left) + kCell / 2.0 + across, isOdd ? odd : angle, stream.uniform(0, 360)},
                 box, image);
        if (isOdd) {
            evidence = box;
        }
    }
    return static_cast<int>(quarter);
}

} // namespace

std::shared_ptr<const Dataset> makeOddOneOut(const Config& config, ThreadPool& pool)
{
    auto data = std::make_shared<Dataset>();
    data->key = "odd-one-out";
    data->image = {kSide, kSide, 3};
    data->classes = {"top left", "top right", "bottom left", "bottom right"};
    const auto drawOne = [settings = config.data](Stream& stream, Index index, Real* image, Evidence& evidence) {
        return draw(stream, index, settings, image, evidence);
    };
    generateSplits(*data, config, drawOne, pool);
    return data;
}

void checkOddOneOut(const Config& config, std::vector<Problem>& problems)
{
    checkGenerated(config, problems);
    refuseUnitPixels(config, "odd one out", problems);
    refuseAugmentations(
        config, "odd one out",
        {{"augment.shift", "the odd bar could be shifted into another quarter, and the label be wrong."},
         {"augment.flip", "left becomes right, and the label would be wrong."},
         {"augment.rotation", "bars turn into other quarters, and the label would be wrong."},
         {"augment.cutout", "it could cover the odd bar, which is all that tells the label."}},
        problems);
}

} // namespace fovea
