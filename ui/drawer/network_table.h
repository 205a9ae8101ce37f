// The layers of a network as a table, and the formulas of what looks with the shapes of this run: on the page and on paper.
#pragma once

#include "core/explain/layer_table.h"
#include "ui/paint/table_figure.h"

#include <vector>

namespace fovea {

/// A row for each layer, then the sum of all. `milliseconds` of an image, a number a row, NaN where it was measured with the row
/// before; empty: not measured yet.
TableFigure networkTable(const Config& config, const std::vector<LayerRow>& layers,
                         const std::vector<double>& milliseconds);

/// What a layer is called.
QString layerName(const LayerRow& layer, const Config& config);

/// The formulas of what looks, a mechanism after the other, a line each, as rich text.
QStringList formulaLines(const Config& config, const std::vector<LayerRow>& layers);

} // namespace fovea
