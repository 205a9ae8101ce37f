// The drawer: what is asked for while one of its pages is looked at, and what its pages ask for.
#include "app/layer_meter.h"
#include "app/session.h"
#include "app/watch.h"
#include "app/wiring.h"
#include "ui/drawer/confusion_view.h"
#include "ui/drawer/drawer.h"
#include "ui/drawer/metrics_view.h"
#include "ui/drawer/network_view.h"
#include "ui/main_window.h"
#include "ui/views/gallery_view.h"

#include <QAction>

namespace fovea {

void Wiring::wireDrawer()
{
    Drawer* drawer = window_.drawer();
    ConfusionView* confusion = drawer->confusion();
    connect(window_.action(Key::Drawer), &QAction::triggered, drawer->tabs(), &DrawerTabs::toggle);
    const auto watchWhatIsSeen = [this, drawer] {
        const std::optional<DrawerPage> page = drawer->tabs()->page();
        const bool counts = page == DrawerPage::Confusion || page == DrawerPage::Metrics;
        watch_.setJudging(counts && window_.mode() == WindowMode::Work);
    };
    connect(drawer, &Drawer::pageChanged, this, watchWhatIsSeen);
    connect(&window_, &MainWindow::presentChanged, this, watchWhatIsSeen);
    connect(&watch_, &Watch::sceneChanged, confusion,
            [confusion](const Scene& scene) { confusion->showClasses(scene.classes); });
    connect(&watch_, &Watch::sceneChanged, drawer->metrics(),
            [drawer](const Scene& scene) { drawer->metrics()->showClasses(scene.classes); });
    connect(&watch_, &Watch::judged, confusion, &ConfusionView::showJudgement);
    connect(&watch_, &Watch::judged, drawer->metrics(), &MetricsView::showJudgement);
    connect(confusion, &ConfusionView::cellOpened, &watch_, &Watch::pinCell);
    connect(&watch_, &Watch::cellPinned, this, [this, drawer](int is, int answered) {
        window_.gallery()->showChosen(is < 0 ? QString()
                                             : tr("%1 taken for %2").arg(scene_.classes[is], scene_.classes[answered]));
        if (is >= 0 && !window_.gallery()->isVisible()) {
            drawer->tabs()->open({}); // it lies over the pictures that were asked for
        }
    });
}

/// The page of the network: made when it is looked at, measured once for each network.
void Wiring::wireNetwork()
{
    Drawer* drawer = window_.drawer();
    NetworkView* view = drawer->network();
    auto* meter = new LayerMeter(this);
    connect(meter, &LayerMeter::measured, view, &NetworkView::showTimes);
    const auto show = [this, drawer, view, meter] {
        const SnapshotPtr& snapshot = watch_.snapshot();
        if (!snapshot || drawer->tabs()->page() != DrawerPage::Network || snapshot->network == networkInView_) {
            return;
        }
        networkInView_ = snapshot->network;
        const Interface interface {
            snapshot->data->image, snapshot->task->answers()
        };
        view->showNetwork(snapshot->config, layerTable(snapshot->config, interface));
        meter->measure(snapshot->config, interface);
    };
    connect(drawer, &Drawer::pageChanged, this, show);
    connect(this, &Wiring::runInViewChanged, this, show);
}

} // namespace fovea
