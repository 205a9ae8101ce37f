// The experiment form, generated from the table of settings: presets on top, a row for each field that matters, and below
// what is always in sight: the seed, changes that wait, and what differs from the run before.
//
// It is handed values and says what the user wants; it knows no training. One setting more is one row in core's table.
#pragma once

#include "core/settings/rules.h"
#include "ui/form/differences.h"

#include <QWidget>

#include <optional>
#include <vector>

class QScrollArea;
class QVBoxLayout;

namespace fovea {

class ElidedLabel;
class FieldRow;
struct Preset;
class PresetCard;
class PresetMenu;
class ToneLabel;
class WaitingBar;

class ExperimentPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ExperimentPanel(QWidget* parent = nullptr);

    /// What the form shows; emits nothing.
    void showWanted(const Config& wanted);
    /// The configuration of the run in the window as it is now, with its live changes, or none. `going`: not finished.
    void showRun(const std::optional<Config>& run, bool going);
    /// The run is over and takes nothing up any more: whatever changes waits for a new one.
    void showEnded(bool ended);
    /// What cannot be, each at its field; where the field is not shown, on top.
    void showProblems(const std::vector<Problem>& problems);
    /// The run before the present one, for what differs.
    void showBefore(const std::optional<Config>& before);
    /// These settings were put back by the program: as long as they stand there nothing of them waits, since nobody changed
    /// anything.
    void showRestored(const Config& config);
    /// Says what to try next: the run is over. Not while the pointer is here, for nothing may move under it.
    void suggestNext();

    /// All fields in their terms, or (at first) the simple ones in plain words.
    void setFull(bool full);

    const Config& wanted() const { return wanted_; }

signals:
    /// After each edit by the user: the whole configuration as wanted now. Dragging a slider emits for each new value.
    void edited(const Config& wanted);
    /// The user let go: one step of undo ends here.
    void editFinished();
    void presetChosen(const QString& key);
    void newRunAsked();
    void picturesAsked();    ///< wants images of their own
    void undoWaitingAsked(); ///< wants the settings of the run back

protected:
    void resizeEvent(QResizeEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Group
    {
        const GroupRow* row;
        ToneLabel* title;
        std::vector<FieldRow*> rows;
    };

    void build();
    QWidget* buildPage();
    QWidget* buildFoot();
    void addGroup(const GroupRow& row, QVBoxLayout* column);
    void addPicturesButton(QVBoxLayout* column);
    FieldRow* addRow(const Field& field, QVBoxLayout* column);
    void takeEdit(FieldRow* row, const QString& text);

    void refresh();
    void arrange();
    void markWhatWaits();
    void placeProblems();
    void sayWhatDiffers();
    void setWordings();
    bool isShown(const Field& field) const;
    bool isRestored() const;

    Config wanted_;
    std::optional<Config> run_;
    bool going_ = false;
    bool ended_ = false;
    std::optional<Config> before_, restored_;
    std::vector<Problem> problems_;
    Wording wording_ = Wording::Plain;

    const Preset* suggested_ = nullptr; ///< whose next experiments wait for the pointer to go

    PresetMenu* presetMenu_ = nullptr;
    PresetCard* presetCard_ = nullptr;
    ToneLabel* topProblems_ = nullptr;
    QScrollArea* scroll_ = nullptr;
    std::vector<Group> groups_;
    std::vector<FieldRow*> rows_;
    WaitingBar* waitingBar_ = nullptr;
    ElidedLabel* differences_ = nullptr;
};

} // namespace fovea
