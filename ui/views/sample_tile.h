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

inline constexpr int kNarrowest = 80; ///< percent of its usual width that type below pictures may have

/// Pixels from one line of words below a picture to the next.
double lineBelow(const QFont& font);
/// Pixels that so many lines take.
int heightBelow(int lines, const QFont& font);
/// Pixels that the marks before the words take, with or without that of a hit.
double marksBelow(const QFont& font, bool hits);
/// Room that any wrong answer and the truth find in one line of the narrowest type, marks included.
double widestWrong(const Scene& scene, const QFont& font);

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
    /// What is written below: answer and truth in one line, where that is too narrow in two. Only where there is no second line
    /// (in a comparison) the answer alone. What has no room even in the narrowest type is cut.
    struct Fitted
    {
        QStringList lines;
        QFont font;
    };
    Fitted fittedTo(double width, const QFont& font, int mostLines = 2) const;
    /// All that can be said of it, one line each.
    const QStringList& lines() const { return lines_; }

private:
    QImage drawn(QSize size, const TileStyle& style);
    void paintLooks(QPainter& painter, const QRectF& place, const TileStyle& style) const;
    void paintText(QPainter& painter, const QRectF& text, const TileStyle& style) const;

    ShownSample sample_;
    Tensor grid_;
    QImage picture_;                // one pixel a pixel
    QImage drawn_;                  // with the map, in device pixels
    QString answer_, truth_, full_; ///< "square", "is diamond" where that is something else, "square, is diamond"
    std::optional<bool> right_, hit_;
    QStringList lines_;
};

} // namespace fovea
