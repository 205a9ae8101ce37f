// Drawing on a picture: a stroke is a round brush led along straight pieces. Each piece makes a new picture; none is
// changed, because others may still look at it.
#pragma once

#include "core/training/answer.h"

#include <QPointF>

#include <vector>

namespace fovea {

class Stroke
{
public:
    /// `value` is what the brush leaves in every channel, `diameter` its size; pixels of the picture.
    Stroke(PicturePtr before, Real value, double diameter);

    /// Leads the brush from one point to the other and gives the picture as it is now: it belongs to no split, nobody
    /// knows its class, and where its evidence lies nobody knows either.
    const PicturePtr& lead(const QPointF& from, const QPointF& to);

    const PicturePtr& before() const { return before_; }
    const PicturePtr& now() const { return pieces_.empty() ? before_ : pieces_.back(); }
    /// Whether this is the picture before the last piece, or before any other: an answer about it comes late.
    bool isEarlier(const PicturePtr& picture) const;

private:
    PicturePtr before_;
    Real value_;
    double radius_;
    Tensor cover_;                   ///< (H × W): how much of a pixel the brush has covered, 0 … 1
    std::vector<PicturePtr> pieces_; ///< the latest ones
};

} // namespace fovea
