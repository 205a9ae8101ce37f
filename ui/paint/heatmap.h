// An attention map over the image it belongs to. The map is drawn on its own grid: 8 × 8 weights stay 64 cells, each of
// one colour, and are smoothed only on request.
#pragma once

#include "core/data/dataset.h"
#include "core/tensor/tensor.h"
#include "ui/paint/colour_map.h"
#include "ui/paint/map_scale.h"

#include <QImage>
#include <QRectF>

class QPainter;

namespace fovea {

/// Pixel values that are drawn black and white; what lies outside takes the end's tone.
struct PixelRange
{
    double low = 0;
    double high = 1;
};

/// An image tensor (H × W × C) as W × H pixels: one channel is grey, three are red, green and blue, more are hues of their
/// own that add up to white. NaN is drawn black.
QImage pixelImage(const Tensor& image, const PixelRange& range);

struct HeatmapStyle
{
    ColourMap colours = ColourMap::Viridis;
    double opacity = 0.6; ///< of the map over the image, 0 … 1
    bool smooth = false;  ///< places on the scale interpolated between the cells' centres; say so beside it
    bool framed = false;  ///< not smooth: only the edge of each cell, whose middle shows the picture in its own colours

    bool operator==(const HeatmapStyle&) const = default;
};

/// The picture with the map (h × w) stretched over all of it, at `size` pixels. Where a weight is NaN the picture shows.
QImage heatmapImage(const QImage& picture, const Tensor& map, const MapScale& scale, const HeatmapStyle& style,
                    QSize size);

/// Paints the picture alone, its pixels keeping their edges; returns the rectangle on whole device pixels.
QRectF paintPicture(QPainter& painter, const QRectF& target, const QImage& picture);

/// Paints heatmapImage() at the device's resolution; returns the rectangle on whole device pixels.
QRectF paintHeatmap(QPainter& painter, const QRectF& target, const QImage& picture, const Tensor& map,
                    const MapScale& scale, const HeatmapStyle& style);

/// Outlines each box of the evidence, white on black; they are in pixels of a picture of size `picture`, painted into
/// `target`.
void paintEvidence(QPainter& painter, const QRectF& target, QSize picture, const Evidence& evidence);

} // namespace fovea
