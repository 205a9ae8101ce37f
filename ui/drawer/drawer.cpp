#include "ui/drawer/drawer.h"

#include "ui/diagnosis/diagnosis_view.h"
#include "ui/drawer/compare_view.h"
#include "ui/drawer/confusion_view.h"
#include "ui/drawer/metrics_view.h"
#include "ui/drawer/network_view.h"
#include "ui/drawer/runs_view.h"
#include "ui/drawer/steps_view.h"

#include <QStackedLayout>

namespace fovea {

Drawer::Drawer(QWidget* parent)
    : QFrame(parent)
    , tabs_(new DrawerTabs(parent))
    , pages_(new QStackedLayout(this))
    , runs_(new RunsView)
    , confusion_(new ConfusionView)
    , metrics_(new MetricsView)
    , network_(new NetworkView)
    , compare_(new CompareView)
    , diagnosis_(new DiagnosisView)
    , steps_(new StepsView)
{
    setFrameShape(QFrame::StyledPanel);
    pages_->setContentsMargins(1, 1, 1, 1);
    for (QWidget* page :
         {static_cast<QWidget*>(runs_), static_cast<QWidget*>(confusion_), static_cast<QWidget*>(metrics_),
          static_cast<QWidget*>(network_), static_cast<QWidget*>(compare_), static_cast<QWidget*>(diagnosis_),
          static_cast<QWidget*>(steps_)}) {
        pages_->addWidget(page); // in the order of DrawerPage
    }
    hide();
    connect(tabs_, &DrawerTabs::pageChanged, this, [this](std::optional<DrawerPage> page) {
        if (page) {
            pages_->setCurrentIndex(static_cast<int>(*page));
        }
        emit pageChanged(page);
    });
}

void Drawer::setFull(bool full)
{
    tabs_->setFull(full);
    runs_->setFull(full);
    compare_->setFull(full);
    diagnosis_->setFull(full);
}

} // namespace fovea
