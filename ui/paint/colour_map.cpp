// The tables are kept as the fewest knots whose straight lines stay within 1/255 of the published 256 colours.
//
// Viridis, inferno: Stéfan van der Walt and Nathaniel Smith, matplotlib, CC0. Cividis: Nuñez, Anderton and Renslow,
// PLoS ONE 13(7), 2018. Blue-red is our own, straight lines in CIELAB from white (L* 96.5) to two ends of equal
// lightness and chroma (L* 40, C* 45; hue 276° and 28°), so that −x and x look equally strong.
#include "ui/paint/colour_map.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

/// A colour (0xrrggbb) at a place of the table, 0 … 255.
struct Knot
{
    double at;
    QRgb rgb;
};

constexpr Knot kViridis[] = {
    {0, 0x440154},   {17, 0x481a6c},  {35, 0x46307e},  {58, 0x3e4c8a},  {93, 0x2d708e},
    {129, 0x20928c}, {144, 0x1fa088}, {157, 0x25ac82}, {172, 0x38b977}, {184, 0x4ec36b},
    {203, 0x77d153}, {233, 0xc5e021}, {242, 0xdde318}, {248, 0xece51b}, {255, 0xfde725},
};
constexpr Knot kInferno[] = {
    {0, 0x000004},   {6, 0x02020e},   {21, 0x110a30},  {35, 0x260c51},  {45, 0x380962},
    {58, 0x4d0d6c},  {80, 0x71196e},  {103, 0x952667}, {126, 0xb93556}, {150, 0xd94d3d},
    {172, 0xef6c23}, {194, 0xfa9207}, {201, 0xfc9f07}, {207, 0xfcaa0f}, {220, 0xfac42a},
    {232, 0xf5db4c}, {241, 0xf1ec6d}, {248, 0xf3f68a}, {255, 0xfcffa4},
};
constexpr Knot kCividis[] = {
    {0, 0x00224e},   {17, 0x002e6c},  {23, 0x013271},  {26, 0x0c3470},  {32, 0x1a386f},
    {47, 0x31436d},  {83, 0x555c6d},  {130, 0x7e7d78}, {162, 0x9d9576}, {195, 0xbfb06b},
    {224, 0xdec958}, {241, 0xf1d945}, {251, 0xfde334}, {255, 0xfee838},
};
constexpr Knot kGrey[] = {{0, 0x000000}, {255, 0xffffff}};
constexpr Knot kBlueRed[] = {
    {0, 0x0960a8},        {15.9375, 0x4071b1},  {31.875, 0x5f82bb},   {47.8125, 0x7a94c5},  {63.75, 0x94a7ce},
    {79.6875, 0xacbad8},  {95.625, 0xc5cde2},   {111.5625, 0xdde1eb}, {127.5, 0xf5f5f5},    {143.4375, 0xeddddc},
    {159.375, 0xe4c6c3},  {175.3125, 0xdab0ac}, {191.25, 0xd09994},   {207.1875, 0xc5837e}, {223.125, 0xb96c68},
    {239.0625, 0xac5652}, {255, 0x9f3f3e},
};

constexpr ColourMapEntry kCatalog[] = {
    {ColourMap::Viridis, "viridis", QT_TRANSLATE_NOOP("ColourMap", "Viridis (blue to yellow)"), false},
    {ColourMap::Inferno, "inferno", QT_TRANSLATE_NOOP("ColourMap", "Inferno (black to pale yellow)"), false},
    {ColourMap::Cividis, "cividis", QT_TRANSLATE_NOOP("ColourMap", "Cividis (for colour-blind eyes)"), false},
    {ColourMap::Grey, "grey", QT_TRANSLATE_NOOP("ColourMap", "Grey"), false},
    {ColourMap::BlueRed, "blue-red", QT_TRANSLATE_NOOP("ColourMap", "Blue, white, red (signed)"), true},
};

/// The knots joined by straight lines, each channel for itself.
ColourTable joined(std::span<const Knot> knots)
{
    ColourTable table;
    std::size_t upper = 1;
    for (std::size_t i = 0; i < table.size(); ++i) {
        const double at = static_cast<double>(i);
        while (knots[upper].at < at) {
            ++upper;
        }
        const Knot& from = knots[upper - 1];
        const Knot& to = knots[upper];
        const double part = (at - from.at) / (to.at - from.at);
        const auto channel = [&](int low, int high) {
            return static_cast<int>(std::lround(low + part * (high - low)));
        };
        table[i] = qRgb(channel(qRed(from.rgb), qRed(to.rgb)), channel(qGreen(from.rgb), qGreen(to.rgb)),
                        channel(qBlue(from.rgb), qBlue(to.rgb)));
    }
    return table;
}

} // namespace

std::span<const ColourMapEntry> colourMapCatalog()
{
    return kCatalog;
}

QString colourMapTitle(ColourMap map)
{
    const auto entry = std::ranges::find(kCatalog, map, &ColourMapEntry::map);
    return QCoreApplication::translate("ColourMap", entry->title);
}

std::optional<ColourMap> colourMapOfKey(const QString& key)
{
    const auto entry = std::ranges::find(kCatalog, key, [](const ColourMapEntry& e) { return QString(e.key); });
    return entry == std::end(kCatalog) ? std::nullopt : std::optional(entry->map);
}

const ColourTable& colourTable(ColourMap map)
{
    static const ColourTable viridis = joined(kViridis);
    static const ColourTable inferno = joined(kInferno);
    static const ColourTable cividis = joined(kCividis);
    static const ColourTable grey = joined(kGrey);
    static const ColourTable blueRed = joined(kBlueRed);
    switch (map) {
    case ColourMap::Viridis:
        return viridis;
    case ColourMap::Inferno:
        return inferno;
    case ColourMap::Cividis:
        return cividis;
    case ColourMap::Grey:
        return grey;
    case ColourMap::BlueRed:
        return blueRed;
    }
    return grey;
}

QRgb colour(ColourMap map, double t)
{
    if (std::isnan(t)) {
        return qRgba(0, 0, 0, 0);
    }
    return colourTable(map)[static_cast<std::size_t>(std::lround(std::clamp(t, 0.0, 1.0) * 255))];
}

} // namespace fovea
