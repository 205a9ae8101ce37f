// Colour maps: a number in 0 … 1 as a colour. Only maps in which equal steps of the number look equally large, so that
// no edge is seen where the numbers have none; never jet. All can be told apart by colour-blind eyes.
#pragma once

#include <QRgb>
#include <QString>

#include <array>
#include <optional>
#include <span>

namespace fovea {

enum class ColourMap
{
    Viridis, ///< dark blue to yellow
    Inferno, ///< black to pale yellow
    Cividis, ///< blue to yellow, made for colour-blind eyes
    Grey,    ///< black to white
    BlueRed, ///< signed numbers: blue below 0.5, white at 0.5, red above
};

/// One row of the catalog.
struct ColourMapEntry
{
    ColourMap map;
    const char* key;   ///< as written in settings and files
    const char* title; ///< untranslated; colourMapTitle() translates it
    bool signedValues; ///< has a middle that means zero
};

/// Every colour map that a user can choose.
std::span<const ColourMapEntry> colourMapCatalog();

/// The colour map's name in the user's language.
QString colourMapTitle(ColourMap map);

/// The colour map with that key; nothing where there is none.
std::optional<ColourMap> colourMapOfKey(const QString& key);

/// 256 opaque colours, evenly spaced from t = 0 to t = 1.
using ColourTable = std::array<QRgb, 256>;
const ColourTable& colourTable(ColourMap map);

/// The colour of t, taken from the table; t outside 0 … 1 takes the end's colour. NaN is transparent: no number, no colour.
QRgb colour(ColourMap map, double t);

} // namespace fovea
