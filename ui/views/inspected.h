// What the inspector shows at a moment, as values: the picture, which of its maps is looked at and how, and what its other pages
// have been given.
#pragma once

#include "ui/paint/gates_figure.h"
#include "ui/views/gazes_figure.h"
#include "ui/views/head_rows.h"
#include "ui/views/shown.h"
#include "ui/views/variance_figure.h"

namespace fovea {

struct Inspected
{
    ShownSample sample;            ///< without a picture: nothing is shown
    MapRow row;                    ///< the map that is looked at
    std::optional<MapScale> scale; ///< of that map as it is drawn; nothing: none is in view
    bool besideUntrained = false;  ///< the untrained network's map stands beside
    int look = -1;                 ///< that stands out; −1: none
    std::vector<HeadRow> heads;    ///< laid side by side; empty where there are none
    GatesFigure gates;             ///< of the picture and in the means
    QString gate;                  ///< which: "gate after layer 3"
    GazesFigure gazes;
    QString gazesAt; ///< when they were measured: "pass 2.3"
    VarianceFigure variance;
    QString varianceAt;
};

} // namespace fovea
