#include "ui/drawer/compare_grid.h"

#include "ui/drawer/compare_figure.h"
#include "ui/paint/run_colours.h"
#include "ui/paint/screen_paper.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr int kSwatch = 22, kGap = 6, kLargest = 112, kLeast = 24;
constexpr int kUsualRows = 4; // tiles keep their size while settings are added

} // namespace

CompareGrid::CompareGrid(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("The same pictures, as each network sees them"));
    setToolTip(tr("A row for each of the compared settings, a column for each picture; one scale for all."));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void CompareGrid::showScene(const Scene& scene)
{
    scene_ = scene;
    style_.looking = scene.looking;
    update();
}

void CompareGrid::setRows(int rows)
{
    rows_.assign(static_cast<std::size_t>(rows), {});
    rescale();
    update();
    emit wantedColumnsChanged(wantedColumns());
}

void CompareGrid::showRow(int row, const std::vector<ShownSample>& samples)
{
    if (row < 0 || row >= rows()) {
        return;
    }
    std::vector<SampleTile>& tiles = rows_[static_cast<std::size_t>(row)];
    tiles.resize(samples.size());
    for (std::size_t i = 0; i < samples.size(); ++i) {
        tiles[i].showSample(samples[i], scene_.range);
        tiles[i].say(scene_);
    }
    rescale();
    update();
}

void CompareGrid::setLook(const MapLook& look)
{
    style_.look = look;
    rescale();
    forgetDrawn();
}

void CompareGrid::forgetDrawn()
{
    for (std::vector<SampleTile>& tiles : rows_) {
        for (SampleTile& tile : tiles) {
            tile.forgetDrawn();
        }
    }
    update();
}

void CompareGrid::rescale()
{
    std::vector<Tensor> grids;
    for (const std::vector<SampleTile>& tiles : rows_) {
        for (const SampleTile& tile : tiles) {
            if (!tile.grid().empty()) {
                grids.push_back(tile.grid());
            }
        }
    }
    const std::optional<MapScale> before = style_.scale;
    style_.scale = comparedScale(style_.look, grids);
    if (style_.scale != before) {
        forgetDrawn();
        emit scaleChanged();
    }
}

int CompareGrid::textHeight() const
{
    return static_cast<int>(std::ceil(QFontMetricsF(font()).height()));
}

int CompareGrid::side() const
{
    const int row = height() / std::max(kUsualRows, rows()) - textHeight() - kGap;
    return std::clamp(row, kLeast, kLargest);
}

int CompareGrid::wantedColumns() const
{
    return std::clamp((width() - kSwatch + kGap) / (side() + kGap), 1, 12);
}

QRect CompareGrid::imageRect(int row, int column) const
{
    const int down = side() + textHeight() + kGap;
    return {kSwatch + column * (side() + kGap), row * down, side(), side()};
}

QRect CompareGrid::textRect(int row, int column) const
{
    const QRect image = imageRect(row, column);
    return {image.left() - 2, image.bottom() + 2, image.width() + kGap, textHeight()};
}

QSize CompareGrid::minimumSizeHint() const
{
    return {kSwatch + 3 * (kLeast + kGap), kUsualRows * (kLeast + textHeight() + kGap)};
}

void CompareGrid::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    style_.paper = paperUnder(*this);
    style_.font = font();
    const bool any = std::ranges::any_of(rows_, [](const auto& tiles) { return !tiles.empty(); });
    if (!any) {
        painter.setPen(style_.paper.faint);
        painter.drawText(rect().adjusted(8, 8, -8, -8), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("Train them: the same pictures with the map of each appear here"));
        return;
    }
    for (int row = 0; row < rows(); ++row) {
        const QRect first = imageRect(row, 0);
        painter.fillRect(QRect(2, first.top(), 5, first.height()), runColour(row));
        painter.setPen(style_.paper.ink);
        painter.drawText(QRect(8, first.top(), kSwatch - 9, first.height()), Qt::AlignCenter, QString::number(row + 1));
        std::vector<SampleTile>& tiles = rows_[static_cast<std::size_t>(row)];
        for (int column = 0; column < std::min(static_cast<int>(tiles.size()), wantedColumns()); ++column) {
            tiles[static_cast<std::size_t>(column)].paint(painter, imageRect(row, column), textRect(row, column),
                                                          style_);
        }
    }
}

bool CompareGrid::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        for (int row = 0; row < rows(); ++row) {
            for (int column = 0; column < static_cast<int>(tilesOf(row).size()); ++column) {
                const SampleTile& tile = tilesOf(row)[static_cast<std::size_t>(column)];
                if (imageRect(row, column).contains(help->pos())) {
                    QToolTip::showText(help->globalPos(), tile.text() + '\n' + tile.lines().join('\n'), this);
                    return true;
                }
            }
        }
    }
    return QWidget::event(event);
}

void CompareGrid::resizeEvent(QResizeEvent*)
{
    forgetDrawn();
    emit wantedColumnsChanged(wantedColumns());
}

void CompareGrid::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::PaletteChange) {
        update();
    }
}

} // namespace fovea
