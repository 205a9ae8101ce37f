#include "ui/curves/plot_line.h"

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr double kMarkPixels = 6;
constexpr int kBandAlpha = 70;

/// A mark of curve_style.h, at home in QCustomPlot.
class MarkedGraph : public QCPGraph
{
public:
    MarkedGraph(QCPAxis* x, QCPAxis* y) : QCPGraph(x, y) {}

    CurveStyle style;
    PlotLine::Marks marks = PlotLine::Marks::None;
    QPolygonF band; ///< in the axes' units
    QColor bandColour;

protected:
    void draw(QCPPainter* painter) override
    {
        drawBand(painter);
        QCPGraph::draw(painter);
        if (marks == PlotLine::Marks::None || style.mark == CurveMark::None) {
            return;
        }
        painter->setAntialiasing(true);
        for (int i = 0; i < data()->size(); ++i) {
            if (!gap(i) && (marks == PlotLine::Marks::All || (gap(i - 1) && gap(i + 1)))) {
                const QCPGraphData& point = *data()->at(i);
                paintMark(*painter, style, coordsToPixels(point.key, point.value),
                          style.width > 2 ? 1.6 * kMarkPixels : kMarkPixels);
            }
        }
    }

private:
    bool gap(int i) const { return i < 0 || i >= data()->size() || std::isnan(data()->at(i)->value); }

    /// Upper and lower edge lie in turn. Piece by piece, because a polygon of thousands of corners is slow to fill.
    void drawBand(QCPPainter* painter)
    {
        painter->setAntialiasing(false);
        painter->setPen(Qt::NoPen);
        painter->setBrush(bandColour);
        for (qsizetype i = 0; i + 3 < band.size(); i += 2) {
            QPointF corners[4];
            for (qsizetype k = 0; k < 4; ++k) {
                const QPointF& corner = band[i + (k < 2 ? k : 5 - k)];
                corners[k] = coordsToPixels(corner.x(), corner.y());
            }
            if (!std::isnan(corners[0].y() + corners[3].y())) {
                painter->drawConvexPolygon(corners, 4);
            }
        }
    }
};

QPolygonF bandOf(const PlotLine& line)
{
    QPolygonF band;
    for (std::size_t i = 0; i < std::min(line.points.size(), line.band.size()); ++i) {
        const QPointF point = line.points[i];
        band << point + QPointF(0, line.band[i].y()) << point - QPointF(0, line.band[i].y());
    }
    return band;
}

} // namespace

std::vector<QCPGraph*> lineGraphs(const QCPLayer& layer)
{
    std::vector<QCPGraph*> graphs;
    for (QCPLayerable* each : layer.children()) {
        if (auto* graph = dynamic_cast<MarkedGraph*>(each)) {
            graphs.push_back(graph);
        }
    }
    return graphs;
}

QCPGraph* addLineGraph(QCPAxisRect& panel, QCPLayer& layer)
{
    auto* graph = new MarkedGraph(panel.axis(QCPAxis::atBottom), panel.axis(QCPAxis::atLeft));
    graph->setLayer(&layer);
    graph->setAdaptiveSampling(false); // done already
    return graph;
}

void showLine(QCPGraph& graphOfPlot, const PlotLine& line, QCPAxisRect& panel, const Paper& paper)
{
    auto& graph = dynamic_cast<MarkedGraph&>(graphOfPlot);
    graph.setVisible(true);
    graph.setKeyAxis(panel.axis(QCPAxis::atBottom));
    graph.setValueAxis(panel.axis(QCPAxis::atLeft));
    graph.setPen(line.style.pen());
    graph.setAntialiased(line.smooth);
    graph.style = line.style;
    graph.marks = line.marks;
    graph.band = line.band.empty() ? QPolygonF() : bandOf(line);
    graph.bandColour = paper.faint;
    graph.bandColour.setAlpha(kBandAlpha);
    QVector<QCPGraphData> values;
    values.reserve(static_cast<qsizetype>(line.points.size()));
    for (const QPointF& point : line.points) {
        values.append(QCPGraphData(point.x(), point.y()));
    }
    graph.data()->set(values, true);
}

} // namespace fovea
