// The head grid: every layer a row, every head a small map over the picture, all on one scale. A click shows a head large
// beside the figures, a double click shows it alone. Below each map how far the head reaches.
#pragma once

#include "ui/views/head_rows.h"
#include "ui/views/shown.h"

#include <QImage>
#include <QWidget>

namespace fovea {

class HeadGrid : public QWidget
{
    Q_OBJECT

public:
    explicit HeadGrid(QWidget* parent = nullptr);

    /// The maps of one answer about `picture`, and which row of them is in view elsewhere.
    void showRows(const PicturePtr& picture, const PixelRange& range, std::vector<HeadRow> rows, const MapRow& inView);
    void setLook(const MapLook& look);
    /// Takes the numbers from what is shown now.
    void say();

    const std::vector<HeadRow>& rows() const { return rows_; }
    /// Where the map of a head is drawn: row of the grid, head.
    QRect tileRect(int row, int head) const;
    /// How far it looks, as written below it; empty where nothing is.
    QString caption(int row, int head) const;
    /// What the clicked place asks most there, in full and ever shorter; empty where no place asks.
    QStringList asksMost(int row, int head) const;
    /// The height at which maps are as wide as the width allows, or, of one layer alone, as `most` of height allows.
    int wantedHeight(int width, int most) const;
    long framesDrawn() const { return frames_; }

    QSize minimumSizeHint() const override { return {120, 80}; }

signals:
    void picked(const fovea::MapRow& row);
    void soloed(const fovea::MapRow& row);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    /// A head in the grid.
    struct Tile
    {
        int row = 0, head = 0;
    };

    /// One layer's heads in several rows.
    struct Wrapped
    {
        int columns = 1, lines = 1, side = 0;
    };
    static constexpr int kGap = 4; // between tiles, room for the frame of the one in view

    void layOut();
    bool alone() const; ///< one layer
    Wrapped wrappedFor(double width, double height) const;
    double sideFor(double width, double height) const;
    int mostHeads() const;
    int rowsWithReach() const;
    int captionHeight(int row) const;
    int captionHeights() const; ///< of all rows
    std::optional<Tile> tileAt(QPoint point) const;
    MapRow rowOf(const Tile& tile) const;
    QString sentence(const Tile& tile) const;
    void step(int rows, int heads);
    void describeCurrent();
    void paintHeading(QPainter& painter) const;
    void paintHeadings(QPainter& painter) const;
    void paintCaption(QPainter& painter, const Tile& tile) const;
    void paintLine(QPainter& painter, const Tile& tile, int line, const QStringList& texts) const;
    QStringList reachTexts(const Tile& tile) const;
    void paintTile(QPainter& painter, const Tile& tile) const;
    QImage drawn(const Tile& tile, QSize size) const;

    PicturePtr picture_;
    QImage pixels_; // one pixel a pixel
    std::vector<HeadRow> rows_;
    MapRow inView_;
    MapLook look_;
    std::vector<std::vector<QString>> captions_;
    std::vector<std::vector<QStringList>> asked_; // each in full and ever shorter; empty where no place asks
    Tile current_;
    bool newMaps_ = false; // since the last paint
    long frames_ = 0;

    int left_ = 0, top_ = 0, side_ = 24, line_ = 16; // pixels
    int pitch_ = 28;                                 // from one map to the next; so wide is what stands below it
    int columns_ = 1;                                // heads beside each other
};

} // namespace fovea
