#include "core/attention/positions.h"

#include "core/ops/elementwise.h"
#include "core/settings/choices.h"

#include <cmath>

namespace fovea {
namespace {

Tensor sines(const MapGrid& grid, Index width)
{
    const Index quarter = width / 4;
    FOVEA_CHECK(width % 4 == 0 && quarter > 1, "sine positions of width " + std::to_string(width));
    Tensor positions({grid.places(), width});
    for (Index n = 0; n < grid.places(); ++n) {
        for (Index i = 0; i < quarter; ++i) {
            const double omega = std::pow(10000.0, -static_cast<double>(i) / static_cast<double>(quarter - 1));
            const double col = omega * static_cast<double>(n % grid.w), row = omega * static_cast<double>(n / grid.w);
            Real* const at = positions.data() + n * width + i;
            at[0] = static_cast<Real>(std::sin(col));
            at[quarter] = static_cast<Real>(std::cos(col));
            at[2 * quarter] = static_cast<Real>(std::sin(row));
            at[3 * quarter] = static_cast<Real>(std::cos(row));
        }
    }
    return positions;
}

} // namespace

Positions::Positions(ParameterTable& table, const std::string& name, std::string_view kind, const MapGrid& grid,
                     Index width)
{
    if (kind == "learned") {
        table_ = table.add({.name = name,
                            .shape = {grid.places(), width},
                            .initialiser = Initialiser::normal(0.02),
                            .fanIn = grid.places(),
                            .fanOut = width});
    } else if (kind == "sine") {
        fixed_ = sines(grid, width);
    } else {
        FOVEA_CHECK(kind == "none", "no positions are called " + std::string(kind));
    }
}

Var Positions::operator()(Pass& pass, Var tokens) const
{
    if (table_.valid()) {
        return add(pass.tape, tokens, pass.parameter(table_));
    }
    return fixed_.empty() ? tokens : add(pass.tape, tokens, pass.tape.constant(fixed_.data(), fixed_.shape()));
}

std::vector<Choice> positionChoices()
{
    return {{"learned", "learned", "learned positions", "A vector for each place, learned with everything else."},
            {"sine", "waves", "sine positions", "Sines and cosines of row and column, fixed: nothing to learn."},
            {"none", "none", "no positions", "Tokens do not know where they lie: their order cannot matter."}};
}

} // namespace fovea
