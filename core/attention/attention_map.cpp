#include "core/attention/attention_map.h"

#include "core/tensor/random.h"

#include <algorithm>
#include <vector>

namespace fovea {

Var overridden(Pass& pass, Var a)
{
    if (pass.context.maps == MapOverride::None) {
        return a;
    }
    const Var other = pass.tape.make(a.shape());
    if (pass.context.maps == MapOverride::Uniform) {
        other.array() = Real(1) / static_cast<Real>(a.cols());
        return other;
    }
    const Index rowsPerSample = a.rows() / a.dim(0);
    for (Index r = 0; r < a.rows(); ++r) {
        const auto sample = static_cast<std::uint64_t>(pass.tape.firstSample() + r / rowsPerSample);
        Stream stream(pass.context.seed, Purpose::Shuffle, {sample, static_cast<std::uint64_t>(r % rowsPerSample)});
        std::vector<Real> row(a.data() + r * a.cols(), a.data() + (r + 1) * a.cols());
        stream.shuffle(row);
        std::copy(row.begin(), row.end(), other.data() + r * a.cols());
    }
    return other;
}

} // namespace fovea
