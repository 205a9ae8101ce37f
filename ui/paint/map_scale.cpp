#include "ui/paint/map_scale.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>

namespace fovea {
namespace {

constexpr double kLeast = 1.0 / 8; // times uniform; what is below is drawn as this, and the tick says so

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MapScale)
};

struct Range
{
    double low = std::numeric_limits<double>::infinity();
    double high = -std::numeric_limits<double>::infinity();

    void take(const Tensor& map)
    {
        for (Index i = 0; i < map.size(); ++i) {
            const double weight = static_cast<double>(map[i]);
            if (std::isfinite(weight)) {
                low = std::min(low, weight);
                high = std::max(high, weight);
            }
        }
    }
};

/// Times-uniform values worth a tick above 1: powers of two, as far apart as `most` ticks allow, and N itself.
std::vector<double> ticksAboveUniform(double places, int most)
{
    const double octaves = std::log2(places);
    const double step = std::max(1.0, std::ceil(octaves / std::max(1, most)));
    std::vector<double> ticks;
    // The last power of two must leave room for N's own tick.
    for (double octave = step; octave <= octaves - 0.75 * step; octave += step) {
        ticks.push_back(std::exp2(octave));
    }
    ticks.push_back(places);
    return ticks;
}

} // namespace

MapScale::MapScale(ScaleKind kind, Index places, double low, double high)
    : kind_(kind), places_(places), most_(places), low_(low), high_(high)
{
}

MapScale MapScale::timesUniform(Index places)
{
    FOVEA_CHECK(hasMap(places), std::to_string(places) + " places have no map to scale");
    return {ScaleKind::TimesUniform, places, 0, 1};
}

MapScale MapScale::timesOwnUniform(Index places, Index most)
{
    MapScale scale = timesUniform(places);
    scale.most_ = most;
    scale.several_ = true;
    return scale;
}

MapScale MapScale::fixed()
{
    return {ScaleKind::Fixed, 0, 0, 1};
}

MapScale MapScale::perLayer(std::span<const Tensor> maps)
{
    Range range;
    for (const Tensor& map : maps) {
        range.take(map);
    }
    return {ScaleKind::PerLayer, 0, range.low, range.high};
}

MapScale MapScale::perImage(const Tensor& map)
{
    Range range;
    range.take(map);
    return {ScaleKind::PerImage, 0, range.low, range.high};
}

MapScale MapScale::perImageOfSeveral()
{
    MapScale scale(ScaleKind::PerImage, 0, 0, 1);
    scale.several_ = true;
    return scale;
}

double MapScale::t(double weight) const
{
    if (std::isnan(weight)) {
        return weight;
    }
    if (kind_ != ScaleKind::TimesUniform) {
        return low_ < high_ ? std::clamp((weight - low_) / (high_ - low_), 0.0, 1.0) : 0.5;
    }
    const double most = static_cast<double>(most_);
    const double u = std::clamp(weight * static_cast<double>(places_), kLeast, most);
    return u <= 1 ? 0.5 * std::log(u / kLeast) / std::log(1 / kLeast) : 0.5 + 0.5 * std::log(u) / std::log(most);
}

std::vector<Tick> MapScale::ticks(int most) const
{
    if (several_ && kind_ == ScaleKind::PerImage) {
        return {{0, Words::tr("lowest")}, {1, Words::tr("highest")}};
    }
    if (kind_ != ScaleKind::TimesUniform) {
        return linearTicks(low_, high_, most);
    }
    const double places = static_cast<double>(places_);
    std::vector<Tick> ticks = {{0, Words::tr("≤ ⅛×")}};
    if (most >= 6) {
        ticks.push_back({t(0.5 / places), Words::tr("½×")});
    }
    ticks.push_back({0.5, Words::tr("1×")});
    for (const double u : ticksAboveUniform(static_cast<double>(most_), most - static_cast<int>(ticks.size()))) {
        ticks.push_back({t(u / places), Words::tr("%1×").arg(QLocale().toString(u, 'f', 0))});
    }
    return ticks;
}

QString MapScale::name() const
{
    switch (kind_) {
    case ScaleKind::TimesUniform:
        return several_
                   ? Words::tr("weight, times uniform")
                   : Words::tr("weight, times uniform (1/%1)").arg(QLocale().toString(static_cast<qlonglong>(places_)));
    case ScaleKind::Fixed:
        return Words::tr("weight, fixed 0 to 1");
    case ScaleKind::PerLayer:
        return low_ > high_ ? Words::tr("weight, per layer")
                            : Words::tr("weight, per layer: %1 to %2").arg(shortNumber(low_), shortNumber(high_));
    case ScaleKind::PerImage:
        return several_ || low_ > high_
                   ? Words::tr("weight, each image's own range")
                   : Words::tr("weight, per image: %1 to %2").arg(shortNumber(low_), shortNumber(high_));
    }
    return {};
}

QString scaleTitle(ScaleKind kind)
{
    switch (kind) {
    case ScaleKind::TimesUniform:
        return Words::tr("times uniform");
    case ScaleKind::Fixed:
        return Words::tr("fixed 0 to 1");
    case ScaleKind::PerLayer:
        return Words::tr("per layer");
    case ScaleKind::PerImage:
        return Words::tr("per image");
    }
    return {};
}

} // namespace fovea
