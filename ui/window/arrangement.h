// Arrangement: where each part of the window goes, as a plain function of its size. The two columns of the specification,
// 1024 × 768 and 1920 × 1080, are met exactly; between them everything grows evenly.
#pragma once

#include <QRect>
#include <QSize>

namespace fovea {

enum class WindowMode
{
    Work,
    Present ///< no form; curves and inspector side by side, type that the last row can read
};

/// Rectangles of the window's inside; an empty one is not shown.
struct Arrangement
{
    QRect transport, sentence, form, curves, switchStrip, gallery, inspector, timeline, tabs, drawer, status;
};

/// How much room an open drawer takes.
enum class DrawerRoom
{
    Closed,
    Low, ///< below everything where the window is large, else over the gallery, which goes where too little of it is left
    Beside, ///< over form, curves and gallery: beside the picture
    Whole,  ///< over all that is about the one run
};

/// `strip`: pixels that the attention switch takes between curves and gallery; 0 where it is not shown. Presenting, there is no drawer.
Arrangement arrangementFor(QSize window, WindowMode mode, int strip, DrawerRoom drawer = DrawerRoom::Closed);

/// Type in pixels: 13 … 15 at work, 20 … 28 when presenting.
int typePixels(QSize window, WindowMode mode);

} // namespace fovea
