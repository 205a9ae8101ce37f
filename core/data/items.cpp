#include "core/data/items.h"

#include "core/data/fashion.h"
#include "core/settings/choices.h"
#include "core/settings/error.h"

#include <algorithm>
#include <array>

namespace fovea {
namespace {

class StrokeDigits : public Items
{
public:
    void draw(SplitId, int label, Stream& stream, Real* pixels) const override
    {
        drawDigit(label, stream, pixels); // the stream is that of the split, so its digits are too
    }
    std::vector<std::string> classes() const override { return {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"}; }
};

/// Pieces of Fashion-MNIST. Validation has the last twelfth of the training file, test has the test file.
class Clothes : public Items
{
public:
    explicit Clothes(const std::string& folder)
        : train_(readClothes(folder, ClothesFile::Train)), test_(readClothes(folder, ClothesFile::Test))
    {
        const Index kept = train_.count - train_.count / 12;
        sortIn(SplitId::Train, train_, 0, kept);
        sortIn(SplitId::Validation, train_, kept, train_.count);
        sortIn(SplitId::Test, test_, 0, test_.count);
    }

    void draw(SplitId split, int label, Stream& stream, Real* pixels) const override
    {
        const std::vector<Index>& items = ofClass_[static_cast<std::size_t>(split)][static_cast<std::size_t>(label)];
        const LabelledImages& file = split == SplitId::Test ? test_ : train_;
        const Index item = items[static_cast<std::size_t>(stream.below(items.size()))];
        std::copy_n(file.pixels.begin() + item * kItemSide * kItemSide, kItemSide * kItemSide, pixels);
    }
    std::vector<std::string> classes() const override { return clothesNames(); }

private:
    void sortIn(SplitId split, const LabelledImages& file, Index from, Index to)
    {
        auto& lists = ofClass_[static_cast<std::size_t>(split)];
        for (Index i = from; i < to; ++i) {
            lists[file.labels[static_cast<std::size_t>(i)]].push_back(i);
        }
        for (std::size_t label = 0; label < lists.size(); ++label) {
            if (lists[label].empty()) {
                throw Error(Error::Kind::Data,
                            "The files of Fashion-MNIST have no " + clothesNames()[label] + " for " +
                                std::array{"training", "validation", "the test"}[static_cast<std::size_t>(split)] +
                                ". Take the whole set, or set data.items to digits.");
            }
        }
    }

    LabelledImages train_, test_;
    std::array<std::array<std::vector<Index>, kItemClasses>, 3> ofClass_; ///< indices into the split's file
};

} // namespace

std::shared_ptr<const Items> makeItems(const Config& config)
{
    if (config.data.items == "clothes") {
        return std::make_shared<Clothes>(config.data.path);
    }
    return std::make_shared<StrokeDigits>();
}

std::vector<Choice> itemChoices()
{
    return {
        {"digits", "digits of strokes", "stroke digits", "Digits drawn anew for each image; no files are needed."},
        {"clothes", "pieces of clothing", "Fashion-MNIST", "From a folder of IDX files, as the set of clothes is."}};
}

} // namespace fovea
