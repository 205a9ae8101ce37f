#include "ui/views/curves_view.h"

#include "ui/views/curve_reading.h"
#include "ui/views/curve_sheet.h"
#include "ui/views/curve_words.h"
#include "ui/views/curves_controls.h"
#include "ui/views/curves_legend.h"
#include "ui/views/curves_readout.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QTimer>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace fovea {
namespace {

constexpr int kRoomForOneRow = 760; // from here on tabs and controls stand side by side
constexpr double kTextPixelsHere = 13;

constexpr std::array kTabs = {CurveTab::Accuracy, CurveTab::Loss, CurveTab::Attention, CurveTab::Gradient};

bool onlyInFull(CurveTab tab)
{
    return tab == CurveTab::Loss || tab == CurveTab::Gradient;
}

} // namespace

struct CurvesView::Parts
{
    explicit Parts(CurvesView* owner);

    CurveSheet& sheet() { return sheets[static_cast<std::size_t>(stack->currentIndex())]; }
    RunCurves* run(int number);
    void mark(CurveChanges changes);
    void markRun(int number, CurveChanges changes) { mark(number == scene.present ? changes : CurveChange::Others); }
    void refresh();
    void refreshLegend();
    void refreshNote();
    std::vector<LegendItem> legendItems();
    bool nameBesideTabs() const { return !choices.full && !scene.several(); }

    void fillTabs();
    void showTab(CurveTab tab);
    void restyle();
    void arrange();

    void toggle(const LegendItem& item);
    void solo(const LegendItem& item);
    void setShown(const LegendItem& item, bool shown);

    void pointAt(double x);
    void pointAway();
    void step(int direction);

    CurvesView* view;
    QBoxLayout* header;
    QTabBar* tabs;
    CurvesControls* controls;
    CurvesLegend* title; ///< the name of a run that is alone, where there is room beside the tabs
    CurvesLegend* legend;
    QStackedWidget* stack;
    CurvesReadout* numbers;
    QLabel* note;
    QTimer turn;         ///< one redraw for all that comes in a turn of the event loop
    TextPace cursorPace; ///< of the box while its numbers move
    std::vector<CurveSheet> sheets;
    CurveScene scene;
    CurveChoices choices;
    std::optional<double> pointed;
    bool legendChanged = true;
};

CurvesView::Parts::Parts(CurvesView* owner)
    : view(owner)
    , header(new QBoxLayout(QBoxLayout::LeftToRight))
    , tabs(new QTabBar(owner))
    , controls(new CurvesControls(owner))
    , title(new CurvesLegend(owner))
    , legend(new CurvesLegend(owner))
    , stack(new QStackedWidget(owner))
    , numbers(new CurvesReadout(owner))
    , note(new QLabel(owner))
{
    tabs->setDrawBase(false);
    tabs->setExpanding(false);
    tabs->setFocusPolicy(Qt::TabFocus);
    tabs->setAccessibleName(CurvesView::tr("What the curves show"));
    tabs->setToolTip(CurvesView::tr("What the curves show"));
    note->setWordWrap(true);
    note->setContentsMargins(4, 0, 4, 0);
    note->hide();
    numbers->setLead(CurvesView::tr("min / max / now"));
    numbers->setToolTip(
        CurvesView::tr("The least and the greatest value of the present run so far, and the newest one"));

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

    auto* layout = new QVBoxLayout(view);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    header->setSpacing(2);
    header->addWidget(tabs, 0, Qt::AlignLeft);
    header->addWidget(controls, 0, Qt::AlignLeft);
    header->addWidget(title, 1, Qt::AlignVCenter);
    layout->addLayout(header);
    layout->addWidget(legend);
    layout->addWidget(stack, 1);
    layout->addWidget(numbers);
    layout->addWidget(note);

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
    for (const CurvesLegend* names : {title, legend}) {
        QObject::connect(names, &CurvesLegend::toggled, view, [this](const LegendItem& item) { toggle(item); });
        QObject::connect(names, &CurvesLegend::soloed, view, [this](const LegendItem& item) { solo(item); });
        QObject::connect(names, &CurvesLegend::renamed, view, [this](int number, const QString& name) {
            view->renameRun(number, name);
            emit view->renamed(number, name);
        });
    }
    numbers->setSource([this] { return readings(sheet(), scene, choices); });
    fillTabs();
    restyle();
}

RunCurves* CurvesView::Parts::run(int number)
{
    const auto found = scene.runs.find(number);
    return found == scene.runs.end() ? nullptr : &found->second;
}

