#include "ui/curves/curves_view.h"

#include "ui/curves/curves_parts.h"

#include <QEvent>

#include <algorithm>

namespace fovea {
namespace {

constexpr double kTextPixelsHere = 13;

} // namespace

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
    if (parts_->scene.run(number) != nullptr) {
        parts_->scene.present = number;
        parts_->scene.hiddenRuns.erase(number);
        parts_->offerTabs();
        parts_->mark(kEverything);
    }
}

void CurvesView::append(int number, const std::vector<StepRecord>& steps, const std::vector<EpochRecord>& epochs)
{
    RunCurves* run = parts_->scene.run(number);
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
    if (RunCurves* run = parts_->scene.run(number)) {
        const bool first = run->empty();
        run->add(look);
        parts_->markRun(number, first ? kEverything : CurveChange::Batches);
    }
}

void CurvesView::showChanges(int number, const std::vector<RunChange>& changes)
{
    if (RunCurves* run = parts_->scene.run(number)) {
        run->setChanges(changes);
        parts_->mark(kEverything);
    }
}

void CurvesView::clearRun(int number)
{
    if (RunCurves* run = parts_->scene.run(number)) {
        run->clear();
        parts_->mark(kEverything);
    }
}

void CurvesView::removeRun(int number)
{
    if (parts_->scene.remove(number)) {
        parts_->offerTabs();
        parts_->mark(kEverything);
    }
}

void CurvesView::renameRun(int number, const QString& name)
{
    if (RunCurves* run = parts_->scene.run(number)) {
        run->rename(name);
        parts_->legendChanged = true;
        parts_->mark(CurveChange::Batches);
    }
}

void CurvesView::labelRun(int number, const RunLabel& label)
{
    RunCurves* run = parts_->scene.run(number);
    if (run != nullptr && !(run->head().label == label)) {
        run->label(label);
        parts_->mark(kEverything);
    }
}

void CurvesView::setRunShown(int number, bool shown)
{
    parts_->scene.setHidden(number, !shown);
    parts_->mark(kEverything);
}

bool CurvesView::isRunShown(int number) const
{
    return !parts_->scene.hiddenRuns.contains(number);
}

void CurvesView::showMoment(double passes, long batches)
{
    parts_->pointAt(parts_->choices.across == Across::Passes ? passes : static_cast<double>(batches));
}

void CurvesView::hideMoment()
{
    parts_->pointAway();
}

void CurvesView::setAlike(bool alike)
{
    parts_->choices.alike = alike;
    parts_->restyle();
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
