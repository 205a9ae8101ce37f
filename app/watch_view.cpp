// Which run is in view, and which moment of it: the newest, or an earlier one, of this run or of one before it.
#include "app/scene_of.h"
#include "app/watch.h"

namespace fovea {

void Watch::open(const RunHead& head, const SnapshotPtr& first)
{
    present_ = head;
    newest_.reset();
    enter(head, first);
}

/// Another run comes into view.
void Watch::enter(const RunHead& head, const SnapshotPtr& first)
{
    const bool sameData = snapshot_ && snapshot_->data == first->data;
    const bool chosenElsewhere = !sameData && order_ == PinOrder::Chosen;
    head_ = head;
    snapshot_ = first;
    shown_.clear();  // another network's answers
    if (!sameData) { // before anybody is told: no question may speak of pictures that this network cannot be given
        pinned_.clear();
        inspected_.reset();
        original_.reset();
        chosen_.clear();
        ranked_.clear();
        order_ = chosenElsewhere ? PinOrder::First : order_;
        ++number_;
        ++inspection_;
    }
    scene_ = sceneOf(*first);
    scene_.gazeChance = head.gazeChance;
    scene_.moment = momentInView(*first);
    emit sceneChanged(scene_);
    gatesOf_.reset();
    emit gatesMeasured(nullptr, {}); // another network's say nothing of this one
    judgedOf_.reset();
    judgement_.reset();
    emit judged(nullptr, {});
    if (chosenElsewhere) {
        emit cellPinned(-1, -1);
    }
    gazesOf_.reset();
    emit gazesMeasured(nullptr, {});
    emit varianceMeasured(std::nullopt, {});
    if (!sameData) {
        orderPins();
    } else {
        showPinned();
    }
    show(first);
}

void Watch::lookBackAt(const SnapshotPtr& past, bool training, const std::optional<RunHead>& earlier)
{
    if (!snapshot_ || (!past && !newest_)) {
        return;
    }
    const SnapshotPtr newest = newest_ ? newest_ : snapshot_;
    newest_ = past ? newest : nullptr;
    goesOn_ = training;
    judgeAgain_.stop(); // who scrubs waits for it
    const RunHead& head = past && earlier ? *earlier : present_;
    const SnapshotPtr& seen = past ? past : newest;
    head.number != head_.number ? enter(head, seen) : show(seen);
}

/// "pass 2.30"; of another than the present run "run 1, pass 3.00".
QString Watch::runAndMoment(const Snapshot& snapshot) const
{
    const QString moment = momentOf(snapshot);
    return head_.number == present_.number ? moment : tr("run %1, %2").arg(head_.number + 1).arg(moment);
}

/// "pass 2.30, training goes on" while one looks back in a run that trains.
QString Watch::momentInView(const Snapshot& snapshot) const
{
    const bool goesOn = newest_ && goesOn_ && head_.number == present_.number;
    return goesOn ? tr("%1, training goes on").arg(runAndMoment(snapshot)) : runAndMoment(snapshot);
}

void Watch::see(const SnapshotPtr& snapshot)
{
    if (newest_) {
        newest_ = snapshot;
        return;
    }
    show(snapshot);
}

/// It is in view from now on.
void Watch::show(const SnapshotPtr& snapshot)
{
    snapshot_ = snapshot;
    askGallery();
    askInspected();
    askSteps();
    askGates();
    askJudgement();
    askGazes();
}

} // namespace fovea
