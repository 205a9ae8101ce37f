// One tab of the curves: from the records of the runs to the lines of its plot. Reads only what is new, and redraws only
// the layers that changed.
#pragma once

#include "ui/curves/column_trace.h"
#include "ui/curves/curve_plot.h"
#include "ui/curves/curve_scene.h"

#include <QFlags>

#include <map>
#include <set>

namespace fovea {

enum class CurveChange
{
    Batches = 1, ///< of the present run
    Passes = 2,  ///< of the present run
    Others = 4   ///< another run, or how everything looks
};
Q_DECLARE_FLAGS(CurveChanges, CurveChange)
Q_DECLARE_OPERATORS_FOR_FLAGS(CurveChanges)
inline constexpr CurveChanges kEverything = CurveChanges(7);

class CurveSheet
{
public:
    CurveSheet(CurveTab tab, CurvePlot* plot) : tab_(tab), plot_(plot) {}

    CurveTab tab() const { return tab_; }
    CurvePlot* plot() const { return plot_; }

    void mark(CurveChanges changes) { changes_ |= changes; }
    /// Draws what was marked. Returns whether it fits; else it is to be called again.
    bool refresh(const CurveScene& scene, const CurveChoices& choices);

    /// A line and all that belong to it.
    void setHidden(const CurveId& leader, bool hidden);
    bool hidden(const CurveId& id) const { return hidden_.contains(leaderOf(id)); }

private:
    struct TraceKey
    {
        int run;
        CurveId id;
        bool smoothed;
        auto operator<=>(const TraceKey&) const = default;
    };

    bool logarithmic(const CurveChoices& choices) const;
    bool splitPanels(const CurveScene& scene) const;
    int panelOf(const CurveId& id) const;
    void follow(const CurveScene& scene, const CurveChoices& choices);
    CurveFrame frame(const CurveScene& scene, const CurveChoices& choices) const;
    CurvePanel panel(int index, const CurveScene& scene, const CurveChoices& choices) const;
    CurvePanel gazePanel(CurvePanel panel, int index, const CurveScene& scene) const;
    std::vector<ReferenceLine> references(int panel, const CurveScene& scene) const;
    QString word(const CurveScene& scene, const CurveChoices& choices) const;
    void setLines(CurveLayer layer, const CurveScene& scene, const CurveChoices& choices);
    void addLine(std::vector<PlotLine>& lines, const RunCurves& run, const CurveId& id, const CurveScene& scene,
                 const CurveChoices& choices) const;
    void setMoment(const CurveScene& scene, const CurveChoices& choices);

    CurveTab tab_;
    CurvePlot* plot_;
    CurveChanges changes_ = kEverything;
    std::set<CurveId> hidden_;
    std::map<TraceKey, ColumnTrace> traces_;
    CurveRange across_;
    int columns_ = 1; ///< pixels across, when the traces were made
    CurveFrame frame_;
    bool split_ = false; ///< whether attention has its second panel
};

} // namespace fovea
