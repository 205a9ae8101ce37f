#include "app/figure_pictures.h"

#include "core/autograd/tape.h"

#include <algorithm>
#include <utility>

namespace fovea {
namespace {

bool isSame(const PicturePtr& a, const PicturePtr& b)
{
    return a == b || (a && b && a->sample >= 0 && a->sample == b->sample);
}

std::vector<ShownSample> answered(const Snapshot& snapshot, const std::vector<PicturePtr>& pictures, MapOverride maps)
{
    Tape tape;
    const std::vector<AnswerOfSample> said = answers(snapshot.examined(), pictures, maps, snapshot.config.seed, tape);
    std::vector<ShownSample> samples;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        samples.push_back({pictures[i], said[i], {}});
    }
    return samples;
}

} // namespace

FigurePicturesPtr figurePictures(const SnapshotPtr& snapshot, std::vector<PicturePtr> pictures,
                                 const PicturePtr& inspected, MapOverride maps)
{
    if (!snapshot) {
        return nullptr;
    }
    const bool fits = inspected && inspected->pixels.shape() == snapshot->data->image;
    if (fits && std::ranges::none_of(pictures, [&](const PicturePtr& one) { return isSame(one, inspected); })) {
        pictures.push_back(inspected);
    }
    const std::size_t count = pictures.size();
    return std::make_shared<const FigurePictures>(
        count, [snapshot, pictures = std::move(pictures), maps] { return answered(*snapshot, pictures, maps); });
}

FullRows fullRows(int there, int most)
{
    for (int count = std::min(there, most); count > 0; --count) {
        if (count < 4) {
            return {count, count};
        }
        for (const int columns : {4, 5, 3}) {
            if (count % columns == 0) {
                return {count, columns};
            }
        }
    }
    return {0, 1};
}

std::vector<ShownSample> chosenFrom(const std::vector<ShownSample>& all, const PicturePtr& inspected, int count)
{
    const auto end = all.begin() + std::min<std::ptrdiff_t>(count, std::ssize(all));
    std::vector<ShownSample> chosen(all.begin(), end);
    const auto large =
        std::ranges::find_if(all, [&](const ShownSample& one) { return inspected && isSame(one.picture, inspected); });
    if (!chosen.empty() && large != all.end() && large >= end) {
        chosen.back() = *large;
    }
    return chosen;
}

} // namespace fovea
