#include "ui/curves/plot_panels.h"

#include "ui/curves/label_rows.h"
#include "ui/paint/ticks.h"

#include <QFontMetricsF>

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <functional>

namespace fovea {
namespace {

constexpr double kNameGap = 4;        // between an event's line and its name
constexpr std::size_t kEventRows = 3; // of names, so that neighbours do not lie upon each other
constexpr double kRoomForMark = 0.01; // of the axis, so that a mark at its end is drawn whole
constexpr double kGrab = 6;           // so far outside a panel its edge is still meant

void styleAxis(QCPAxis& axis, const CurveFrame& frame)
{
    const Paper& paper = frame.paper;
    const QFont font = figureFont(frame.textPixels);
    axis.setBasePen(QPen(paper.faint, 1));
    axis.setTickPen(QPen(paper.faint, 1));
    axis.setSubTicks(false);
    axis.setTickLength(0, 4);
    axis.setTickLabelFont(font);
    axis.setTickLabelColor(paper.ink);
    axis.setLabelFont(font);
    axis.setLabelColor(paper.ink);
    axis.setTickLabelPadding(3);
    axis.setLabelPadding(2);
    axis.grid()->setPen(QPen(paper.grid, 1));
    axis.grid()->setZeroLinePen(QPen(paper.grid, 1));
}

/// Multiples of a round step, so many that their labels keep apart.
void linearTicksOf(QCPAxis& axis, double pixels, double apart, double leastStep)
{
    auto ticker = QSharedPointer<QCPAxisTickerFixed>::create();
    const double most = std::max(1.0, std::floor(pixels / apart));
    ticker->setTickStep(std::max(leastStep, roundStep(axis.range().size() / most)));
    axis.setTicker(ticker);
    axis.setScaleType(QCPAxis::stLinear);
    axis.setNumberFormat("g");
    axis.setNumberPrecision(6);
}

void logarithmicTicks(QCPAxis& axis)
{
    axis.setTicker(QSharedPointer<QCPAxisTickerLog>::create());
    axis.setScaleType(QCPAxis::stLogarithmic);
    axis.setNumberFormat("g");
    axis.setNumberPrecision(3);
}

/// Room on the right for the names of the lines, and for that of the axis, which stands at its end beside the ticks' labels.
int rightMargin(const CurveFrame& frame, const QFontMetricsF& metrics)
{
    double widest = metrics.horizontalAdvance(frame.xLabel) + 2 * metrics.averageCharWidth();
    for (const CurvePanel& panel : frame.panels) {
        for (const ReferenceLine& line : panel.lines) {
            widest = std::max(widest, metrics.horizontalAdvance(line.name));
        }
    }
    return static_cast<int>(std::ceil(widest)) + 12;
}

} // namespace

void PlotPanels::make(std::size_t count)
{
    plot_->plotLayout()->clear();
    panels_.clear();
    delete leftEdges_;
    leftEdges_ = new QCPMarginGroup(plot_);
    plot_->plotLayout()->setRowSpacing(0);
    for (std::size_t i = 0; i < count; ++i) {
        auto* panel = new QCPAxisRect(plot_);
        plot_->plotLayout()->addElement(static_cast<int>(i), 0, panel);
        panel->setMarginGroup(QCP::msLeft, leftEdges_);
        panels_.push_back(panel);
        for (QCPAxis* axis : panel->axes()) {
            axis->setLayer("axes");
            axis->grid()->setLayer("grid");
        }
    }
}

void PlotPanels::style(const CurveFrame& frame)
{
    plot_->setBackground(frame.paper.background);
    const QFontMetricsF metrics(figureFont(frame.textPixels));
    const int right = rightMargin(frame, metrics);
    for (std::size_t i = 0; i < panels_.size(); ++i) {
        const CurvePanel& panel = frame.panels[i];
        const bool lowest = i + 1 == panels_.size();
        QCPAxisRect& rect = *panels_[i];
        rect.setAutoMargins(QCP::msLeft | (lowest ? QCP::msBottom : QCP::msNone));
        // The name of the best pass stands above the first panel, a tick label at the edge reaches over it.
        const int top = static_cast<int>(i == 0 ? metrics.height() + 3 : metrics.height() / 2);
        rect.setMargins(QMargins(0, top, right, lowest ? 0 : static_cast<int>(metrics.height() / 2)));
        QCPAxis& x = *rect.axis(QCPAxis::atBottom);
        QCPAxis& y = *rect.axis(QCPAxis::atLeft);
        styleAxis(x, frame);
        styleAxis(y, frame);
        x.setTickLabels(lowest);
        x.setRange(frame.x.low, frame.x.high + kRoomForMark * (frame.x.high - frame.x.low));
        y.setLabel(panel.label);
        y.setRange(panel.range.low, panel.range.high);
        rect.axis(QCPAxis::atTop)->setVisible(false);
        rect.axis(QCPAxis::atRight)->setVisible(false);
    }
}

void PlotPanels::layOut(const CurveFrame& frame)
{
    const auto update = [this] {
        for (const auto phase :
             {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout}) {
            plot_->plotLayout()->update(phase);
        }
    };
    update();
    balance();
    placeTicks(frame);
    update();
    placeLines(frame);
    placeEvents(frame);
}

/// The panels' insides get equal heights, whatever stands around them.
void PlotPanels::balance()
{
    int inside = 0;
    for (const QCPAxisRect* panel : panels_) {
        inside += panel->height();
    }
    for (std::size_t i = 0; i < panels_.size() && panels_.size() > 1; ++i) {
        const double around = panels_[i]->margins().top() + panels_[i]->margins().bottom();
        plot_->plotLayout()->setRowStretchFactor(
            static_cast<int>(i),
            std::max(1.0, around + static_cast<double>(inside) / static_cast<double>(panels_.size())));
    }
}

/// As many ticks as there is room for.
void PlotPanels::placeTicks(const CurveFrame& frame)
{
    const QFontMetricsF metrics(figureFont(frame.textPixels));
    for (std::size_t i = 0; i < panels_.size(); ++i) {
        QCPAxis& x = *panels_[i]->axis(QCPAxis::atBottom);
        QCPAxis& y = *panels_[i]->axis(QCPAxis::atLeft);
        const double widest = metrics.horizontalAdvance(plot_->locale().toString(std::round(frame.x.high)));
        linearTicksOf(x, panels_[i]->width(), widest + 3 * metrics.averageCharWidth(), 1);
        if (frame.panels[i].logarithmic) {
            logarithmicTicks(y);
        } else {
            linearTicksOf(y, panels_[i]->height(), 1.5 * metrics.height(), 0);
        }
    }
}

/// The lines across, and their names beyond the right edge, where no curve passes.
void PlotPanels::placeLines(const CurveFrame& frame)
{
    removeLines();
    const QFontMetricsF metrics(figureFont(frame.textPixels));
    for (std::size_t p = 0; p < panels_.size(); ++p) {
        QCPAxisRect& rect = *panels_[p];
        std::vector<ReferenceLine> lines = frame.panels[p].lines;
        std::ranges::sort(lines, std::greater(), &ReferenceLine::y);
        std::vector<QString> names;
        std::vector<double> middles;
        for (const ReferenceLine& line : lines) {
            placeLine(rect, frame, {frame.x.low, line.y}, {frame.x.high, line.y});
            if (!line.name.isEmpty()) {
                names.push_back(line.name);
                middles.push_back(
                    std::max(rect.axis(QCPAxis::atLeft)->coordToPixel(line.y), rect.top() - metrics.height() / 2));
            }
        }
        middles = apart(std::move(middles), metrics.height(), rect.bottom());
        for (std::size_t i = 0; i < names.size(); ++i) {
            placeName(names[i], rect.right() + 6, middles[i], frame);
        }
    }
    if (!panels_.empty()) {
        placeName(frame.xLabel, plot_->width() - metrics.horizontalAdvance(frame.xLabel) - 4,
                  panels_.back()->bottom() + 8 + metrics.height() / 2, frame);
    }
}

/// What was changed and when: upright lines, their names at the foot of the first panel where there is room for them.
void PlotPanels::placeEvents(const CurveFrame& frame)
{
    const QFontMetricsF metrics(figureFont(frame.textPixels));
    const QCPAxisRect& first = *panels_.front();
    std::vector<LabelSpan> spans;
    for (const CurveEvent& event : frame.events) {
        for (QCPAxisRect* panel : panels_) {
            const CurveRange& y = frame.panels[0].range;
            placeLine(*panel, frame, {event.x, y.low}, {event.x, y.high});
        }
        const double width = metrics.horizontalAdvance(event.name), right = pixelAt(event.x) + kNameGap;
        const double left = right + width <= first.right() ? right : pixelAt(event.x) - kNameGap - width;
        spans.push_back({std::max<double>(left, first.left()), std::max<double>(left, first.left()) + width});
    }
    const std::vector<int> rows = rowsOfLabels(spans, kEventRows);
    for (std::size_t i = 0; i < spans.size(); ++i) {
        if (rows[i] >= 0) {
            placeName(frame.events[i].name, spans[i].left, first.bottom() - (rows[i] + 0.6) * metrics.height(), frame);
        }
    }
}

void PlotPanels::placeLine(QCPAxisRect& panel, const CurveFrame& frame, QPointF from, QPointF to)
{
    auto* line = new QCPItemStraightLine(plot_);
    line->setProperty("line", true);
    line->setLayer("grid"); // below the curves
    line->setClipAxisRect(&panel);
    line->setPen(QPen(frame.paper.faint, 1, Qt::DotLine));
    for (QCPItemPosition* point : {line->point1, line->point2}) {
        point->setAxes(panel.axis(QCPAxis::atBottom), panel.axis(QCPAxis::atLeft));
    }
    line->point1->setCoords(from);
    line->point2->setCoords(to);
}

void PlotPanels::placeName(const QString& name, double left, double middle, const CurveFrame& frame)
{
    auto* text = new QCPItemText(plot_);
    text->setProperty("line", true);
    text->setLayer("grid");
    text->setText(name);
    text->setFont(figureFont(frame.textPixels));
    text->setColor(frame.paper.faint);
    text->setClipToAxisRect(false);
    text->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    text->position->setType(QCPItemPosition::ptAbsolute);
    text->position->setCoords(left, middle);
}

void PlotPanels::removeLines()
{
    for (int i = plot_->itemCount() - 1; i >= 0; --i) {
        if (plot_->item(i)->property("line").toBool()) {
            plot_->removeItem(i);
        }
    }
}

QRect PlotPanels::inside() const
{
    return panels_.empty() ? QRect() : panels_.front()->rect().united(panels_.back()->rect());
}

double PlotPanels::pixelAt(double x) const
{
    return panels_.empty() ? 0 : panels_.front()->axis(QCPAxis::atBottom)->coordToPixel(x);
}

std::optional<double> PlotPanels::coordinateAt(double pixel) const
{
    if (panels_.empty() || pixel < panels_.front()->left() - kGrab || pixel > panels_.front()->right() + kGrab) {
        return std::nullopt;
    }
    const QCPAxis& x = *panels_.front()->axis(QCPAxis::atBottom);
    return std::clamp(x.pixelToCoord(pixel), x.range().lower, x.range().upper);
}

std::vector<double> apart(std::vector<double> middles, double height, double lowest)
{
    for (std::size_t i = 1; i < middles.size(); ++i) {
        middles[i] = std::max(middles[i], middles[i - 1] + height);
    }
    for (std::size_t i = middles.size(); i-- > 0; lowest -= height) {
        middles[i] = std::min(middles[i], lowest);
    }
    return middles;
}

} // namespace fovea
