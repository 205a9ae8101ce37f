#include "ui/curves/curve_table.h"

#include "core/training/history.h"

#include <algorithm>
#include <cmath>

namespace fovea {

double drawable(double value)
{
    return std::isfinite(value) ? value : kUndefined;
}

void CurveTable::put(double pass, double batch, std::initializer_list<double> values)
{
    passes.push_back(pass);
    batches.push_back(batch);
    columns.resize(std::max(columns.size(), values.size()));
    std::size_t column = 0;
    for (const double value : values) {
        columns[column++].push_back(drawable(value));
    }
}

CurvePoints CurveTable::column(std::size_t i, Across across) const
{
    if (i >= columns.size()) {
        return {};
    }
    return {across == Across::Passes ? passes : batches, columns[i]};
}

} // namespace fovea
