// The curves of a training, live: tabs of plots, a legend above and the numbers below. Handed the records of the runs of
// this sitting; keeps them, and draws what changed once a turn of the event loop, only in the tab that is seen.
// What makes which line: curve_series.h; how it looks: curve_style.h; from the one to the other: curve_sheet.h.
#pragma once

#include "ui/views/run_story.h"

#include <QString>
#include <QWidget>

#include <memory>
#include <vector>

namespace fovea {

class CurvesView : public QWidget
{
    Q_OBJECT

public:
    explicit CurvesView(QWidget* parent = nullptr);
    ~CurvesView() override;

    /// A new run, the present one; earlier runs stay, faded.
    void beginRun(const RunHead& head);
    /// Makes an earlier run the present one again.
    void continueRun(int number);
    /// Records of a run that was begun, in the order in which they were made; those of an unknown run are left out.
    void append(int number, const std::vector<StepRecord>& steps, const std::vector<EpochRecord>& epochs);
    void append(int number, const LookRecord& look);
    /// All that was changed in a run while it was learning.
    void showChanges(int number, const std::vector<RunChange>& changes);
    /// Reset: the run's records go, its head stays.
    void clearRun(int number);
    void removeRun(int number);
    void renameRun(int number, const QString& name);
    /// Its name beside the others, its group and its colour.
    void labelRun(int number, const RunLabel& label);
    /// Whether its curves are drawn; the legend can hide them too.
    void setRunShown(int number, bool shown);
    bool isRunShown(int number) const;
    /// An upright line at an earlier moment of the present run, with what was measured by then; until it is hidden.
    void showMoment(double passes, long batches);
    void hideMoment();

    /// Whether all runs are drawn alike, for a comparison: none faded, no band, no best pass.
    void setAlike(bool alike);

    /// Full adds the loss, the gradient's norms, smoothing, a logarithmic axis and batches across.
    void setFull(bool full);
    /// For a projector: thick lines, and type of so many pixels.
    void setPresent(bool present, double pixels);

    /// Redraws of curves that reached the screen.
    long framesDrawn() const;
    /// The line of least, most and now.
    QString readout() const;

    QSize sizeHint() const override { return {436, 296}; }
    QSize minimumSizeHint() const override { return {280, 200}; }

signals:
    /// By the user, here; the view shows the new name already.
    void renamed(int number, const QString& name);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

} // namespace fovea
