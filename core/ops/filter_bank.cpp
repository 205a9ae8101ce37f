#include "core/ops/filter_bank.h"

#include <cmath>

namespace fovea {
namespace {

constexpr double kLeastSum = 1e-8;

/// One filter: its place in F, what is far from its middle, and the sum it was divided by.
struct Filter
{
    Real* F;
    Real mu, variance;
    Index length;

    Real away(Index a) const { return static_cast<Real>(a) - mu; }
};

/// Writes the filter; gives whether its sum was large enough to divide by.
bool write(const Filter& filter)
{
    Real sum = 0;
    for (Index a = 0; a < filter.length; ++a) {
        filter.F[a] = std::exp(-filter.away(a) * filter.away(a) / (2 * filter.variance));
        sum += filter.F[a];
    }
    const bool enough = sum > static_cast<Real>(kLeastSum);
    ArrayView(filter.F, filter.length) /= enough ? sum : static_cast<Real>(kLeastSum);
    return enough;
}

struct FilterGradient
{
    Real mu, variance;
};

/// F = e / Σ e:  dμ = Σ dF F (z − z̄) with z = (a − μ)/s², z̄ = Σ F z, and the same for s² with z = (a − μ)²/(2 s⁴). Where the
/// sum was too small it was no divisor, and z̄ is left out.
FilterGradient undo(const Filter& filter, const Real* dF, bool divided)
{
    Real meanMu = 0, meanVariance = 0, total = 0;
    FilterGradient d{0, 0};
    for (Index a = 0; a < filter.length; ++a) {
        const Real away = filter.away(a), byMu = away / filter.variance,
                   byVariance = away * away / (2 * filter.variance * filter.variance);
        meanMu += filter.F[a] * byMu;
        meanVariance += filter.F[a] * byVariance;
        total += dF[a] * filter.F[a];
        d.mu += dF[a] * filter.F[a] * byMu;
        d.variance += dF[a] * filter.F[a] * byVariance;
    }
    return divided ? FilterGradient{d.mu - total * meanMu, d.variance - total * meanVariance} : d;
}

} // namespace

Var filterBank(Tape& tape, Var middle, Var distance, Var variance, Index N, Index length)
{
    const Index R = middle.size();
    FOVEA_CHECK(distance.size() == R && variance.size() == R, "a filter needs a middle, a distance and a variance");
    const Var F = tape.make({R, N, length});
    bool* const divided = tape.scratch<bool>(R * N);
    const auto offset = [=](Index i) { return static_cast<Real>(i) - static_cast<Real>(N - 1) / 2; };
    const auto filter = [=](Index r, Index i) {
        return Filter{F.data() + (r * N + i) * length, middle.data()[r] + offset(i) * distance.data()[r],
                      variance.data()[r], length};
    };
    for (Index r = 0; r < R; ++r) {
        for (Index i = 0; i < N; ++i) {
            divided[r * N + i] = write(filter(r, i));
        }
    }
    tape.undo(F, [=] {
        for (Index r = 0; r < R; ++r) {
            for (Index i = 0; i < N; ++i) {
                const FilterGradient d = undo(filter(r, i), F.gradData() + (r * N + i) * length, divided[r * N + i]);
                if (middle.wantsGrad()) {
                    middle.gradData()[r] += d.mu; // μᵢ = g + (i − (N − 1)/2) δ
                }
                if (distance.wantsGrad()) {
                    distance.gradData()[r] += d.mu * offset(i);
                }
                if (variance.wantsGrad()) {
                    variance.gradData()[r] += d.variance;
                }
            }
        }
    });
    return F;
}

Var readThrough(Tape& tape, Var filtersY, Var filtersX, Var image)
{
    const Index B = image.dim(0), H = image.dim(1), W = image.dim(2), C = image.dim(3);
    const Index R = filtersY.dim(0), N = filtersY.dim(1), M = R / B;
    FOVEA_CHECK(R % B == 0 && filtersY.shape() == Shape({R, N, H}) && filtersX.shape() == Shape({R, N, W}),
                filtersY.shape().text() + " and " + filtersX.shape().text() + " over " + image.shape().text());
    const auto ofY = [=](Real* F, Index r) { return MatrixView(F + r * N * H, N, H); };
    const auto ofX = [=](Real* F, Index r) { return MatrixView(F + r * N * W, N, W); };
    const auto ofImage = [=](Real* X, Index r) { return MatrixView(X + r / M * H * W * C, H, W * C); };
    const Var half = tape.make({R, N, W, C}); // F_y X
    const Var y = tape.make({R, N, N, C});
    for (Index r = 0; r < R; ++r) {
        MatrixView(half.data() + r * N * W * C, N, W * C).noalias() =
            ofY(filtersY.data(), r) * ofImage(image.data(), r);
        for (Index i = 0; i < N; ++i) { // row i: (N × W) (W × C)
            MatrixView(y.data() + (r * N + i) * N * C, N, C).noalias() =
                ofX(filtersX.data(), r) * MatrixView(half.data() + (r * N + i) * W * C, W, C);
        }
    }
    tape.undo(y, [=, &tape] {
        const Var dhalf = tape.make({N, W, C});
        for (Index r = 0; r < R; ++r) {
            for (Index i = 0; i < N; ++i) {
                const MatrixView dy(y.gradData() + (r * N + i) * N * C, N, C);
                if (filtersX.wantsGrad()) {
                    ofX(filtersX.gradData(), r).noalias() +=
                        dy * MatrixView(half.data() + (r * N + i) * W * C, W, C).transpose(); // dF_x (N × W)
                }
                MatrixView(dhalf.data() + i * W * C, W, C).noalias() = ofX(filtersX.data(), r).transpose() * dy;
            }
            const MatrixView d(dhalf.data(), N, W * C);
            if (filtersY.wantsGrad()) {
                ofY(filtersY.gradData(), r).noalias() += d * ofImage(image.data(), r).transpose(); // dF_y (N × H)
            }
            if (image.wantsGrad()) {
                ofImage(image.gradData(), r).noalias() += ofY(filtersY.data(), r).transpose() * d; // dX (H × W·C)
            }
        }
    });
    return y;
}

} // namespace fovea
