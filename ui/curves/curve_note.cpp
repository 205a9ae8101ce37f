#include "ui/curves/curve_note.h"

#include "ui/curves/curve_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CurvesView)
};

double newest(const RunCurves& run, const CurveId& id)
{
    const auto values = run.points(id, Across::Passes).y;
    const auto last = std::find_if(values.rbegin(), values.rend(), [](double y) { return std::isfinite(y); });
    return last == values.rend() ? kUndefined : *last;
}

/// The line of the mean of each pass, measured while the weights moved.
CurveId runningMean(const CurveSheet& sheet, const RunCurves& run)
{
    return {sheet.tab(), run.likeTheEssay() ? CurveKind::Training : CurveKind::Running};
}

/// Of the present run, above the mean of the pass.
bool validationLiesAbove(const CurveSheet& sheet, const CurveScene& scene)
{
    const RunCurves* run = scene.presentRun();
    if (sheet.tab() != CurveTab::Accuracy || run == nullptr || !scene.shown(sheet.tab(), scene.present)) {
        return false;
    }
    const CurveId during = runningMean(sheet, *run);
    const CurveId validation{sheet.tab(), CurveKind::Validation};
    return !sheet.hidden(during) && !sheet.hidden(validation) && newest(*run, validation) > newest(*run, during);
}

} // namespace

QString curveNote(const CurveSheet& sheet, const CurveScene& scene, const CurveChoices& choices)
{
    const RunCurves* present = scene.presentRun();
    const bool seen = present != nullptr && scene.shown(sheet.tab(), scene.present);
    if (seen && sheet.tab() == CurveTab::Accuracy && present->guess()) {
        const auto classes = std::lround(1 / present->head().chance);
        return Words::tr(
                   "A guess: the loss is %1, close to log %2, that of knowing nothing; this accuracy says nothing.")
            .arg(QLocale().toString(*present->guess(), 'f', 3), QLocale().toString(static_cast<qlonglong>(classes)));
    }
    if (validationLiesAbove(sheet, scene)) {
        const CurveCompany company{scene.several(), false, choices.thick, choices.paper};
        return runningMeanNote(strokeOf(curveStyle(runningMean(sheet, *present), present->head(), company)));
    }
    if (sheet.tab() == CurveTab::Reward) {
        return Words::tr(
            "Above: points are passes, thin lines batches. Below: how much the policy gradient differs from draw to "
            "draw with each baseline.");
    }
    if (sheet.tab() == CurveTab::Attention && scene.gazes()) {
        return present->empty() || !std::isfinite(present->head().gazeChance)
                   ? QString()
                   : Words::tr("Mean over all looks at all validation images, after each pass.");
    }
    if (sheet.tab() != CurveTab::Attention || present == nullptr || !scene.shown(sheet.tab(), scene.present)) {
        return {};
    }
    if (present->head().places == 1) {
        return Words::tr("One place, weight 1: nothing to choose.");
    }
    if (!present->heads().empty() && choices.heads.one) {
        return Words::tr("Only %1, on all validation images, after each pass.").arg(headName(*choices.heads.one));
    }
    if (!present->heads().empty() && choices.heads.all) {
        return present->head().learnedMap
                   ? Words::tr("Faint: each head, on all validation images; point at a pass to read them.")
                   : Words::tr(
                         "Faint: each head; point at a pass to read them. The pooling itself is uniform by definition.");
    }
    if (present->head().places > 0 && !present->head().learnedMap) {
        return Words::tr("This map is uniform by definition, not learned.");
    }
    return std::isfinite(newest(*present, {sheet.tab(), CurveKind::SpreadLook}))
               ? Words::tr(
                     "Points: all validation images, after each pass. Thin line: only the pinned pictures, while it learns.")
               : QString();
}

} // namespace fovea
