#include "core/explain/distance.h"

#include <cmath>

namespace fovea {
namespace {

/// The distance of two places' centres, in pixels.
double distance(Index a, Index b, const MapGrid& grid, const Shape& image)
{
    const double rows =
        static_cast<double>(a / grid.w - b / grid.w) * static_cast<double>(image.dim(0)) / static_cast<double>(grid.h);
    const double cols =
        static_cast<double>(a % grid.w - b % grid.w) * static_cast<double>(image.dim(1)) / static_cast<double>(grid.w);
    return std::hypot(rows, cols);
}

} // namespace

std::vector<double> meanDistances(const Tensor& weights, const MapGrid& grid, Index extra, const Shape& image)
{
    const Index heads = weights.dim(0), N = grid.places(), tokens = extra + N;
    FOVEA_CHECK(weights.shape() == Shape({heads, tokens, tokens}),
                weights.shape().text() + " weights on " + std::to_string(N) + " places");
    std::vector<double> means;
    for (Index h = 0; h < heads; ++h) {
        double sum = 0;
        Index rows = 0;
        for (Index i = 0; i < N; ++i) {
            const Real* row = weights.data() + (h * tokens + extra + i) * tokens + extra;
            double reach = 0, total = 0;
            for (Index j = 0; j < N; ++j) {
                reach += static_cast<double>(row[j]) * distance(i, j, grid, image);
                total += static_cast<double>(row[j]);
            }
            sum += total > 0 ? reach / total : 0;
            rows += total > 0 ? 1 : 0;
        }
        means.push_back(rows > 0 ? sum / static_cast<double>(rows) : 0);
    }
    return means;
}

double uniformDistance(const MapGrid& grid, const Shape& image, const std::vector<int>& windows)
{
    const Index N = grid.places();
    Tensor alike({1, N, N}); // not yet divided by how many there are: meanDistances() does
    for (Index i = 0; i < N; ++i) {
        for (Index j = 0; j < N; ++j) {
            const bool asked =
                windows.empty() || windows[static_cast<std::size_t>(i)] == windows[static_cast<std::size_t>(j)];
            alike[i * N + j] = asked ? 1 : 0;
        }
    }
    return meanDistances(alike, grid, 0, image).front();
}

} // namespace fovea
