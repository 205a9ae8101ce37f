#include "ui/paint/attention_figure.h"

#include "core/explain/asked.h"
#include "ui/paint/attention_text.h"
#include "ui/paint/colour_bar.h"
#include "ui/paint/figure_text.h"
#include "ui/paint/marks.h"

#include <QCoreApplication>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kGap = 10;          // between cells, logical pixels
constexpr double kTextShare = 0.36;  // of a row: the pictures matter more
constexpr double kBelowImage = 3;    // between an image and its text
constexpr double kBetweenImages = 4; // between an image alone and the same with its map
constexpr double kHighestBar = 400;
constexpr double kLeastNumbered = 130; // pictures: numbers would hide a smaller one

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(AttentionFigure)
};

/// The scale that all maps share; nothing where there is no map.
std::optional<MapScale> sharedScale(const AttentionFigure& figure)
{
    std::vector<Tensor> maps;
    Index choices = 0;
    for (const AttentionSample& sample : figure.samples) {
        if (hasMap(sample)) {
            maps.push_back(sample.map);
            choices = choicesOf(sample.asked, sample.map.size());
        }
    }
    if (maps.empty()) {
        return std::nullopt;
    }
    for (const Tensor& map : maps) {
        FOVEA_CHECK(map.shape() == maps.front().shape(),
                    "maps of " + map.shape().text() + " and " + maps.front().shape().text() + " in one figure");
    }
    if (figure.given) {
        return figure.given;
    }
    switch (figure.scale) {
    case ScaleKind::TimesUniform:
        return MapScale::timesUniform(choices);
    case ScaleKind::Fixed:
        return MapScale::fixed();
    case ScaleKind::PerLayer:
        return MapScale::perLayer(maps);
    case ScaleKind::PerImage:
        return MapScale::perImageOfSeveral();
    }
    return std::nullopt;
}

/// One image, with its map or (scale empty) alone, and the evidence outlined.
void paintImage(QPainter& painter, const QRectF& target, const AttentionSample& sample,
                const std::optional<MapScale>& scale, const AttentionFigure& figure)
{
    const QImage picture = pixelImage(sample.image, figure.range);
    QRectF place;
    if (scale && hasMap(sample)) {
        const bool own = scale->kind() == ScaleKind::PerImage;
        place = paintHeatmap(painter, target, picture, sample.map, own ? MapScale::perImage(sample.map) : *scale,
                             figure.style);
    } else {
        place = paintPicture(painter, target, picture);
    }
    if (sample.evidence) {
        paintEvidence(painter, place, picture.size(), *sample.evidence);
    }
    if (!sample.looks.empty()) {
        GlimpseMarks marks = sample.marks;
        marks.numbers = marks.numbers && place.width() >= kLeastNumbered;
        marks.pixels = kCaptionPixels;
        paintGlimpses(painter, place, picture.size(), sample.looks, marks);
    }
    if (sample.asking && scale) {
        const QRectF& part = *sample.asking;
        paintAskingMark(painter,
                        QRectF(place.left() + part.left() * place.width(), place.top() + part.top() * place.height(),
                               part.width() * place.width(), part.height() * place.height()));
    }
}

/// Where everything goes: a grid of cells, each of one or two images and the text below, and the bar at the right.
struct Layout
{
    int columns = 1;
    int rows = 1;
    int images = 1; // per cell
    QSizeF image;
    QSizeF cell;
    AttentionTexts texts;
    QPointF origin;
    QRectF bar;
};

Layout layOut(const QRectF& area, const AttentionFigure& figure, double barWidth)
{
    Layout layout;
    const int count = figure.only ? 1 : static_cast<int>(figure.samples.size());
    layout.columns = std::clamp(figure.columns, 1, std::max(1, count));
    layout.rows = std::max(1, (count + layout.columns - 1) / layout.columns);
    layout.images = figure.imageAlone ? 2 : 1;
    const double columns = layout.columns;
    const double rows = layout.rows;
    const double barRoom = barWidth > 0 ? barWidth + 1.5 * kGap : 0;
    const double cellWidth = (area.width() - barRoom - kGap * (columns - 1)) / columns;
    const double rowHeight = (area.height() - kGap * (rows - 1)) / rows;
    layout.texts = attentionTexts(figure.samples, {cellWidth, kTextShare * rowHeight});
    const double between = kBelowImage + (figure.imageAlone ? kBetweenImages : 0);
    const double imageHeight = std::max(8.0, (rowHeight - layout.texts.height - between) / layout.images);
    const Tensor& first = figure.samples.front().image;
    const double aspect = static_cast<double>(first.dim(1)) / static_cast<double>(first.dim(0));
    const double imageWidth = std::min(cellWidth, imageHeight * aspect);
    layout.image = {imageWidth, imageWidth / aspect};
    layout.cell = {std::max(imageWidth, layout.texts.width),
                   layout.images * layout.image.height() + between + layout.texts.height};

    const QSizeF grid(columns * layout.cell.width() + kGap * (columns - 1),
                      rows * layout.cell.height() + kGap * (rows - 1));
    layout.origin = {area.left() + (area.width() - grid.width() - barRoom) / 2,
                     area.top() + (area.height() - grid.height()) / 2};
    layout.bar = {layout.origin.x() + grid.width() + 1.5 * kGap, layout.origin.y(), barWidth,
                  std::min(kHighestBar, grid.height() - layout.texts.height - kBelowImage)};
    return layout;
}

void paintCell(QPainter& painter, const QPointF& corner, const AttentionSample& sample, const QStringList& lines,
               const std::optional<MapScale>& scale, const AttentionFigure& figure, const Layout& layout)
{
    const double left = corner.x() + (layout.cell.width() - layout.image.width()) / 2;
    QRectF target(QPointF(left, corner.y()), layout.image);
    if (figure.imageAlone) {
        paintImage(painter, target, sample, std::nullopt, figure);
        target.translate(0, layout.image.height() + kBetweenImages);
    }
    paintImage(painter, target, sample, scale, figure);
    paintAttentionText(painter, {corner.x(), target.bottom() + kBelowImage, layout.cell.width(), layout.texts.height},
                       lines, layout.texts, sample.right, figure.paper);
}

} // namespace

void paintAttention(QPainter& painter, const QRectF& area, const AttentionFigure& figure)
{
    const QRectF rest = paintFrame(painter, area, figure.title, captionOf(figure), figure.paper);
    if (figure.samples.empty()) {
        return;
    }
    const std::optional<MapScale> scale = sharedScale(figure);
    const QFont font = figureFont(kCaptionPixels);
    ColourBar bar{figure.style.colours, {}, {}, figure.style.opacity};
    if (scale) {
        const int most = rest.height() > 220 ? 8 : 5;
        bar.ticks = scale->ticks(most);
        bar.name = figure.style.smooth ? Words::tr("%1, smoothed").arg(scale->name()) : scale->name();
    }
    const Layout layout = layOut(rest, figure, scale ? colourBarWidth(bar, font) : 0);
    const std::size_t first = figure.only.value_or(0), end = figure.only ? first + 1 : figure.samples.size();
    for (std::size_t i = first; i < end; ++i) {
        const int row = static_cast<int>(i - first) / layout.columns;
        const int column = static_cast<int>(i - first) % layout.columns;
        const QPointF corner =
            layout.origin + QPointF(column * (layout.cell.width() + kGap), row * (layout.cell.height() + kGap));
        paintCell(painter, corner, figure.samples[i], layout.texts.lines[i], scale, figure, layout);
    }
    if (scale) {
        paintColourBar(painter, layout.bar, bar, font, figure.paper.ink);
    }
}

} // namespace fovea
