// The axes of a tab, the lines across that it names, and the word that stands where there are no curves yet.
#include "ui/curves/curve_ranges.h"
#include "ui/curves/curve_sheet.h"
#include "ui/curves/curve_words.h"
#include "ui/paint/ticks.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kLeastDecades =
    100; // from the least to the greatest variance on the axis: ticks of one decade overlap
constexpr double kCloseShares = 0.02; // two chances, or ceilings of two runs, so near share a label
constexpr double kWide = 620;         // pixels from which a reference line also says its value

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CurvesView)
};

} // namespace

CurveFrame CurveSheet::frame(const CurveScene& scene, const CurveChoices& choices) const
{
    CurveFrame frame;
    frame.xLabel = acrossName(choices.across);
    frame.x = across_;
    frame.paper = choices.paper;
    frame.textPixels = choices.textPixels;
    frame.word = word(scene, choices);
    if (const RunCurves* run = scene.presentRun(); run != nullptr && scene.shown(tab_, scene.present)) {
        for (const RunChange& change : run->changes()) {
            frame.events.push_back({run->at(change.passes, choices.across), change.text});
        }
    }
    for (int i = 0; i < (split_ ? 2 : 1); ++i) {
        frame.panels.push_back(panel(i, scene, choices));
    }
    return frame;
}

CurvePanel CurveSheet::panel(int index, const CurveScene& scene, const CurveChoices& choices) const
{
    CurvePanel panel;
    panel.lines = references(index, scene);
    if (tab_ == CurveTab::Reward || (tab_ == CurveTab::Attention && scene.gazes())) {
        return gazePanel(std::move(panel), index, scene);
    }
    if (tab_ == CurveTab::Attention && index == 0) {
        double places = 1;
        for (const auto& [number, run] : scene.runs) {
            places = scene.shown(tab_, number) ? std::max(places, run.head().places) : places;
        }
        panel.label = Words::tr("cells");
        panel.range = {-0.03 * places, 1.05 * places};
        return panel;
    }
    if (tab_ == CurveTab::Accuracy || tab_ == CurveTab::Attention) {
        panel.label = index == 0 ? Words::tr("accuracy") : Words::tr("share");
        panel.range = {-0.025, 1.04}; // a mark at 1 is drawn whole
        return panel;
    }
    panel.label = tab_ == CurveTab::Loss ? Words::tr("loss") : Words::tr("gradient norm");
    panel.logarithmic = logarithmic(choices);
    std::vector<const std::vector<QPointF>*> lines;
    for (const auto& [key, trace] : traces_) {
        if (scene.shown(tab_, key.run) && !hidden(key.id)) {
            lines.push_back(&trace.points());
        }
    }
    panel.range = valueRange(lines, panel.logarithmic);
    return panel;
}

/// Reward from 0, or from −1 where it is a logarithm; below it the noise of what it teaches; distances in pixels.
CurvePanel CurveSheet::gazePanel(CurvePanel panel, int index, const CurveScene& scene) const
{
    if (tab_ == CurveTab::Reward && index == 0) {
        const bool signedReward = std::ranges::any_of(scene.runs, [](const auto& run) {
            return run.second.head().hasReward() && run.second.head().config.look.reward == "confidence";
        });
        panel.label = Words::tr("reward");
        panel.range = {signedReward ? -1.05 : -0.025, 1.04};
        return panel;
    }
    panel.label = tab_ == CurveTab::Reward ? Words::tr("variance") : Words::tr("pixels");
    panel.logarithmic = tab_ == CurveTab::Reward;
    std::vector<const std::vector<QPointF>*> lines;
    for (const auto& [key, trace] : traces_) {
        if (scene.shown(tab_, key.run) && !hidden(key.id) && panelOf(key.id) == index) {
            lines.push_back(&trace.points());
        }
    }
    std::vector<QPointF> across;
    for (const ReferenceLine& line : panel.lines) {
        across.emplace_back(0, line.y);
    }
    lines.push_back(&across);
    panel.range = valueRange(lines, panel.logarithmic);
    if (panel.logarithmic && panel.range.high < kLeastDecades * panel.range.low) {
        panel.range.low = panel.range.high / kLeastDecades;
    }
    return panel;
}

