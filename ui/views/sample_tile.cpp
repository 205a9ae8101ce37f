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

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>
#include <vector>

namespace fovea {
namespace {

constexpr double kBetweenLines = 2;                        // pixels below the letters' base line
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
    const auto before = std::tuple(answer_, truth_, full_, right_, hit_, lines_);
    answer_.clear();
    truth_.clear();
    full_.clear();
    lines_.clear();
    right_.reset();
    hit_.reset();
    if (sample_.picture && sample_.answer) {
        answer_ = isFinite(*sample_.answer) ? className(scene, sample_.answer->answer.label) : QStringLiteral("—");
        full_ = answerText(scene, *sample_.picture, *sample_.answer);
        right_ = isRight(*sample_.picture, *sample_.answer);
        truth_ = right_.value_or(true) ? QString() : Words::tr("is %1").arg(className(scene, sample_.picture->label));
        hit_ = hitOf(sample_);
        if (framed()) {
            lines_ = linesAboutLooks(scene, sample_);
        } else if (const MapOfSample* layer = layerOf(*sample_.answer, {})) {
            lines_ = linesAbout(oneRow(*layer, {}), *sample_.picture);
        }
    } else if (sample_.picture && sample_.picture->label >= 0) {
        answer_ = full_ = className(scene, sample_.picture->label);
    }
    return before != std::tuple(answer_, truth_, full_, right_, hit_, lines_);
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

/// Marks before the first line.
void SampleTile::paintText(QPainter& painter, const QRectF& text, const TileStyle& style) const
{
    const QFontMetricsF metrics(style.font);
    const double mark = std::round(0.72 * metrics.ascent()), line = lineBelow(style.font);
    const double top = text.top() + (std::ceil(metrics.height()) - mark) / 2;
    QRectF rest = text;
    if (right_) {
        paintAnswerMark(painter, {text.left() + 1, top, mark, mark}, *right_, style.paper);
        rest.setLeft(text.left() + 1.5 * mark);
    }
    if (hit_) {
        paintHitMark(painter, QRectF(rest.left() + 1, top, mark, mark).adjusted(-1, -1, 1, 1), *hit_, style.paper);
        rest.setLeft(rest.left() + 1.5 * mark + 1);
    }
    const Fitted fitted = fittedTo(rest.width(), style.font, text.height() >= heightBelow(2, style.font) ? 2 : 1);
    painter.setFont(fitted.font);
    painter.setPen(right_ ? style.paper.ink : style.paper.faint);
    rest.setHeight(std::ceil(metrics.height()));
    for (const QString& words : fitted.lines) {
        painter.drawText(rest, Qt::AlignLeft | Qt::AlignVCenter, words);
        rest.translate(0, line);
    }
}

/// A part of a name would be another name ("bottom"), so the type is narrowed before anything is left out.
SampleTile::Fitted SampleTile::fittedTo(double width, const QFont& font, int mostLines) const
{
    using Form = std::pair<QStringList, int>; // percent of the usual width
    QFont narrowed = font;
    const QStringList one{full_};
    const QStringList last = truth_.isEmpty() || mostLines < 2 ? QStringList{answer_} : QStringList{answer_, truth_};
    const std::vector<Form> forms =
        mostLines < 2 ? std::vector<Form>{{one, 100}, {one, 90}, {one, kNarrowest}, {last, 100}, {last, 90}}
                      : std::vector<Form>{{one, 100}, {last, 100}, {last, 90}};
    for (const auto& [lines, stretch] : forms) {
        narrowed.setStretch(stretch);
        const QFontMetricsF metrics(narrowed);
        if (std::ranges::all_of(lines, [&](const QString& line) { return metrics.horizontalAdvance(line) <= width; })) {
            return {lines, narrowed};
        }
    }
    narrowed.setStretch(kNarrowest);
    QStringList cut = last;
    for (QString& line : cut) {
        line = QFontMetricsF(narrowed).elidedText(line, Qt::ElideRight, width);
    }
    return {cut, narrowed};
}

double lineBelow(const QFont& font)
{
    const QFontMetricsF metrics(font);
    return std::ceil(metrics.ascent() + kBetweenLines);
}

int heightBelow(int lines, const QFont& font)
{
    return static_cast<int>(std::ceil(QFontMetricsF(font).height() + (lines - 1) * lineBelow(font)));
}

double widestWrong(const Scene& scene, const QFont& font)
{
    QFont narrow = font;
    narrow.setStretch(kNarrowest);
    const QFontMetricsF metrics(narrow);
    QStringList names = scene.classes;
    std::ranges::sort(names, std::greater(), [&](const QString& name) { return metrics.horizontalAdvance(name); });
    return names.size() < 2
               ? 0
               : metrics.horizontalAdvance(wrongText(names[0], names[1])) + marksBelow(font, scene.knowsEvidence);
}

double marksBelow(const QFont& font, bool hits)
{
    return (hits ? 3 : 1.5) * std::round(0.72 * QFontMetricsF(font).ascent()) + 1;
}

} // namespace fovea
