#include "ui/curves/column_trace.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace fovea {

bool ColumnTrace::follow(std::span<const double> x, std::span<const double> y, const View& view, int version)
{
    const std::size_t length = std::min(x.size(), y.size());
    const bool again = version != version_ || !(view == view_) || length < read_;
    if (again) {
        restart(view, version);
    }
    if (length == read_) {
        return again;
    }
    points_.resize(closed_);
    for (; read_ < length; ++read_) {
        take(x[read_], y[read_]);
    }
    closed_ = points_.size();
    showOpen();
    return true;
}

void ColumnTrace::restart(const View& view, int version)
{
    view_ = view;
    version_ = version;
    read_ = closed_ = 0;
    points_.clear();
    open_ = gap_ = false;
    mean_ = weight_ = 0;
}

void ColumnTrace::take(double x, double y)
{
    if (!std::isfinite(y) || (view_.positive && !(y > 0))) {
        gap_ = open_;
        return;
    }
    y = smooth(y);
    const double width = (view_.high - view_.low) / std::max(1, view_.columns);
    const long index = width > 0 ? std::lround(std::floor((x - view_.low) / width)) : 0;
    const QPointF point(x, y);
    if (open_ && index == column_.index) {
        gap_ = false; // narrower than a pixel
        if (y < column_.low.y()) {
            column_.low = point;
            column_.lowFirst = false;
        } else if (y > column_.high.y()) {
            column_.high = point;
            column_.lowFirst = true;
        }
        return;
    }
    showOpen();
    if (std::exchange(gap_, false)) {
        points_.emplace_back(x, std::numeric_limits<double>::quiet_NaN());
    }
    open_ = true;
    column_ = {index, point, point, point, true};
}

/// A mean in which the past fades; corrected for its beginning, where there is no past yet.
double ColumnTrace::smooth(double y)
{
    if (view_.smoothing <= 0) {
        return y;
    }
    mean_ = view_.smoothing * mean_ + (1 - view_.smoothing) * y;
    weight_ = view_.smoothing * weight_ + (1 - view_.smoothing);
    return mean_ / weight_;
}

void ColumnTrace::showOpen()
{
    if (!open_) {
        return;
    }
    if (column_.low.y() == column_.high.y()) {
        points_.push_back(column_.low);
        return;
    }
    points_.push_back(column_.lowFirst ? column_.low : column_.high);
    points_.push_back(column_.lowFirst ? column_.high : column_.low);
}

} // namespace fovea
