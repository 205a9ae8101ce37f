#include "app/chronicle.h"

#include "app/run_head.h"

#include <algorithm>

namespace fovea {

Chronicle::Chronicle(Session& session, QObject* parent) : QObject(parent), session_(session)
{
    connect(&session, &Session::sittingOpened, this, [this] {
        runs_.clear();
        present_.reset();
    });
    connect(&session, &Session::runRecalled, this, [this](const RecordedRun& run) { runs_.push_back(run); });
    connect(&session, &Session::runBegan, this, &Chronicle::begin);
    connect(&session, &Session::runCleared, this, [this](int number) {
        if (RecordedRun* run = find(number)) {
            run->steps.clear();
            run->epochs.clear();
            run->changes.clear();
            run->config = session_.runConfig().value_or(run->config); // what was changed on the way holds from now on
            emit worked();
        }
    });
    connect(&session, &Session::measured, this,
            [this](int number, const std::vector<StepRecord>& steps, const std::vector<EpochRecord>& epochs) {
                if (RecordedRun* run = find(number)) {
                    run->steps.append(steps);
                    run->epochs.insert(run->epochs.end(), epochs.begin(), epochs.end());
                    emit worked();
                }
            });
    connect(&session, &Session::startedFrom, this, [this](int number) {
        if (RecordedRun* run = find(number)) {
            run->elsewhere = true;
        }
    });
    connect(&session, &Session::stateChanged, this, &Chronicle::takeChanges);
    connect(&session, &Session::wantedChanged, this, &Chronicle::setChanged);
}

void Chronicle::begin(const RunHead& head)
{
    const auto isIt = [&](const RecordedRun& run) { return run.number == head.number; };
    RecordedRun record = recordOf(head);
    if (const RecordedRun* before = find(head.number)) { // it had not begun to learn, or comes back after a reset
        record.elsewhere = before->elsewhere;
    }
    std::erase_if(runs_, isIt);
    runs_.push_back(std::move(record));
    present_ = head.number;
}

/// While a run stands, it knows best what was changed in it.
void Chronicle::takeChanges()
{
    const Run* run = session_.run();
    if (RecordedRun* recorded = present_ ? find(*present_) : nullptr; recorded != nullptr && run != nullptr) {
        recorded->changes = run->changes;
    }
}

RecordedRun* Chronicle::find(int number)
{
    const auto found = std::ranges::find(runs_, number, &RecordedRun::number);
    return found == runs_.end() ? nullptr : &*found;
}

SessionContents Chronicle::contents() const
{
    SessionContents contents;
    contents.wanted = session_.wanted();
    contents.present = present_;
    for (const RecordedRun& run : runs_) {
        const std::optional<QString> name = nameOf_ ? nameOf_(run.number) : QString::fromStdString(run.name);
        if (name) {
            contents.runs.push_back(run);
            contents.runs.back().name = name->toStdString();
        }
    }
    return contents;
}

} // namespace fovea
