#include "ui/curves/curves_parts.h"

#include "ui/curves/curve_note.h"
#include "ui/curves/curve_reading.h"
#include "ui/curves/curve_words.h"
#include "ui/curves/legend_items.h"

#include <QBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>

#include <algorithm>
#include <array>
#include <utility>

namespace fovea {
namespace {

constexpr qint64 kRecordsEvery = 38; // ms between two redraws that training asks for

constexpr int kRoomForOneRow = 760; // from here on tabs and controls stand side by side

constexpr std::array kTabs = {CurveTab::Accuracy, CurveTab::Loss, CurveTab::Attention, CurveTab::Reward,
                              CurveTab::Gradient};

bool onlyInFull(CurveTab tab)
{
    return tab == CurveTab::Loss || tab == CurveTab::Gradient;
}

} // namespace

CurvesView::Parts::Parts(CurvesView* owner)
    : view(owner)
    , header(new QBoxLayout(QBoxLayout::LeftToRight))
    , tabs(new QTabBar(owner))
    , controls(new CurvesControls(owner))
    , title(new CurvesLegend(owner))
    , legend(new CurvesLegend(owner))
    , heads(new HeadsBox(owner))
    , stack(new QStackedWidget(owner))
    , numbers(new CurvesReadout(owner))
    , note(new QLabel(owner))
{
    makeTabs();
    makeSheets();
    layOut();
    connectAll();
    note->setWordWrap(true);
    note->setContentsMargins(4, 0, 4, 0);
    note->hide();
    numbers->setLead(CurvesView::tr("min / max / last"));
    numbers->setToolTip(
        CurvesView::tr("The least and the greatest value of the present run so far, and the newest one"));
    numbers->setSource([this] { return readings(sheet(), scene, choices); });
    fillTabs();
    restyle();
}

void CurvesView::Parts::makeTabs()
{
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    tabs->setFocusPolicy(Qt::TabFocus);
    tabs->setAccessibleName(CurvesView::tr("What the curves show"));
    tabs->setToolTip(CurvesView::tr("What the curves show"));
}

void CurvesView::Parts::makeSheets()
{
    for (const CurveTab tab : kTabs) {
        auto* plot = new CurvePlot(stack);
        plot->canvas()->setAccessibleName(CurvesView::tr("Curves of %1").arg(tabName(tab)));
        plot->canvas()->setToolTip(
            CurvesView::tr("%1 Move the mouse over it, or press ← and →, to read all runs at one pass.")
                .arg(tabHelp(tab)));
        stack->addWidget(plot);
        sheets.emplace_back(tab, plot);
        QObject::connect(plot, &CurvePlot::pointedAt, view, [this](double x) { pointAt(x); });
        QObject::connect(plot, &CurvePlot::pointedAway, view, [this] { pointAway(); });
        QObject::connect(plot, &CurvePlot::stepped, view, [this](int direction) { step(direction); });
        QObject::connect(plot, &CurvePlot::resolutionChanged, view, [this] { mark(kEverything); });
    }
}

void CurvesView::Parts::layOut()
{
    auto* layout = new QVBoxLayout(view);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    header->setSpacing(2);
    header->addWidget(tabs, 0, Qt::AlignLeft);
    header->addWidget(heads, 0, Qt::AlignLeft);
    header->addWidget(controls, 0, Qt::AlignLeft);
    header->addWidget(title, 1, Qt::AlignVCenter);
    layout->addLayout(header);
    layout->addWidget(legend);
    layout->addWidget(stack, 1);
    layout->addWidget(numbers);
    layout->addWidget(note);
}

void CurvesView::Parts::connectAll()
{
    turn.setSingleShot(true);
    turn.setInterval(0);
    QObject::connect(&turn, &QTimer::timeout, view, [this] { refresh(); });
    QObject::connect(&cursorPace, &TextPace::due, view, [this] {
        if (pointed) {
            pointAt(*pointed);
        }
    });
    QObject::connect(tabs, &QTabBar::currentChanged, view, [this](int index) {
        if (index >= 0) {
            showTab(static_cast<CurveTab>(tabs->tabData(index).toInt()));
        }
    });
    QObject::connect(controls, &CurvesControls::changed, view, [this] {
        choices.smoothing = controls->smoothing();
        choices.logarithmic = controls->logarithmic();
        choices.across = controls->across();
        mark(kEverything);
    });
    QObject::connect(heads, &HeadsBox::chosen, view, [this] {
        offerHeads();
        mark(kEverything);
    });
    for (const CurvesLegend* names : {title, legend}) {
        QObject::connect(names, &CurvesLegend::toggled, view, [this](const LegendItem& item) {
            setShown(item, !item.shown, sheet(), scene);
            toldByLegend();
        });
        QObject::connect(names, &CurvesLegend::soloed, view, [this](const LegendItem& item) {
            solo(item, sheet(), scene, choices);
            toldByLegend();
        });
        QObject::connect(names, &CurvesLegend::renamed, view, [this](int number, const QString& name) {
            view->renameRun(number, name);
            emit view->renamed(number, name);
        });
    }
}

void CurvesView::Parts::mark(CurveChanges changes)
{
    for (CurveSheet& each : sheets) {
        each.mark(changes);
    }
    legendChanged = legendChanged || changes.testFlag(CurveChange::Others);
    if (!view->isVisible()) {
        return;
    }
    // What the user does is drawn at once; what training says, at an even pace, because each redraw takes time from it.
    const bool byUser = changes == kEverything;
    const auto rest = byUser || !drawn.isValid() ? 0 : std::max<qint64>(0, kRecordsEvery - drawn.elapsed());
    if (!turn.isActive() || byUser) {
        turn.start(static_cast<int>(rest));
    }
}

void CurvesView::Parts::refresh()
{
    if (!view->isVisible()) {
        return;
    }
    if (std::exchange(legendChanged, false)) {
        refreshLegend();
        numbers->askNow();
    }
    drawn.start();
    offerHeads();
    refreshNote();
    if (!sheet().refresh(scene, choices)) {
        sheet().refresh(scene, choices);
    }
    numbers->ask();
    if (pointed) {
        cursorPace.ask();
    }
}

void CurvesView::Parts::refreshLegend()
{
    std::vector<LegendItem> lines = legendItems(sheet(), scene, choices);
    std::vector<LegendItem> runs;
    if (nameBesideTabs()) {
        const auto firstRun = std::ranges::find_if(lines, [](const LegendItem& item) { return item.run >= 0; });
        runs.assign(firstRun, lines.end());
        lines.erase(firstRun, lines.end());
    }
    CurvesLegend* home = runs.empty() ? legend : title;
    const std::optional<LegendEdit> moving = (runs.empty() ? title : legend)->takeEdit();
    title->setItems(runs, choices.paper, choices.textPixels);
    title->setVisible(!runs.empty());
    legend->setItems(lines, choices.paper, choices.textPixels);
    if (moving) {
        home->resumeEdit(*moving);
    }
}

/// The heads of the present run, on the tab of attention; what is chosen there holds for all runs.
void CurvesView::Parts::offerHeads()
{
    const RunCurves* present = scene.presentRun();
    const bool there = sheet().tab() == CurveTab::Attention && present != nullptr && !present->heads().empty();
    if (there) {
        heads->offer(present->heads(), !present->head().learnedMap);
    }
    heads->setVisible(there);
    const HeadsChoice now = there                                  ? heads->choice()
                            : sheet().tab() == CurveTab::Attention ? HeadsChoice()
                                                                   : choices.heads;
    if (now != choices.heads) {
        choices.heads = now;
        for (auto& [number, run] : scene.runs) {
            run.showHead(now.one);
        }
        sheet().mark(kEverything);
    }
}

/// The tab of rewards, where there is a run that learns from any.
void CurvesView::Parts::offerTabs()
{
    if (rewards != scene.rewards()) {
        rewards = scene.rewards();
        fillTabs();
    }
}

void CurvesView::Parts::refreshNote()
{
    const QString text = curveNote(sheet(), scene, choices);
    note->setText(text);
    note->setVisible(!text.isEmpty());
}

void CurvesView::Parts::fillTabs()
{
    const CurveTab shown = sheet().tab();
    const QSignalBlocker quiet(tabs);
    while (tabs->count() > 0) {
        tabs->removeTab(0);
    }
    for (const CurveTab tab : kTabs) {
        if ((choices.full || !onlyInFull(tab)) && (rewards || tab != CurveTab::Reward)) {
            const int index = tabs->addTab(tabName(tab));
            tabs->setTabData(index, static_cast<int>(tab));
            tabs->setTabToolTip(index, tabHelp(tab));
            if (tab == shown) {
                tabs->setCurrentIndex(index);
            }
        }
    }
    showTab(static_cast<CurveTab>(tabs->tabData(tabs->currentIndex()).toInt()));
}

void CurvesView::Parts::showTab(CurveTab tab)
{
    pointAway();
    stack->setCurrentIndex(static_cast<int>(std::ranges::find(kTabs, tab) - kTabs.begin()));
    controls->setLogarithmicOffered(tab == CurveTab::Loss);
    mark(kEverything);
}

void CurvesView::Parts::restyle()
{
    const bool dark = view->palette().color(QPalette::Window).lightness() < 128;
    choices.paper = dark ? Paper::dark() : Paper::light();
    const QFont font = figureFont(choices.textPixels);
    for (QWidget* widget : std::initializer_list<QWidget*>{tabs, numbers, note, heads}) {
        widget->setFont(font);
    }
    controls->setTextPixels(choices.textPixels);
    controls->setVisible(choices.full);
    arrange();
    mark(kEverything);
}

void CurvesView::Parts::arrange()
{
    header->setDirection(!choices.full || view->width() >= kRoomForOneRow ? QBoxLayout::LeftToRight
                                                                          : QBoxLayout::TopToBottom);
}

void CurvesView::Parts::toldByLegend()
{
    mark(kEverything);
    refreshLegend();
}

} // namespace fovea
