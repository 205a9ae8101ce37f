// Where a network looked: test images, each with its map over it, what it was and what the network said, and one colour
// bar for all. Right and wrong are told by ✓ and ✗ as well as by colour.
#pragma once

#include "core/tensor/tensor.h"
#include "ui/paint/figure.h"
#include "ui/paint/glimpse_windows.h"
#include "ui/paint/heatmap.h"

#include <QString>

#include <optional>
#include <vector>

namespace fovea {

/// How much of a map lies on the evidence, and what chance would put there.
struct OnEvidence
{
    double hit = 0;    ///< whether the largest weight lies on the object; equal weights share, so 0 … 1
    double weight = 0; ///< the sum of the weights on it
    double chance = 0; ///< the same sum for a uniform map
};

struct AttentionSample
{
    Tensor image;                     ///< (H × W × C), C = 1 or 3
    Tensor map;                       ///< (h × w); empty, or one place: there was nothing to choose
    std::vector<bool> asked;          ///< which of its places could get weight; empty: all
    QString label;                    ///< what it is
    QString prediction;               ///< what the network said
    std::optional<bool> right;        ///< nothing where nobody knows what it is: then it gets no mark
    std::optional<Evidence> evidence; ///< where the object is, where the data knows
    std::optional<OnEvidence> score;
    std::vector<GlimpseOfSample> looks; ///< where a network looked that sees parts of the picture: frames over it
    GlimpseMarks marks;
    std::optional<QRectF> asking; ///< the place whose weights the map shows, as shares of the picture: a ring
    double spreadCells = 0;       ///< exp of the map's entropy: over how many cells it is spread
    double largest = 0;           ///< the largest weight
    QString note; ///< in place of spread and largest, for instance "uniform by definition, not learned";
                  ///< such a map hits nothing
};

struct AttentionFigure
{
    std::vector<AttentionSample> samples; ///< maps of one size, so that one colour bar serves all
    int columns = 4;
    std::optional<std::size_t>
        only;                ///< this sample alone is drawn, where and with what words all of them could be: a frame of
                             ///< a film
    bool imageAlone = false; ///< each image once more, without its map, above
    ScaleKind scale = ScaleKind::TimesUniform;
    std::optional<MapScale> given; ///< the scale itself, where it spans more than the maps here
    HeatmapStyle style;
    PixelRange range; ///< of the images
    QString title;
    QString caption;
    Paper paper = Paper::light();
};

/// Paints the figure. Text that does not fit its cell is set smaller, down to 8 logical pixels, then elided.
void paintAttention(QPainter& painter, const QRectF& area, const AttentionFigure& figure);

} // namespace fovea
