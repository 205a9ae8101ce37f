#include "ui/curves/curve_scene.h"

#include <algorithm>

namespace fovea {
namespace {

/// All but those of single heads.
std::vector<CurveId> linesOf(CurveTab tab, const RunHead& head, bool full)
{
    std::vector<CurveId> ids;
    const auto add = [&](std::initializer_list<CurveKind> kinds) {
        for (const CurveKind kind : kinds) {
            ids.push_back({tab, kind});
        }
    };
    switch (tab) {
    case CurveTab::Accuracy:
        add({CurveKind::Validation, CurveKind::Training, CurveKind::Running, CurveKind::Live});
        break;
    case CurveTab::Loss:
        add({CurveKind::Validation, CurveKind::Training, CurveKind::Running, CurveKind::Live});
        if (full) {
            add({CurveKind::Batch});
        }
        break;
    case CurveTab::Attention:
        if (head.hasGazes()) {
            add({CurveKind::Distance});
            break;
        }
        add({CurveKind::Spread, CurveKind::Hit, CurveKind::Mass, CurveKind::SpreadLook, CurveKind::HitLook,
             CurveKind::MassLook});
        break;
    case CurveTab::Reward:
        add({CurveKind::Reward, CurveKind::Promised, CurveKind::RewardBatch, CurveKind::PromisedBatch});
        for (int i = 0; i < static_cast<int>(kBaselines); ++i) {
            ids.push_back({tab, CurveKind::Variance, i});
        }
        break;
    case CurveTab::Gradient:
        add({CurveKind::Norm});
        for (int i = 0; i < head.parameters.size(); ++i) {
            ids.push_back({tab, CurveKind::Parameter, i});
        }
        break;
    }
    return ids;
}

} // namespace

std::vector<CurveId> curvesOf(CurveTab tab, const RunCurves& run, const CurveChoices& choices)
{
    std::vector<CurveId> ids = linesOf(tab, run.head(), choices.full);
    if (tab == CurveTab::Attention && choices.heads.all) {
        for (int head = 0; head < static_cast<int>(run.heads().size()); ++head) {
            for (const CurveKind kind : {CurveKind::HeadSpread, CurveKind::HeadHit, CurveKind::HeadMass}) {
                ids.push_back({tab, kind, head});
            }
        }
    }
    return ids;
}

const RunCurves* CurveScene::presentRun() const
{
    const auto found = runs.find(present);
    return found == runs.end() ? nullptr : &found->second;
}

RunCurves* CurveScene::run(int number)
{
    const auto found = runs.find(number);
    return found == runs.end() ? nullptr : &found->second;
}

bool CurveScene::several() const
{
    return std::ranges::count_if(runs, [&](const auto& run) { return run.first == present || !run.second.empty(); }) >
           1;
}

bool CurveScene::gazes() const
{
    const RunCurves* run = presentRun();
    return run != nullptr && run->head().hasGazes();
}

bool CurveScene::rewards() const
{
    return std::ranges::any_of(runs, [](const auto& run) { return run.second.head().hasReward(); });
}

bool CurveScene::shown(CurveTab tab, int number) const
{
    const auto found = runs.find(number);
    if (found == runs.end() || hiddenRuns.contains(number)) {
        return false;
    }
    const RunHead& head = found->second.head();
    if (tab == CurveTab::Attention) {
        return head.hasGazes() == gazes(); // pixels and cells share no axis
    }
    if (tab == CurveTab::Reward) {
        return head.hasReward();
    }
    return tab != CurveTab::Gradient || number == present;
}

void CurveScene::setHidden(int number, bool hidden)
{
    if (hidden) {
        hiddenRuns.insert(number);
    } else {
        hiddenRuns.erase(number);
    }
}

bool CurveScene::remove(int number)
{
    if (runs.erase(number) == 0) {
        return false;
    }
    hiddenRuns.erase(number);
    if (number == present) {
        present = runs.empty() ? -1 : runs.rbegin()->first;
    }
    return true;
}

} // namespace fovea