/// Equal lines of several runs are one; two names of one value are one label.
std::vector<ReferenceLine> CurveSheet::references(int panel, const CurveScene& scene) const
{
    std::vector<ReferenceLine> lines, named;
    const auto add = [&](const QString& name, double value, CurveKind of = CurveKind::Live) {
        const bool known = std::ranges::any_of(
            lines, [&](const ReferenceLine& line) { return std::abs(line.y - value) < 1e-9 * (1 + std::abs(value)); });
        if (std::isfinite(value) && !known && (of == CurveKind::Live || !hidden({tab_, of}))) {
            const bool number = plot_->width() >= kWide && !name.isEmpty();
            const bool again = !name.isEmpty() && std::ranges::any_of(named, [&](const ReferenceLine& line) {
                return line.name == name && std::abs(line.y - value) < kCloseShares;
            });
            named.push_back({name, value});
            lines.push_back({again    ? QString() // estimated on each run's own images: the same for a reader
                             : number ? Words::tr("%1 %2").arg(name, shortNumber(value))
                                      : name,
                             value});
        }
    };
    for (const auto& [number, run] : scene.runs) {
        const RunHead& head = run.head();
        if (!scene.shown(tab_, number)) {
            continue;
        }
        if (tab_ == CurveTab::Accuracy) {
            add(Words::tr("chance"), head.chance);
            add(Words::tr("majority"), head.majority);
            add(Words::tr("ceiling"), head.accuracyCeiling);
        } else if (tab_ == CurveTab::Reward) {
            add(Words::tr("guessing"), panel == 0 && head.config.look.reward == "right" ? head.chance : kUndefined,
                CurveKind::Reward);
        } else if (tab_ == CurveTab::Attention && scene.gazes()) {
            add(Words::tr("by chance"), head.gazeChance, CurveKind::Distance);
        } else if (tab_ == CurveTab::Attention && panel == 0) {
            add(Words::tr("uniform"), head.places > 0 ? head.places : kUndefined, CurveKind::Spread);
        } else if (tab_ == CurveTab::Attention) {
            const bool close = std::abs(head.hitChance - head.massChance) < kCloseShares;
            add(close ? Words::tr("chance") : Words::tr("chance: hit"), head.hitChance, CurveKind::Hit);
            add(close && !hidden({tab_, CurveKind::Hit}) ? QString() : Words::tr("chance: weight"), head.massChance,
                CurveKind::Mass);
            add(Words::tr("ceiling"), head.hitCeiling, CurveKind::Hit);
        } else if (tab_ == CurveTab::Loss) {
            add(Words::tr("chance"), -std::log(head.chance));
        }
    }
    return lines;
}

QString CurveSheet::word(const CurveScene& scene, const CurveChoices& choices) const
{
    const auto shown = [&](const auto& trace) {
        return scene.shown(tab_, trace.first.run) && !hidden(trace.first.id) && !trace.second.points().empty();
    };
    const RunCurves* run = scene.presentRun();
    const bool alone = !scene.several();
    if (tab_ == CurveTab::Attention && run != nullptr && scene.gazes()) {
        if (!std::isfinite(run->head().gazeChance)) {
            return Words::tr(
                "Nobody knows where the object lies in these images, so nobody can say how far looks fall from it.");
        }
    } else if (tab_ == CurveTab::Attention && alone && run != nullptr && run->head().places == 0) {
        return Words::tr("This network has no attention map.");
    }
    if (std::ranges::any_of(traces_, shown)) {
        return {};
    }
    const bool notBegun = run != nullptr && run->empty() && !scene.hiddenRuns.contains(run->head().number);
    if (notBegun || std::ranges::all_of(scene.runs, [](const auto& each) { return each.second.empty(); })) {
        return choices.alike ? Words::tr("Train them: curves appear here") : Words::tr("Space: curves appear here");
    }
    if (!scene.hiddenRuns.empty() || !hidden_.empty()) {
        return Words::tr("Every curve is hidden: click its name to show it");
    }
    return tab_ == CurveTab::Gradient ? Words::tr("Space: gradients appear here")
                                      : Words::tr("Space: curves appear here");
}

} // namespace fovea
