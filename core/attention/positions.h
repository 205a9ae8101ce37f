// Positions: mixing treats tokens as a set, so what a token is has to say where it is.
#pragma once

#include "core/attention/attention_map.h"

#include <string_view>
#include <vector>

namespace fovea {

/// A vector for each place, added to its token; the same for all samples.
///
///     learned   a table (N × d)                                               Dosovitskiy et al. 2021, eq. 1
///     sine      [sin(ωᵢ col), cos(ωᵢ col), sin(ωᵢ row), cos(ωᵢ row)], ωᵢ = 10000^(−i / (d/4 − 1)), i < d/4
///               fixed; d a multiple of 4 and at least 8                       Vaswani et al. 2017, section 3.5, for two
///                                                                             directions
///     none      nothing is added: the network cannot tell one order of the tokens from another
class Positions
{
public:
    Positions() = default;
    Positions(ParameterTable& table, const std::string& name, std::string_view kind, const MapGrid& grid, Index width);

    Var operator()(Pass& pass, Var tokens) const; // (B × N × d) → (B × N × d)

private:
    ParameterId table_;
    Tensor fixed_; ///< (N × d); empty where there is a table or nothing
};

} // namespace fovea
