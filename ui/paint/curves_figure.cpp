#include "ui/paint/curves_figure.h"

#include "core/tensor/check.h"
#include "ui/paint/figure_text.h"
#include "ui/paint/run_colours.h"
#include "ui/paint/ticks.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPicture>

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace fovea {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
// Longer curves are lines without marks.
constexpr std::size_t kMostMarks = 25;
constexpr std::size_t kMostMarksOfSeveral = 12;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(CurvesFigure)
};

/// Lowest and highest of the finite values taken.
struct Extent
{
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void take(double value)
    {
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    }

    /// With room on both sides; 0 … 1 where nothing was taken.
    QCPRange padded(double part, double least) const
    {
        if (low > high) {
            return {0, 1};
        }
        const double room = std::max(part * (high - low), high > low ? 0 : least);
        return {low - room, high + room};
    }
};

bool severalRuns(const std::vector<Curve>& curves)
{
    return std::ranges::any_of(curves, [&](const Curve& curve) { return curve.run != curves.front().run; });
}

/// What a curve's split is called.
QString roleText(const Curve& curve, const CurvesFigure& figure)
{
    if (curve.role == Curve::Role::Validation) {
        return Words::tr("validation");
    }
    return figure.training.isEmpty() ? Words::tr("training") : figure.training;
}

QString legendText(const Curve& curve, bool several, const CurvesFigure& figure)
{
    const QString role = roleText(curve, figure);
    return several && !curve.name.isEmpty() ? Words::tr("%1, %2").arg(curve.name, role) : role;
}

QPen penOf(const Curve& curve, bool several)
{
    const bool training = curve.role == Curve::Role::Training;
    QColor colour = several ? runColour(curve.run) : training ? trainingColour() : validationColour();
    if (curve.faint) {
        colour.setAlphaF(0.35F);
    }
    QPen pen(colour, curve.faint ? 0.9 : 1.8, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (several && training) {
        pen.setDashPattern({4, 2.5});
    }
    return pen;
}

void addValues(QCPGraph& graph, const Curve& curve, double sds)
{
    for (std::size_t i = 0; i < curve.x.size(); ++i) {
        const double y = curve.y[i] + (curve.sd.empty() ? 0 : sds * curve.sd[i]);
        if (std::isfinite(curve.x[i])) {
            graph.addData(curve.x[i], std::isfinite(y) ? y : kNaN);
        }
    }
}

/// y ± sd, a pale area below the curves.
void addBand(QCustomPlot& plot, const Curve& curve, QColor colour)
{
    QCPGraph* lower = plot.addGraph();
    QCPGraph* upper = plot.addGraph();
    for (QCPGraph* edge : {lower, upper}) {
        edge->setPen(Qt::NoPen);
        edge->removeFromLegend();
        addValues(*edge, curve, edge == upper ? 1 : -1);
    }
    colour.setAlphaF(0.2F);
    upper->setBrush(colour);
    upper->setChannelFillGraph(lower);
}

/// A line of the legend for all bands alike: grey, because each band has its curve's colour.
void explainBands(QCustomPlot& plot, const CurvesFigure& figure)
{
    const bool any = std::ranges::any_of(figure.curves, [](const Curve& curve) { return !curve.sd.empty(); });
    if (figure.band.isEmpty() || !any) {
        return;
    }
    QCPGraph* sample = plot.addGraph(); // without values: only its line in the legend is seen
    QColor grey = figure.paper.faint;
    grey.setAlphaF(0.35F);
    sample->setName(figure.band);
    sample->setPen(Qt::NoPen);
    sample->setBrush(grey);
}

void addCurve(QCustomPlot& plot, const Curve& curve, bool several, const CurvesFigure& figure)
{
    FOVEA_CHECK(curve.x.size() == curve.y.size() && (curve.sd.empty() || curve.sd.size() == curve.y.size()),
                std::to_string(curve.x.size()) + " x, " + std::to_string(curve.y.size()) + " y, " +
                    std::to_string(curve.sd.size()) + " sd");
    const QPen pen = penOf(curve, several);
    if (!curve.sd.empty()) {
        addBand(plot, curve, pen.color());
    }
    QCPGraph* graph = plot.addGraph();
    graph->setName(legendText(curve, several, figure));
    graph->setPen(pen);
    addValues(*graph, curve, 0);
    if (curve.faint) {
        graph->removeFromLegend();
    } else if (curve.x.size() <= (several ? kMostMarksOfSeveral : kMostMarks) || hasLonePoint(curve)) {
        // Filled and hollow marks tell training and validation apart without colour.
        const bool training = curve.role == Curve::Role::Training;
        QPen outline(pen.color(), 1.4);
        graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssCircle, outline,
                                               training ? QBrush(pen.color()) : QBrush(figure.paper.background),
                                               training ? 4.2 : 5.2));
    }
}

