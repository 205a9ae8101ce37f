// The pictures of a figure: how many there are is decided by the figure, not by how many the window has room for.
#pragma once

#include "app/made_later.h"
#include "core/training/snapshot.h"
#include "ui/views/shown.h"

#include <memory>
#include <vector>

namespace fovea {

using FigurePictures = MadeLater<ShownSample>;
using FigurePicturesPtr = std::shared_ptr<const FigurePictures>;

inline constexpr int kFigurePictures = 12; ///< at most, in one figure

/// What this network says of these pictures, and of `inspected` behind them where it is none of them and has their shape.
FigurePicturesPtr figurePictures(const SnapshotPtr& snapshot, std::vector<PicturePtr> pictures,
                                 const PicturePtr& inspected, MapOverride maps);

/// How pictures stand in rows of equal length.
struct FullRows
{
    int count, columns;
};
/// Of so many pictures as many as fill their rows, at most `most`: up to five make one row, seven and eleven leave one out.
FullRows fullRows(int there, int most);

/// So many of them, from the first on; the inspected one takes the last place where it is none of those.
std::vector<ShownSample> chosenFrom(const std::vector<ShownSample>& all, const PicturePtr& inspected, int count);

} // namespace fovea
