// Wiring: every connect() between the parts of the window and what they show, in one place.
#pragma once

#include "app/run_stories.h"
#include "core/layers/pass.h"
#include "core/training/attention_steps.h"
#include "core/training/snapshot.h"
#include "ui/views/shown.h"

#include <QObject>
#include <QUndoStack>

#include <set>

namespace fovea {

class Compare;
class Film;
struct FrozenDrawer;
struct KeptRun;
class LookBack;
class MainWindow;
class PictureOpener;
class TextPace;
class Session;
class Watch;

class Wiring : public QObject
{
    Q_OBJECT

public:
    /// All three must outlive it.
    Wiring(MainWindow& window, Session& session, Watch& watch);

    PictureOpener& opener() const { return *opener_; }
    /// Settings from a file: one step of undo.
    void takeSettings(const Config& config);
    /// What a run is called; nothing where it was deleted.
    std::optional<QString> nameOf(int run) const;
    /// The moments of the present run that were kept, by time.
    std::vector<SnapshotPtr> moments() const;

signals:
    /// Another run is looked at: a new one, or an earlier one, or the present one again.
    void runInViewChanged();
    void runsEdited(); ///< a run was renamed or deleted, or came back

private:
    void wireTransport();
    void wireSettings();
    void wireCurves(); // wiring_curves.cpp
    void wirePictures();
    void wireSwitch();
    void wireDrawer();
    void wireNetwork();
    void wireRuns();
    void wireTimeline();
    void wireCompare();
    void wireSteps();
    void wirePresent();
    void wireMessages();
    void wireExport();      // wiring_export.cpp
    void wireDiagnosis();   // wiring_diagnosis.cpp
    void wireOwnPictures(); // wiring_own_pictures.cpp
    FrozenDrawer frozenDrawer() const;
    std::shared_ptr<const Film> film(const PicturePtr& picture) const;

    /// Settings by the user's hand: undone in one step with the others of the same gesture.
    void edit(const Config& to);
    void editForNewRun(const Config& to);

    void trainWithout();
    void setMaps(MapOverride maps);
    bool canMeasure() const;
    void showStory();
    void labelRuns();
    void showSameQuestion(const Config& config);
    void lookAt(const SnapshotPtr& past);
    void showRunInView();
    QString noWayBackTo(const RunRow& row) const;
    void deleteRuns(const std::vector<int>& numbers);
    std::vector<RunRow> runRows() const;
    void saySentence();
    void showPicture(const QImage& image);

    MainWindow& window_;
    Session& session_;
    Watch& watch_;
    PictureOpener* opener_;
    std::vector<std::shared_ptr<KeptRun>> kept_; ///< of the present run, before its resets; undo_ looks for them here
    std::set<int> aside_;                        ///< runs that are hidden because they are on other data
    QUndoStack undo_;
    int gesture_ = 0; ///< edits with the same number are one step of undo

    RunStories stories_;
    std::shared_ptr<const Network> networkInView_; ///< whose layers the drawer shows
    Compare* compare_ = nullptr;
    LookBack* back_ = nullptr;
    std::optional<StepsAsked> followed_;          ///< beside the picture
    std::shared_ptr<const AttentionSteps> steps_; ///< of that, the newest
    TextPace* runsPace_ = nullptr;                ///< the table of runs is filled a few times a second at most
    Scene scene_;
    MapOverride maps_ = MapOverride::None;
    bool switchCameByItself_ = false;       ///< with replaced maps, not by its key
    RunSpeed speedBefore_ = RunSpeed::Demo; ///< presenting
};

} // namespace fovea
