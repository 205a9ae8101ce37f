// Figures of an exact size: so many centimetres at so many dots per inch, or so many pixels.
//
// Everything that paints a figure works in logical pixels, 96 to the inch, and knows neither the DPI nor the file
// format: the same function fills a widget, a PNG, an SVG or a PDF. Writing bytes to disk is core/files' task.
#pragma once

#include <QByteArray>
#include <QColor>
#include <QFont>
#include <QImage>
#include <QRectF>

#include <functional>

class QPainter;

namespace fovea {

/// What a figure is printed on.
struct Paper
{
    QColor background;
    QColor ink;   ///< text, axes
    QColor faint; ///< second text, reference lines; readable on the background (contrast ≥ 4.5)
    QColor grid;

    static Paper light();
    static Paper dark();
};

/// The program's typeface in logical pixels (12 px are 9 points in print). Sizes in pixels, because points depend on
/// the device's own idea of its resolution.
QFont figureFont(double pixels, bool bold = false);

struct FigureSize
{
    QSize pixels;
    int dpi = 96;

    /// round(cm / 2.54 · dpi) pixels, at least one each way.
    static FigureSize ofCentimetres(double width, double height, int dpi);
    static FigureSize ofPixels(int width, int height, int dpi = 96) { return {{width, height}, dpi}; }

    double scale() const { return dpi / 96.0; }
    /// The size in logical pixels, 96 to the inch; fractions are usual.
    QSizeF logical() const { return QSizeF(pixels) / scale(); }
};

/// Paints a figure into the rectangle, in logical pixels.
using PaintFigure = std::function<void(QPainter& painter, const QRectF& area)>;

/// The figure as an image of exactly size.pixels, its resolution set to size.dpi. Throws Error where that is larger than figures
/// may be (usage; refusalOf in figure_bounds.h says so first), and where there is no memory for it (files).
QImage renderFigure(const FigureSize& size, const PaintFigure& paint, const QColor& background = Qt::white);
inline constexpr int kLargestFigure = 16384;

/// The image as a PNG file's bytes, resolution included.
QByteArray pngBytes(const QImage& image);

} // namespace fovea
