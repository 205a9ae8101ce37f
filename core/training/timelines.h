// Timelines: the moments of every run of a sitting, within one budget of memory, so that one can look back at the runs before
// the present one, too. See timeline.h for which moments of one run are kept.
#pragma once

#include "core/training/timeline.h"

#include <map>

namespace fovea {

/// The present run goes first. Where memory is full, the runs before it are thinned, the one with the most moments each time,
/// down to the last moment of each; then the present run, down to half of the budget; then runs before it go, the oldest first.
/// Where their images take more than half of it, those on the largest go before anything is thinned.
class Timelines
{
public:
    explicit Timelines(std::size_t budget = Timeline::kUsualBudget) : budget_(budget) {}

    /// This run is the present one, and begins here; what was kept of it goes. `run`: a number that no other run of the
    /// sitting has, larger than those of the runs before.
    void begin(int run, const SnapshotPtr& first);
    /// The next moment of the present run, or its last one once more.
    void add(const SnapshotPtr& snapshot);
    void clear();

    /// Of the present run; empty before there is one.
    const Timeline& present() const { return of(present_); }
    int presentRun() const { return present_; } ///< −1: none
    /// Of any run; empty where nothing is kept of it.
    const Timeline& of(int run) const;
    /// Whether something was kept of that run, and went because memory was full.
    bool wentForRoom(int run) const { return kept_.contains(run) && of(run).moments().empty(); }

    /// Of all moments, with the images of the runs before the present one where those are others.
    std::size_t bytes() const;
    std::size_t budget() const { return budget_; }

private:
    void makeRoom();
    bool drop();
    void dropLargeImages();
    std::map<const Dataset*, std::size_t> otherImages() const;

    std::size_t budget_;
    int present_ = -1;
    std::map<int, Timeline> kept_; ///< by number of the run
};

} // namespace fovea
