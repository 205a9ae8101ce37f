// The parts of the view of curves, and what each change asks of them. Private to the view.
#pragma once

#include "ui/curves/curve_sheet.h"
#include "ui/curves/curves_controls.h"
#include "ui/curves/curves_legend.h"
#include "ui/curves/curves_readout.h"
#include "ui/curves/curves_view.h"
#include "ui/curves/heads_box.h"
#include "ui/views/text_pace.h"

#include <QElapsedTimer>
#include <QStackedWidget>
#include <QTimer>

#include <optional>
#include <vector>

class QBoxLayout;
class QLabel;
class QTabBar;

namespace fovea {

struct CurvesView::Parts
{
    explicit Parts(CurvesView* owner);
    void makeTabs();
    void makeSheets();
    void layOut();
    void connectAll();

    CurveSheet& sheet() { return sheets[static_cast<std::size_t>(stack->currentIndex())]; }
    void mark(CurveChanges changes);
    void markRun(int number, CurveChanges changes) { mark(number == scene.present ? changes : CurveChange::Others); }
    void refresh();
    void refreshLegend();
    void refreshNote();
    void offerHeads();
    void offerTabs();
    bool nameBesideTabs() const { return !choices.full && !scene.several(); }

    void fillTabs();
    void showTab(CurveTab tab);
    void restyle();
    void arrange();

    void toldByLegend();

    void pointAt(double x);
    void pointAway();
    void step(int direction);

    CurvesView* view;
    QBoxLayout* header;
    QTabBar* tabs;
    CurvesControls* controls;
    CurvesLegend* title; ///< the name of a run that is alone, where there is room beside the tabs
    CurvesLegend* legend;
    HeadsBox* heads;
    QStackedWidget* stack;
    CurvesReadout* numbers;
    QLabel* note;
    QElapsedTimer drawn; ///< since the last redraw
    QTimer turn;         ///< one redraw for all that comes in a turn of the event loop
    TextPace cursorPace; ///< of the box while its numbers move
    std::vector<CurveSheet> sheets;
    CurveScene scene;
    CurveChoices choices;
    std::optional<double> pointed;
    bool legendChanged = true;
    bool rewards = false; ///< whether there is a tab of rewards
};

} // namespace fovea
