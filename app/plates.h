// What the window can put on paper, as plates: curves, pictures with their maps, the large picture, all of them on one page, and
// the pages of the drawer. Made of values, so a plate stays as the moment was.
#pragma once

#include "app/drawer_plates.h"
#include "app/figure_pictures.h"
#include "app/film.h"
#include "app/run_stories.h"
#include "core/training/judgement.h"
#include "ui/export/plate.h"
#include "ui/views/inspected.h"

#include <memory>
#include <vector>

namespace fovea {

/// The window at the moment when export was asked for.
struct FrozenWindow
{
    std::vector<RunStory> stories; ///< the runs of the sitting, the one in view last; without their batches
    Scene scene;
    MapLook look;
    FigurePicturesPtr pictures; ///< as they are pinned, the inspected one among them; null: there are none
    Inspected inspected;
    std::shared_ptr<const std::vector<StepRecord>> batches; ///< of the run in view
    FilmPtr film; ///< the inspector's picture while the run in view learned; null: there is none
    std::shared_ptr<const Judgement> judgement; ///< of that run's validation images; null where none was asked for
    QString judgedAt;                           ///< when that was counted: "pass 3.00"
    MapOverride maps =
        MapOverride::None; ///< what stands in the place of the network's own maps, in samples and inspected
    int openings = 0;      ///< of the test images
    bool training = false; ///< while all this stands still
    FrozenDrawer drawer;
};

/// The main figure first; what there is nothing of is left out. Empty before there is a run.
std::vector<Plate> platesOf(const FrozenWindow& frozen);

/// How names of files begin: "needle-soft-seed1", or where other runs are there what tells it from them,
/// "clutter-dropout-0.3-seed1"; of a run that somebody named that name.
QString fileStem(const RunStory& story);

} // namespace fovea
