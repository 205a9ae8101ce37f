#include "ui/views/curve_plot.h"

#include "ui/paint/ticks.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QVBoxLayout>

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace fovea {
namespace {

constexpr double kMarkPixels = 6;

/// A mark of curve_style.h, at home in QCustomPlot.
class MarkedGraph : public QCPGraph
{
public:
    MarkedGraph(QCPAxis* x, QCPAxis* y) : QCPGraph(x, y) {}

    CurveStyle style;
    Paper paper;
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
                          style.width > 2 ? 1.6 * kMarkPixels : kMarkPixels, paper);
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

} // namespace

bool operator==(const CurveFrame& a, const CurveFrame& b)
{
    const auto line = [](const ReferenceLine& p, const ReferenceLine& q) { return p.name == q.name && p.y == q.y; };
    const auto panel = [&](const CurvePanel& p, const CurvePanel& q) {
        return p.label == q.label && p.range == q.range && p.logarithmic == q.logarithmic &&
               std::ranges::equal(p.lines, q.lines, line);
    };
    return a.xLabel == b.xLabel && a.x == b.x && a.word == b.word && a.paper.background == b.paper.background &&
           a.paper.ink == b.paper.ink && a.textPixels == b.textPixels && std::ranges::equal(a.panels, b.panels, panel);
}

CurvePlot::CurvePlot(QWidget* parent)
    : QWidget(parent), plot_(new QCustomPlot(this)), word_(new QLabel(plot_)), box_(new QLabel(plot_))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(plot_);
    plot_->setFocusPolicy(Qt::TabFocus);
    plot_->setMouseTracking(true);
    plot_->setNoAntialiasingOnDrag(false);
    plot_->setPlottingHint(QCP::phFastPolylines, true); // wide pens piece by piece
    plot_->setLocale(locale());
    plot_->installEventFilter(this);
    plot_->plotLayout()->clear();
    const char* names[] = {"earlier", "live", "passes"};
    for (std::size_t i = 0; i < layers_.size(); ++i) {
        plot_->addLayer(names[i], i == 0 ? plot_->layer("main") : layers_[i - 1].layer);
        layers_[i].layer = plot_->layer(names[i]);
        layers_[i].layer->setMode(QCPLayer::lmBuffered);
    }
    for (QLabel* label : {word_, box_}) {
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
        label->hide();
    }
    word_->setAlignment(Qt::AlignCenter);
    word_->setWordWrap(true);
    box_->setTextFormat(Qt::RichText);
    box_->setAutoFillBackground(true);
    box_->setMargin(4);
    box_->setFrameShape(QFrame::Box);
}

void CurvePlot::setFrame(const CurveFrame& frame)
{
    if (frame == frame_ && !panels_.empty()) {
        return;
    }
    const bool repanel = frame.panels.size() != panels_.size();
    frame_ = frame;
    if (repanel) {
        makePanels(frame.panels.size());
    }
    styleAxes();
    word_->setText(frame_.word);
    word_->setFont(figureFont(frame_.textPixels));
    box_->setFont(figureFont(frame_.textPixels));
    for (QLabel* label : {word_, box_}) {
        QPalette colours = label->palette();
        colours.setColor(QPalette::WindowText, label == word_ ? frame_.paper.faint : frame_.paper.ink);
        colours.setColor(QPalette::Window, frame_.paper.background);
        label->setPalette(colours);
    }
    word_->setVisible(!frame_.word.isEmpty());
    frameChanged_ = true;
}

void CurvePlot::makePanels(std::size_t count)
{
    plot_->clearPlottables();
    plot_->clearItems();
    plot_->plotLayout()->clear();
    panels_.clear();
    cursors_.clear();
    moments_.clear();
    for (Layer& layer : layers_) {
        layer.graphs = 0;
        layer.changed = true;
    }
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
        for (auto* lines : {&moments_, &cursors_}) {
            auto* line = new QCPItemStraightLine(plot_);
            line->setClipAxisRect(panel);
            for (QCPItemPosition* point : {line->point1, line->point2}) {
                point->setAxisRect(panel);
                point->setAxes(panel->axis(QCPAxis::atBottom), panel->axis(QCPAxis::atLeft));
                point->setTypeX(QCPItemPosition::ptPlotCoords);
                point->setTypeY(QCPItemPosition::ptAxisRectRatio);
            }
            line->setLayer(lines == &cursors_ ? plot_->layer("overlay") : layerOf(CurveLayer::Passes).layer);
            line->setVisible(false);
            lines->push_back(line);
        }
    }
    setMoment(moment_, momentName_);
    placeCursor();
}

