#include "ui/curves/curve_plot.h"

#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QVBoxLayout>

#include <qcustomplot.h>

#include <algorithm>
#include <utility>

namespace fovea {

CurvePlot::CurvePlot(QWidget* parent)
    : QWidget(parent)
    , plot_(new QCustomPlot(this))
    , word_(new QLabel(plot_))
    , box_(new QLabel(plot_))
    , panels_(plot_)
    , cursorLine_(plot_)
    , momentLine_(plot_)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(plot_);
    plot_->setMinimumSize(1, 1); // of no size its library cannot paint, and says so each time
    plot_->setFocusPolicy(Qt::TabFocus);
    plot_->setMouseTracking(true);
    plot_->setNoAntialiasingOnDrag(false);
    plot_->setPlottingHint(QCP::phFastPolylines, true); // wide pens piece by piece
    plot_->setLocale(locale());
    plot_->installEventFilter(this);
    plot_->plotLayout()->clear();
    makeLayers();
    for (QLabel* label : {word_, box_}) {
        label->setAttribute(Qt::WA_TransparentForMouseEvents);
        label->hide();
    }
    word_->setAlignment(Qt::AlignCenter);
    word_->setWordWrap(true);
    word_->setAutoFillBackground(true);
    box_->setTextFormat(Qt::RichText);
    box_->setAutoFillBackground(true);
    box_->setMargin(4);
    box_->setFrameShape(QFrame::Box);
}

/// Each buffered layer is a picture of the whole plot, laid over the others in every frame: so what stands still (frame,
/// grid, axes, earlier runs) shares one, and what moves comes above it.
void CurvePlot::makeLayers()
{
    const auto make = [this](CurveLayer which, const char* name, const char* below, QCPLayer::LayerMode mode) {
        plot_->addLayer(name, plot_->layer(below));
        layerOf(which).layer = plot_->layer(name);
        layerOf(which).layer->setMode(mode);
    };
    make(CurveLayer::Earlier, "earlier", "main", QCPLayer::lmLogical);
    make(CurveLayer::Live, "live", "legend", QCPLayer::lmBuffered);
    make(CurveLayer::Passes, "passes", "live", QCPLayer::lmBuffered);
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
    panels_.style(frame_);
    styleTexts();
    frameChanged_ = true;
}

void CurvePlot::makePanels(std::size_t count)
{
    plot_->clearPlottables();
    plot_->clearItems();
    panels_.make(count);
    momentLine_.make(panels_.all(), layerOf(CurveLayer::Passes).layer);
    cursorLine_.make(panels_.all(), plot_->layer("overlay"));
    makeMomentText();
    for (Layer& layer : layers_) {
        layer.changed = true;
    }
    placeMoment();
    placeCursor();
}

/// Above the first panel.
void CurvePlot::makeMomentText()
{
    QCPAxisRect* first = panels_.all().front();
    momentText_ = new QCPItemText(plot_);
    momentText_->setLayer(layerOf(CurveLayer::Passes).layer);
    momentText_->setClipToAxisRect(false);
    momentText_->position->setAxisRect(first);
    momentText_->position->setAxes(first->axis(QCPAxis::atBottom), first->axis(QCPAxis::atLeft));
    momentText_->position->setTypeX(QCPItemPosition::ptPlotCoords);
    momentText_->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
}

void CurvePlot::styleTexts()
{
    for (QLabel* label : {word_, box_}) {
        label->setFont(figureFont(frame_.textPixels));
        QPalette colours = label->palette();
        colours.setColor(QPalette::WindowText, label == word_ ? frame_.paper.faint : frame_.paper.ink);
        colours.setColor(QPalette::Window, frame_.paper.background);
        label->setPalette(colours);
    }
    word_->setText(frame_.word);
    word_->setVisible(!frame_.word.isEmpty());
}

