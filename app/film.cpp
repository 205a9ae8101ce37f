#include "app/film.h"

#include "core/autograd/tape.h"

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr std::size_t kMost = 48;

std::vector<FilmMoment> take(const std::vector<SnapshotPtr>& moments, const PicturePtr& picture)
{
    Tape tape;
    std::vector<FilmMoment> film;
    for (const SnapshotPtr& moment : moments) {
        const std::vector<AnswerOfSample> said =
            answers(moment->examined(), {picture}, MapOverride::None, moment->config.seed, tape);
        film.push_back({moment->epoch, {picture, said.front(), {}}});
    }
    return film;
}

/// The map that is looked at; empty where none lies over the picture.
Tensor mapOf(const FilmMoment& moment, const MapRow& row)
{
    const MapOfSample* layer = moment.sample.answer ? layerOf(*moment.sample.answer, row) : nullptr;
    return layer != nullptr ? gridOf(oneRow(*layer, row)) : Tensor();
}

/// How much weight has moved from one map to the other: half the sum of the differences. Of looks that are parts of the picture:
/// how far their middles have moved in the mean, as a share of the picture's side.
double change(const FilmMoment& from, const FilmMoment& to, const MapRow& row)
{
    const Tensor a = mapOf(from, row), b = mapOf(to, row);
    double sum = 0;
    for (Index i = 0; !a.empty() && a.shape() == b.shape() && i < a.size(); ++i) {
        sum += std::abs(static_cast<double>(a[i]) - static_cast<double>(b[i])) / 2;
    }
    const std::vector<GlimpseOfSample> none;
    const auto& before = from.sample.answer ? from.sample.answer->glimpses : none;
    const auto& after = to.sample.answer ? to.sample.answer->glimpses : none;
    for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i) {
        const double pixels =
            std::hypot(before[i].middle.x - after[i].middle.x, before[i].middle.y - after[i].middle.y);
        sum += pixels / static_cast<double>(to.sample.picture->pixels.dim(1)) / static_cast<double>(after.size());
    }
    return std::isfinite(sum) ? sum : 0;
}

/// Of `count`, evenly, the first and the last among them.
std::vector<SnapshotPtr> evenly(const std::vector<SnapshotPtr>& all, std::size_t count)
{
    std::vector<SnapshotPtr> few;
    for (std::size_t i = 0; i < count; ++i) {
        few.push_back(all[count > 1 ? i * (all.size() - 1) / (count - 1) : 0]);
    }
    return few;
}

} // namespace

FilmPtr filmOf(const std::vector<SnapshotPtr>& moments, const PicturePtr& picture)
{
    std::vector<SnapshotPtr> different;
    for (const SnapshotPtr& moment : moments) {
        if (different.empty() || moment->step > different.back()->step) {
            different.push_back(moment);
        }
    }
    std::vector<SnapshotPtr> few = evenly(different, std::min(kMost, different.size()));
    const std::size_t count = few.size();
    return std::make_shared<const Film>(count, [few = std::move(few), picture] { return take(few, picture); });
}

bool isFilmable(const AnswerOfSample& answer, const MapRow& row)
{
    const MapOfSample* layer = layerOf(answer, row);
    return !answer.glimpses.empty() ||
           (layer != nullptr && layer->learned && layer->inImage && layer->keys.places() > 1);
}

std::vector<FilmMoment> momentsOfChange(const std::vector<FilmMoment>& all, std::size_t most, const MapRow& row)
{
    if (all.size() <= most || most < 2) {
        return {all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), most))};
    }
    std::vector<double> way{0}; // changed until then
    for (std::size_t i = 1; i < all.size(); ++i) {
        way.push_back(way.back() + change(all[i - 1], all[i], row));
    }
    const double step = way.back() / static_cast<double>(all.size() - 1);
    for (std::size_t i = 0; i < all.size(); ++i) { // some moments also where nothing changes
        constexpr double kStill = 0.25;
        way[i] += (step > 0 ? kStill * step : 1) * static_cast<double>(i);
    }
    std::vector<FilmMoment> few;
    std::size_t next = 0;
    for (std::size_t i = 0; i < most; ++i) {
        const double until = way.back() * static_cast<double>(i) / static_cast<double>(most - 1);
        const auto found =
            static_cast<std::size_t>(std::lower_bound(way.begin(), way.end(), until - 1e-9 * way.back()) - way.begin());
        const std::size_t last = all.size() - (most - i); // leaves one for each that follows
        next = std::clamp(found, next, last);
        few.push_back(all[next++]);
    }
    return few;
}

} // namespace fovea
