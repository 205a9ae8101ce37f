// Transport: run, pause, step, reset, how far it is, how fast it goes, and whether the maps in view are the network's own.
#pragma once

#include "core/layers/pass.h"
#include "ui/views/run_story.h"

#include <QWidget>

class QLabel;
class QMenu;
class QToolButton;

namespace fovea {

class Segments;

/// What is left to do for a run that is over.
enum class AfterEnd
{
    GoesOn,  ///< it can train on
    NewRun,  ///< settings wait for a new run
    Nothing, ///< until a setting is changed
};

class TransportBar : public QWidget
{
    Q_OBJECT

public:
    explicit TransportBar(QWidget* parent = nullptr);

    /// `begun`: whether the run has learned from a batch; `next`: what Run would do where the run is over.
    void showState(RunState state, bool begun, AfterEnd next = AfterEnd::GoesOn);
    void showProgress(const RunProgress& progress);
    void showSpeed(RunSpeed speed);
    void showMaps(MapOverride maps);
    /// Whether the network learns where to look, and whether that has maps; else none of the three is down, and they say why.
    void showLearns(bool learns, bool maps = true);
    void showSwitch(bool shown);
    void setFull(bool full);
    /// What the first button opens.
    void setFileMenu(QMenu* menu);

    QString progressText() const;

signals:
    void toggled();
    void resetAsked();
    void batchAsked();
    void epochAsked();
    void speedChosen(fovea::RunSpeed speed);
    void mapsChosen(fovea::MapOverride maps);
    void switchAsked(bool shown);
    void presentAsked();
    void exportAsked();

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QToolButton* addButton(const QString& text, const QString& name, const QString& help);
    void sayProgress();
    void giveProgressRoom();
    void fitProgress();

    QToolButton *files_, *run_, *reset_, *batch_, *epoch_, *switch_, *export_, *present_;
    QLabel* progress_;
    Segments *speed_, *maps_;
    RunProgress told_;
    bool narrow_ = false;
};

} // namespace fovea
