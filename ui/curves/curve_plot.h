// One plot on the screen: panels above one another over a common horizontal axis, and lines in layers that are redrawn
// apart, because a batch changes one of them and a pass another. Knows nothing of runs.
#pragma once

#include "ui/curves/curve_frame.h"
#include "ui/curves/plot_line.h"
#include "ui/curves/plot_panels.h"
#include "ui/curves/upright_line.h"

#include <QWidget>

#include <array>
#include <optional>
#include <vector>

class QCPItemText;
class QCustomPlot;
class QLabel;

namespace fovea {

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
        bool changed = false;
    };

    void makeLayers();
    void makePanels(std::size_t count);
    void makeMomentText();
    void styleTexts();
    void placeMoment();
    void placeWord();
    void followScreen();
    void placeCursor();
    void pointAt(double pixel);
    bool step(int key);
    Layer& layerOf(CurveLayer layer) { return layers_[static_cast<std::size_t>(layer)]; }

    QCustomPlot* plot_;
    QLabel* word_;
    QLabel* box_;
    CurveFrame frame_;
    PlotPanels panels_;
    UprightLine cursorLine_, momentLine_;
    QCPItemText* momentText_ = nullptr; ///< none without panels
    std::array<Layer, 3> layers_;
    std::optional<double> cursor_, moment_;
    QString momentName_;
    bool frameChanged_ = true;
    bool drawn_ = false; ///< but not yet on the screen
    long framesDrawn_ = 0;
};

} // namespace fovea
