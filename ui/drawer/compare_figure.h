// What several networks make of the same pictures, on paper: a row of maps for each network, one scale and one colour bar for all.
#pragma once

#include "ui/paint/figure.h"
#include "ui/views/shown.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace fovea {

struct CompareFigure
{
    std::vector<std::vector<ShownSample>> rows; ///< of each network, the pictures in the same order
    QStringList names;                          ///< as many
    Scene scene;
    MapLook look;
    QString title, caption;
    Paper paper = Paper::light();
};

/// The scale of maps that are compared: that of the look where it compares them. *Times uniform* compares maps over equally
/// many places; where they are not, all share the range of their weights. Nothing where there is no map.
std::optional<MapScale> comparedScale(const MapLook& look, const std::vector<Tensor>& grids);

/// Paints the figure. Pictures are as large as there is room for.
void paintCompared(QPainter& painter, const QRectF& area, const CompareFigure& figure);

} // namespace fovea
