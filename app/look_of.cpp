#include "app/look_of.h"

#include "ui/views/map_rows.h"

#include <algorithm>

namespace fovea {
namespace {

/// A number for these pictures of one split, in whatever order (FNV-1a of their places).
std::uint64_t setOf(const std::vector<PicturePtr>& pictures)
{
    std::vector<Index> places;
    for (const PicturePtr& picture : pictures) {
        places.push_back(picture->sample);
    }
    std::ranges::sort(places);
    std::uint64_t set = 14695981039346656037U;
    for (const Index place : places) {
        set = (set ^ static_cast<std::uint64_t>(place)) * 1099511628211U;
    }
    return set;
}

} // namespace

LookRecord lookOf(const Reply& reply)
{
    LookRecord look{reply.question.snapshot->epoch, 0, 0, 0, static_cast<int>(reply.answers.size()),
                    setOf(reply.question.pictures)};
    const auto n = static_cast<double>(reply.answers.size());
    for (std::size_t i = 0; i < reply.answers.size(); ++i) {
        const MapOfSample* map = scoredMap(reply.answers[i]);
        if (map == nullptr || map->keys.places() <= 1) {
            return {look.epoch};
        }
        const MapScore score = scoreOf(oneRow(*map, {}), 0, 0, *reply.question.pictures[i]);
        look.spread += score.spread / n;
        look.mass += score.evidence ? score.evidence->mass / n : kUndefined;
        look.hit += score.evidence ? score.evidence->hit / n : kUndefined;
    }
    return look;
}

} // namespace fovea
