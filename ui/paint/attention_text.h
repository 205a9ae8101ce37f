// What stands below each image of the attention figure: ✓ or ✗ with the answer, spread, largest weight, weight on the
// object. Chosen here: how large the type can be, what is said once in the caption rather than below each image, and
// that a map which is all but uniform is called so: its largest weight is no place that the network chose.
#pragma once

#include "ui/paint/attention_figure.h"

#include <QStringList>

namespace fovea {

/// Whether there was anything to choose: more than one place.
bool hasMap(const AttentionSample& sample);

/// How far a map is from uniform: the largest |a·N − 1| over its N places, or over the N of them that can be asked; infinite
/// where a weight is no number.
double farFromUniform(const Tensor& map, const std::vector<bool>& asked = {});

/// The figure's caption, with the chance of the weight on the object and the note of the maps where all images share it, and a
/// sentence where all
/// maps are nearly uniform: over an image they look as if they had its shape.
QString captionOf(const AttentionFigure& figure);

/// What stands below the images, and how large: the largest type in which all lines fit the room.
struct AttentionTexts
{
    std::vector<QStringList> lines; ///< for each sample
    double pixels = 0;              ///< size of the type, the same for all
    double lineHeight = 0;
    double height = 0; ///< of the sample with the most lines
    double width = 0;  ///< of the widest line, at most the room's
};

/// `room` is what one image's text may take, in logical pixels.
AttentionTexts attentionTexts(const std::vector<AttentionSample>& samples, const QSizeF& room);

/// Paints the lines of one image, centred, its first line with the mark of a right or wrong answer.
void paintAttentionText(QPainter& painter, const QRectF& area, const QStringList& lines, const AttentionTexts& texts,
                        std::optional<bool> right, const Paper& paper);

} // namespace fovea
