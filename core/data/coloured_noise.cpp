// Coloured noise: every channel of an image shows a glyph somewhere in its noise, and the frame says which one counts.
//
//     x_c = s g_{j(c)} at (r_c, c_c) + noise + 3·[c = k]·[in the frame]        c = 1 … C, noise N(0, 1), ‖g‖ = 1
//
// k, uniform, is the cue: the frame, 2 pixels wide, is bright in channel k. The label is the glyph j(k) of that channel; the
// glyphs of the other channels are drawn uniformly, whatever the label, and so are all places. Neither the cue alone nor any
// glyph alone tells the label: it takes both, and they lie apart. A glyph keeps 6 pixels from the border, so what sees the
// glyph's middle through a window of 12 pixels sees nothing of the frame. The mean of channel k over the whole image does:
// it lies 0.7 above the others.
//
// Who adds up what local windows say cannot use the cue: the best is to name the glyph that most channels show, of three
// channels right in ⅓ · 3/8 + ⅔ · 9/16 + 1/16 = 0.5625 of the images. A norm over the whole map is no local window: it
// divides by what it sees everywhere, the frame too, and so tells a little of it to each place.
//
// Kept as bytes: 128 + 24 x. The evidence is the glyph of channel k, the other glyphs are decoys.
#include "core/data/byte_images.h"
#include "core/data/glyphs.h"

#include <algorithm>

namespace fovea {
namespace {

constexpr Index kSide = 32, kFrame = 2, kMargin = 6, kPlaces = kSide - 2 * kMargin - kGlyph + 1;
constexpr double kFrameStrength = 3, kGrey = 128, kTones = 24;

bool inFrame(Index row, Index column)
{
    return std::min({row, column, kSide - 1 - row, kSide - 1 - column}) < kFrame;
}

Drawn draw(Stream& stream, Index index, Index channels, double signal, Real* image)
{
    Drawn drawn{.label = static_cast<int>(index % kGlyphs)}; // balanced
    drawn.cue = static_cast<int>(stream.below(static_cast<std::uint64_t>(channels)));
    for (Index pixel = 0; pixel < kSide * kSide; ++pixel) {
        for (Index c = 0; c < channels; ++c) {
            const double frame = c == drawn.cue && inFrame(pixel / kSide, pixel % kSide) ? kFrameStrength : 0;
            image[pixel * channels + c] = static_cast<Real>(kGrey + kTones * (stream.normal() + frame));
        }
    }
    for (Index c = 0; c < channels; ++c) {
        const auto any = static_cast<int>(stream.below(kGlyphs));
        const Glyph& glyph = glyphs()[static_cast<std::size_t>(c == drawn.cue ? drawn.label : any)];
        const Index top = kMargin + static_cast<Index>(stream.below(kPlaces));
        const Index left = kMargin + static_cast<Index>(stream.below(kPlaces));
        for (Index i = 0; i < kGlyph * kGlyph; ++i) {
            image[((top + i / kGlyph) * kSide + left + i % kGlyph) * channels + c] +=
                static_cast<Real>(kTones * signal * glyph[static_cast<std::size_t>(i)]);
        }
        (c == drawn.cue ? drawn.evidence : drawn.decoys).boxes.push_back({top, left, kGlyph, kGlyph});
    }
    return drawn;
}

} // namespace

Shape imageOfColouredNoise(const Config& config)
{
    return {kSide, kSide, config.data.channels};
}

std::shared_ptr<const Dataset> makeColouredNoise(const Config& config, ThreadPool& pool)
{
    auto data = std::make_shared<Dataset>();
    data->key = "coloured";
    data->image = imageOfColouredNoise(config);
    data->classes = glyphNames();
    data->cues = {"red", "green", "blue"};
    for (int c = 3; c < config.data.channels; ++c) {
        data->cues.push_back("channel " + std::to_string(c + 1));
    }
    const auto drawOne = [channels = Index{config.data.channels},
                          signal = config.data.signal](SplitId, Stream& stream, Index index, Real* pixels) {
        return draw(stream, index, channels, signal, pixels);
    };
    generateByteSplits(*data, config, drawOne, pool);
    return data;
}

void checkColouredNoise(const Config& config, std::vector<Problem>& problems)
{
    checkGenerated(config, problems);
    refuseAugmentations(
        config, "coloured noise",
        {{"augment.shift", "the frame, which says what counts, would be shifted out on two sides."},
         {"augment.rotation", "a plus turned by 45° is a cross, so labels would be wrong."},
         {"augment.cutout", "it would cover the glyph that counts in some images, which is all that tells the label."}},
        problems);
}

} // namespace fovea
