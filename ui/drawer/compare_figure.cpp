#include "ui/drawer/compare_figure.h"

#include "ui/paint/colour_bar.h"
#include "ui/paint/figure_text.h"
#include "ui/paint/run_colours.h"
#include "ui/views/map_rows.h"
#include "ui/views/sample_tile.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kGap = 6, kSwatch = 5, kLeastSide = 8; // logical pixels

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CompareFigure)
};

using TileRow = std::vector<SampleTile>;

std::vector<TileRow> tilesOf(const CompareFigure& figure)
{
    std::vector<TileRow> rows;
    for (const std::vector<ShownSample>& samples : figure.rows) {
        TileRow& row = rows.emplace_back(samples.size());
        for (std::size_t i = 0; i < samples.size(); ++i) {
            row[i].showSample(samples[i], figure.scene.range);
            row[i].say(figure.scene);
        }
    }
    return rows;
}

ColourBar barOf(const std::optional<MapScale>& scale, const HeatmapStyle& style)
{
    ColourBar bar{style.colours, {}, {}, style.opacity};
    if (scale) {
        bar.ticks = scale->ticks(5);
        bar.name = style.smooth ? Words::tr("%1, smoothed").arg(scale->name()) : scale->name();
    }
    return bar;
}

} // namespace

std::optional<MapScale> comparedScale(const MapLook& look, const std::vector<Tensor>& grids)
{
    const bool alike =
        std::ranges::all_of(grids, [&](const Tensor& grid) { return grid.size() == grids.front().size(); });
    const bool each = look.scale == ScaleKind::PerImage; // would not compare
    return sharedScale(!alike || each ? ScaleKind::PerLayer : look.scale, grids, true);
}

void paintCompared(QPainter& painter, const QRectF& area, const CompareFigure& figure)
{
    const QRectF rest = paintFrame(painter, area, figure.title, figure.caption, figure.paper);
    std::vector<TileRow> rows = tilesOf(figure);
    std::vector<Tensor> grids;
    std::size_t columns = 0;
    for (const TileRow& row : rows) {
        columns = std::max(columns, row.size());
        for (const SampleTile& tile : row) {
            if (!tile.grid().empty()) {
                grids.push_back(tile.grid());
            }
        }
    }
    if (columns == 0) {
        return;
    }
    TileStyle style{figure.look, figure.scene.looking, comparedScale(figure.look, grids), figure.paper,
                    figureFont(kCaptionPixels)};
    const ColourBar bar = barOf(style.scale, figure.look.style);
    const double line = std::ceil(QFontMetricsF(style.font).height());
    const double barRoom = style.scale ? colourBarWidth(bar, style.font) + 2 * kGap : 0;
    const double across = (rest.width() - barRoom) / static_cast<double>(columns) - kGap;
    const double rowHeight = rest.height() / static_cast<double>(rows.size());
    const double side = std::max(kLeastSide, std::floor(std::min(across, rowHeight - 2 * line - 2 * kGap)));
    const double down = side + 2 * line + 2 * kGap;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const double top = rest.top() + static_cast<double>(r) * down;
        painter.fillRect(QRectF(rest.left(), top, kSwatch, line), runColour(static_cast<int>(r)));
        painter.setFont(style.font);
        painter.setPen(figure.paper.ink);
        const double wide = rest.width() - barRoom - kSwatch - kGap;
        painter.drawText(
            QRectF(rest.left() + kSwatch + kGap, top, wide, line), Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetricsF(style.font).elidedText(figure.names.value(static_cast<qsizetype>(r)), Qt::ElideRight, wide));
        for (std::size_t i = 0; i < rows[r].size(); ++i) {
            const QRectF image(rest.left() + static_cast<double>(i) * (side + kGap), top + line + 2, side, side);
            rows[r][i].paint(painter, image, QRectF(image.left(), image.bottom() + 2, side + kGap - 2, line), style);
        }
    }
    if (style.scale) {
        const double right = rest.left() + static_cast<double>(columns) * (side + kGap) + kGap;
        paintColourBar(painter,
                       QRectF(right, rest.top() + line, barRoom,
                              std::min(300.0, static_cast<double>(rows.size()) * down - 2 * line)),
                       bar, style.font, figure.paper.ink);
    }
}

} // namespace fovea
