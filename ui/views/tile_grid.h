// The gallery's pictures in rows: as many as fit, one of them current for the keyboard. Only what changed is painted.
#pragma once

#include "ui/views/sample_tile.h"

#include <QWidget>

namespace fovea {

class TileGrid : public QWidget
{
    Q_OBJECT

public:
    explicit TileGrid(QWidget* parent = nullptr);

    void showScene(const Scene& scene);
    /// True where a picture is another than before: say() at once, the old words would be wrong.
    bool showSamples(const std::vector<ShownSample>& samples);
    void setLook(const MapLook& look);
    /// One row of pictures.
    void setStrip(bool strip);
    void say();
    /// The picture that is shown large elsewhere; none of them where it is another.
    void markOpened(const PicturePtr& picture);

    /// The scale that all maps share; nothing while there is no map.
    const std::optional<MapScale>& scale() const { return style_.scale; }
    const std::vector<SampleTile>& tiles() const { return tiles_; }
    int wantedCount() const { return columns_ * rows_; }
    int current() const { return current_; }
    long framesDrawn() const { return frames_; }
    /// Where picture i is drawn, and its text below.
    QRect imageRect(int i) const;
    QRect textRect(int i) const;

    QSize minimumSizeHint() const override;

signals:
    void opened(int index);
    void wantedCountChanged(int count);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void layOut();
    void arrange();
    void rescale();
    void redrawAll();
    void makeCurrent(int index);
    int shownCount() const;
    bool isOpened(const SampleTile& tile) const;
    int widestAnswer() const;
    int textHeight() const;
    int tileAt(QPoint point) const;
    QRect tileRect(int i) const;

    Scene scene_;
    std::vector<SampleTile> tiles_;
    TileStyle style_;
    bool strip_ = false;
    int columns_ = 4, rows_ = 2;
    int lines_ = 1; ///< of words below each picture
    QSize image_{96, 96};
    QPoint origin_;
    QSize step_; // from one tile to the next
    int current_ = 0;
    Index opened_ = -1;    ///< number of the picture in its split
    bool newMaps_ = false; // since the last paint
    long frames_ = 0;
};

} // namespace fovea
