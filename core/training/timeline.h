// Timeline: the network at earlier moments, kept to look back at. Densely where it changes fastest, within a budget of memory;
// when that is full, moments go where they stand closest together.
#pragma once

#include "core/training/snapshot.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace fovea {

struct Run;

/// Whether the run is now at a moment to be kept: before its first batch, every 10 batches for three passes, then after each
/// pass.
bool isKeptMoment(const Run& run);

class Timeline
{
public:
    static constexpr std::size_t kUsualBudget = std::size_t{256} << 20; ///< bytes
    static constexpr std::size_t kMost = 1000; ///< moments, however small: no hand chooses among more

    explicit Timeline(std::size_t budget = kUsualBudget) : budget_(budget) {}

    /// The next moment, or the last one once more. Where there is no room for it, others go: of all between the first and
    /// the newest, the one whose neighbours are closest to each other in passes, the earliest of equals. First and newest
    /// stay, whatever they take.
    void add(const SnapshotPtr& snapshot);
    /// One moment goes, chosen likewise; of two the first; the only one stays.
    void thin();
    void clear();

    /// By time.
    const std::vector<SnapshotPtr>& moments() const { return moments_; }
    std::size_t bytes() const { return bytes_; }
    std::size_t budget() const { return budget_; }
    /// Whether moments have gone because of the budget.
    bool thinned() const { return thinned_; }

private:
    std::size_t budget_, bytes_ = 0;
    bool thinned_ = false;
    std::vector<SnapshotPtr> moments_;
};

/// Memory that a snapshot takes for itself: its weights; data and network are shared.
std::size_t bytesOf(const Snapshot& snapshot);

/// A figure of the run at some moment.
struct Reading
{
    double passes = 0, value = 0;
};

/// From where to where it fell most within `window` passes; the shortest such way, the first of equals. Nothing where it never
/// fell. `readings` by time, values that are not finite are left out.
struct Fall
{
    Reading from, to;
};
std::optional<Fall> largestFall(const std::vector<Reading>& readings, double window);

} // namespace fovea
