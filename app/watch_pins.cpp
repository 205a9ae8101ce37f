// Which pictures are pinned: the first, by class, the hardest, or those of a cell of the confusion matrix. Who is pinned again
// keeps its answer.
#include "app/watch.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace fovea {

void Watch::setCount(int pictures)
{
    if (pictures != count_) {
        count_ = pictures;
        orderPins();
    }
}

void Watch::setOrder(PinOrder order)
{
    order_ = order;
    orderPins();
}

void Watch::orderPins()
{
    if (!snapshot_) {
        return;
    }
    const Split& split = snapshot_->data->validation;
    std::vector<Index> all(static_cast<std::size_t>(split.size()));
    std::iota(all.begin(), all.end(), Index{0});
    if (order_ == PinOrder::ByClass) {
        all = byClass(split.labels, snapshot_->data->classes.size(), static_cast<std::size_t>(count_));
    } else if (order_ == PinOrder::Chosen) {
        all = chosen_;
    } else if (order_ != PinOrder::First) {
        if (pinned_.empty()) {
            pin(all); // until the ranking comes
        }
        surveyor_->ask({.what = Asked::Ranking, .snapshot = snapshot_, .pictures = {}, .number = ++number_});
        return;
    }
    pin(all);
}

void Watch::pin(const std::vector<Index>& order)
{
    const std::vector<PicturePtr> before = std::exchange(pinned_, {});
    for (const Index i : order) {
        if (static_cast<int>(pinned_.size()) < count_) {
            const auto known = std::ranges::find(before, i, [](const PicturePtr& picture) { return picture->sample; });
            pinned_.push_back(known != before.end() ? *known : pictureOf(snapshot_->data->validation, i));
        }
    }
    ++number_;
    showPinned();
    askGallery();
    if (!inspected_ && !pinned_.empty()) {
        inspect(0);
    }
}

/// The pinned pictures, each with its answer where there is one already: more or fewer of them must not make maps vanish.
void Watch::showPinned()
{
    std::vector<ShownSample> samples;
    for (const PicturePtr& picture : pinned_) {
        const auto known = std::ranges::find(shown_, picture, &ShownSample::picture);
        samples.push_back(known != shown_.end() ? *known : ShownSample{picture, {}, {}});
    }
    shown_ = std::move(samples);
    emit samplesShown(shown_);
}

void Watch::pinCell(int is, int answered)
{
    if (!judgement_ || judgement_->confusion.at(is, answered) == 0) {
        return;
    }
    chosen_ = judgement_->imagesOf(is, answered);
    order_ = PinOrder::Chosen;
    emit cellPinned(is, answered);
    orderPins();
    inspect(0);
}

} // namespace fovea