void CurvePlot::styleAxes()
{
    plot_->setBackground(frame_.paper.background);
    const QFontMetricsF metrics(figureFont(frame_.textPixels));
    double widest = 0;
    for (const CurvePanel& panel : frame_.panels) {
        for (const ReferenceLine& line : panel.lines) {
            widest = std::max(widest, metrics.horizontalAdvance(line.name));
        }
    }
    // The name of the axis stands at its end, beside the ticks' labels.
    widest = std::max(widest, metrics.horizontalAdvance(frame_.xLabel) + 2 * metrics.averageCharWidth());
    const int right = static_cast<int>(std::ceil(widest)) + 12;
    for (std::size_t i = 0; i < panels_.size(); ++i) {
        const CurvePanel& panel = frame_.panels[i];
        const bool lowest = i + 1 == panels_.size();
        QCPAxisRect& rect = *panels_[i];
        rect.setAutoMargins(QCP::msLeft | (lowest ? QCP::msBottom : QCP::msNone));
        // The name of the best pass stands above the first panel, a tick label at the edge reaches over it.
        const int top = static_cast<int>(i == 0 ? metrics.height() + 3 : metrics.height() / 2);
        rect.setMargins(QMargins(0, top, right, lowest ? 0 : static_cast<int>(metrics.height() / 2)));
        QCPAxis& x = *rect.axis(QCPAxis::atBottom);
        QCPAxis& y = *rect.axis(QCPAxis::atLeft);
        styleAxis(x, frame_);
        styleAxis(y, frame_);
        x.setTickLabels(lowest);
        x.setRange(frame_.x.low, frame_.x.high);
        y.setLabel(panel.label);
        y.setRange(panel.range.low, panel.range.high);
        rect.axis(QCPAxis::atTop)->setVisible(false);
        rect.axis(QCPAxis::atRight)->setVisible(false);
    }
}

/// The panels' insides get equal heights, whatever stands around them.
void CurvePlot::balancePanels()
{
    const auto layOut = [this] {
        for (const auto phase :
             {QCPLayoutElement::upPreparation, QCPLayoutElement::upMargins, QCPLayoutElement::upLayout}) {
            plot_->plotLayout()->update(phase);
        }
    };
    layOut();
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
    placeTicks();
    layOut();
}

/// As many ticks as there is room for.
void CurvePlot::placeTicks()
{
    const QFontMetricsF metrics(figureFont(frame_.textPixels));
    for (std::size_t i = 0; i < panels_.size(); ++i) {
        QCPAxis& x = *panels_[i]->axis(QCPAxis::atBottom);
        QCPAxis& y = *panels_[i]->axis(QCPAxis::atLeft);
        const double widest = metrics.horizontalAdvance(locale().toString(std::round(frame_.x.high)));
        linearTicksOf(x, panels_[i]->width(), widest + 3 * metrics.averageCharWidth(), 1);
        if (frame_.panels[i].logarithmic) {
            logarithmicTicks(y);
        } else {
            linearTicksOf(y, panels_[i]->height(), 1.5 * metrics.height(), 0);
        }
    }
}

/// The lines across, and their names beyond the right edge, where no curve passes. Names that would overlap are moved
/// apart.
void CurvePlot::placeLines()
{
    const double textHeight = QFontMetricsF(figureFont(frame_.textPixels)).height();
    for (int i = plot_->itemCount() - 1; i >= 0; --i) {
        if (plot_->item(i)->property("line").toBool()) {
            plot_->removeItem(i);
        }
    }
    for (std::size_t p = 0; p < panels_.size(); ++p) {
        QCPAxisRect& rect = *panels_[p];
        QCPAxis& y = *rect.axis(QCPAxis::atLeft);
        QCPAxis& x = *rect.axis(QCPAxis::atBottom);
        std::vector<ReferenceLine> lines = frame_.panels[p].lines;
        std::ranges::sort(lines, std::greater(), &ReferenceLine::y);
        double free = rect.top() - textHeight / 2;
        for (const ReferenceLine& line : lines) {
            auto* across = new QCPItemStraightLine(plot_);
            across->setProperty("line", true);
            across->setLayer("grid"); // below the curves
            across->setClipAxisRect(&rect);
            across->setPen(QPen(frame_.paper.faint, 1, Qt::DotLine));
            for (QCPItemPosition* point : {across->point1, across->point2}) {
                point->setAxes(&x, &y);
            }
            across->point1->setCoords(frame_.x.low, line.y);
            across->point2->setCoords(frame_.x.high, line.y);
            if (!line.name.isEmpty()) {
                const double middle = std::max(y.coordToPixel(line.y), free);
                free = middle + textHeight;
                placeName(line.name, {rect.right() + 6.0, middle});
            }
        }
    }
    if (!panels_.empty()) {
        const QCPAxisRect& lowest = *panels_.back();
        const double widest = QFontMetricsF(figureFont(frame_.textPixels)).horizontalAdvance(frame_.xLabel);
        placeName(frame_.xLabel, {plot_->width() - widest - 4, lowest.bottom() + 8 + textHeight / 2});
        word_->setGeometry(panels_.front()->rect().united(lowest.rect()));
    }
}

