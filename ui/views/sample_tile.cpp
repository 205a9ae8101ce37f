#include "ui/views/sample_tile.h"

#include "ui/paint/device_pixels.h"
#include "ui/paint/glimpse_windows.h"
#include "ui/paint/marks.h"
#include "ui/views/glimpse_words.h"
#include "ui/views/map_rows.h"
#include "ui/views/map_words.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <cmath>

namespace fovea {
namespace {

constexpr double kNumberPixels = 13, kLeastNumbered = 150; // pixels; numbers would hide a smaller picture

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SampleTile)
};

/// A network that looks at parts of the picture shows its frames instead: a map lies over what it saw, not over the picture.
Tensor gridIn(const ShownSample& sample)
{
    if (sample.answer && !sample.answer->glimpses.empty()) {
        return {};
    }
    const MapOfSample* layer = sample.answer ? layerOf(*sample.answer, {}) : nullptr;
    const Tensor grid = layer == nullptr ? Tensor() : gridOf(oneRow(*layer, {}));
    return MapScale::hasMap(grid.empty() ? 0 : grid.size()) ? grid : Tensor();
}

/// Whether the largest weight lies on the object; nothing where nobody knows, or where (nearly) equal cells share it.
std::optional<bool> hitOf(const ShownSample& sample)
{
    const MapOfSample* layer = sample.answer && sample.answer->glimpses.empty() ? layerOf(*sample.answer, {}) : nullptr;
    if (layer == nullptr || !layer->learned || !MapScale::hasMap(layer->weights.dim(2))) {
        return std::nullopt;
    }
    const MapScore score = scoreOf(oneRow(*layer, {}), 0, 0, *sample.picture);
    if (!score.evidence || !saysWhere(score, layer->keys.places()) ||
        (score.evidence->hit > 0 && score.evidence->hit < 1)) {
        return std::nullopt;
    }
    return score.evidence->hit >= 1;
}

} // namespace

SampleTile::Change SampleTile::showSample(const ShownSample& sample, const PixelRange& range)
{
    Change change;
    change.picture = sample.picture != sample_.picture;
    const std::vector<GlimpseOfSample> none;
    const auto looksIn = [&none](const ShownSample& of) -> const std::vector<GlimpseOfSample>& {
        return of.answer ? of.answer->glimpses : none;
    };
    const bool moved = !sameWindows(looksIn(sample), looksIn(sample_));
    sample_ = sample;
    if (change.picture) {
        picture_ = sample.picture ? pixelImage(sample.picture->pixels, range) : QImage();
    }
    Tensor grid = gridIn(sample);
    change.map = moved || (change.picture ? !grid.empty() : grid != grid_);
    grid_ = std::move(grid);
    if (change.any()) {
        forgetDrawn();
    }
    return change;
}

void SampleTile::forgetDrawn()
{
    drawn_ = QImage();
}

bool SampleTile::say(const Scene& scene)
{
    const auto before = std::tuple(answer_, full_, right_, hit_, lines_);
    answer_.clear();
    full_.clear();
    lines_.clear();
    right_.reset();
    hit_.reset();
    if (sample_.picture && sample_.answer) {
        answer_ = isFinite(*sample_.answer) ? className(scene, sample_.answer->answer.label) : QStringLiteral("—");
        full_ = answerText(scene, *sample_.picture, *sample_.answer);
        right_ = isRight(*sample_.picture, *sample_.answer);
        hit_ = hitOf(sample_);
        if (framed()) {
            lines_ = linesAboutLooks(scene, sample_);
        } else if (const MapOfSample* layer = layerOf(*sample_.answer, {})) {
            lines_ = linesAbout(oneRow(*layer, {}), *sample_.picture);
        }
    } else if (sample_.picture && sample_.picture->label >= 0) {
        answer_ = full_ = className(scene, sample_.picture->label);
    }
    return before != std::tuple(answer_, full_, right_, hit_, lines_);
}

QString SampleTile::text() const
{
    if (!right_) {
        return full_;
    }
    return *right_ ? Words::tr("right: %1").arg(full_) : Words::tr("wrong: %1").arg(full_);
}

QImage SampleTile::drawn(QSize size, const TileStyle& style)
{
    if (drawn_.size() == size) {
        return drawn_;
    }
    if (grid_.empty() || !style.scale) {
        drawn_ = resized(picture_, size);
    } else {
        const MapScale scale = style.scale->kind() == ScaleKind::PerImage ? MapScale::perImage(grid_) : *style.scale;
        drawn_ = heatmapImage(picture_, grid_, scale, style.look.style, size);
    }
    return drawn_;
}

void SampleTile::paint(QPainter& painter, const QRectF& image, const QRectF& text, const TileStyle& style)
{
    if (!sample_.picture) {
        return;
    }
    const QRectF place = paintDevicePixels(painter, image, [&](QSize size) { return drawn(size, style); });
    if (style.look.evidence && sample_.picture->evidence) {
        paintEvidence(painter, place, picture_.size(), *sample_.picture->evidence);
    }
    paintLooks(painter, place, style);
    paintText(painter, text, style);
}

void SampleTile::paintLooks(QPainter& painter, const QRectF& place, const TileStyle& style) const
{
    if (framed()) {
        GlimpseMarks marks{style.looking};
        marks.coarse = false; // there is no room for them
        marks.pixels = kNumberPixels;
        marks.numbers = place.width() >= kLeastNumbered;
        paintGlimpses(painter, place, picture_.size(), sample_.answer->glimpses, marks);
    }
}

void SampleTile::paintText(QPainter& painter, const QRectF& text, const TileStyle& style) const
{
    const QFontMetricsF metrics(style.font);
    const double mark = std::round(0.72 * metrics.ascent());
    const double top = text.top() + (text.height() - mark) / 2;
    QRectF rest = text;
    if (right_) {
        paintAnswerMark(painter, {text.left() + 1, top, mark, mark}, *right_, style.paper);
        rest.setLeft(text.left() + 1.5 * mark);
    }
    if (hit_) {
        paintHitMark(painter, QRectF(rest.left() + 1, top, mark, mark).adjusted(-1, -1, 1, 1), *hit_, style.paper);
        rest.setLeft(rest.left() + 1.5 * mark + 1);
    }
    const Fitted fitted = fittedTo(rest.width(), style.font);
    painter.setFont(fitted.font);
    painter.setPen(right_ ? style.paper.ink : style.paper.faint);
    painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, fitted.text);
}

/// A part of a name would be another name ("bottom"), so the type is narrowed before anything is left out.
SampleTile::Fitted SampleTile::fittedTo(double width, const QFont& font) const
{
    const std::pair<QString, int> forms[] = {{full_, 100}, {full_, 90}, {answer_, 100}, {answer_, 90}, {answer_, 80}};
    QFont narrowed = font;
    for (const auto& [text, stretch] : forms) {
        narrowed.setStretch(stretch);
        if (QFontMetricsF(narrowed).horizontalAdvance(text) <= width) {
            return {text, narrowed};
        }
    }
    return {QFontMetricsF(narrowed).elidedText(answer_, Qt::ElideRight, width), narrowed};
}

} // namespace fovea
