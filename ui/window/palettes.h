// The two palettes of the program.
#pragma once

#include <QPalette>

namespace fovea {

QPalette lightPalette();
QPalette darkPalette();
bool isDark(const QPalette& palette);

} // namespace fovea
