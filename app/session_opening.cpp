// A session that was saved comes back: its records at once, its run when the trainer has its images; and copies for whoever
// saves it.
#include "app/run_head.h"
#include "app/session.h"

#include "core/training/snapshot.h"

#include <algorithm>

namespace fovea {

void Session::open(const std::shared_ptr<const OpenedSession>& opened)
{
    remake_.stop();
    whenBack([this, opened] {
        if (trainer_->busy()) { // what is being made is not wanted any more, but has to come first
            openNext_ = opened;
            return;
        }
        if (!opened->runConfig) {
            opening_ = opened;
            adoptOpened({});
            return;
        }
        opening_ = opened;
        stepsWhenMade_.reset();
        setState(RunState::Making);
        trainer_->open(opened);
    });
}

/// What was asked for by open() is here, or cannot be had.
void Session::adoptOpened(Returned returned)
{
    const std::shared_ptr<const OpenedSession> opened = std::exchange(opening_, nullptr);
    const SessionContents& contents = opened->contents;
    run_ = std::move(returned.run);
    copy_ = run_ ? returned.copy : nullptr;
    runConfig_.reset();
    told_.reset();
    steps_.clear();
    step_ = 0;
    epochsDone_ = 0;
    settled_ = saidRateEnded_ = resetting_ = aside_ = false;
    runs_ = 0;
    emit sittingOpened(opened);
    const RecordedRun* present = nullptr;
    for (const RecordedRun& run : contents.runs) {
        runs_ = std::max(runs_, run.number + 1);
        if (run_ && contents.present == run.number) {
            present = &run;
        } else {
            emit runRecalled(run);
        }
    }
    wanted_ = contents.wanted;
    if (opened->runConfig) {
        wanted_.data.path = opened->runConfig->data.path; // where the images were found
    }
    problems_ = problems(wanted_);
    if (present != nullptr) {
        head_ = headOf(*run_, *returned.baselines, present->number);
        head_.name = QString::fromStdString(present->name);
        head_.config = present->config;
        steps_ = present->steps.records();
        told_ = run_->config;
        const bool begins = !returned.moments.empty() && returned.moments.front()->step == 0;
        first_ = begins ? returned.moments.front() : untrainedTwin(*snapshotOf(*run_));
        comesBack(first_);
        if (present->elsewhere) {
            emit startedFrom(head_.number);
        }
        emit momentsKept(returned.moments);
        emit snapshotTaken(snapshotOf(*run_));
        settled_ = begun() || present->elsewhere;
    }
    emit wantedChanged(wanted_);
    emit problemsFound(problems_);
    if (present != nullptr) {
        sendLive(run_->config);
    } else if (returned.error) {
        const QString sentence = QString::fromStdString(returned.error->what());
        setState(RunState::Refused, sentence);
        emit runChanged(runConfig_, false);
        emit imagesMissing(opened, sentence);
    } else if (problems_.empty()) {
        make({});
    }
}

void Session::askCopy()
{
    if (state_ == RunState::Running && trainer_->busy()) {
        copyAsked_ = true;
        trainer_->mailbox().askCopy();
        return;
    }
    if (run_ && !copy_) {
        copy_ = std::make_shared<const Run>(*run_);
    }
    copyAsked_ = false;
    emit copied(copy_);
}

} // namespace fovea