/// A text in the margin, its left edge there.
void CurvePlot::placeName(const QString& name, const QPointF& place)
{
    auto* text = new QCPItemText(plot_);
    text->setProperty("line", true);
    text->setLayer("grid");
    text->setText(name);
    text->setFont(figureFont(frame_.textPixels));
    text->setColor(frame_.paper.faint);
    text->setClipToAxisRect(false);
    text->setPositionAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    text->position->setType(QCPItemPosition::ptAbsolute);
    text->position->setCoords(place);
}

void CurvePlot::setLines(CurveLayer which, const std::vector<PlotLine>& lines)
{
    Layer& layer = layerOf(which);
    layer.changed = true;
    QList<QCPLayerable*> old = layer.layer->children();
    std::vector<MarkedGraph*> graphs;
    for (QCPLayerable* each : old) {
        if (auto* graph = dynamic_cast<MarkedGraph*>(each)) {
            graphs.push_back(graph);
        }
    }
    while (graphs.size() > lines.size()) {
        plot_->removePlottable(graphs.back());
        graphs.pop_back();
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const PlotLine& line = lines[i];
        QCPAxisRect* rect = panels_[static_cast<std::size_t>(line.panel)];
        if (i == graphs.size()) {
            graphs.push_back(new MarkedGraph(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft)));
            graphs[i]->setLayer(layer.layer);
            graphs[i]->setAdaptiveSampling(false); // done already
        }
        MarkedGraph& graph = *graphs[i];
        graph.setKeyAxis(rect->axis(QCPAxis::atBottom));
        graph.setValueAxis(rect->axis(QCPAxis::atLeft));
        graph.setPen(line.style.pen());
        graph.setAntialiased(line.smooth);
        graph.style = line.style;
        graph.paper = frame_.paper;
        graph.marks = line.marks;
        graph.band = line.band.empty() ? QPolygonF() : bandOf(line);
        graph.bandColour = frame_.paper.faint;
        graph.bandColour.setAlpha(70);
        QVector<QCPGraphData> values;
        values.reserve(static_cast<qsizetype>(line.points.size()));
        for (const QPointF& point : line.points) {
            values.append(QCPGraphData(point.x(), point.y()));
        }
        graph.data()->set(values, true);
    }
}

void CurvePlot::setMoment(std::optional<double> x, const QString& name)
{
    moment_ = x;
    momentName_ = name;
    layerOf(CurveLayer::Passes).changed = true;
    for (int i = plot_->itemCount() - 1; i >= 0; --i) {
        if (plot_->item(i)->property("moment").toBool()) {
            plot_->removeItem(i);
        }
    }
    for (QCPItemStraightLine* line : moments_) {
        line->setVisible(x.has_value());
        line->setPen(QPen(frame_.paper.faint, 1, Qt::DashLine));
        line->point1->setCoords(x.value_or(0), 0);
        line->point2->setCoords(x.value_or(0), 1);
    }
    if (!x || panels_.empty()) {
        return;
    }
    const double share = (*x - frame_.x.low) / (frame_.x.high - frame_.x.low);
    auto* text = new QCPItemText(plot_);
    text->setProperty("moment", true);
    text->setLayer(layerOf(CurveLayer::Passes).layer);
    text->setClipToAxisRect(false);
    text->setText(name);
    text->setFont(figureFont(frame_.textPixels));
    text->setColor(frame_.paper.ink);
    text->setPositionAlignment(Qt::AlignBottom | (share < 0.1   ? Qt::AlignLeft
                                                  : share > 0.9 ? Qt::AlignRight
                                                                : Qt::AlignHCenter));
    text->position->setAxisRect(panels_.front());
    text->position->setAxes(panels_.front()->axis(QCPAxis::atBottom), panels_.front()->axis(QCPAxis::atLeft));
    text->position->setTypeX(QCPItemPosition::ptPlotCoords);
    text->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
    text->position->setCoords(*x, 0);
}

