// The main window: which parts there are and where they lie. What they say to each other is wired in app.
#pragma once

#include "ui/window/arrangement.h"

#include <QMainWindow>
#include <QTimer>

#include <functional>
#include <map>

class QAction;
class QLabel;

namespace fovea {

class CurvesView;
class Drawer;
class ExperimentPanel;
class FileMenu;
class GalleryView;
class InspectorView;
class MessageBar;
class SwitchStrip;
class TimelineBar;
class TransportBar;

/// What a key can ask of the window.
enum class Key
{
    Run,
    RunAlways,
    Batch,
    Pass,
    Reset,
    NewRun,
    Undo,
    Redo,
    Slow,
    Demo,
    FullSpeed,
    Maps,
    Drawer,
    Back,
    Forward,
    Now,
    Replay,
    Switch,
    Untrained,
    Open,
    Pictures,
    Save,
    SaveAs,
    Paste,
    Export,
    Next,
    Previous,
    Full,
    Present,
    Leave,
    Blank,
    Dark,
    Sheet,
    Quit,
};

class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    explicit MainWindow(QWidget* parent = nullptr);

    // The parts.
    TransportBar* transport() const { return transport_; }
    ExperimentPanel* form() const { return form_; }
    CurvesView* curves() const { return curves_; }
    SwitchStrip* switchStrip() const { return switch_; }
    GalleryView* gallery() const { return gallery_; }
    InspectorView* inspector() const { return inspector_; }
    MessageBar* message() const { return message_; }
    Drawer* drawer() const { return drawer_; }
    TimelineBar* timeline() const { return timeline_; }
    FileMenu* fileMenu() const { return files_; }
    QAction* action(Key key) const { return actions_.at(key); }

    WindowMode mode() const { return mode_; }
    bool isFull() const { return full_; }
    bool switchShown() const { return switchShown_; }

    /// Shows the window as large as the screen, or at 1600 × 1000 where the screen is larger than a projector's.
    void showFitting();
    /// Asked before the window closes: whether it may.
    void setCloseGuard(std::function<bool()> mayClose) { mayClose_ = std::move(mayClose); }

public slots:
    void setPresent(bool present);
    void setFull(bool full);
    void showSwitch(bool shown);
    void setDark(bool dark);
    void showStatus(const QString& sentence);
    void setStanding(const QString& sentence); ///< what the status says while nothing happens
    void showSpeed(double imagesPerSecond);    ///< 0: it does not train
    void setSentence(const QString& sentence); ///< what stands on top when presenting

signals:
    void presentChanged(bool present);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void makeActions();
    void makeParts();
    void arrange();

    TransportBar* transport_;
    ExperimentPanel* form_;
    CurvesView* curves_;
    SwitchStrip* switch_;
    GalleryView* gallery_;
    InspectorView* inspector_;
    MessageBar* message_;
    Drawer* drawer_;
    TimelineBar* timeline_;
    FileMenu* files_;
    std::function<bool()> mayClose_;
    QLabel *sentence_, *statusLeft_, *statusRight_;
    QWidget *status_, *blank_;
    QString standing_;
    std::map<Key, QAction*> actions_;
    WindowMode mode_ = WindowMode::Work;
    Qt::WindowStates stateBefore_; ///< presenting
    QTimer desktopSettles_;
    bool full_ = false, switchShown_ = false;
};

} // namespace fovea
