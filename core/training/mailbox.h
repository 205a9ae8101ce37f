// Mailbox: all that the training thread and whoever watches it share.
//
// Outward go records of steps and epochs, none of them lost, and the newest snapshot, made only after the watcher took the
// last. Inward come changes of live settings. Nobody ever waits here longer than it takes to move a vector, and what is
// taken out never changes what is trained.
#pragma once

#include "core/training/history.h"
#include "core/training/snapshot.h"

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace fovea {

/// What came out since it was last asked.
struct Delivery
{
    std::vector<StepRecord> steps;
    std::vector<EpochRecord> epochs;
    std::vector<std::shared_ptr<const Snapshot>> kept; ///< moments of the timeline, where they are kept
    std::shared_ptr<const Snapshot> snapshot;          ///< null where there is no newer one
    std::shared_ptr<const Run> copy;                   ///< the whole run, where it was asked for
};

class Mailbox
{
public:
    // The watcher's side.
    /// Everything since the last time; the snapshot stays where it is, and none is made after it, unless it is wanted.
    Delivery take(bool withSnapshot = true);
    void change(std::string key, std::string text);
    void forgetChanges(); ///< those that no run has taken up: the next run is another
    /// Whether moments of the timeline are wanted (timeline.h); at first they are not.
    void keepMoments(bool wanted);
    /// Asks for a copy of the run as it is after the batch in hand.
    void askCopy();

    // The trainer's side.
    void put(StepRecord record);
    void put(const EpochRecord& record);
    bool wantsSnapshot() const;
    void put(std::shared_ptr<const Snapshot> snapshot);
    bool keepsMoments() const;
    void keep(std::shared_ptr<const Snapshot> snapshot);
    bool wantsCopy() const;
    void put(std::shared_ptr<const Run> copy);
    std::vector<std::pair<std::string, std::string>> takeChanges();

private:
    mutable std::mutex mutex_;
    Delivery out_;
    bool keepsMoments_ = false;
    bool wantsCopy_ = false;
    std::vector<std::pair<std::string, std::string>> changes_;
};

} // namespace fovea