void styleAxis(QCPAxis& axis, const QString& label, const Paper& paper)
{
    const QPen line(paper.ink, 1);
    axis.setBasePen(line);
    axis.setTickPen(line);
    axis.setSubTicks(false);
    axis.setTickLength(0, 4);
    axis.setTickLabelFont(figureFont(kTextPixels));
    axis.setTickLabelColor(paper.ink);
    axis.setLabelFont(figureFont(kTextPixels));
    axis.setLabelColor(paper.ink);
    axis.setLabel(label);
    axis.setTickLabelPadding(3);
    axis.setLabelPadding(4);
    axis.grid()->setPen(QPen(paper.grid, 1));
    axis.grid()->setZeroLinePen(QPen(paper.grid, 1));
}

/// Whole numbers only, at most about ten: there is no epoch 2.5.
void wholeTicks(QCPAxis& axis)
{
    auto ticker = QSharedPointer<QCPAxisTickerFixed>::create();
    ticker->setTickStep(std::max(1.0, roundStep(axis.range().size() / 10)));
    axis.setTicker(ticker);
    axis.setNumberFormat("f");
    axis.setNumberPrecision(0);
}

void setRanges(QCustomPlot& plot, const CurvesFigure& figure)
{
    Extent x;
    Extent y;
    for (const Curve& curve : figure.curves) {
        for (std::size_t i = 0; i < curve.x.size(); ++i) {
            x.take(curve.x[i]);
            const double sd = curve.sd.empty() ? 0 : curve.sd[i];
            y.take(curve.y[i] - sd);
            y.take(curve.y[i] + sd);
        }
    }
    for (const ReferenceLine& line : figure.lines) {
        y.take(line.y);
    }
    plot.xAxis->setRange(x.padded(0.03, 0.5));
    if (figure.yRange) {
        y = {figure.yRange->first, figure.yRange->second};
    }
    plot.yAxis->setRange(y.padded(figure.yRange ? 0.025 : 0.05, 0.5)); // a mark at 1 is drawn whole
    wholeTicks(*plot.xAxis);
}

void styleLegend(QCustomPlot& plot, const Paper& paper)
{
    QColor back = paper.background;
    back.setAlphaF(0.85F);
    plot.legend->setVisible(plot.legend->itemCount() > 0);
    plot.legend->setFont(figureFont(kTextPixels));
    plot.legend->setTextColor(paper.ink);
    plot.legend->setBrush(back);
    plot.legend->setBorderPen(QPen(paper.grid, 1));
    plot.legend->setIconSize(26, 16);
    plot.legend->setRowSpacing(0);
    plot.legend->setMargins(QMargins(7, 4, 7, 4));
    plot.legend->setFillOrder(QCPLegend::foRowsFirst);
    plot.legend->setWrap(plot.legend->itemCount() > 5 ? (plot.legend->itemCount() + 1) / 2 : 0);
    plot.axisRect()->insetLayout()->setInsetAlignment(0, Qt::AlignBottom | Qt::AlignRight);
    plot.axisRect()->insetLayout()->setMargins(QMargins(8, 8, 8, 12));
}

