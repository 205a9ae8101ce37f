// Where the maps of the head grid stand: a row a layer with its name to the left; one layer alone has the whole width, and as
// many rows as make its maps largest.
#include "ui/views/head_grid.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr int kLabelGap = 8; // between a layer's name and its maps
constexpr int kLargestTile = 200, kLeastTile = 20;
constexpr int kMostWords = 120; // pixels by which words may be wider than the map that they stand below

} // namespace

bool HeadGrid::alone() const
{
    return rows_.size() == 1;
}

int HeadGrid::mostHeads() const
{
    std::size_t most = 1;
    for (const HeadRow& row : rows_) {
        most = std::max(most, row.grids.size());
    }
    return static_cast<int>(most);
}

int HeadGrid::rowsWithReach() const
{
    return static_cast<int>(std::ranges::count_if(rows_, [](const HeadRow& row) { return !row.reach.empty(); }));
}

int HeadGrid::captionHeight(int row) const
{
    const HeadRow& layer = rows_[static_cast<std::size_t>(row)];
    return (alone() || !layer.reach.empty() ? line_ : 0) + (layer.asks ? line_ : 0);
}

int HeadGrid::captionHeights() const
{
    int height = 0;
    for (int row = 0; row < static_cast<int>(rows_.size()); ++row) {
        height += captionHeight(row);
    }
    return height;
}

/// The side of a map such that all heads fit beside and all layers below each other.
double HeadGrid::sideFor(double width, double height) const
{
    const auto rows = static_cast<double>(std::max<std::size_t>(1, rows_.size()));
    const double across = (width - left_ - kGap) / mostHeads() - kGap;
    const double down = (height - top_ - kGap - captionHeights()) / rows - kGap;
    return std::clamp(std::floor(std::min(across, down)), double(kLeastTile), double(kLargestTile));
}

/// The heads of one layer in as many rows as make its maps largest; of equally large ones those with the most room for words.
HeadGrid::Wrapped HeadGrid::wrappedFor(double width, double height) const
{
    Wrapped best;
    for (int columns = mostHeads(); columns >= 1; --columns) {
        const int lines = (mostHeads() + columns - 1) / columns;
        const double across = (width - kGap) / columns - kGap;
        const double down = (height - top_ - kGap) / lines - kGap - captionHeight(0);
        const double side = std::clamp(std::floor(std::min(across, down)), double(kLeastTile), double(kLargestTile));
        if (static_cast<int>(side) >= best.side) {
            best = {columns, lines, static_cast<int>(side)};
        }
    }
    return best;
}

void HeadGrid::layOut()
{
    const QFontMetricsF metrics(font());
    line_ = static_cast<int>(std::ceil(metrics.height()));
    top_ = line_;
    columns_ = mostHeads();
    if (alone()) {
        const Wrapped wrapped = wrappedFor(width(), height());
        columns_ = wrapped.columns;
        side_ = wrapped.side;
        pitch_ = std::clamp((width() - kGap) / columns_, side_ + kGap, side_ + kMostWords);
        left_ = std::max(0, (width() - kGap - (columns_ - 1) * pitch_ - side_) / 2);
        return;
    }
    double widest = rowsWithReach() > 0 ? metrics.horizontalAdvance(tr("by chance %1").arg(QStringLiteral("88.8"))) : 0;
    for (const HeadRow& row : rows_) {
        widest = std::max(widest, metrics.horizontalAdvance(row.name));
    }
    left_ = static_cast<int>(std::min(std::ceil(widest) + kLabelGap, 0.4 * width()));
    side_ = static_cast<int>(sideFor(width(), height()));
    pitch_ = side_ + kGap;
}

int HeadGrid::wantedHeight(int width, int most) const
{
    if (alone()) {
        const Wrapped wrapped = wrappedFor(width, most);
        return top_ + kGap + wrapped.lines * (wrapped.side + kGap + captionHeight(0));
    }
    const double side = sideFor(width, 1e6);
    return top_ + kGap + static_cast<int>(rows_.size()) * (static_cast<int>(side) + kGap) + captionHeights();
}

QRect HeadGrid::tileRect(int row, int head) const
{
    int top = top_ + head / columns_ * (side_ + kGap + (alone() ? captionHeight(0) : 0));
    for (int above = 0; above < row; ++above) {
        top += side_ + kGap + captionHeight(above);
    }
    return {left_ + kGap + head % columns_ * pitch_, top, side_, side_};
}

} // namespace fovea
