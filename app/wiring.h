// Wiring: every connect() between the parts of the window and what they show, in one place.
#pragma once

#include "core/layers/pass.h"
#include "core/settings/config.h"
#include "ui/views/run_story.h"
#include "ui/views/shown.h"
#include "ui/window/switch_strip.h"

#include <QObject>
#include <QUndoStack>

#include <map>
#include <optional>

namespace fovea {

class MainWindow;
class Session;
class Watch;

class Wiring : public QObject
{
    Q_OBJECT

public:
    /// All three must outlive it.
    Wiring(MainWindow& window, Session& session, Watch& watch);

private:
    void wireTransport();
    void wireSettings();
    void wireCurves();
    void wirePictures();
    void wireSwitch();
    void wirePresent();
    void wireMessages();

    /// Settings by the user's hand: undone in one step with the others of the same gesture.
    void edit(const Config& to);

    void trainWithout();
    void setMaps(MapOverride maps);
    bool canMeasure() const;
    void showSwitchRows();
    void saySentence();
    void choosePicture();
    void openPicture(const QString& path);
    void showPicture(const QImage& image);

    MainWindow& window_;
    Session& session_;
    Watch& watch_;
    QUndoStack undo_;
    int gesture_ = 0; ///< edits with the same number are one step of undo

    /// What the window knows of each run of the sitting.
    struct Story
    {
        RunHead head;
        Config now; ///< with its live changes
        std::optional<EpochRecord> last;
        std::optional<SwitchFigures> replaced;
    };
    std::map<int, Story> runs_;
    int present_ = 0; ///< run
    std::optional<LookRecord> look_;
    Scene scene_;
    MapOverride maps_ = MapOverride::None;
};

} // namespace fovea
