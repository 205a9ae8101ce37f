// One small picture of the gallery: the picture with its map, and below it ✓ or ✗ with the answer. It keeps what it has
// drawn, so that only a new map costs anything.
#pragma once

#include "ui/paint/figure.h"
#include "ui/views/shown.h"

#include <QImage>
#include <QStringList>

namespace fovea {

/// What all tiles are painted with.
struct TileStyle
{
    MapLook look;
    LookConfig looking; ///< how the network looks at parts of the picture
    std::optional<MapScale> scale;
    Paper paper = Paper::light();
    QFont font;
};

class SampleTile
{
public:
    /// What showSample() changed.
    struct Change
    {
        bool picture = false;
        bool map = false;
        bool any() const { return picture || map; }
    };

    Change showSample(const ShownSample& sample, const PixelRange& range);
    /// The look or the scale changed: what was drawn counts no more.
    void forgetDrawn();
    /// Takes the words from what is shown now; true where they changed.
    bool say(const Scene& scene);

    void paint(QPainter& painter, const QRectF& image, const QRectF& text, const TileStyle& style);

    /// (h × w) of the map in view; empty where there is none, or one place.
    const Tensor& grid() const { return grid_; }
    /// Whether it shows where the network looked as frames.
    bool framed() const { return sample_.answer && !sample_.answer->glimpses.empty(); }
    const ShownSample& sample() const { return sample_; }
    /// "right: square", "wrong: square, is diamond"
    QString text() const;
    /// What the marks below say; nothing where there is none.
    const std::optional<bool>& right() const { return right_; }
    const std::optional<bool>& hit() const { return hit_; }
    /// What is written below, in so much room: all that text() says if possible, else the answer alone.
    struct Fitted
    {
        QString text;
        QFont font;
    };
    Fitted fittedTo(double width, const QFont& font) const;
    /// All that can be said of it, one line each.
    const QStringList& lines() const { return lines_; }

private:
    QImage drawn(QSize size, const TileStyle& style);
    void paintLooks(QPainter& painter, const QRectF& place, const TileStyle& style) const;
    void paintText(QPainter& painter, const QRectF& text, const TileStyle& style) const;

    ShownSample sample_;
    Tensor grid_;
    QImage picture_; // one pixel a pixel
    QImage drawn_;   // with the map, in device pixels
    QString answer_, full_;
    std::optional<bool> right_, hit_;
    QStringList lines_;
};

} // namespace fovea
