// LookBack: the moments that were kept of the present run and of those before it, and which of them is in view: scrubbed,
// stepped, played. Who looks at an earlier run looks back at its last moment.
#pragma once

#include "core/training/timelines.h"
#include "ui/views/run_story.h"
#include "ui/window/timeline_bar.h"

#include <QObject>
#include <QTimer>

#include <vector>

namespace fovea {

/// Where the spread of attention fell most within one pass. Looks at other pictures say nothing of each other: only those at
/// the same ones are compared, also where others were looked at in between.
std::optional<Fall> fallOfSpread(const std::vector<LookRecord>& looks);

class LookBack : public QObject
{
    Q_OBJECT

public:
    explicit LookBack(QObject* parent = nullptr);

    /// The moment in view; null: now.
    SnapshotPtr past() const;
    /// Of the run in view.
    const Timeline& timeline() const { return timelines_.of(earlier_.value_or(timelines_.presentRun())); }
    const Timelines& timelines() const { return timelines_; }
    /// The run before the present one that is in view; nothing: the present one.
    std::optional<int> earlierRun() const { return earlier_; }
    TimelineState state() const;

public slots:
    void begin(int run, const fovea::SnapshotPtr& first); ///< another run, or this one from its beginning
    void keep(const std::vector<fovea::SnapshotPtr>& moments);
    /// The present run as it is: kept as its last moment where another takes its place.
    void noteNewest(const fovea::SnapshotPtr& newest) { newest_ = newest; }
    /// Another sitting begins.
    void clear();
    void setTraining(bool training);
    void show(int position); ///< from 0; past the last: now, or, of an earlier run, its last
    /// The last moment of an earlier run of which something is kept, or the present one as it is now.
    void showRun(int run);
    void step(int by) { show(position() + by); }
    void toNow();
    void togglePlay();
    /// Plays from one point of the run to another, then stays there.
    void replay(double fromPasses, double toPasses);

signals:
    void stateChanged(const fovea::TimelineState& state);
    void viewed(const fovea::SnapshotPtr& past); ///< null: now

private:
    int position() const;
    int count() const { return static_cast<int>(timeline().moments().size()); }
    void look(const SnapshotPtr& past);
    void playOn();

    Timelines timelines_;
    std::optional<int> earlier_;
    SnapshotPtr past_; ///< never null while an earlier run is in view
    SnapshotPtr newest_;
    bool training_ = false;
    double playTo_ = 0; ///< passes; the moment at which playing ends
    QTimer player_;
};

} // namespace fovea
