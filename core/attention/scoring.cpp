#include "core/attention/scoring.h"

#include <algorithm>

namespace fovea {

std::optional<Scoring> scored(const Pass& pass, Scoring scoring)
{
    return pass.context.worked ? std::optional(std::move(scoring)) : std::nullopt;
}

std::optional<Scoring> scoredBy(const Pass& pass, const Linear& score, Var key, Var value, Real temperature)
{
    if (!pass.context.worked) {
        return {};
    }
    const Var w = score.weight(pass), c = score.bias(pass); // (L × 1), (1)
    Scoring scoring{.query = w.as({1, 1, w.size()}),
                    .key = key,
                    .value = value,
                    .divisor = static_cast<double>(temperature),
                    .fixedQuery = true};
    if (c.valid()) {
        scoring.offset = Tensor({1, 1, key.dim(1)});
        std::fill_n(scoring.offset.data(), scoring.offset.size(), c.data()[0] / temperature);
    }
    return scoring;
}

} // namespace fovea
