// The page on which settings are compared: its list, its curves and its maps; and it never trains beside the window's own run.
#include "app/compare.h"
#include "app/session.h"
#include "app/undo.h"
#include "app/wiring.h"
#include "core/tensor/thread_pool.h"
#include "ui/curves/curves_view.h"
#include "ui/drawer/compare_grid.h"
#include "ui/drawer/drawer.h"
#include "ui/main_window.h"
#include "ui/views/inspector_view.h"
#include "ui/views/text_pace.h"

namespace fovea {

void Wiring::wireCompare()
{
    Drawer* drawer = window_.drawer();
    CompareView* view = drawer->compare();
    CurvesView* curves = view->curves();
    compare_ = new Compare(ThreadPool::processors(), this);
    connect(drawer, &Drawer::pageChanged, this, [this](std::optional<DrawerPage> page) {
        if (page == DrawerPage::Compare && compare_->plan().empty()) {
            compare_->add(session_.wanted());
        }
    });
    connect(view, &CompareView::formAsked, this, [this] { compare_->add(session_.wanted()); });
    connect(view, &CompareView::attentionAsked, compare_, &Compare::addAttention);
    connect(view, &CompareView::rateAsked, compare_, &Compare::addRate);
    connect(view, &CompareView::removeAsked, compare_, &Compare::remove);
    connect(view, &CompareView::goAsked, compare_, &Compare::go);
    connect(view, &CompareView::pauseAsked, compare_, &Compare::pause);
    connect(view->grid(), &CompareGrid::wantedColumnsChanged, compare_, &Compare::setPictures);

    auto* pace = new TextPace(this);
    connect(compare_, &Compare::rowsChanged, pace, &TextPace::ask);
    connect(pace, &TextPace::due, this, [this, view] { view->showRows(compare_->rows()); });
    connect(compare_, &Compare::stateChanged, this, [this, view, pace](CompareState state, const QString& sentence) {
        pace->askNow();
        view->showState(state, sentence);
        const bool works = state == CompareState::Making || state == CompareState::Running;
        if (works && session_.state() == RunState::Running) {
            session_.toggle(); // both at once would take the processor from each other
        }
    });
    connect(&session_, &Session::stateChanged, this, [this](RunState state) {
        if (state == RunState::Running) {
            compare_->pause();
        }
    });
    connect(compare_, &Compare::listChanged, this, [this](const PastList& before, const PastList& after) {
        undo_.push(new DoneStep(
            tr("comparison"), [=, this] { compare_->bringBack(before); }, [=, this] { compare_->bringBack(after); }));
    });
    connect(&session_, &Session::sittingOpened, compare_, &Compare::forgetPast); // its steps of undo are gone
    connect(compare_, &Compare::cleared, this, [this, curves, view] {
        for (int row = 0; row < static_cast<int>(kMostCompared); ++row) {
            curves->removeRun(row);
        }
        view->grid()->setRows(static_cast<int>(compare_->plan().size()));
    });
    connect(compare_, &Compare::begun, this, [curves](const std::vector<RunHead>& heads) {
        for (const RunHead& head : heads) {
            curves->beginRun(head);
        }
    });
    connect(compare_, &Compare::measured, curves,
            [curves](int row, const std::vector<StepRecord>& steps, const std::vector<EpochRecord>& epochs) {
                curves->append(row, steps, epochs);
            });
    connect(compare_, &Compare::sceneChanged, view->grid(), &CompareGrid::showScene);
    connect(compare_, &Compare::mapsShown, view->grid(), &CompareGrid::showRow);
    connect(window_.inspector(), &InspectorView::lookChanged, view, &CompareView::setLook);
}

} // namespace fovea
