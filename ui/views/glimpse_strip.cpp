#include "ui/views/glimpse_strip.h"

#include "ui/paint/device_pixels.h"
#include "ui/paint/run_colours.h"
#include "ui/paint/screen_paper.h"
#include "ui/views/glimpse_words.h"
#include "ui/views/map_rows.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr int kGap = 5, kBetweenScales = 2, kMargin = 2;
constexpr int kLeastSide = 38, kMostSide = 84, kMostAlone = 132,
              kMostTower = 150; // pixels: a side, that of one window alone, all
                                // scales above one another

} // namespace

QImage imageOfLook(const GlimpseOfSample& look, Index scale, const Scene& scene)
{
    const Shape all = look.seen.shape(); // (k × g × g × C)
    const Shape one{all.dim(1), all.dim(2), all.dim(3)};
    Tensor stored(one);
    const Real* from = look.seen.data() + scale * one.size();
    for (Index i = 0; i < one.size(); ++i) {
        stored[i] = from[i] / scene.pixels.factor + scene.pixels.centre;
    }
    return pixelImage(stored, scene.range);
}

GlimpseStrip::GlimpseStrip(QWidget* parent) : QWidget(parent)
{
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("What was seen at each look"));
    setToolTip(
        tr("Click, or ← and →: one look after the other. Home, End: the first, the last. Enter: play. Backspace: all "
           "of them. Below a look: its number, and how far it fell from the object."));
}

void GlimpseStrip::showLooks(const ShownSample& sample, const Scene& scene)
{
    sample_ = sample;
    scene_ = scene;
    looks_.clear();
    if (sample.picture && sample.answer) {
        for (const GlimpseOfSample& glimpse : sample.answer->glimpses) {
            Look look;
            for (Index scale = 0; scale < glimpse.seen.dim(0); ++scale) {
                look.images.push_back(imageOfLook(glimpse, scale, scene));
            }
            look.distance = distanceOf(glimpse, *sample.picture);
            looks_.push_back(std::move(look));
        }
    }
    const MapOfSample* map = sample.answer ? layerOf(*sample.answer, {}) : nullptr;
    const bool over = count() == 1 && map != nullptr && map->shares && !map->inImage;
    over_ = over ? gridOf(oneRow(*map, {})) : Tensor();
    over_ = MapScale::hasMap(over_.empty() ? 0 : over_.size()) ? over_ : Tensor();
    current_ = current_ < count() ? current_ : -1;
    describe();
    update();
}

void GlimpseStrip::setCurrent(int current)
{
    current_ = std::clamp(current, -1, count() - 1);
    describe();
    update();
}

void GlimpseStrip::describe()
{
    setAccessibleDescription(linesAboutLook(scene_, sample_, current_).join(QStringLiteral("; ")));
}

int GlimpseStrip::scales() const
{
    return looks_.empty() ? 1 : static_cast<int>(looks_.front().images.size());
}

int GlimpseStrip::line() const
{
    return static_cast<int>(std::ceil(QFontMetricsF(font()).height()));
}

int GlimpseStrip::heightOfBlock(int side) const
{
    return scales() * (side + kBetweenScales) + line() + kGap;
}

/// As large as there is room for, coarser squares included; in rows where one would make them too small.
GlimpseStrip::Form GlimpseStrip::formFor(int width, int height) const
{
    const int n = std::max(1, count()), room = width - 2 * kMargin;
    const int most = n == 1 ? kMostAlone : scales() == 1 ? kMostSide : kMostTower / scales();
    Form form;
    form.rows = 1;
    do {
        form.columns = (n + form.rows - 1) / form.rows;
        form.side = std::clamp((room + kGap) / form.columns - kGap, 8, most);
    } while (form.side < kLeastSide && form.columns > 1 && ++form.rows);
    const int each = (height - 2 * kMargin) / form.rows - line() - kGap;
    form.side = std::clamp(each / scales() - kBetweenScales, 8, form.side);
    return form;
}

int GlimpseStrip::wantedHeight(int width) const
{
    const Form form = formFor(width, QWIDGETSIZE_MAX);
    return form.rows * heightOfBlock(form.side) + 2 * kMargin;
}

