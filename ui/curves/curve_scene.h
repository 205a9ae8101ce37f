// What there is to draw of the curves: the runs of the sitting, which of them is the present one, and what the user chose.
#pragma once

#include "ui/curves/curve_series.h"
#include "ui/paint/figure.h"

#include <map>
#include <optional>
#include <set>

namespace fovea {

/// Whose attention the curves show, where a network has several heads.
struct HeadsChoice
{
    bool all = false;            ///< every head, faint, besides the map as a whole
    std::optional<HeadName> one; ///< this one instead of the map as a whole
    bool operator==(const HeadsChoice&) const = default;
};

/// What the user chose.
struct CurveChoices
{
    bool full = false;
    bool thick = false;
    double textPixels = 13;
    double smoothing = 0;
    bool logarithmic = false; ///< the loss; gradients always are
    Across across = Across::Passes;
    HeadsChoice heads;
    bool alike = false; ///< no run is the present one more than the others: none is faded
    Paper paper = Paper::light();
};

/// All lines of a tab of one run, in the order of the legend; those of heads last.
std::vector<CurveId> curvesOf(CurveTab tab, const RunCurves& run, const CurveChoices& choices);

struct CurveScene
{
    std::map<int, RunCurves> runs; ///< by number
    int present = -1;
    std::set<int> hiddenRuns;

    const RunCurves* presentRun() const;
    RunCurves* run(int number);
    /// Whether hue is the run.
    bool several() const;
    /// Whether attention is where looks fall, not a map: that of the present run.
    bool gazes() const;
    /// Whether any run learns from reward.
    bool rewards() const;
    /// Whether this tab shows that run now.
    bool shown(CurveTab tab, int number) const;
    void setHidden(int number, bool hidden);
    /// Returns whether it was there. The newest of the others becomes the present one.
    bool remove(int number);
};

} // namespace fovea
