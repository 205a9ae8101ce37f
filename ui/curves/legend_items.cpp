#include "ui/curves/legend_items.h"

#include "ui/curves/curve_words.h"

#include <QCoreApplication>

#include <algorithm>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CurvesView)
};

LegendItem lineItem(const CurveId& id, const RunHead& head, const CurveSheet& sheet, bool several,
                    const CurveChoices& choices)
{
    CurveStyle style = curveStyle(id, head, {several, false, choices.thick, choices.paper});
    if (several && sheet.tab() != CurveTab::Gradient) { // of all runs
        style.colour = choices.paper.ink;
        style.mark = CurveMark::None;
    }
    return {-1, id, curveName(id, head, choices.full), curveHelp(id, head), style, true, !sheet.hidden(id)};
}

LegendItem runItem(const RunHead& head, const CurveSheet& sheet, const CurveScene& scene, const CurveChoices& choices)
{
    const bool several = scene.several();
    const CurveStyle style =
        curveStyle({sheet.tab(), CurveKind::Validation}, head, {several, false, choices.thick, choices.paper});
    const QString help = head.number == scene.present ? Words::tr("The present run.") : Words::tr("An earlier run.");
    return {head.number,
            {},
            head.name,
            help,
            style,
            several && sheet.tab() != CurveTab::Gradient,
            !scene.hiddenRuns.contains(head.number)};
}

} // namespace

std::vector<LegendItem> legendItems(const CurveSheet& sheet, const CurveScene& scene, const CurveChoices& choices)
{
    std::vector<LegendItem> items;
    const RunCurves* present = scene.presentRun();
    if (present == nullptr) {
        return items;
    }
    for (const CurveId& id : curvesOf(sheet.tab(), *present, choices)) {
        if (leaderOf(id) == id) {
            items.push_back(lineItem(id, present->head(), sheet, scene.several(), choices));
        }
    }
    items.push_back(runItem(present->head(), sheet, scene, choices));
    for (auto each = scene.runs.rbegin(); each != scene.runs.rend(); ++each) {
        if (each->first != scene.present && !each->second.empty() && sheet.tab() != CurveTab::Gradient) {
            items.push_back(runItem(each->second.head(), sheet, scene, choices));
        }
    }
    return items;
}

void setShown(const LegendItem& item, bool shown, CurveSheet& sheet, CurveScene& scene)
{
    if (item.run < 0) {
        sheet.setHidden(item.line, !shown);
    } else {
        scene.setHidden(item.run, !shown);
    }
}

void solo(const LegendItem& item, CurveSheet& sheet, CurveScene& scene, const CurveChoices& choices)
{
    std::vector<LegendItem> others = legendItems(sheet, scene, choices);
    std::erase_if(others,
                  [&](const LegendItem& other) { return (other.run < 0) != (item.run < 0) || other.sameAs(item); });
    const bool alone = std::ranges::none_of(others, &LegendItem::shown);
    for (const LegendItem& other : others) {
        setShown(other, alone, sheet, scene);
    }
    setShown(item, true, sheet, scene);
}

} // namespace fovea
