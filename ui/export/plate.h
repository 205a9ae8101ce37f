// A plate: something of the window that can be put on paper, frozen at the moment when export was asked for. It holds values
// only, so it stays as it was however long the user takes to choose a size.
#pragma once

#include "ui/paint/figure.h"

#include <QString>

#include <functional>
#include <string>
#include <vector>

namespace fovea {

/// What the user chose for the paper.
struct PlateLook
{
    Paper paper;
    QString title, caption; ///< empty: none
};

/// Makes a table when it is asked for, in whatever thread asks.
using WriteTable = std::function<std::string()>;
using PaintPlate = std::function<void(QPainter& painter, const QRectF& area, const PlateLook& look)>;

struct Plate
{
    QString key;               ///< part of the file's name: "confusion"; empty: the main figure
    QString name;              ///< in the list
    QSizeF centimetres{12, 8}; ///< proposed
    QString title, caption;    ///< proposed
    PaintPlate paint;
    WriteTable csv;                   ///< the same as a table; none where it is no table
    std::vector<PaintPlate> moments;  ///< one after the other, for an animation; empty where nothing moves
    QSizeF momentCentimetres{12, 12}; ///< proposed for the animation, at 96 dots per inch
};

} // namespace fovea
