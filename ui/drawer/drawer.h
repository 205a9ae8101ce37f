// The drawer: pages about the run as a whole, one of them open at most. Its tabs are a part of their own, because they stay in
// sight while it is closed.
#pragma once

#include "ui/drawer/drawer_tabs.h"

#include <QFrame>

class QStackedLayout;

namespace fovea {

class CompareView;
class ConfusionView;
class DiagnosisView;
class MetricsView;
class NetworkView;
class RunsView;
class StepsView;

class Drawer : public QFrame
{
    Q_OBJECT

public:
    /// The tabs get the same parent.
    explicit Drawer(QWidget* parent);

    DrawerTabs* tabs() const { return tabs_; }
    RunsView* runs() const { return runs_; }
    ConfusionView* confusion() const { return confusion_; }
    MetricsView* metrics() const { return metrics_; }
    NetworkView* network() const { return network_; }
    CompareView* compare() const { return compare_; }
    DiagnosisView* diagnosis() const { return diagnosis_; }
    StepsView* steps() const { return steps_; }

    bool isOpen() const { return tabs_->page().has_value(); }
    /// What the page that is open needs.
    DrawerRoom room() const { return tabs_->page() ? roomOf(*tabs_->page()) : DrawerRoom::Closed; }
    void setFull(bool full);

signals:
    void pageChanged(std::optional<fovea::DrawerPage> page);

private:
    DrawerTabs* tabs_;
    QStackedLayout* pages_;
    RunsView* runs_;
    ConfusionView* confusion_;
    MetricsView* metrics_;
    NetworkView* network_;
    CompareView* compare_;
    DiagnosisView* diagnosis_;
    StepsView* steps_;
};

} // namespace fovea
