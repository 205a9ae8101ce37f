// The value scale of an attention map: which weight gets which colour. Whatever scale is chosen is printed beside it.
//
// The default counts in *times uniform*, u = a·N: 1 is what a network that attends nowhere in particular gives to each
// of its N places. It is logarithmic in two pieces that meet at uniform,
//
//     u ≤ ⅛       t = 0                     (the tick says ≤)
//     ⅛ < u ≤ 1   t = ½ · log(8u) / log 8       ⅛ → 0,  1 → ½
//     1 < u ≤ N   t = ½ + ½ · log u / log N     1 → ½,  N → 1
//
// so an untrained network's map is mid-tone, not black and not stretched to look sure, and all images compare.
#pragma once

#include "core/tensor/tensor.h"
#include "ui/paint/ticks.h"

#include <span>

namespace fovea {

enum class ScaleKind
{
    TimesUniform, ///< a·N, logarithmic, uniform in the middle: the default
    Fixed,        ///< the weight itself, 0 to 1
    PerLayer,     ///< from the smallest to the largest weight of the maps shown together
    PerImage,     ///< from the smallest to the largest weight of one map: maps do not compare
};

class MapScale
{
public:
    /// N = 1: one place, weight 1, nothing to choose; there is no map to draw.
    static bool hasMap(Index places) { return places > 1; }

    /// For maps over `places` > 1 places.
    static MapScale timesUniform(Index places);
    /// The same for one of several maps over different numbers of places: a colour means as many times each one's own uniform,
    /// up to `most`, the largest of those numbers.
    static MapScale timesOwnUniform(Index places, Index most);
    static MapScale fixed();
    /// From the least to the largest finite weight of all the maps.
    static MapScale perLayer(std::span<const Tensor> maps);
    static MapScale perImage(const Tensor& map);
    /// What is printed beside several maps that have each their own scale: only *lowest* and *highest* are in common.
    static MapScale perImageOfSeveral();

    ScaleKind kind() const { return kind_; }

    /// The place of a weight on the colour map, 0 … 1. A scale whose ends are equal puts every weight in the middle.
    /// NaN stays NaN.
    double t(double weight) const;

    /// Ticks for the colour bar, from below upwards; the tick of uniform is always among those of *times uniform*.
    std::vector<Tick> ticks(int most = 7) const;

    /// What is printed beside the colour bar, for instance "weight, times uniform (1/64)".
    QString name() const;

    bool operator==(const MapScale&) const = default;

private:
    MapScale(ScaleKind kind, Index places, double low, double high);

    ScaleKind kind_;
    Index places_; // of TimesUniform
    Index most_;   // of TimesUniform: N, the end of the scale
    double low_;   // of the others
    double high_;
    bool several_ = false;
};

/// The scale's name in a menu.
QString scaleTitle(ScaleKind kind);

} // namespace fovea
