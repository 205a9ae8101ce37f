#include "ui/curves/legend_items.h"

#include "ui/curves/curve_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

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
    return {-1, {}, id, curveName(id, head, choices.full), curveHelp(id, head), style, true, !sheet.hidden(id)};
}

LegendItem runItem(const RunHead& head, const CurveSheet& sheet, const CurveScene& scene, const CurveChoices& choices)
{
    const bool several = scene.several();
    LegendItem item;
    item.run = head.number;
    item.text = head.shownName();
    item.help = head.number == scene.present ? Words::tr("The run in view.") : Words::tr("Another run.");
    item.style = curveStyle({sheet.tab(), CurveKind::Validation}, head, {several, false, choices.thick, choices.paper});
    item.swatch = several && sheet.tab() != CurveTab::Gradient;
    item.shown = !scene.hiddenRuns.contains(head.number);
    return item;
}

/// Of all runs that differ from this one, the first of them, in the seed alone.
LegendItem groupItem(const RunHead& first, const CurveSheet& sheet, const CurveScene& scene,
                     const CurveChoices& choices)
{
    LegendItem item = runItem(first, sheet, scene, choices);
    for (const auto& [number, run] : scene.runs) {
        if (run.head().label.group == first.label.group) {
            item.group.push_back(number);
        }
    }
    item.text = first.label.group;
    item.help = Words::tr("Runs that differ in nothing but the seed.");
    item.style.mark = CurveMark::None; // each run has its own
    item.shown = std::ranges::any_of(item.group, [&](int number) { return !scene.hiddenRuns.contains(number); });
    return item;
}

/// All other runs, one by one: a run may stand in the legend and in its group too.
std::vector<LegendItem> runsBeside(const LegendItem& item, const CurveScene& scene)
{
    std::vector<LegendItem> others;
    for (const auto& [number, run] : scene.runs) {
        const bool within = number == item.run || std::ranges::find(item.group, number) != item.group.end();
        if (!within && (number == scene.present || !run.empty())) {
            LegendItem& other = others.emplace_back();
            other.run = number;
            other.shown = !scene.hiddenRuns.contains(number);
        }
    }
    return others;
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
    if (sheet.tab() == CurveTab::Gradient) {
        return items;
    }
    const auto groups = items.end() - items.begin();
    std::set<QString> grouped;
    for (const auto& [number, run] : scene.runs) {
        const QString& group = run.head().label.group;
        if (group.isEmpty() ? number != scene.present && !run.empty() : grouped.insert(group).second) {
            const auto item = group.isEmpty() ? runItem(run.head(), sheet, scene, choices)
                                              : groupItem(run.head(), sheet, scene, choices);
            items.insert(items.begin() + groups, item); // the newest first
        }
    }
    if (choices.alike) { // as in the table of those that are compared
        std::ranges::sort(items.begin() + groups - 1, items.end(), {}, &LegendItem::run);
    }
    return items;
}

void setShown(const LegendItem& item, bool shown, CurveSheet& sheet, CurveScene& scene)
{
    if (item.run < 0) {
        sheet.setHidden(item.line, !shown);
    } else if (item.group.empty()) {
        scene.setHidden(item.run, !shown);
    } else {
        std::ranges::for_each(item.group, [&](int number) { scene.setHidden(number, !shown); });
    }
}

void solo(const LegendItem& item, CurveSheet& sheet, CurveScene& scene, const CurveChoices& choices)
{
    std::vector<LegendItem> others = legendItems(sheet, scene, choices);
    if (item.run < 0) {
        std::erase_if(others, [&](const LegendItem& other) { return other.run >= 0 || other.sameAs(item); });
    } else {
        others = runsBeside(item, scene);
    }
    const bool alone = std::ranges::none_of(others, &LegendItem::shown);
    for (const LegendItem& other : others) {
        setShown(other, alone, sheet, scene);
    }
    setShown(item, true, sheet, scene);
}

} // namespace fovea
