#include "core/training/timeline.h"

#include "core/training/run.h"

#include <cmath>
#include <deque>

namespace fovea {
namespace {

constexpr long kEveryBatches = 10;
constexpr double kDensePasses = 3;
constexpr std::size_t kBesideWeights = 2048; // configuration and pointers

} // namespace

bool isKeptMoment(const Run& run)
{
    return run.seen == 0 || (run.step % kEveryBatches == 0 && run.epochs() <= kDensePasses);
}

std::size_t bytesOf(const Snapshot& snapshot)
{
    return snapshot.weights.size() * sizeof(Real) + kBesideWeights;
}

void Timeline::add(const SnapshotPtr& snapshot)
{
    if (!moments_.empty() && moments_.back()->step >= snapshot->step) {
        bytes_ -= bytesOf(*moments_.back());
        moments_.pop_back();
    }
    moments_.push_back(snapshot);
    bytes_ += bytesOf(*snapshot);
    while ((bytes_ > budget_ || moments_.size() > kMost) && moments_.size() > 2) {
        thin();
    }
}

void Timeline::clear()
{
    moments_.clear();
    bytes_ = 0;
    thinned_ = false;
}

void Timeline::thin()
{
    if (moments_.size() < 2) {
        return;
    }
    std::size_t closest = moments_.size() > 2 ? 1 : 0;
    const auto gap = [this](std::size_t i) { return moments_[i + 1]->epoch - moments_[i - 1]->epoch; };
    for (std::size_t i = 2; i + 1 < moments_.size(); ++i) {
        if (gap(i) < gap(closest) - 1e-9) {
            closest = i;
        }
    }
    bytes_ -= bytesOf(*moments_[closest]);
    moments_.erase(moments_.begin() + static_cast<std::ptrdiff_t>(closest));
    thinned_ = true;
}

std::optional<Fall> largestFall(const std::vector<Reading>& readings, double window)
{
    std::optional<Fall> best;
    std::deque<Reading> before; // of the last `window` passes, falling values: the first is the highest
    for (const Reading& now : readings) {
        if (!std::isfinite(now.value)) {
            continue;
        }
        while (!before.empty() && before.front().passes < now.passes - window) {
            before.pop_front();
        }
        const double fall = before.empty() ? 0 : before.front().value - now.value;
        if (fall > (best ? best->from.value - best->to.value : 0)) {
            best = Fall{before.front(), now};
        }
        while (!before.empty() && before.back().value <= now.value) {
            before.pop_back();
        }
        before.push_back(now);
    }
    return best;
}

} // namespace fovea
