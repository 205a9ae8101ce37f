// What there is to draw of the curves: the runs of the sitting, which of them is the present one, and what the user chose.
#pragma once

#include "ui/curves/curve_series.h"
#include "ui/paint/figure.h"

#include <map>
#include <set>

namespace fovea {

/// What the user chose.
struct CurveChoices
{
    bool full = false;
    bool thick = false;
    double textPixels = 13;
    double smoothing = 0;
    bool logarithmic = false; ///< the loss; gradients always are
    Across across = Across::Passes;
    Paper paper = Paper::light();
};

struct CurveScene
{
    std::map<int, RunCurves> runs; ///< by number
    int present = -1;
    std::set<int> hiddenRuns;

    const RunCurves* presentRun() const;
    RunCurves* run(int number);
    /// Whether hue is the run.
    bool several() const;
    /// Whether this tab shows that run now.
    bool shown(CurveTab tab, int number) const;
    void setHidden(int number, bool hidden);
    /// Returns whether it was there. The newest of the others becomes the present one.
    bool remove(int number);
};

} // namespace fovea
