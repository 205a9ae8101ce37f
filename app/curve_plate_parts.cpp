#include "app/curve_plate_parts.h"

#include "app/curve_plates.h"
#include "app/plate_parts.h"
#include "core/files/csv.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Plates)
};

/// Named curves as a table: the pass, then a column a curve; all have the same x.
std::string csvOf(const std::vector<Curve>& curves)
{
    CsvRow heading;
    heading.add("epoch");
    for (const Curve& curve : curves) {
        heading.add(curve.name.toStdString());
    }
    std::string text = heading.line();
    for (std::size_t i = 0; !curves.empty() && i < curves.front().x.size(); ++i) {
        CsvRow row;
        row.add(curves.front().x[i]);
        for (const Curve& curve : curves) {
            row.add(curve.y[i]);
        }
        text += row.line();
    }
    return text;
}

} // namespace

Curve curveOf(const std::vector<EpochRecord>& passes, const QString& name, int colour, const ValueOf& value)
{
    Curve curve;
    curve.role = Curve::Role::Named;
    curve.name = name;
    curve.run = colour;
    for (const EpochRecord& pass : passes) {
        curve.x.push_back(pass.epoch);
        curve.y.push_back(value(pass));
    }
    return curve;
}

bool hasValues(const Curve& curve)
{
    return std::ranges::any_of(curve.y, [](double y) { return std::isfinite(y); });
}

std::vector<Curve> known(std::vector<Curve> curves)
{
    std::erase_if(curves, [](const Curve& curve) { return !hasValues(curve); });
    return curves;
}

Plate curvePlate(const FrozenWindow& frozen, const QString& key, const QString& name, CurvesFigure figure,
                 WriteTable csv)
{
    figure.xLabel = Words::tr("passes");
    return {key, name, kPlot, titleOf(frozen), captionOf(frozen), paintedBy(paintCurves, figure), std::move(csv), {}};
}

Plate passesPlate(const FrozenWindow& frozen, const QString& key, const QString& name, const CurvesFigure& figure)
{
    return curvePlate(frozen, key, name, figure, writtenBy(csvOf, figure.curves));
}

} // namespace fovea
