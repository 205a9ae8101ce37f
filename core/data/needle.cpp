// Needle: one of four glyphs of 5 × 5 pixels, anywhere in 32 × 32 pixels of noise.
//
//     x = s gₖ at (r, c) + noise        k ∈ {plus, cross, square, diamond}, (r, c) uniform, noise N(0, 1), ‖gₖ‖ = 1
//
// Because it is known how an image was made, so is the best that anybody can do: the posterior over glyph and place is
//
//     p(k, r, c | x) ∝ exp(s ⟨gₖ, x at (r, c)⟩ − s²/2)
//
// Summed over places it is the ideal answer, summed over glyphs the ideal attention. No network may beat either.
#include "core/data/generated.h"
#include "core/data/glyphs.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace fovea {
namespace {

constexpr Index kSide = 32, kPlaces = kSide - kGlyph + 1;
constexpr int kClasses = kGlyphs;

int draw(Stream& stream, Index index, double signal, Real* image, Evidence& evidence)
{
    const int label = static_cast<int>(index % kClasses); // balanced
    const Box place{static_cast<Index>(stream.below(kPlaces)), static_cast<Index>(stream.below(kPlaces)), kGlyph,
                    kGlyph};
    evidence = place;
    for (Index i = 0; i < kSide * kSide; ++i) {
        image[i] = static_cast<Real>(stream.normal());
    }
    const Glyph& g = glyphs()[static_cast<std::size_t>(label)];
    for (Index i = 0; i < kGlyph; ++i) {
        for (Index j = 0; j < kGlyph; ++j) {
            image[(place.top + i) * kSide + place.left + j] +=
                static_cast<Real>(signal * g[static_cast<std::size_t>(i * kGlyph + j)]);
        }
    }
    return label;
}

/// p(k | x) and p(r, c | x), both up to the same factor.
struct Posterior
{
    std::array<double, kClasses> classes{};
    std::array<double, kPlaces * kPlaces> places{};
};

Posterior posterior(const Real* image, double signal)
{
    std::array<double, kClasses * kPlaces * kPlaces> logs{};
    double largest = -INFINITY;
    for (std::size_t k = 0; k < kClasses; ++k) {
        for (Index r = 0; r < kPlaces; ++r) {
            for (Index c = 0; c < kPlaces; ++c) {
                double match = 0; // ⟨gₖ, x at (r, c)⟩
                for (Index i = 0; i < kGlyph * kGlyph; ++i) {
                    match += glyphs()[k][static_cast<std::size_t>(i)] *
                             static_cast<double>(image[(r + i / kGlyph) * kSide + c + i % kGlyph]);
                }
                const std::size_t at =
                    (k * kPlaces + static_cast<std::size_t>(r)) * kPlaces + static_cast<std::size_t>(c);
                logs[at] = signal * match;
                largest = std::max(largest, logs[at]);
            }
        }
    }
    Posterior p;
    for (std::size_t k = 0; k < kClasses; ++k) {
        for (std::size_t place = 0; place < p.places.size(); ++place) {
            const double weight = std::exp(logs[k * p.places.size() + place] - largest);
            p.classes[k] += weight;
            p.places[place] += weight;
        }
    }
    return p;
}

/// Whether cell i of n along a side of kSide pixels overlaps the glyph's pixels [from, from + kGlyph).
bool overlaps(Index i, Index n, Index from)
{
    return i * kSide < (from + kGlyph) * n && from * n < (i + 1) * kSide;
}

Bound boundOf(const Posterior& p, int label, const Box& evidence, const MapGrid& grid)
{
    const auto best = std::max_element(p.classes.begin(), p.classes.end()) - p.classes.begin();
    // The cell that overlaps the glyph with the highest probability.
    double mostProbable = -1;
    bool hit = false;
    for (Index i = 0; i < grid.h; ++i) {
        for (Index j = 0; j < grid.w; ++j) {
            double probability = 0;
            for (Index r = 0; r < kPlaces; ++r) {
                for (Index c = 0; c < kPlaces && overlaps(i, grid.h, r); ++c) {
                    probability += overlaps(j, grid.w, c) ? p.places[static_cast<std::size_t>(r * kPlaces + c)] : 0;
                }
            }
            if (probability > mostProbable) {
                mostProbable = probability;
                hit = overlaps(i, grid.h, evidence.top) && overlaps(j, grid.w, evidence.left);
            }
        }
    }
    return {best == label, hit};
}

} // namespace

std::shared_ptr<const Dataset> makeNeedle(const Config& config, ThreadPool& pool)
{
    const Shape image{kSide, kSide, 1};
    const double signal = config.data.signal;
    const auto drawOne = [signal](Stream& stream, Index index, Real* pixels, Evidence& evidence) {
        return draw(stream, index, signal, pixels, evidence);
    };
    auto data = std::make_shared<Dataset>();
    data->key = "needle";
    data->image = image;
    data->classes = glyphNames();
    const auto split = [&](SplitId id, int count) {
        return generate(config.seed, data->key, id, 0, count, image, true, drawOne, pool);
    };
    data->train = split(SplitId::Train, config.data.samples);
    data->validation = split(SplitId::Validation, config.data.validation);
    data->test = split(SplitId::Test, config.data.test);
    data->scale = {0, config.data.pixels == "standard" ? Real(1) / 3 : Real(1)};
    data->bounds = [signal](const Split& images, const MapGrid& grid, ThreadPool& workers) {
        std::vector<Bound> bounds(static_cast<std::size_t>(images.size()));
        workers.forEach(images.size(), [&](Index i, int) {
            const auto at = static_cast<std::size_t>(i);
            bounds[at] = boundOf(posterior(images.images.reals.data() + i * kSide * kSide, signal), images.labels[at],
                                 images.evidence[at].boxes.front(), grid);
        });
        return bounds;
    };
    return data;
}

void checkNeedle(const Config& config, std::vector<Problem>& problems)
{
    checkGenerated(config, problems);
    const auto refuse = [&](const std::string& key, const std::string& why) {
        problems.push_back({key, key + " cannot be used on the needle: " + why + " Set it to 0."});
    };
    if (config.augment.shift > 0) {
        // The share of the places from which a shift can reach the border, in one direction or the other.
        const double safe = static_cast<double>(std::max<Index>(0, kPlaces - 2 * config.augment.shift)) / kPlaces;
        refuse("augment.shift", "a needle at the border would be shifted out, in up to " +
                                    std::to_string(std::lround(100 * (1 - safe * safe))) +
                                    " % of the images, and the label would name what is not there.");
    }
    if (config.augment.rotation > 0) {
        refuse("augment.rotation", "a plus turned by 45° is a cross, so labels would be wrong.");
    }
    if (config.augment.cutout > 0) {
        refuse("augment.cutout", "it would cover the needle, which is all that tells the label.");
    }
    if (config.data.pixels == "unit") {
        problems.push_back({"data.pixels",
                            "data.pixels is unit, but the needle's pixels are no bytes that 255 could divide: "
                            "take raw or standard."});
    }
}

} // namespace fovea
