// The progress of a training on standard error: one line that is written over on a terminal, elsewhere one line at the
// start and one an epoch.
#pragma once

#include "core/training/mailbox.h"
#include "core/training/run.h"

#include <chrono>
#include <string>

namespace fovea {

class Progress
{
public:
    /// `label` goes before each line, for instance "seed 3"; may be empty. `run` is about to go on.
    Progress(std::string label, const Run& run);

    /// To be called after every batch; writes at most ten times a second.
    void show(const Run& run, Mailbox& mailbox);
    /// Ends the line.
    void finish();

private:
    /// Says what begins, so that something is said before the first epoch ends.
    void announce(const Run& run) const;
    std::string line(const Run& run) const;

    using Clock = std::chrono::steady_clock;
    std::string label_;
    bool terminal_;
    Clock::time_point start_ = Clock::now(), written_;
    double epochsAtStart_;
    EpochRecord last_;
};

} // namespace fovea
