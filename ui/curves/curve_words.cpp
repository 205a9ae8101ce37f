#include "ui/curves/curve_words.h"

#include "ui/paint/ticks.h"
#include "ui/views/map_words.h"
#include "ui/views/variance_bars.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CurvesView)
};

} // namespace

QString tabName(CurveTab tab)
{
    switch (tab) {
    case CurveTab::Accuracy:
        return Words::tr("accuracy");
    case CurveTab::Loss:
        return Words::tr("loss");
    case CurveTab::Attention:
        return Words::tr("attention");
    case CurveTab::Reward:
        return Words::tr("reward");
    default:
        return Words::tr("gradient");
    }
}

QString tabHelp(CurveTab tab)
{
    switch (tab) {
    case CurveTab::Accuracy:
        return Words::tr("Share of the images that are named correctly.");
    case CurveTab::Loss:
        return Words::tr("Mean cross-entropy: what training makes smaller.");
    case CurveTab::Attention:
        return Words::tr("How widely the attention is spread, and whether it lies on the object.");
    case CurveTab::Reward:
        return Words::tr(
            "What paths of looks are rewarded with, what was expected, and how noisy the policy gradient is with "
            "each baseline.");
    default:
        return Words::tr("Length of the gradient of each layer's parameters, batch by batch.");
    }
}

QString acrossName(Across across)
{
    return across == Across::Batches ? Words::tr("batches") : Words::tr("passes");
}

QString curveName(const CurveId& id, const RunHead& head, bool full)
{
    switch (leaderOf(id).kind) {
    case CurveKind::Validation:
        return Words::tr("validation");
    case CurveKind::Training:
        return full ? Words::tr("training") : Words::tr("training images");
    case CurveKind::Running:
        return !head.likeTheEssay() ? Words::tr("running mean")
               : full               ? Words::tr("training after")
                                    : Words::tr("training images after");
    case CurveKind::Batch:
        return Words::tr("each batch");
    case CurveKind::Spread:
        return full ? Words::tr("spread, exp H") : Words::tr("spread");
    case CurveKind::Mass:
        return full ? Words::tr("evidence mass") : Words::tr("weight on object");
    case CurveKind::Hit:
        return full ? Words::tr("pointing") : Words::tr("hits object");
    case CurveKind::Distance:
        return Words::tr("distance to object");
    case CurveKind::Reward:
        return Words::tr("reward");
    case CurveKind::Promised:
        return full ? Words::tr("learned baseline") : Words::tr("expected reward");
    case CurveKind::Variance:
        return Words::tr("noise: %1").arg(baselineName(static_cast<std::size_t>(id.parameter)));
    case CurveKind::Norm:
        return Words::tr("all");
    default:
        return id.parameter < head.parameters.size() ? head.parameters[id.parameter] : QString::number(id.parameter);
    }
}

QString headName(const HeadName& head)
{
    return Words::tr("%1, head %2")
        .arg(layerText(head.layer), QLocale().toString(static_cast<qlonglong>(head.head + 1)));
}

QString curveWord(const CurveId& id, const RunHead& head, bool full)
{
    switch (leaderOf(id).kind) {
    case CurveKind::Running:
        return head.likeTheEssay() ? Words::tr("after") : Words::tr("mean");
    case CurveKind::Spread:
        return Words::tr("cells");
    case CurveKind::Mass:
        return Words::tr("weight");
    case CurveKind::Hit:
        return Words::tr("hit");
    case CurveKind::Distance:
        return Words::tr("px");
    case CurveKind::Promised:
        return Words::tr("expected");
    case CurveKind::Variance:
        return baselineName(static_cast<std::size_t>(id.parameter));
    default:
        return curveName(id, head, full);
    }
}

QString curveHelp(const CurveId& id, const RunHead& head)
{
    const bool essay = head.likeTheEssay();
    const QString after = Words::tr("On training images, measured after each pass with the weights at rest.");
    const QString during =
        Words::tr("On training images, mean over the batches of a pass while the weights still moved, as "
                  "Keras prints it; thin: the pass so far.");
    switch (leaderOf(id).kind) {
    case CurveKind::Validation:
        return Words::tr("On the %1 validation images, measured after each pass; grey: ± 2 standard errors.")
            .arg(QLocale().toString(static_cast<qlonglong>(head.validationImages)));
    case CurveKind::Training:
        return essay ? during + u' ' + runningMeanReason() : after;
    case CurveKind::Running:
        return essay ? after : during + u' ' + runningMeanReason();
    case CurveKind::Batch:
        return Words::tr("Loss of each batch, before its step.");
    case CurveKind::Spread:
        return Words::tr(
            "Over so many cells the attention is spread (exp of its entropy). Points: validation images after "
            "each pass. Thin: the pinned pictures, while it learns.");
    case CurveKind::Mass:
        return Words::tr(
            "Share of the attention that lies on the object (evidence mass). Points: validation images after "
            "each pass. Thin: the pinned pictures.");
    case CurveKind::Hit:
        return Words::tr(
            "How often the largest weight lies on the object (pointing). Points: validation images after each "
            "pass. Thin: the pinned pictures.");
    case CurveKind::Distance:
        return Words::tr(
            "Pixels from a look to the middle of the object, in the mean over the looks and all validation images, "
            "after each pass.");
    case CurveKind::Reward:
        return Words::tr("Points: mean over the paths of looks of a pass. Thin: of each batch.");
    case CurveKind::Promised:
        return Words::tr("What the states before the looks promised: the learned baseline, whether it is used or not.");
    case CurveKind::Variance:
        return Words::tr(
            "Variance of the policy gradient between draws of the paths with this baseline, on the same 16 pictures "
            "and the same paths as the others, after each pass.");
    case CurveKind::Norm:
        return Words::tr("Length of the whole gradient.");
    default:
        return Words::tr("Length of the gradient of %1.").arg(curveName(id, head, true));
    }
}

QString curveNumber(const CurveId& id, double value)
{
    if (!std::isfinite(value)) {
        return QStringLiteral("–");
    }
    const CurveKind kind = leaderOf(id).kind;
    if (kind == CurveKind::Distance) {
        return QLocale().toString(value, 'f', 1);
    }
    if (id.tab == CurveTab::Accuracy || kind == CurveKind::Mass || kind == CurveKind::Hit ||
        kind == CurveKind::Reward || kind == CurveKind::Promised) {
        return QLocale().toString(value, 'f', 3);
    }
    return kind == CurveKind::Spread ? QLocale().toString(value, 'f', value < 9.95 ? 1 : 0) : shortNumber(value);
}

QString runningMeanNote(CurveStroke stroke)
{
    const QString line = stroke == CurveStroke::Dotted   ? Words::tr("Dotted")
                         : stroke == CurveStroke::Dashed ? Words::tr("Dashed")
                                                         : Words::tr("Training images, solid");
    return Words::tr("%1: the mean while it learns. Validation comes after it, so it can lie above.").arg(line);
}

QString runningMeanReason()
{
    return Words::tr(
        "Validation can lie above it: it is measured after the pass, when the network knows more, and without "
        "dropout.");
}

} // namespace fovea
