#include "core/attention/attention_map.h"

#include "core/tensor/random.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace fovea {

Reals MeanRow::operator()() const
{
    const Index before = keys - places;
    std::vector<double> sums(static_cast<std::size_t>(places));
    for (Index h = head; h < headEnd; ++h) {
        for (Index q = query; q < queryEnd; ++q) {
            const Real* row = weights + (h * queries + q) * keys + before;
            for (Index n = 0; n < places; ++n) {
                sums[static_cast<std::size_t>(n)] += static_cast<double>(row[n]);
            }
        }
    }
    const double whole = before > 0 ? std::max(1e-30, std::accumulate(sums.begin(), sums.end(), 0.0))
                                    : static_cast<double>((headEnd - head) * (queryEnd - query));
    Reals mean(sums.size());
    std::ranges::transform(sums, mean.begin(), [&](double sum) { return static_cast<Real>(sum / whole); });
    return mean;
}

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
