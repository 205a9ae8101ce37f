// One plot on the screen: panels above one another over a common horizontal axis, and lines in layers that are redrawn
// apart, because a batch changes one of them and a pass another. Knows nothing of runs.
#pragma once

#include "ui/paint/curves_figure.h"
#include "ui/views/curve_style.h"

#include <QPointF>
#include <QWidget>

#include <array>
#include <optional>
#include <vector>

class QCPAxisRect;
class QCPItemStraightLine;
class QCPLayer;
class QCPMarginGroup;
class QCustomPlot;
class QLabel;

namespace fovea {

struct CurveRange
{
    double low = 0, high = 1;
    bool operator==(const CurveRange&) const = default;
};

/// A vertical axis with what belongs to it.
struct CurvePanel
{
    QString label;
    CurveRange range;
    bool logarithmic = false;
    std::vector<ReferenceLine> lines;
};

/// What all lines share; a change redraws everything.
struct CurveFrame
{
    QString xLabel;
    CurveRange x;
    std::vector<CurvePanel> panels;
    QString word; ///< in place of curves: what will appear here
    Paper paper = Paper::light();
    double textPixels = 13;
};
bool operator==(const CurveFrame& a, const CurveFrame& b);

struct PlotLine
{
    enum class Marks
    {
        None,
        Lone, ///< where a line would not show a point, because there are gaps on both sides
        All
    };

    int panel = 0;
    CurveStyle style;
    std::vector<QPointF> points; ///< x rises; y NaN: a gap
    bool smooth = false;         ///< antialiased
    Marks marks = Marks::None;
    std::vector<QPointF> band; ///< x, half the height of a grey area around y; as many as points, or none
};

/// The lowest first.
enum class CurveLayer
{
    Earlier, ///< runs that are over: changes when one comes or goes
    Live,    ///< changes with each batch
    Passes   ///< changes with each pass
};

class CurvePlot : public QWidget
{
    Q_OBJECT

public:
    explicit CurvePlot(QWidget* parent = nullptr);

    void setFrame(const CurveFrame& frame);
    void setLines(CurveLayer layer, const std::vector<PlotLine>& lines);
    /// A moment named at the top edge; part of the layer of passes.
    void setMoment(std::optional<double> x, const QString& name);
    /// Draws what was set since the last time.
    void draw();

    /// A vertical line, and a box of text beside it.
    void showCursor(double x, const QString& richText);
    void hideCursor();
    bool cursorShown() const;

    /// Pixel columns of a panel, at the screen's own resolution.
    int columns() const;
    /// Redraws of lines that reached the screen.
    long framesDrawn() const { return framesDrawn_; }
    QWidget* canvas() const; ///< what takes the focus

signals:
    void pointedAt(double x);
    void pointedAway();
    void stepped(int direction); ///< by keyboard: ±1, ±2 to the ends
    void resolutionChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Layer
    {
        QCPLayer* layer = nullptr;
        int graphs = 0;
        bool changed = false;
    };

    void makePanels(std::size_t count);
    void styleAxes();
    void balancePanels();
    void placeTicks();
    void placeLines();
    void placeName(const QString& name, const QPointF& place);
    void followScreen();
    Layer& layerOf(CurveLayer layer) { return layers_[static_cast<std::size_t>(layer)]; }
    std::optional<double> coordinateAt(double pixel) const;
    void placeCursor();

    QCustomPlot* plot_;
    QLabel* word_;
    QLabel* box_;
    CurveFrame frame_;
    QCPMarginGroup* leftEdges_ = nullptr;
    std::vector<QCPAxisRect*> panels_;
    std::vector<QCPItemStraightLine*> cursors_, moments_;
    std::array<Layer, 3> layers_;
    std::optional<double> cursor_, moment_;
    QString momentName_;
    bool frameChanged_ = true;
    bool drawn_ = false; ///< but not yet on the screen
    long framesDrawn_ = 0;
};

} // namespace fovea
