#include "ui/window/palettes.h"

namespace fovea {
namespace {

struct Tones
{
    QRgb window, base, raised, text, faint, accent, tip, tipText, line;
};

QPalette paletteOf(const Tones& t)
{
    QPalette palette;
    palette.setColor(QPalette::Window, t.window);
    palette.setColor(QPalette::Base, t.base);
    palette.setColor(QPalette::AlternateBase, t.raised);
    palette.setColor(QPalette::Button, t.raised);
    palette.setColor(QPalette::WindowText, t.text);
    palette.setColor(QPalette::Text, t.text);
    palette.setColor(QPalette::ButtonText, t.text);
    palette.setColor(QPalette::PlaceholderText, t.faint);
    palette.setColor(QPalette::BrightText, Qt::white);
    palette.setColor(QPalette::Highlight, t.accent);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, t.accent);
    palette.setColor(QPalette::ToolTipBase, t.tip);
    palette.setColor(QPalette::ToolTipText, t.tipText);
    palette.setColor(QPalette::Mid, t.line);
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Disabled, role, t.faint);
    }
    return palette;
}

} // namespace

QPalette lightPalette()
{
    return paletteOf(
        {0xfff6f6f4, 0xffffffff, 0xffececea, 0xff1c1c1c, 0xff6b6b6b, 0xff1f6fb4, 0xfffff4d6, 0xff1c1c1c, 0xffc4c4c2});
}

QPalette darkPalette()
{
    return paletteOf(
        {0xff232427, 0xff1a1b1d, 0xff34363a, 0xffececec, 0xff9d9fa3, 0xff3d8ed8, 0xff4a4020, 0xfff5f0de, 0xff55585e});
}

bool isDark(const QPalette& palette)
{
    return palette.color(QPalette::Window).lightness() < 128;
}

} // namespace fovea
