// Column trace: a line of any length as the few points that a screen can show. Of each column of pixels the lowest and the
// highest value stay, in the order in which they came; the rest would be painted over them anyway.
#pragma once

#include <QPointF>

#include <cstddef>
#include <span>
#include <vector>

namespace fovea {

class ColumnTrace
{
public:
    /// How the line is seen.
    struct View
    {
        double low = 0, high = 1; ///< the horizontal axis
        int columns = 1;          ///< of pixels
        double smoothing = 0;     ///< 0 … < 1: share of the past in each mean; 0: as measured
        bool positive = false;    ///< a logarithmic axis: what is not above zero is a gap
        bool operator==(const View&) const = default;
    };

    /// Takes up a line, given whole. Where the view and the version are those of the last time, only what is new is read.
    /// x rises; y may have NaN. Returns whether points() changed.
    bool follow(std::span<const double> x, std::span<const double> y, const View& view, int version);

    /// At most two points a column, and between columns one with y = NaN where the line has a gap.
    const std::vector<QPointF>& points() const { return points_; }

private:
    struct Column
    {
        long index = 0;
        QPointF first, low, high;
        bool lowFirst = true;
    };

    void restart(const View& view, int version);
    void take(double x, double y);
    double smooth(double y);
    /// Adds the points of the open column, which later values may still replace.
    void showOpen();

    View view_;
    int version_ = -1;
    std::size_t read_ = 0; ///< so many values were taken
    std::vector<QPointF> points_;
    std::size_t closed_ = 0; ///< so many points are final
    bool open_ = false;      ///< whether there is an open column
    bool gap_ = false;       ///< whether a gap follows it
    Column column_;
    double mean_ = 0, weight_ = 0;
};

} // namespace fovea
