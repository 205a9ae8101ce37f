// Shortcut: an item and, in the corner, a tag that often gives the answer away. Right picture, wrong reason?
//
//     (32 × 32)   item of class y at (4, 4), 28 × 28   tag of 4 × 4 pixels at (0, 0)
//     tag = code of y with probability ρ, else the code of any class by chance (1 in 10 is right then, too)
//
// The codes are rows 1 to 10 of the 16 × 16 Hadamard matrix, +1 white: 8 pixels each are white, and any two codes differ
// in 8. Training, validation and test images have tags of this kind. Three further tests show the same test items:
//
//     correlated   every tag tells the label
//     removed      the corner is black
//     shuffled     the labels' codes in another order: a tag tells nothing
//
// Who reads the tag loses between correlated and shuffled: that difference is the measured reliance. Evidence is the box
// around the item, the decoy is the tag's box.
#include "core/data/byte_images.h"
#include "core/data/items.h"

#include <bit>
#include <numeric>

namespace fovea {
namespace {

constexpr Index kTag = 4, kSide = kItemSide + kTag;
constexpr int kNoTag = -1;
constexpr std::uint64_t kShuffle = 3; // the stream of the order, beside those of the splits

void drawTag(int code, Real* image)
{
    for (unsigned i = 0; i < kTag * kTag; ++i) {
        const bool white = std::popcount(static_cast<unsigned>(code + 1) & i) % 2 == 0; // Hadamard, row code + 1
        image[static_cast<Index>(i) / kTag * kSide + static_cast<Index>(i) % kTag] = white ? 255 : 0;
    }
}

/// The code that an image's tag shows, or kNoTag: of its label and what training's rule would give it.
using TagRule = std::function<int(Index index, int label, int asTrained)>;

class Studio
{
public:
    Studio(const Config& config, ThreadPool& pool) : config_(config), items_(makeItems(config)), pool_(pool) {}

    std::vector<std::string> classes() const { return items_->classes(); }

    Split split(SplitId id, int count, const TagRule& rule) const
    {
        const auto draw = [&](Stream& stream, Index index, Real* image) {
            const int label = static_cast<int>(index % kItemClasses); // balanced
            Reals item(static_cast<std::size_t>(kItemSide * kItemSide));
            items_->draw(id, label, stream, item.data());
            for (Index row = 0; row < kItemSide; ++row) {
                std::copy_n(item.begin() + row * kItemSide, kItemSide, image + (kTag + row) * kSide + kTag);
            }
            const bool tells = stream.uniform() < config_.data.rho;
            const int any = static_cast<int>(stream.below(kItemClasses));
            const int code = rule(index, label, tells ? label : any);
            if (code != kNoTag) {
                drawTag(code, image);
            }
            Box object = boxAround(item.data(), kItemSide, kItemSide, kInk);
            object.top += kTag;
            object.left += kTag;
            return Drawn{.label = label, .evidence = object, .decoys = Box{0, 0, kTag, kTag}};
        };
        return generateBytes(config_.seed, "shortcut", id, count, {kSide, kSide, 1}, draw, pool_);
    }

private:
    const Config& config_;
    std::shared_ptr<const Items> items_;
    ThreadPool& pool_;
};

/// The test labels in another order.
std::vector<int> shuffledLabels(const Config& config)
{
    std::vector<int> labels(static_cast<std::size_t>(config.data.test));
    for (std::size_t i = 0; i < labels.size(); ++i) {
        labels[i] = static_cast<int>(i % kItemClasses);
    }
    Stream stream(config.seed, Purpose::Sample, {hash("shortcut"), kShuffle});
    stream.shuffle(labels);
    return labels;
}

} // namespace

std::shared_ptr<const Dataset> makeShortcut(const Config& config, ThreadPool& pool)
{
    const Studio studio(config, pool);
    const TagRule asTrained = [](Index, int, int trained) { return trained; };
    auto data = std::make_shared<Dataset>();
    data->key = "shortcut";
    data->image = {kSide, kSide, 1};
    data->classes = studio.classes();
    data->train = studio.split(SplitId::Train, config.data.samples, asTrained);
    data->validation = studio.split(SplitId::Validation, config.data.validation, asTrained);
    data->test = studio.split(SplitId::Test, config.data.test, asTrained);
    const auto test = [&](const TagRule& rule) { return studio.split(SplitId::Test, config.data.test, rule); };
    data->variants.push_back({"correlated", test([](Index, int label, int) { return label; })});
    data->variants.push_back({"removed", test([](Index, int, int) { return kNoTag; })});
    data->variants.push_back({"shuffled", test([codes = shuffledLabels(config)](Index index, int, int) {
                                  return codes[static_cast<std::size_t>(index)];
                              })});
    data->scale = scaleOfBytes(config.data.pixels, data->train.images);
    return data;
}

void checkShortcut(const Config& config, std::vector<Problem>& problems)
{
    checkGenerated(config, problems);
    const std::string leaves = "the tag would leave its corner in training, so it would tell less than ρ says.";
    refuseAugmentations(config, "the shortcut",
                        {{"augment.shift", leaves},
                         {"augment.flip", "the tag would leave its corner, and a mirrored code is another one."},
                         {"augment.rotation", leaves},
                         {"augment.cutout", "it would cover some tags, so they would tell less than ρ says."}},
                        problems);
}

} // namespace fovea
