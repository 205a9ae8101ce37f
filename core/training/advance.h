// advance: the whole training loop, and the first thing to read.
#pragma once

#include "core/training/learn.h"
#include "core/training/mailbox.h"

#include <stop_token>

namespace fovea {

/// How advance() ended.
struct Outcome
{
    enum class Kind
    {
        Paused,   ///< the steps asked for are done, or a stop was asked for; it can go on
        Finished, ///< all epochs or steps are done
        Stopped,  ///< early stopping ended it, and the best epoch's weights are back
        Diverged, ///< loss or gradient is not finite; the weights are the last finite ones
    };
    Kind kind = Kind::Paused;
    std::string sentence; ///< what happened, for people; empty while paused
};

/// Trains for `steps` batches, or until the run is over, or until `stop`: then it returns after the batch in hand, and from
/// within the measuring of an epoch at once (done again when the run goes on). The end of an epoch belongs to its last batch.
/// Between batches it takes live changes from the mailbox, and puts records and snapshots into it.
Outcome advance(Run& run, long steps, std::stop_token stop, Mailbox& mailbox, Workspace& workspace,
                LearnerMemory& memory);

} // namespace fovea
