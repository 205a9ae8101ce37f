#include "ui/views/scale_bar.h"

#include "ui/paint/colour_bar.h"
#include "ui/paint/screen_paper.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kGap = 8;            // between name and bar
constexpr double kLargestShare = 0.6; // of the width, for the name

/// The text on two lines as equally long as its words allow.
QString onTwoLines(const QString& text, const QFontMetricsF& metrics)
{
    QString best = text;
    double least = metrics.horizontalAdvance(text);
    for (qsizetype at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
        const double width =
            std::max(metrics.horizontalAdvance(text.left(at)), metrics.horizontalAdvance(text.mid(at + 1)));
        if (width < least) {
            least = width;
            best = text.left(at) + '\n' + text.mid(at + 1);
        }
    }
    return best;
}

double widthOf(const QString& text, const QFontMetricsF& metrics)
{
    double width = 0;
    for (const QString& line : text.split('\n')) {
        width = std::max(width, std::ceil(metrics.horizontalAdvance(line)));
    }
    return width;
}

} // namespace

ScaleBar::ScaleBar(QWidget* parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ScaleBar::showScale(const std::optional<MapScale>& scale, const HeatmapStyle& style, const QString& instead)
{
    if (shown_ && scale == scale_ && style == style_ && instead == instead_) {
        return; // each new map asks, and painting takes time from training
    }
    shown_ = true;
    scale_ = scale;
    style_ = style;
    instead_ = instead;
    setAccessibleName(text());
    setToolTip(scale_ ? tr("Which colour stands for which weight: %1").arg(text()) : text());
    update();
}

void ScaleBar::setStacked(bool stacked)
{
    stacked_ = stacked;
    updateGeometry();
    update();
}

QString ScaleBar::text() const
{
    if (!scale_) {
        return instead_;
    }
    return style_.smooth ? tr("%1, interpolated").arg(scale_->name()) : scale_->name();
}

QSize ScaleBar::sizeHint() const
{
    return {24 * fontMetrics().averageCharWidth(), minimumSizeHint().height()};
}

QSize ScaleBar::minimumSizeHint() const
{
    const double lines = (stacked_ ? 4 : 2) * QFontMetricsF(font()).height();
    return {8 * fontMetrics().averageCharWidth(), static_cast<int>(std::ceil(lines))};
}

void ScaleBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Paper paper = paperUnder(*this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetricsF metrics(font());
    const QRectF area = rect();
    painter.setFont(font());
    painter.setPen(paper.ink);
    if (!scale_) {
        painter.drawText(area, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, text());
        return;
    }
    const QString name = onTwoLines(text(), metrics);
    const double width = stacked_ ? area.width() : std::min(widthOf(name, metrics), kLargestShare * area.width());
    const double height = stacked_ ? 2 * metrics.height() : area.height();
    painter.drawText(QRectF(area.left(), area.top(), width, height),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, name);
    const QRectF bar = stacked_ ? area.adjusted(0, height + 2, 0, 0) : area.adjusted(width + kGap, 1, 0, 0);
    const int most = std::max(3, static_cast<int>(bar.width() / (3.4 * metrics.averageCharWidth())));
    const ColourBar colours{style_.colours, scale_->ticks(std::min(most, 8)), {}, style_.opacity};
    paintFlatColourBar(painter, bar, colours, font(), paper.ink);
}

} // namespace fovea
