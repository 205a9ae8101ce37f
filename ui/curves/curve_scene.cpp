#include "ui/curves/curve_scene.h"

#include <algorithm>

namespace fovea {

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

bool CurveScene::shown(CurveTab tab, int number) const
{
    return !hiddenRuns.contains(number) && (tab != CurveTab::Gradient || number == present);
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
