#include "core/training/timelines.h"

#include <algorithm>

namespace fovea {
namespace {

std::size_t bytesOf(const Images& images)
{
    return images.bytes.size() + images.reals.size() * sizeof(Real);
}

std::size_t bytesOf(const Dataset& data)
{
    std::size_t bytes = bytesOf(data.train.images) + bytesOf(data.validation.images) + bytesOf(data.test.images);
    for (const Variant& variant : data.variants) {
        bytes += bytesOf(variant.split.images);
    }
    return bytes;
}

/// Null where nothing is kept.
const Dataset* dataOf(const Timeline& timeline)
{
    return timeline.moments().empty() ? nullptr : timeline.moments().back()->data.get();
}

} // namespace

void Timelines::begin(int run, const SnapshotPtr& first)
{
    present_ = run;
    kept_.insert_or_assign(run, Timeline(budget_));
    add(first);
}

void Timelines::add(const SnapshotPtr& snapshot)
{
    kept_.at(present_).add(snapshot);
    makeRoom();
}

void Timelines::clear()
{
    kept_.clear();
    present_ = -1;
}

const Timeline& Timelines::of(int run) const
{
    static const Timeline none;
    const auto found = kept_.find(run);
    return found != kept_.end() ? found->second : none;
}

/// Bytes of those of the runs before the present one: it would have its own without a timeline, too.
std::map<const Dataset*, std::size_t> Timelines::otherImages() const
{
    std::map<const Dataset*, std::size_t> images;
    for (const auto& [run, timeline] : kept_) {
        const Dataset* data = dataOf(timeline);
        if (data != nullptr && data != dataOf(present())) {
            images[data] = bytesOf(*data);
        }
    }
    return images;
}

std::size_t Timelines::bytes() const
{
    std::size_t bytes = 0;
    for (const auto& [run, timeline] : kept_) {
        bytes += timeline.bytes();
    }
    for (const auto& [data, size] : otherImages()) {
        bytes += size;
    }
    return bytes;
}

/// Images that are too large to be kept for a look back go, the largest first, with all runs on them.
void Timelines::dropLargeImages()
{
    const auto size = [](const auto& each) { return each.second; };
    std::map<const Dataset*, std::size_t> images = otherImages();
    std::size_t sum = 0;
    for (const auto& [data, bytes] : images) {
        sum += bytes;
    }
    while (sum > budget_ / 2) {
        const auto largest = std::ranges::max_element(images, {}, size);
        for (auto& [run, timeline] : kept_) {
            if (dataOf(timeline) == largest->first) {
                timeline.clear();
            }
        }
        sum -= largest->second;
        images.erase(largest);
    }
}

/// Lets go of the oldest run before the present one; false where there is none.
bool Timelines::drop()
{
    for (auto& [run, timeline] : kept_) {
        if (run != present_ && !timeline.moments().empty()) {
            timeline.clear();
            return true;
        }
    }
    return false;
}

void Timelines::makeRoom()
{
    dropLargeImages();
    Timeline& present = kept_.at(present_);
    while (bytes() > budget_) {
        Timeline* longest = nullptr; // of the runs before
        for (auto& [run, timeline] : kept_) {
            const std::size_t moments = timeline.moments().size();
            if (run != present_ && moments > (longest != nullptr ? longest->moments().size() : 1)) {
                longest = &timeline;
            }
        }
        if (longest != nullptr) {
            longest->thin();
        } else if (present.moments().size() > 2 && present.bytes() > budget_ / 2) {
            present.thin();
        } else if (!drop()) {
            return; // it has thinned itself; its first and its newest stay, whatever they take
        }
    }
}

} // namespace fovea