void CurvePlot::draw()
{
    followScreen();
    drawn_ = true;
    if (std::exchange(frameChanged_, false)) {
        balancePanels();
        placeLines();
        setMoment(moment_, momentName_);
    } else {
        for (Layer& layer : layers_) {
            if (std::exchange(layer.changed, false)) {
                layer.layer->replot();
            }
        }
        return;
    }
    for (Layer& layer : layers_) {
        layer.changed = false;
    }
    plot_->replot(QCustomPlot::rpQueuedRefresh);
}

/// The library reads the screen's pixel ratio once.
void CurvePlot::followScreen()
{
    if (plot_->bufferDevicePixelRatio() != devicePixelRatioF()) {
        plot_->setBufferDevicePixelRatio(devicePixelRatioF());
        frameChanged_ = true;
    }
}

QWidget* CurvePlot::canvas() const
{
    return plot_;
}

int CurvePlot::columns() const
{
    const int width = panels_.empty() ? plot_->width() : panels_.front()->width();
    return std::max(16, static_cast<int>(width * devicePixelRatioF()));
}

void CurvePlot::showCursor(double x, const QString& richText)
{
    cursor_ = x;
    box_->setText(richText);
    box_->adjustSize();
    placeCursor();
    plot_->layer("overlay")->replot();
}

void CurvePlot::hideCursor()
{
    if (cursor_) {
        cursor_.reset();
        placeCursor();
        plot_->layer("overlay")->replot();
    }
}

bool CurvePlot::cursorShown() const
{
    return cursor_.has_value();
}

/// The box keeps to the side of the cursor that has more room.
void CurvePlot::placeCursor()
{
    for (QCPItemStraightLine* line : cursors_) {
        line->setVisible(cursor_.has_value());
        line->setPen(QPen(frame_.paper.ink, 1));
        line->point1->setCoords(cursor_.value_or(0), 0);
        line->point2->setCoords(cursor_.value_or(0), 1);
    }
    box_->setVisible(cursor_.has_value() && !box_->text().isEmpty());
    if (!cursor_ || panels_.empty()) {
        return;
    }
    const QRect rect = panels_.front()->rect();
    const int x = static_cast<int>(panels_.front()->axis(QCPAxis::atBottom)->coordToPixel(*cursor_));
    const bool right = x < rect.center().x();
    const int left = right ? x + 8 : x - 8 - box_->width();
    box_->move(std::clamp(left, 0, std::max(0, plot_->width() - box_->width())), rect.top() + 4);
}

std::optional<double> CurvePlot::coordinateAt(double pixel) const
{
    if (panels_.empty() || pixel < panels_.front()->left() - 6 || pixel > panels_.front()->right() + 6) {
        return std::nullopt;
    }
    return std::clamp(panels_.front()->axis(QCPAxis::atBottom)->pixelToCoord(pixel), frame_.x.low, frame_.x.high);
}

bool CurvePlot::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::Paint:
        framesDrawn_ += std::exchange(drawn_, false) ? 1 : 0;
        if (plot_->bufferDevicePixelRatio() != devicePixelRatioF()) {
            emit resolutionChanged();
        }
        break;
    case QEvent::MouseMove:
        if (const auto x = coordinateAt(static_cast<QMouseEvent*>(event)->position().x())) {
            emit pointedAt(*x);
        } else {
            emit pointedAway();
        }
        break;
    case QEvent::Leave:
    case QEvent::FocusOut:
        emit pointedAway();
        break;
    case QEvent::KeyPress: {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right) {
            emit stepped(key == Qt::Key_Left ? -1 : 1);
            return true;
        }
        if (key == Qt::Key_Home || key == Qt::Key_End) {
            emit stepped(key == Qt::Key_Home ? -2 : 2);
            return true;
        }
        if (key == Qt::Key_Escape && cursor_) {
            emit pointedAway();
            return true;
        }
        break;
    }
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void CurvePlot::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    frameChanged_ = true;
    emit resolutionChanged();
}

} // namespace fovea
