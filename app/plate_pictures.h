// Pictures with their maps as figures have them: from what the window shows of a picture to what is painted of it.
#pragma once

#include "ui/paint/attention_figure.h"
#include "ui/views/map_rows.h"
#include "ui/views/shown.h"

#include <string>
#include <vector>

namespace fovea {

struct FrozenWindow;

/// A picture with what is said about it. `row` is the map over it; where nobody chose, as in the gallery: the layer that was
/// chosen to look, and no map over a picture of which parts were looked at.
AttentionSample sampleOf(const ShownSample& shown, const Scene& scene, bool outlined, const MapRow& row = {});

/// Pictures in a grid, in the window's look.
AttentionFigure picturesOf(const Scene& scene, const MapLook& look, const std::vector<ShownSample>& samples,
                           int columns, const MapRow& row = {});
AttentionFigure picturesOf(const FrozenWindow& frozen, const std::vector<ShownSample>& samples, int columns,
                           const MapRow& row = {});

/// "The map: block 2, head 3, asked from row 4, column 5."; empty where there is no map over the picture.
QString mapSentence(const ShownSample& shown, const MapRow& row);

/// The weights of a map, row by row.
std::string weightsOf(const Tensor& map);

} // namespace fovea