/// The lines across the plot, and their names beyond its right edge, where no curve passes. Names that would overlap
/// are moved apart.
void addLines(QCustomPlot& plot, const std::vector<ReferenceLine>& lines, const Paper& paper)
{
    const QFont font = figureFont(kCaptionPixels);
    const QFontMetricsF metrics(font);
    double widest = 0;
    for (const ReferenceLine& line : lines) {
        auto* across = new QCPItemStraightLine(&plot);
        across->setLayer("grid"); // below the curves
        across->setPen(QPen(paper.faint, 1.1, Qt::DotLine));
        across->point1->setCoords(0, line.y);
        across->point2->setCoords(1, line.y);
        widest = std::max(widest, metrics.horizontalAdvance(line.name));
    }
    plot.axisRect()->setMinimumMargins(QMargins(0, 6, 0, 0));
    plot.axisRect()->setAutoMargins(QCP::msLeft | QCP::msTop | QCP::msBottom);
    plot.axisRect()->setMargins(QMargins(0, 0, lines.empty() ? 2 : static_cast<int>(std::ceil(widest)) + 8, 0));
    for (const auto phase :
         {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout}) {
        plot.plotLayout()->update(phase);
    }

    std::vector<std::size_t> downwards(lines.size());
    std::iota(downwards.begin(), downwards.end(), std::size_t{0});
    std::ranges::sort(downwards, [&](std::size_t a, std::size_t b) { return lines[a].y > lines[b].y; });
    double free = -std::numeric_limits<double>::infinity();
    for (const std::size_t i : downwards) {
        const double middle = std::max(plot.yAxis->coordToPixel(lines[i].y), free);
        free = middle + metrics.height();
        auto* name = new QCPItemText(&plot);
        name->setText(lines[i].name);
        name->setFont(font);
        name->setColor(paper.faint);
        name->setClipToAxisRect(false);
        name->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        name->position->setType(QCPItemPosition::ptAbsolute);
        name->position->setCoords(plot.axisRect()->right() + 6, middle);
    }
}

/// Half an epoch more on either side, so that a single one is seen too; between the values with a little room.
void addMarks(QCustomPlot& plot, const std::vector<FigureMark>& marks, const Paper& paper)
{
    for (const FigureMark& mark : marks) {
        auto* frame = new QCPItemRect(&plot);
        frame->setLayer("grid");
        QColor shade = paper.faint;
        shade.setAlphaF(0.16F);
        frame->setBrush(shade);
        frame->setPen(QPen(paper.faint, 1.2, Qt::DashLine));
        const QCPRange y = plot.yAxis->range();
        const bool whole = !std::isfinite(mark.low) || !std::isfinite(mark.high);
        const double room = 0.02 * y.size();
        frame->topLeft->setCoords(mark.first - 0.5, whole ? y.upper : std::max(mark.low, mark.high) + room);
        frame->bottomRight->setCoords(mark.last + 0.5, whole ? y.lower : std::min(mark.low, mark.high) - room);
    }
}

/// Paints the plot at the painter's origin, as drawing commands: sharp at any resolution, also in an SVG.
void paintPlot(QPainter& painter, QCustomPlot& plot, QSize size)
{
    QPicture picture;
    {
        QCPPainter recorder(&picture);
        recorder.setMode(QCPPainter::pmNoCaching);
        recorder.setMode(QCPPainter::pmNonCosmetic);
        plot.toPainter(&recorder, size.width(), size.height());
    }
    painter.save();
    // QPicture would scale by the device's resolution; logical pixels are scaled by the painter already.
    painter.scale(static_cast<double>(picture.logicalDpiX()) / painter.device()->logicalDpiX(),
                  static_cast<double>(picture.logicalDpiY()) / painter.device()->logicalDpiY());
    painter.drawPicture(0, 0, picture);
    painter.restore();
}

} // namespace

void paintCurves(QPainter& painter, const QRectF& area, const CurvesFigure& figure)
{
    const QRectF rest = paintFrame(painter, area, figure.title, figure.caption, figure.paper);
    const QSize size(static_cast<int>(rest.width()), static_cast<int>(rest.height()));
    QCustomPlot plot;
    plot.setViewport(QRect(QPoint(0, 0), size));
    plot.setBackground(figure.paper.background);
    plot.setAntialiasedElements(QCP::aeAll);
    plot.setAutoAddPlottableToLegend(true);
    styleAxis(*plot.xAxis, figure.xLabel.isEmpty() ? Words::tr("epoch") : figure.xLabel, figure.paper);
    styleAxis(*plot.yAxis, figure.yLabel.isEmpty() ? Words::tr("accuracy") : figure.yLabel, figure.paper);
    const bool several = severalRuns(figure.curves);
    for (const Curve& curve : figure.curves) {
        addCurve(plot, curve, several, figure);
    }
    explainBands(plot, figure);
    setRanges(plot, figure);
    addMarks(plot, figure.marks, figure.paper);
    styleLegend(plot, figure.paper);
    addLines(plot, figure.lines, figure.paper);
    plot.legend->setLayer("grid"); // above the lines, but below the curves: it hides no value

    painter.save();
    painter.translate(rest.topLeft());
    paintPlot(painter, plot, size);
    painter.restore();
}

} // namespace fovea
