// Stroke digits: 0 to 9 drawn with a pen, in 28 × 28 pixels. No files, and as many as one likes.
//
//     place = centre + s R(θ) S(a) p        p on the digit's lines, its height 18 pixels
//     s ∈ [0.85, 1.15]   θ ∈ [−15°, 15°]   shear a ∈ [−0.1, 0.1]   pen 1.5 to 2.5 pixels wide, all uniform
//
// A pixel's value is how much of it the pen covers: half the pen's width + ½ − its distance from the nearest line, cut to
// 0 … 1, times 255. The evidence is the box around the pixels above a fifth.
#include "core/data/byte_images.h"
#include "core/data/items.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace fovea {
namespace {

struct Point
{
    double x, y; // right and down; a digit reaches from −1 to 1
};
using Line = std::vector<Point>;

constexpr double kHalfHeight = 9, kMiddle = (kItemSide - 1) / 2.0;

const Line& loopWithTail()
{
    static const Line kSix = {{.35, -.95}, {-.1, -.75}, {-.45, -.1}, {-.5, .45}, {-.3, .9},   {.05, 1},
                              {.4, .85},   {.5, .45},   {.35, .1},   {0, 0},     {-.35, .15}, {-.5, .45}};
    return kSix;
}

Line turnedRound(Line line)
{
    for (Point& p : line) {
        p = {-p.x, -p.y};
    }
    return line;
}

const std::array<std::vector<Line>, kItemClasses>& digits()
{
    static const std::array<std::vector<Line>, kItemClasses> kDigits = {{
        {{{0, -1},
          {.42, -.8},
          {.55, -.35},
          {.55, .35},
          {.42, .8},
          {0, 1},
          {-.42, .8},
          {-.55, .35},
          {-.55, -.35},
          {-.42, -.8},
          {0, -1}}},
        {{{-.3, -.6}, {.05, -1}, {.05, 1}}},
        {{{-.5, -.6}, {-.35, -.9}, {0, -1}, {.35, -.9}, {.5, -.55}, {.35, -.15}, {-.5, 1}, {.55, 1}}},
        {{{-.5, -.8}, {-.1, -1}, {.35, -.85}, {.45, -.5}, {.3, -.15}, {-.1, -.02}},
         {{-.1, -.02}, {.35, .12}, {.5, .5}, {.35, .87}, {-.1, 1}, {-.5, .8}}},
        {{{.25, 1}, {.25, -1}, {-.55, .4}, {.6, .4}}},
        {{{.5, -1}, {-.4, -1}, {-.45, -.1}, {0, -.25}, {.4, -.05}, {.5, .4}, {.35, .85}, {-.05, 1}, {-.5, .8}}},
        {loopWithTail()},
        {{{-.5, -1}, {.5, -1}, {-.1, 1}}},
        {{{0, -.05}, {-.35, -.2}, {-.42, -.55}, {-.25, -.9}, {0, -1}, {.25, -.9}, {.42, -.55}, {.35, -.2}, {0, -.05}},
         {{0, -.05}, {-.42, .15}, {-.5, .5}, {-.35, .88}, {0, 1}, {.35, .88}, {.5, .5}, {.42, .15}, {0, -.05}}},
        {turnedRound(loopWithTail())},
    }};
    return kDigits;
}

double squaredDistance(const Point& p, const Point& from, const Point& to)
{
    const double dx = to.x - from.x, dy = to.y - from.y;
    const double part = std::clamp(((p.x - from.x) * dx + (p.y - from.y) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
    const double x = p.x - from.x - part * dx, y = p.y - from.y - part * dy;
    return x * x + y * y;
}

/// The lines of a digit where one drawing of it has them, in pixels.
std::vector<Line> bent(std::vector<Line> lines, Stream& stream)
{
    const double angle = stream.uniform(-15, 15) * std::numbers::pi / 180, shear = stream.uniform(-0.1, 0.1);
    const double size = kHalfHeight * stream.uniform(0.85, 1.15);
    for (Line& line : lines) {
        for (Point& p : line) {
            const double x = p.x + shear * p.y, y = p.y;
            p = {kMiddle + size * (std::cos(angle) * x - std::sin(angle) * y),
                 kMiddle + size * (std::sin(angle) * x + std::cos(angle) * y)};
        }
    }
    return lines;
}

} // namespace

void drawDigit(int digit, Stream& stream, Real* pixels)
{
    const std::vector<Line> lines = bent(digits()[static_cast<std::size_t>(digit)], stream);
    const double pen = stream.uniform(1.5, 2.5);
    for (Index i = 0; i < kItemSide * kItemSide; ++i) {
        const Point here{static_cast<double>(i % kItemSide), static_cast<double>(i / kItemSide)};
        double nearest = kItemSide * kItemSide; // squared
        for (const Line& line : lines) {
            for (std::size_t k = 1; k < line.size(); ++k) {
                nearest = std::min(nearest, squaredDistance(here, line[k - 1], line[k]));
            }
        }
        pixels[i] = static_cast<Real>(255 * std::clamp(pen / 2 + 0.5 - std::sqrt(nearest), 0.0, 1.0));
    }
}

std::shared_ptr<const Dataset> makeDigits(const Config& config, ThreadPool& pool)
{
    auto data = std::make_shared<Dataset>();
    data->key = "digits";
    data->image = {kItemSide, kItemSide, 1};
    data->classes = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    const auto drawOne = [](SplitId, Stream& stream, Index index, Real* pixels) {
        const int label = static_cast<int>(index % kItemClasses); // balanced
        drawDigit(label, stream, pixels);
        return Drawn{.label = label, .evidence = boxAround(pixels, kItemSide, kItemSide, kInk)};
    };
    generateByteSplits(*data, config, drawOne, pool);
    return data;
}

void checkDigits(const Config& config, std::vector<Problem>& problems)
{
    checkGenerated(config, problems);
    const auto refuse = [&](const std::string& key, const std::string& value, const std::string& why) {
        problems.push_back({key, key + " is " + value + ", which digits do not survive: " + why});
    };
    if (config.augment.flip) {
        refuse("augment.flip", "true", "a mirrored 2 is no digit. Set it to false.");
    }
    if (config.augment.shift > 6) {
        refuse("augment.shift", std::to_string(config.augment.shift),
               "the part that tells a 1 from a 7 would leave the image. Set it to 6 or less.");
    }
    if (config.augment.rotation > 30) {
        refuse("augment.rotation", std::to_string(std::lround(config.augment.rotation)),
               "turned far enough a 6 is a 9, and they are turned by 15° already. Set it to 30 or less.");
    }
    if (config.augment.cutout > 8) {
        refuse("augment.cutout", std::to_string(config.augment.cutout),
               "a square of that size can hide what tells an 8 from a 3. Set it to 8 or less.");
    }
}

} // namespace fovea
