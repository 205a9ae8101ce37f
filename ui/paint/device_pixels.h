// Pixels that stay pixels: an image is made at the device's own resolution and laid onto whole device pixels, so that a
// cell of a map has sharp edges and nothing in between is invented, at any DPI and on any screen.
#pragma once

#include <QImage>
#include <QRectF>

#include <functional>

class QPainter;

namespace fovea {

/// `target` moved to the nearest device pixels, in the painter's own coordinates.
QRectF onDevicePixels(const QPainter& painter, const QRectF& target);

/// Asks `make` for an image of as many device pixels as the target covers and paints it there; returns where it was
/// painted. Devices without pixels of their own (SVG, PDF, pictures) get four to a logical pixel. For painters that
/// are moved and scaled, not rotated.
QRectF paintDevicePixels(QPainter& painter, const QRectF& target, const std::function<QImage(QSize)>& make);

/// The image enlarged or reduced to `size`: enlarged pixels keep their edges, reduced ones are averaged.
QImage resized(const QImage& image, QSize size);

} // namespace fovea
