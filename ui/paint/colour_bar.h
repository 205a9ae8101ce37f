// The colour bar: which colour stands for which number. No map is shown without one.
#pragma once

#include "ui/paint/colour_map.h"
#include "ui/paint/ticks.h"

#include <QColor>
#include <QFont>
#include <QRectF>
#include <QString>

#include <vector>

class QPainter;

namespace fovea {

struct ColourBar
{
    ColourMap colours = ColourMap::Viridis;
    std::vector<Tick> ticks;
    /// Of the scale; written along the bar.
    QString name;
    /// Of the map that the bar explains. Below 1 the bar's left half lies on black and its right half on white, as the
    /// map lies on dark and on bright parts of an image; an upright bar says so below its halves, where it is high enough.
    double opacity = 1;
};

/// Logical pixels that the bar needs from its left edge to the name's right edge.
double colourBarWidth(const ColourBar& bar, const QFont& font);

/// Paints an upright bar with ticks and name at the left of `area`, over its full height: the lowest and the highest
/// tick's labels end inside. A name longer than the bar is broken into two lines at most.
void paintColourBar(QPainter& painter, const QRectF& area, const ColourBar& bar, const QFont& font, const QColor& ink);

/// Paints a bar that lies, over the full width of `area`, with the ticks' labels under it; the labels at its ends stay
/// inside, and one that would touch its neighbour is left out. The name is left to whoever has room for it.
void paintFlatColourBar(QPainter& painter, const QRectF& area, const ColourBar& bar, const QFont& font,
                        const QColor& ink);

} // namespace fovea
