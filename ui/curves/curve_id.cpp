#include "ui/curves/curve_id.h"

namespace fovea {

CurveId leaderOf(const CurveId& id)
{
    switch (id.kind) {
    case CurveKind::Live:
        return {id.tab, CurveKind::Running};
    case CurveKind::SpreadLook:
    case CurveKind::HeadSpread:
        return {id.tab, CurveKind::Spread};
    case CurveKind::MassLook:
    case CurveKind::HeadMass:
        return {id.tab, CurveKind::Mass};
    case CurveKind::HitLook:
    case CurveKind::HeadHit:
        return {id.tab, CurveKind::Hit};
    case CurveKind::RewardBatch:
        return {id.tab, CurveKind::Reward};
    case CurveKind::PromisedBatch:
        return {id.tab, CurveKind::Promised};
    default:
        return id;
    }
}

bool isOfHead(const CurveId& id)
{
    return id.kind == CurveKind::HeadSpread || id.kind == CurveKind::HeadMass || id.kind == CurveKind::HeadHit;
}

bool oncePerPass(CurveKind kind)
{
    switch (kind) {
    case CurveKind::Validation:
    case CurveKind::Training:
    case CurveKind::Running:
    case CurveKind::Spread:
    case CurveKind::Mass:
    case CurveKind::Hit:
    case CurveKind::HeadSpread:
    case CurveKind::HeadMass:
    case CurveKind::HeadHit:
    case CurveKind::Distance:
    case CurveKind::Reward:
    case CurveKind::Promised:
    case CurveKind::Variance:
        return true;
    default:
        return false;
    }
}

} // namespace fovea
