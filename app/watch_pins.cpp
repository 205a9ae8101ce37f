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
    ranked_.clear();
    orderPins();
}

/// The numbers of validation pictures in the order in which they are pinned, at least so many where there are.
std::vector<Index> Watch::orderFor(int count) const
{
    const Split& split = snapshot_->data->validation;
    if (order_ == PinOrder::ByClass) {
        return byClass(split.labels, snapshot_->data->classes.size(), static_cast<std::size_t>(count));
    }
    if (order_ == PinOrder::Chosen) {
        return chosen_;
    }
    if (order_ != PinOrder::First && !ranked_.empty()) {
        return ranked_;
    }
    std::vector<Index> all(static_cast<std::size_t>(split.size()));
    std::iota(all.begin(), all.end(), Index{0});
    return all;
}

/// The pinned ones among them as they are, so that who holds one knows it again.
std::vector<PicturePtr> Watch::picturesOf(const std::vector<Index>& order, int count) const
{
    std::vector<PicturePtr> pictures;
    for (std::size_t i = 0; i < order.size() && static_cast<int>(i) < count; ++i) {
        const auto known =
            std::ranges::find(pinned_, order[i], [](const PicturePtr& picture) { return picture->sample; });
        pictures.push_back(known != pinned_.end() ? *known : pictureOf(snapshot_->data->validation, order[i]));
    }
    return pictures;
}

std::vector<PicturePtr> Watch::firstPictures(int count) const
{
    return snapshot_ ? picturesOf(orderFor(count), count) : std::vector<PicturePtr>();
}

void Watch::orderPins()
{
    if (!snapshot_) {
        return;
    }
    const bool ranks = order_ == PinOrder::WrongFirst || order_ == PinOrder::Hardest;
    if (!ranks || pinned_.empty()) { // until the ranking comes
        pin(orderFor(count_));
    }
    if (ranks) {
        surveyor_->ask({.what = Asked::Ranking, .snapshot = snapshot_, .pictures = {}, .number = ++number_});
    }
}

void Watch::pin(const std::vector<Index>& order)
{
    pinned_ = picturesOf(order, count_);
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
