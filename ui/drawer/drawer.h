// The drawer: pages about the run as a whole, one of them open at most. Its tabs are a part of their own, because they stay in
// sight while it is closed.
#pragma once

#include "ui/drawer/drawer_tabs.h"

#include <QFrame>

class QStackedLayout;

namespace fovea {

class ConfusionView;
class MetricsView;
class NetworkView;
class RunsView;

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

    bool isOpen() const { return tabs_->page().has_value(); }
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
};

} // namespace fovea
