// The colours of curves: hue is the run, and a run keeps its colour everywhere.
#pragma once

#include <QColor>

namespace fovea {

/// The colour of the run with that number, 0 and up; after eight runs they repeat. Palette: Okabe and Ito 2008, *Color
/// Universal Design*, told apart by all common kinds of colour-blindness; black, which a dark paper hides, is grey here.
QColor runColour(int run);

/// A single run alone is drawn as in the essay: training blue, validation orange (darker than Okabe and Ito's orange, for
/// a contrast of 3 on white).
QColor trainingColour();
QColor validationColour();

} // namespace fovea
