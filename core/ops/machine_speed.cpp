#include "core/ops/machine_speed.h"

#include "core/ops/kernels/kernels.h"
#include "core/tensor/tensor.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <vector>

namespace fovea {
namespace {

/// The fewest seconds that `work` took, called again and again over so many.
template<class Work>
double fewestSeconds(double seconds, Work work)
{
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    double fewest = 1e9, passed = 0;
    while (passed < seconds) {
        const auto from = Clock::now();
        work();
        const auto now = Clock::now();
        fewest = std::min(fewest, std::chrono::duration<double>(now - from).count());
        passed = std::chrono::duration<double>(now - start).count();
    }
    return fewest;
}

double measureOperations(ThreadPool& pool, double seconds)
{
    constexpr Index kRounds = 20'000; // a fraction of a millisecond
    std::vector<double> speeds(static_cast<std::size_t>(pool.threads()));
    pool.forEach(pool.threads(), [&](Index item, int) { // each for itself: they do not share what is measured here
        Index count = 0;
        Real result = 0;
        const double took =
            fewestSeconds(seconds, [&] { count = kernels::active().multiplyAdds(kRounds, Real(0.5), &result); });
        speeds[static_cast<std::size_t>(item)] = 2.0 * static_cast<double>(count) / took; // two operations each
    });
    return std::accumulate(speeds.begin(), speeds.end(), 0.0);
}

double measureBytes(ThreadPool& pool, double seconds)
{
    constexpr Index kNumbers = Index{1} << 23; // three arrays of 32 MiB
    const auto size = static_cast<std::size_t>(kNumbers);
    Reals a(size), b(size, Real(1)), c(size, Real(2));
    const Index parts = pool.threads();
    const double took = fewestSeconds(seconds, [&] {
        pool.forEach(parts, [&](Index part, int) {
            const Index end = (part + 1) * kNumbers / parts;
            for (Index i = part * kNumbers / parts; i < end; ++i) {
                const auto at = static_cast<std::size_t>(i);
                a[at] = b[at] + c[at] * Real(0.5);
            }
        });
    });
    return 3.0 * sizeof(Real) * static_cast<double>(kNumbers) / took;
}

} // namespace

MachineSpeed measureMachine(ThreadPool& pool, double seconds)
{
    return {measureOperations(pool, seconds / 2), measureBytes(pool, seconds / 2)};
}

} // namespace fovea
