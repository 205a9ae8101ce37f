// The names of lines: which tab, what is measured, of which parameter or head.
#pragma once

#include <QtGlobal>

#include <compare>

namespace fovea {

enum class CurveTab
{
    Accuracy,
    Loss,
    Attention,
    Gradient,
    Reward ///< of looks drawn by chance
};

enum class CurveKind
{
    Validation,
    Training,   ///< the training line: measured after the pass (the essay: Keras' running mean)
    Running,    ///< the dotted one beside it (the essay: measured after the pass)
    Live,       ///< running mean of the batches of the present pass, until it is measured
    Batch,      ///< each batch by itself
    Spread,     ///< exp(H): over so many cells
    Mass,       ///< weight on the object
    Hit,        ///< largest weight on the object
    SpreadLook, ///< the same three on the pinned pictures, within the pass
    MassLook,
    HitLook,
    HeadSpread, ///< the same three of one head; CurveId::parameter is its number
    HeadMass,
    HeadHit,
    Distance,    ///< from the looks to the object, pixels, in the mean over them
    Reward,      ///< mean over a pass' paths of looks
    Promised,    ///< the same of what the states promised: the learned baseline
    RewardBatch, ///< both of each batch
    PromisedBatch,
    Variance, ///< of the policy gradient with one baseline; CurveId::parameter is its number
    Norm,     ///< of the whole gradient
    Parameter ///< of one parameter's gradient
};

/// One line of one tab.
struct CurveId
{
    CurveTab tab = CurveTab::Accuracy;
    CurveKind kind = CurveKind::Validation;
    int parameter = -1; ///< or head, or baseline
    auto operator<=>(const CurveId&) const = default;
};

/// Which line's entry in the legend hides and names this one too: live lines belong to what they lead to.
CurveId leaderOf(const CurveId& id);

/// Whether it is the line of one head beside those of the map as a whole.
bool isOfHead(const CurveId& id);

/// Whether a point is measured once a pass (and not while it runs).
bool oncePerPass(CurveKind kind);

} // namespace fovea
