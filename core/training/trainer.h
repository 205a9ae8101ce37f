// Trainer: the thread that trains. It is lent one Run at a time and gives it back when it stops, so nothing is shared but
// the mailbox. How fast it goes is decided here, between batches, where it cannot change what is learned.
#pragma once

#include "core/settings/error.h"
#include "core/training/advance.h"
#include "core/training/baselines.h"
#include "core/training/session_file.h"

#include <functional>
#include <memory>
#include <optional>

namespace fovea {

/// What comes back from the trainer.
struct Returned
{
    std::unique_ptr<Run> run;           ///< null where it could not be made
    std::optional<Baselines> baselines; ///< of the validation images, for a run that was just made or opened
    std::shared_ptr<const Run> copy;    ///< of the run, for whoever saves it; null where that was not wanted
    bool imagesMissing = false;         ///< `error` is about the images of a session, which is fine otherwise
    std::vector<SnapshotPtr> moments;   ///< that were kept of a run that was opened
    Outcome outcome;
    std::optional<Error> error; ///< why it could not be made, or not go on
};

/// All functions are called from one thread, the window's; none of them waits, but the destructor, for a batch at most.
class Trainer
{
public:
    /// `threads` train. `onStart` runs first in each of them (priority); `onReturn` in the trainer's thread each time there
    /// is something to take.
    Trainer(int threads, std::function<void()> onStart, std::function<void()> onReturn);
    ~Trainer();
    Trainer(const Trainer&) = delete;
    Trainer& operator=(const Trainer&) = delete;

    /// Makes a run of a valid configuration. Data that the last run had already are used again. Changes in the mailbox that the
    /// run before has not taken up are not for this one.
    void make(const Config& config);
    /// Takes up the run of a session. One that has none is a broken program.
    void open(std::shared_ptr<const OpenedSession> session);
    /// Whether a copy of the run is to come back with it each time.
    void copyOnReturn(bool wanted);
    /// Trains for so many batches, or until the run is over, or until pause().
    void train(std::unique_ptr<Run> run, long steps);
    /// Ends what is under way after the batch in hand, or in the middle of a validation.
    void pause();
    /// Batches a second; 0: as many as it can. Takes effect at once.
    void setPace(double batchesPerSecond);

    /// Whether make() or train() has been asked for and not been taken back.
    bool busy() const;
    std::optional<Returned> takeReturned();
    Mailbox& mailbox();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace fovea