void CurvePlot::setLines(CurveLayer which, const std::vector<PlotLine>& lines)
{
    Layer& layer = layerOf(which);
    layer.changed = true;
    // A graph that is not needed stays: when one comes or goes, the library redraws everything.
    std::vector<QCPGraph*> graphs = lineGraphs(*layer.layer);
    for (std::size_t i = lines.size(); i < graphs.size(); ++i) {
        graphs[i]->setVisible(false);
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        QCPAxisRect& panel = *panels_.all()[static_cast<std::size_t>(lines[i].panel)];
        if (i == graphs.size()) {
            graphs.push_back(addLineGraph(panel, *layer.layer));
        }
        showLine(*graphs[i], lines[i], panel, frame_.paper);
    }
}

void CurvePlot::setMoment(std::optional<double> x, const QString& name)
{
    moment_ = x;
    momentName_ = name;
    layerOf(CurveLayer::Passes).changed = true;
    placeMoment();
}

void CurvePlot::placeMoment()
{
    if (panels_.empty()) {
        return;
    }
    if (!moment_) {
        momentLine_.hide();
        momentText_->setVisible(false);
        return;
    }
    momentLine_.show(*moment_, QPen(frame_.paper.faint, 1, Qt::DashLine));
    const double share = (*moment_ - frame_.x.low) / (frame_.x.high - frame_.x.low);
    momentText_->setVisible(true);
    momentText_->setText(momentName_);
    momentText_->setFont(figureFont(frame_.textPixels));
    momentText_->setColor(frame_.paper.ink);
    momentText_->setPositionAlignment(Qt::AlignBottom | (share < 0.1   ? Qt::AlignLeft
                                                         : share > 0.9 ? Qt::AlignRight
                                                                       : Qt::AlignHCenter));
    momentText_->position->setCoords(*moment_, 0);
}

void CurvePlot::draw()
{
    followScreen();
    drawn_ = true;
    if (!std::exchange(frameChanged_, false)) {
        for (Layer& layer : layers_) {
            if (std::exchange(layer.changed, false)) {
                layer.layer->replot();
            }
        }
        return;
    }
    panels_.layOut(frame_);
    placeWord();
    placeMoment();
    placeCursor();
    for (Layer& layer : layers_) {
        layer.changed = false;
    }
    plot_->replot(QCustomPlot::rpQueuedRefresh);
}

/// In the middle, on its own ground: the line of chance would strike it through.
void CurvePlot::placeWord()
{
    constexpr int kAround = 6;
    const QRect inside = panels_.inside();
    const QRect text =
        QFontMetrics(word_->font()).boundingRect(inside, Qt::AlignCenter | Qt::TextWordWrap, word_->text());
    word_->setGeometry(text.adjusted(-kAround, 0, kAround, 0).intersected(inside));
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
    const int width = panels_.empty() ? plot_->width() : panels_.inside().width();
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
    box_->setVisible(cursor_.has_value() && !box_->text().isEmpty());
    cursorLine_.hide();
    if (!cursor_ || panels_.empty()) {
        return;
    }
    cursorLine_.show(*cursor_, QPen(frame_.paper.ink, 1));
    const QRect inside = panels_.inside();
    const int x = static_cast<int>(panels_.pixelAt(*cursor_));
    const int left = x < inside.center().x() ? x + 8 : x - 8 - box_->width();
    box_->move(std::clamp(left, 0, std::max(0, plot_->width() - box_->width())), inside.top() + 4);
}

void CurvePlot::pointAt(double pixel)
{
    if (const auto x = panels_.coordinateAt(pixel)) {
        emit pointedAt(*x);
    } else {
        emit pointedAway();
    }
}

/// Returns whether the key moves the cursor.
bool CurvePlot::step(int key)
{
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        emit stepped(key == Qt::Key_Left ? -1 : 1);
        return true;
    case Qt::Key_Home:
    case Qt::Key_End:
        emit stepped(key == Qt::Key_Home ? -2 : 2);
        return true;
    case Qt::Key_Escape:
        if (cursor_) {
            emit pointedAway();
            return true;
        }
        return false;
    default:
        return false;
    }
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
        pointAt(static_cast<QMouseEvent*>(event)->position().x());
        break;
    case QEvent::Leave:
    case QEvent::FocusOut:
        emit pointedAway();
        break;
    case QEvent::KeyPress:
        if (step(static_cast<QKeyEvent*>(event)->key())) {
            return true;
        }
        break;
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
