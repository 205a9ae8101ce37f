// What plates have in common: their painters, and the caption with settings, seed and openings of the test images.
#pragma once

#include "ui/export/plate.h"
#include "ui/paint/figure_text.h"
#include "ui/paint/table_figure.h"

#include <initializer_list>
#include <utility>

namespace fovea {

struct FrozenWindow;

/// Settings of the present run, its seed, the moment, and how often the sealed images were looked at.
QString captionOf(const FrozenWindow& frozen);
/// The same of pictures and their maps: says so where others stand in the place of the network's own.
QString pictureCaptionOf(const FrozenWindow& frozen);
/// The same of what was counted over the validation images, which may have been at another moment.
QString judgedCaptionOf(const FrozenWindow& frozen);
/// "Test images never opened."
QString openingsSentence(int openings);
/// Of the present run.
QString titleOf(const FrozenWindow& frozen);

/// One sentence after the other, without those that are empty.
QString joined(std::initializer_list<QString> sentences);

/// So many centimetres wide, and as high as its content (logical pixels) and its words need.
QSizeF sizeFor(double width, double content, const QString& title, const QString& caption);
/// Logical pixels between the margins of a figure so many centimetres wide.
double insideOf(double width);

/// Paints a figure that has a paper, a title and a caption of its own.
template<class Figure>
PaintPlate paintedBy(void (*paint)(QPainter&, const QRectF&, const Figure&), const Figure& figure)
{
    return [paint, figure](QPainter& painter, const QRectF& area, const PlateLook& look) {
        Figure drawn = figure;
        drawn.paper = look.paper;
        drawn.title = look.title;
        drawn.caption = look.caption;
        paint(painter, area, drawn);
    };
}

/// Paints a figure between title and caption, of which it knows nothing.
template<class Figure>
PaintPlate framedBy(void (*paint)(QPainter&, const QRectF&, const Figure&), const Figure& figure)
{
    return [paint, figure](QPainter& painter, const QRectF& area, const PlateLook& look) {
        Figure drawn = figure;
        drawn.paper = look.paper;
        drawn.textPixels = kTextPixels;
        paint(painter, paintFrame(painter, area, look.title, look.caption, look.paper), drawn);
    };
}

/// Writes a table of these values when it is asked for: it may be long, and the window's thread does not wait for it.
template<class... Given, class... Values>
WriteTable writtenBy(std::string (*write)(Given...), Values... values)
{
    return [write, ... kept = std::move(values)] { return write(kept...); };
}

/// A table in the size that its texts need.
Plate tablePlate(const QString& key, const QString& name, const TableFigure& table, WriteTable csv);

} // namespace fovea