void CurvesView::Parts::mark(CurveChanges changes)
{
    for (CurveSheet& each : sheets) {
        each.mark(changes);
    }
    legendChanged = legendChanged || changes.testFlag(CurveChange::Others);
    if (view->isVisible() && !turn.isActive()) {
        turn.start();
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
    refreshNote();
    if (!sheet().refresh(scene, choices)) {
        sheet().refresh(scene, choices);
    }
    numbers->ask();
    if (pointed) {
        cursorPace.ask();
    }
}

/// Lines first, then runs, the present one before the others.
std::vector<LegendItem> CurvesView::Parts::legendItems()
{
    std::vector<LegendItem> items;
    const RunCurves* present = scene.presentRun();
    if (present == nullptr) {
        return items;
    }
    const bool several = scene.several();
    const CurveTab tab = sheet().tab();
    for (const CurveId& id : curvesOf(tab, present->head(), choices.full)) {
        if (leaderOf(id) == id) {
            const CurveCompany company{several, false, choices.thick, choices.paper};
            CurveStyle style = curveStyle(id, present->head(), company);
            if (several && tab != CurveTab::Gradient) { // of all runs
                style.colour = choices.paper.ink;
                style.mark = CurveMark::None;
            }
            items.push_back({-1, id, curveName(id, present->head(), choices.full), curveHelp(id, present->head()),
                             style, true, !sheet().hidden(id)});
        }
    }
    const auto add = [&](const RunCurves& each) {
        const int number = each.head().number;
        const CurveCompany company{several, false, choices.thick, choices.paper};
        const QString help =
            number == scene.present ? CurvesView::tr("The present run.") : CurvesView::tr("An earlier run.");
        items.push_back({number,
                         {},
                         each.head().name,
                         help,
                         curveStyle({tab, CurveKind::Validation}, each.head(), company),
                         several && tab != CurveTab::Gradient,
                         !scene.hiddenRuns.contains(number)});
    };
    add(*present);
    for (auto each = scene.runs.rbegin(); each != scene.runs.rend(); ++each) {
        if (each->first != scene.present && !each->second.empty() && tab != CurveTab::Gradient) {
            add(each->second);
        }
    }
    return items;
}

void CurvesView::Parts::refreshLegend()
{
    std::vector<LegendItem> lines = legendItems();
    std::vector<LegendItem> runs;
    if (nameBesideTabs()) {
        const auto firstRun = std::ranges::find_if(lines, [](const LegendItem& item) { return item.run >= 0; });
        runs.assign(firstRun, lines.end());
        lines.erase(firstRun, lines.end());
    }
    title->setItems(runs, choices.paper, choices.textPixels);
    title->setVisible(!runs.empty());
    legend->setItems(lines, choices.paper, choices.textPixels);
}

void CurvesView::Parts::refreshNote()
{
    QString text;
    const RunCurves* present = scene.presentRun();
    if (validationLiesAbove(sheet(), scene)) {
        text = runningMeanNote();
    } else if (sheet().tab() == CurveTab::Attention && present != nullptr && present->head().places > 0 &&
               scene.shown(CurveTab::Attention, scene.present)) {
        text = present->head().places == 1   ? CurvesView::tr("One place, weight 1: nothing to choose.")
               : !present->head().learnedMap ? CurvesView::tr("This map is uniform by definition, not learned.")
                                             : QString();
    }
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
        if (choices.full || !onlyInFull(tab)) {
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
    for (QWidget* widget : {static_cast<QWidget*>(tabs), static_cast<QWidget*>(numbers), static_cast<QWidget*>(note)}) {
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

void CurvesView::Parts::setShown(const LegendItem& item, bool shown)
{
    if (item.run < 0) {
        sheet().setHidden(item.line, !shown);
    } else if (shown) {
        scene.hiddenRuns.erase(item.run);
    } else {
        scene.hiddenRuns.insert(item.run);
    }
    mark(kEverything);
}

void CurvesView::Parts::toggle(const LegendItem& item)
{
    setShown(item, !item.shown);
    refreshLegend();
}

/// Only this one of its kind; once more brings the others back.
void CurvesView::Parts::solo(const LegendItem& item)
{
    std::vector<LegendItem> others = legendItems();
    std::erase_if(others,
                  [&](const LegendItem& other) { return (other.run < 0) != (item.run < 0) || other.sameAs(item); });
    const bool alone = std::ranges::none_of(others, &LegendItem::shown);
    for (const LegendItem& other : others) {
        setShown(other, alone);
    }
    setShown(item, true);
    refreshLegend();
}

void CurvesView::Parts::pointAt(double x)
{
    pointed = x;
    CurvePlot* plot = sheet().plot();
    if (const auto reading = readingAt(x, sheet(), scene, choices)) {
        plot->showCursor(reading->x, reading->text);
        plot->canvas()->setAccessibleDescription(reading->plainText);
    } else {
        plot->hideCursor();
    }
}

void CurvesView::Parts::pointAway()
{
    pointed.reset();
    sheet().plot()->hideCursor();
}

void CurvesView::Parts::step(int direction)
{
    const std::vector<double> stops = readingStops(sheet(), scene, choices);
    if (stops.empty()) {
        return;
    }
    const double from = pointed.value_or(direction > 0 ? stops.front() - 1 : stops.back() + 1);
    auto next = direction > 0 ? std::ranges::upper_bound(stops, from) : std::ranges::lower_bound(stops, from);
    if (direction < 0 && next != stops.begin()) {
        --next;
    }
    if (direction > 0 && next == stops.end()) {
        --next;
    }
    pointAt(direction == 2 ? stops.back() : direction == -2 ? stops.front() : *next);
}

CurvesView::CurvesView(QWidget* parent) : QWidget(parent), parts_(std::make_unique<Parts>(this))
{
    setAccessibleName(tr("Curves"));
}

CurvesView::~CurvesView() = default;

void CurvesView::beginRun(const RunHead& head)
{
    Parts& p = *parts_;
    p.scene.runs.insert_or_assign(head.number, RunCurves(head));
    continueRun(head.number);
}

void CurvesView::continueRun(int number)
{
    if (parts_->run(number) != nullptr) {
        parts_->scene.present = number;
        parts_->scene.hiddenRuns.erase(number);
        parts_->mark(kEverything);
    }
}

void CurvesView::append(int number, const std::vector<StepRecord>& steps, const std::vector<EpochRecord>& epochs)
{
    RunCurves* run = parts_->run(number);
    if (run == nullptr || (steps.empty() && epochs.empty())) {
        return;
    }
    const bool first = run->empty();
    for (const StepRecord& step : steps) {
        run->add(step);
    }
    for (const EpochRecord& epoch : epochs) {
        run->add(epoch);
    }
    CurveChanges changes = CurveChange::Batches;
    changes.setFlag(CurveChange::Passes, !epochs.empty());
    parts_->markRun(number, first ? kEverything : changes);
}

void CurvesView::append(int number, const LookRecord& look)
{
    if (RunCurves* run = parts_->run(number)) {
        const bool first = run->empty();
        run->add(look);
        parts_->markRun(number, first ? kEverything : CurveChange::Batches);
    }
}

void CurvesView::clearRun(int number)
{
    if (RunCurves* run = parts_->run(number)) {
        run->clear();
        parts_->mark(kEverything);
    }
}

void CurvesView::removeRun(int number)
{
    CurveScene& scene = parts_->scene;
    if (scene.runs.erase(number) > 0) {
        scene.hiddenRuns.erase(number);
        if (number == scene.present) {
            scene.present = scene.runs.empty() ? -1 : scene.runs.rbegin()->first;
        }
        parts_->mark(kEverything);
    }
}

void CurvesView::renameRun(int number, const QString& name)
{
    if (RunCurves* run = parts_->run(number)) {
        run->rename(name);
        parts_->legendChanged = true;
        parts_->mark(CurveChange::Batches);
    }
}

void CurvesView::setFull(bool full)
{
    if (full != parts_->choices.full) {
        parts_->choices.full = full;
        parts_->choices.across = full ? parts_->controls->across() : Across::Passes;
        parts_->fillTabs();
        parts_->restyle();
    }
}

void CurvesView::setPresent(bool present, double pixels)
{
    parts_->choices.thick = present;
    parts_->choices.textPixels = present ? std::max(20.0, pixels) : kTextPixelsHere;
    parts_->restyle();
}

long CurvesView::framesDrawn() const
{
    long frames = 0;
    for (const CurveSheet& sheet : parts_->sheets) {
        frames += sheet.plot()->framesDrawn();
    }
    return frames;
}

QString CurvesView::readout() const
{
    return parts_->numbers->text();
}

void CurvesView::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        parts_->restyle();
    } else if (event->type() == QEvent::LocaleChange) {
        parts_->mark(kEverything);
    }
}

void CurvesView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    parts_->arrange();
}

void CurvesView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    parts_->mark(kEverything);
}

} // namespace fovea
