#include "ui/views/drawing.h"

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr std::size_t kRemembered = 256; // pieces to which a late answer can belong

/// Distance of a point from the straight piece between two others.
double distance(const QPointF& point, const QPointF& from, const QPointF& to)
{
    const QPointF along = to - from;
    const double length = QPointF::dotProduct(along, along);
    const double part = length > 0 ? std::clamp(QPointF::dotProduct(point - from, along) / length, 0.0, 1.0) : 0;
    const QPointF away = point - (from + part * along);
    return std::hypot(away.x(), away.y());
}

} // namespace

Stroke::Stroke(PicturePtr before, Real value, double diameter)
    : before_(std::move(before))
    , value_(value)
    , radius_(diameter / 2)
    , cover_({before_->pixels.dim(0), before_->pixels.dim(1)})
{
}

const PicturePtr& Stroke::lead(const QPointF& from, const QPointF& to)
{
    auto picture = std::make_shared<Picture>();
    picture->pixels = before_->pixels;
    const Index width = cover_.dim(1), channels = picture->pixels.dim(2);
    for (Index i = 0; i < cover_.size(); ++i) {
        const QPointF centre(static_cast<double>(i % width) + 0.5, static_cast<double>(i / width) + 0.5);
        const double covered = std::clamp(radius_ + 0.5 - distance(centre, from, to), 0.0, 1.0);
        cover_[i] = std::max(cover_[i], static_cast<Real>(covered));
        for (Index c = 0; c < channels; ++c) {
            Real& pixel = picture->pixels[i * channels + c];
            pixel += cover_[i] * (value_ - pixel);
        }
    }
    if (pieces_.size() == kRemembered) {
        pieces_.erase(pieces_.begin());
    }
    pieces_.push_back(std::move(picture));
    return pieces_.back();
}

bool Stroke::isEarlier(const PicturePtr& picture) const
{
    return picture != now() &&
           (picture == before_ || std::find(pieces_.begin(), pieces_.end(), picture) != pieces_.end());
}

} // namespace fovea
