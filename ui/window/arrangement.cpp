#include "ui/window/arrangement.h"

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr int kSmall = 1024, kLarge = 1920;
constexpr int kTabs = 28;                      // height of the drawer's tabs
constexpr int kDrawer = 240, kDrawerLow = 204; // its height over the gallery, and below everything
constexpr QSize kRoomBelow(1600, 960);         // a window from this size on has room below everything
constexpr int kLeastGallery = 150;             // height that a gallery is worth showing at

/// From `small` at a width of 1024 to `large` at 1920, and no further.
int between(int width, double small, double large)
{
    const double t = std::clamp((width - kSmall) / double(kLarge - kSmall), 0.0, 1.0);
    return static_cast<int>(std::lround(small + t * (large - small)));
}

/// The drawer over other parts, which are not shown then.
void coverBy(Arrangement& parts, bool inspectorToo)
{
    parts.drawer = parts.form.united(parts.gallery);
    parts.form = parts.curves = parts.switchStrip = parts.gallery = {};
    if (inspectorToo) {
        parts.drawer = parts.drawer.united(parts.inspector);
        parts.inspector = {};
    }
}

Arrangement work(QSize window, int strip, DrawerRoom drawer)
{
    const int w = window.width();
    const int status = window.height() - between(w, 28, 32);
    const bool below = drawer == DrawerRoom::Low && w >= kRoomBelow.width() && window.height() >= kRoomBelow.height();
    const int timeline = between(w, 40, 48), tabs = status - kTabs - (below ? kDrawerLow : 0);
    const int top = between(w, 44, 48), bottom = tabs - timeline;
    const int form = between(w, 256, 336), inspector = between(w, 332, 600);
    const int left = form, right = w - inspector, middle = right - left;
    const int curves = static_cast<int>((bottom - top - strip) * 0.525);

    Arrangement parts;
    parts.transport = {0, 0, w, top};
    parts.form = {0, top, form, bottom - top};
    parts.curves = {left, top, middle, curves};
    parts.switchStrip = {left, top + curves, middle, strip};
    parts.gallery = {left, top + curves + strip, middle, bottom - top - curves - strip};
    parts.inspector = {right, top, inspector, bottom - top};
    if (below) {
        parts.drawer = {0, tabs + kTabs, w, kDrawerLow};
    } else if (drawer == DrawerRoom::Low) {
        const int rest = parts.gallery.height() - kDrawer;
        parts.drawer = parts.gallery;
        parts.drawer.setTop(parts.gallery.top() + (rest >= kLeastGallery ? rest : 0));
        parts.gallery.setHeight(parts.drawer.top() - parts.gallery.top());
    }
    if (drawer == DrawerRoom::Beside || drawer == DrawerRoom::Whole) {
        coverBy(parts, drawer == DrawerRoom::Whole);
    }
    parts.timeline = {0, bottom, w, timeline};
    parts.tabs = {0, tabs, w, kTabs};
    parts.status = {0, status, w, window.height() - status};
    return parts;
}

Arrangement present(QSize window, int strip)
{
    const int w = window.width();
    const int gallery = window.height() - between(w, 132, 180), timeline = between(w, 40, 48);
    const int top = between(w, 64, 92), bottom = gallery - timeline;
    const int inspector = between(w, 484, 900);

    Arrangement parts;
    parts.sentence = {0, 0, w, top};
    parts.curves = {0, top, w - inspector, bottom - top - strip};
    parts.switchStrip = {0, bottom - strip, w - inspector, strip};
    parts.inspector = {w - inspector, top, inspector, bottom - top};
    parts.timeline = {0, bottom, w, timeline};
    parts.gallery = {0, gallery, w, window.height() - gallery};
    return parts;
}

} // namespace

Arrangement arrangementFor(QSize window, WindowMode mode, int strip, DrawerRoom drawer)
{
    return mode == WindowMode::Work ? work(window, strip, drawer) : present(window, strip);
}

int typePixels(QSize window, WindowMode mode)
{
    return mode == WindowMode::Work ? between(window.width(), 13, 15) : between(window.width(), 20, 28);
}

} // namespace fovea
