// LookBack: the moments of the present run that were kept, and which of them is in view: scrubbed, stepped, played.
#pragma once

#include "core/training/timeline.h"
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
    const Timeline& timeline() const { return timeline_; }
    TimelineState state() const;

public slots:
    void begin(const fovea::SnapshotPtr& first); ///< another run, or this one from its beginning
    void keep(const std::vector<fovea::SnapshotPtr>& moments);
    void setTraining(bool training);
    void show(int position); ///< from 0; past the last: now
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
    int count() const { return static_cast<int>(timeline_.moments().size()); }
    void look(const SnapshotPtr& past);
    void playOn();

    Timeline timeline_;
    SnapshotPtr past_;
    bool training_ = false;
    double playTo_ = 0; ///< passes; the moment at which playing ends
    QTimer player_;
};

} // namespace fovea
