// Far corners: two patches of 4 × 4 pixels in opposite corners, the rest noise. Do they have the same colour?
//
//     x = noise               the patches: x = c(φ) + noise           noise N(0, σ), for each pixel and channel
//     the same:  φ′ = φ       different: φ′ = φ + δ, δ uniform in 90° … 270°              φ uniform in 0° … 360°
//
// c(φ) is a hue, all of one brightness. Which of the two diagonals is drawn anew each time. Either patch alone has every hue
// equally often under both labels, so it tells nothing: an answer that adds up what each part of the image says, none of them
// having seen both corners, can only guess.
#include "core/data/generated.h"

namespace fovea {
namespace {

constexpr Index kPatch = 4;

void paintPatch(const Box& box, double hue, Index side, Real* image)
{
    const std::array<double, 3> colour = colourOfHue(hue);
    for (Index i = box.top; i < box.top + box.height; ++i) {
        for (Index j = box.left; j < box.left + box.width; ++j) {
            for (std::size_t c = 0; c < 3; ++c) {
                image[(i * side + j) * 3 + static_cast<Index>(c)] += static_cast<Real>(colour[c]);
            }
        }
    }
}

int draw(Stream& stream, Index index, double noise, Index side, Real* image, Evidence& evidence)
{
    const int same = static_cast<int>(index % 2); // balanced
    const double hue = stream.uniform(0, 360), turn = stream.uniform(90, 270);
    const bool falling = stream.below(2) == 0;
    for (Index i = 0; i < side * side * 3; ++i) {
        image[i] = static_cast<Real>(noise * stream.normal());
    }
    const Index far = side - kPatch;
    const Box upper{0, falling ? 0 : far, kPatch, kPatch}, lower{far, falling ? far : 0, kPatch, kPatch};
    paintPatch(upper, hue, side, image);
    paintPatch(lower, same == 1 ? hue : hue + turn, side, image);
    evidence = {upper, lower};
    return same;
}

} // namespace

Shape cornersShape(const Config& config)
{
    return {config.data.side, config.data.side, 3};
}

std::shared_ptr<const Dataset> makeCorners(const Config& config, ThreadPool& pool)
{
    auto data = std::make_shared<Dataset>();
    data->key = "corners";
    data->image = cornersShape(config);
    data->classes = {"different", "the same"};
    const auto drawOne = [noise = config.data.noise, side = static_cast<Index>(config.data.side)](
                             Stream& stream, Index index, Real* image, Evidence& evidence) {
        return draw(stream, index, noise, side, image, evidence);
    };
    generateSplits(*data, config, drawOne, pool);
    return data;
}

void checkCorners(const Config& config, std::vector<Problem>& problems)
{
    checkGenerated(config, problems);
    refuseUnitPixels(config, "far corners", problems);
    refuseAugmentations(
        config, "far corners",
        {{"augment.shift", "a patch would be shifted out of its corner, and half of the question with it."},
         {"augment.rotation", "corners turn out of the image, and with them what is asked about."},
         {"augment.cutout", "it could cover a patch, and half of the question with it."}},
        problems);
}

} // namespace fovea