QRect GlimpseStrip::imageRect(int look, int scale) const
{
    const Form form = formFor(width(), height());
    const int row = look / form.columns, column = look % form.columns;
    return {kMargin + column * (form.side + kGap),
            kMargin + row * heightOfBlock(form.side) + scale * (form.side + kBetweenScales), form.side, form.side};
}

QRect GlimpseStrip::overRect() const
{
    const QRect first = count() == 1 ? imageRect(0) : QRect();
    const QRect beside = first.translated(first.width() + 4 * kGap, 0);
    return over_.empty() || first.isNull() || beside.right() > width() ? QRect() : beside;
}

/// The layers behind the window weigh its places, not those of the picture.
void GlimpseStrip::paintOver(QPainter& painter)
{
    const QRect place = overRect();
    const auto scale = sharedScale(ScaleKind::TimesUniform, {over_}, false);
    if (place.isNull() || !scale) {
        return;
    }
    paintDevicePixels(painter, place, [&](QSize size) {
        return heatmapImage(looks_.front().images.front(), over_, *scale, HeatmapStyle(), size);
    });
    const QRectF below(place.left(), place.bottom() + 2, width() - place.left(), line());
    painter.setPen(paperUnder(*this).faint);
    painter.drawText(below, Qt::AlignLeft | Qt::AlignTop, tr("the map on it"));
}

QString GlimpseStrip::textOf(int look) const
{
    const double distance = looks_[static_cast<std::size_t>(look)].distance;
    const QString number = QLocale().toString(look + 1);
    return std::isfinite(distance) ? tr("%1 · %2").arg(number, pixelsText(distance)) : number;
}

void GlimpseStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Paper paper = paperUnder(*this);
    painter.setFont(font());
    for (int look = 0; look < count(); ++look) {
        const bool current = look == current_, later = current_ >= 0 && look > current_;
        painter.setOpacity(later ? 0.35 : 1);
        const std::vector<QImage>& images = looks_[static_cast<std::size_t>(look)].images;
        for (int scale = 0; scale < scales(); ++scale) {
            const QRect place = imageRect(look, scale);
            paintDevicePixels(painter, place,
                              [&](QSize size) { return resized(images[static_cast<std::size_t>(scale)], size); });
            painter.setPen(QPen(current ? validationColour() : paper.faint, current ? 2 : 1));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5));
        }
        const QRect last = imageRect(look, scales() - 1);
        const QRectF below(last.left() - 2, last.bottom() + 2, last.width() + kGap, line());
        const QFontMetricsF metrics(font());
        const QString text =
            metrics.horizontalAdvance(textOf(look)) <= below.width() ? textOf(look) : QLocale().toString(look + 1);
        painter.setPen(current ? paper.ink : paper.faint);
        painter.drawText(below, Qt::AlignHCenter | Qt::AlignTop, text);
    }
    painter.setOpacity(1);
    paintOver(painter);
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRect(QRectF(rect()).adjusted(1, 1, -1, -1));
    }
}

void GlimpseStrip::resizeEvent(QResizeEvent*)
{
    update();
}

void GlimpseStrip::mousePressEvent(QMouseEvent* event)
{
    for (int look = 0; look < count(); ++look) {
        const QRect all = imageRect(look).united(imageRect(look, scales() - 1)).adjusted(-2, -2, 2, line());
        if (event->button() == Qt::LeftButton && all.contains(event->pos())) {
            emit picked(look == current_ ? -1 : look);
            return;
        }
    }
}

void GlimpseStrip::keyPressEvent(QKeyEvent* event)
{
    const int last = count() - 1;
    switch (event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier ? event->key() : 0) {
    case Qt::Key_Left:
        emit picked(current_ < 0 ? last : std::max(0, current_ - 1));
        return;
    case Qt::Key_Right:
        emit picked(std::min(last, current_ + 1));
        return;
    case Qt::Key_Home:
        emit picked(std::min(last, 0));
        return;
    case Qt::Key_End:
        emit picked(last);
        return;
    case Qt::Key_Backspace:
        emit picked(-1);
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        emit playAsked();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void GlimpseStrip::focusInEvent(QFocusEvent*)
{
    update();
}

void GlimpseStrip::focusOutEvent(QFocusEvent*)
{
    update();
}

} // namespace fovea
