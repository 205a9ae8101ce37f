#include "ui/paint/run_colours.h"

#include <array>

namespace fovea {

QColor runColour(int run)
{
    static constexpr std::array<QRgb, 8> kPalette = {
        0x0072b2, // blue
        0x009e73, // bluish green
        0xcc79a7, // reddish purple
        0xd55e00, // vermilion; not second, where it would pass for the validation of a single run
        0x56b4e9, // sky blue
        0xe69f00, // orange
        0x808080, // for black
        0xf0e442, // yellow
    };
    const int count = static_cast<int>(kPalette.size());
    return QColor(kPalette[static_cast<std::size_t>((run % count + count) % count)]);
}

QColor trainingColour()
{
    return QColor(0x0072b2);
}

QColor validationColour()
{
    return QColor(0xe66c00);
}

} // namespace fovea
