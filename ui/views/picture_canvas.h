// The large picture: the map over it on its own grid, the object's outline, what one place of the map sees, and the
// pointer as a finger (which place?) and as a brush (a stroke).
#pragma once

#include "ui/paint/glimpse_windows.h"
#include "ui/views/shown.h"

#include <QImage>
#include <QWidget>

namespace fovea {

/// What lies over the picture.
struct CanvasMap
{
    Tensor grid; ///< (h × w); empty: no map
    std::optional<MapScale> scale;
    bool hasMap() const { return scale && !grid.empty(); }
};

class PictureCanvas : public QWidget
{
    Q_OBJECT

public:
    explicit PictureCanvas(QWidget* parent = nullptr);

    void showPicture(const PicturePtr& picture, const PixelRange& range);
    void showMap(const CanvasMap& map);
    /// Frames of where the network looked; none: nothing over the picture but its map.
    void showGlimpses(const std::vector<GlimpseOfSample>& looks, const GlimpseMarks& marks);
    void setLook(const MapLook& look);
    void setField(const std::optional<ReceptiveField>& field); ///< nothing: not said
    /// Written above the picture; empty: nothing.
    void setCaption(const QString& caption);
    /// Written where there is no picture.
    void setMessage(const QString& message);
    /// A picture only to look at: no strokes, no choice of a place.
    void setReadOnly(bool readOnly);
    /// The place whose view of the picture is outlined, row by row; −1: none.
    void select(int place);

    int selected() const { return selected_; }
    /// The place under the pointer or the keyboard's cursor; −1: none.
    int pointed() const { return pointed_; }
    const CanvasMap& map() const { return map_; }
    const std::vector<GlimpseOfSample>& glimpses() const { return looks_; }
    const GlimpseMarks& marks() const { return marks_; }
    /// Where the picture is drawn.
    QRect pictureRect() const;
    /// The middle of a place of the map, in the widget.
    QPoint middleOf(int place) const;
    /// What the selected place sees, in pixels of the picture and inside it; null where nothing is selected.
    QRectF seen() const;
    /// "sees 13 × 13 pixels"; empty where nothing is selected.
    QString seenText() const;
    long framesDrawn() const { return frames_; }

    QSize minimumSizeHint() const override { return {64, 64}; }
    QSize sizeHint() const override { return {320, 320}; }

signals:
    void pointedAt(int place);
    void picked(int place);
    void doubleClicked(int place);
    void strokeBegan(bool erase);
    /// In pixels of the picture; (0.5, 0.5) is the middle of the first.
    void strokeLed(const QPointF& from, const QPointF& to);
    void strokeEnded();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    QImage drawn(QSize size);
    void paintField(QPainter& painter, const QRectF& place) const;
    void paintPointed(QPainter& painter) const;
    void forgetDrawn();
    void pointAt(int place);
    void movePointed(int rows, int columns);
    void leadTo(const QPointF& point);
    void dot(bool erase);
    int placeAt(const QPointF& point) const;
    QRectF placeRect(int place) const;
    QPointF toPixels(const QPointF& point) const;

    PicturePtr picture_;
    PixelRange range_;
    QImage pixels_; // one pixel a pixel
    QImage drawn_;  // with the map, in device pixels
    CanvasMap map_;
    MapLook look_;
    std::vector<GlimpseOfSample> looks_;
    GlimpseMarks marks_;
    std::optional<ReceptiveField> field_;
    QString caption_, message_;
    bool readOnly_ = false;
    int selected_ = -1, pointed_ = -1;
    bool newMap_ = false; // since the last paint
    long frames_ = 0;

    // While a button is down.
    bool pressed_ = false, leading_ = false, erasing_ = false;
    QPointF pressedAt_, last_; // widget; pixels of the picture
};

} // namespace fovea
