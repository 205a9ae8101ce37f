// The kernels as a textbook has them: one loop an index, nothing else. What they compute is defined here.
#include "core/ops/kernels/kernels.h"

#include "core/ops/kernels/plain_winograd.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace fovea::kernels {
namespace {

void product(const Product& p)
{
    for (Index m = 0; m < p.M; ++m) {
        for (Index n = 0; n < p.N; ++n) {
            Real sum = p.add ? p.C[m * p.cRow + n] : p.bias != nullptr ? p.bias[n] : Real(0);
            for (Index s = 0; s < p.segments; ++s) {
                for (Index k = 0; k < p.K; ++k) {
                    sum += p.A[s * p.aSegment + m * p.aRow + k * p.aCol] * p.B[s * p.bSegment + k * p.bRow + n];
                }
            }
            p.C[m * p.cRow + n] = p.relu && sum < 0 ? Real(0) : sum;
        }
    }
}

void rowSum(const RowSum& s)
{
    for (Index segment = 0; segment < s.segments; ++segment) {
        for (Index i = 0; i < s.size; ++i) {
            Real& out = s.out[segment * s.outSegment + i];
            Real sum = s.add ? out : Real(0);
            for (Index e = 0; e < s.count; ++e) {
                sum += s.weight[e] * s.rows[s.offset[e] + segment * s.rowSegment + i];
            }
            out = sum;
        }
    }
}

void transpose(Index M, Index N, const Real* from, Index fromRow, Real* to, Index toRow, bool add)
{
    for (Index m = 0; m < M; ++m) {
        for (Index n = 0; n < N; ++n) {
            Real& out = to[n * toRow + m];
            out = (add ? out : Real(0)) + from[m * fromRow + n];
        }
    }
}

Real normalDensity(Real x) // φ(x)
{
    return std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi_v<Real>);
}

Real normalProbability(Real x) // Φ(x)
{
    return (1 + std::erf(x / std::numbers::sqrt2_v<Real>)) / 2;
}

Real value(Function f, Real x)
{
    switch (f) {
    case Function::Relu:
        return x < 0 ? Real(0) : x; // a NaN stays visible
    case Function::Tanh:
        return std::tanh(x);
    case Function::Sigmoid:
        return 1 / (1 + std::exp(-x));
    case Function::Exp:
        return std::exp(x);
    }
    return 0;
}

Real derivative(Function f, Real x, Real y)
{
    switch (f) {
    case Function::Relu:
        return x > 0 ? Real(1) : Real(0);
    case Function::Tanh:
        return 1 - y * y;
    case Function::Sigmoid:
        return y * (1 - y);
    case Function::Exp:
        return y;
    }
    return 0;
}

void apply(Function f, Index n, const Real* x, Real* y)
{
    for (Index i = 0; i < n; ++i) {
        y[i] = value(f, x[i]);
    }
}

void applyBackward(Function f, Index n, const Real* x, const Real* y, const Real* dy, Real* dx, bool add)
{
    for (Index i = 0; i < n; ++i) {
        dx[i] = (add ? dx[i] : Real(0)) + dy[i] * derivative(f, x[i], y[i]);
    }
}

void gelu(Index n, const Real* x, Real* y, Real* slope)
{
    for (Index i = 0; i < n; ++i) {
        const Real probability = normalProbability(x[i]); // the exact form, not its tanh approximation
        if (slope != nullptr) {
            slope[i] = probability + x[i] * normalDensity(x[i]);
        }
        y[i] = x[i] * probability;
    }
}

void plus(Index n, const Real* x, const Real* y, Real* z)
{
    for (Index i = 0; i < n; ++i) {
        z[i] = x[i] + y[i];
    }
}

void times(Index n, const Real* x, const Real* y, Real* z, bool add)
{
    for (Index i = 0; i < n; ++i) {
        z[i] = (add ? z[i] : Real(0)) + x[i] * y[i];
    }
}

void softmax(Index rows, Index cols, Real scale, const Real* x, Real* y)
{
    for (Index r = 0; r < rows; ++r, x += cols, y += cols) {
        const Real largest = *std::max_element(x, x + cols); // moves nothing, but keeps exp from overflowing
        Real sum = 0;
        for (Index c = 0; c < cols; ++c) {
            y[c] = std::exp(scale * (x[c] - largest));
            sum += y[c];
        }
        for (Index c = 0; c < cols; ++c) {
            y[c] /= sum;
        }
    }
}

void softmaxBackward(Index rows, Index cols, Real scale, const Real* y, const Real* dy, Real* dx, bool add)
{
    for (Index r = 0; r < rows; ++r, y += cols, dy += cols, dx += cols) {
        Real mean = 0;
        for (Index c = 0; c < cols; ++c) {
            mean += y[c] * dy[c];
        }
        for (Index c = 0; c < cols; ++c) {
            dx[c] = (add ? dx[c] : Real(0)) + scale * y[c] * (dy[c] - mean);
        }
    }
}

void layerNorm(Index rows, Index cols, Real epsilon, const Real* x, const Real* gamma, const Real* beta, Real* hat,
               Real* inverse, Real* y)
{
    const Real n = static_cast<Real>(cols);
    for (Index r = 0; r < rows; ++r, x += cols, hat += cols, y += cols) {
        Real mean = 0, variance = 0;
        for (Index c = 0; c < cols; ++c) {
            mean += x[c] / n;
        }
        for (Index c = 0; c < cols; ++c) {
            variance += (x[c] - mean) * (x[c] - mean) / n;
        }
        inverse[r] = 1 / std::sqrt(variance + epsilon);
        for (Index c = 0; c < cols; ++c) {
            hat[c] = (x[c] - mean) * inverse[r];
            y[c] = gamma[c] * hat[c] + beta[c];
        }
    }
}

void layerNormBackward(Index rows, Index cols, const Real* gamma, const Real* hat, const Real* inverse, const Real* dy,
                       Real* dx, bool add)
{
    const Real n = static_cast<Real>(cols);
    for (Index r = 0; r < rows; ++r, hat += cols, dy += cols, dx += cols) {
        Real mean = 0, meanHat = 0;
        for (Index c = 0; c < cols; ++c) {
            mean += gamma[c] * dy[c] / n;
            meanHat += gamma[c] * dy[c] * hat[c] / n;
        }
        for (Index c = 0; c < cols; ++c) {
            dx[c] = (add ? dx[c] : Real(0)) + inverse[r] * (gamma[c] * dy[c] - mean - hat[c] * meanHat);
        }
    }
}

void normaliseColumns(Index rows, Index cols, const Real* mean, const Real* inverse, const Real* gamma,
                      const Real* beta, const Real* x, Real* hat, Real* y)
{
    for (Index r = 0; r < rows; ++r, x += cols, hat += cols, y += cols) {
        for (Index c = 0; c < cols; ++c) {
            hat[c] = (x[c] - mean[c]) * inverse[c];
            y[c] = gamma[c] * hat[c] + beta[c];
        }
    }
}

void normaliseColumnsBackward(Index rows, Index cols, const Real* gamma, const Real* inverse, const Real* mean,
                              const Real* meanHat, const Real* hat, const Real* dy, Real* dx, bool add)
{
    for (Index r = 0; r < rows; ++r, hat += cols, dy += cols, dx += cols) {
        for (Index c = 0; c < cols; ++c) {
            dx[c] = (add ? dx[c] : Real(0)) + inverse[c] * (gamma[c] * dy[c] - mean[c] - hat[c] * meanHat[c]);
        }
    }
}

void reluOfLargest(Index n, const Real* a, const Real* b, const Real* c, const Real* d, const Real* bias, Real* y,
                   std::uint8_t* winner)
{
    for (Index i = 0; i < n; ++i) {
        const Real places[] = {a[i], b[i], c[i], d[i]};
        std::uint8_t best = 0;
        for (std::uint8_t place = 1; place < 4; ++place) {
            best = places[place] <= places[best] || std::isnan(places[best]) ? best : place; // a NaN wins and stays
        }
        const Real sum = places[best] + bias[i];
        y[i] = sum <= 0 ? Real(0) : sum;
        winner[i] = sum <= 0 ? std::uint8_t{4} : best;
    }
}

void keepLarger(Index n, const Real* x, Real* y, std::uint8_t* winner, std::uint8_t number)
{
    for (Index i = 0; i < n; ++i) {
        if (!(x[i] <= y[i] || std::isnan(y[i]))) { // a NaN wins and stays
            y[i] = x[i];
            winner[i] = number;
        }
    }
}

void addToWinner(Index n, const Real* dy, const std::uint8_t* winner, std::uint8_t number, Real* dx)
{
    for (Index i = 0; i < n; ++i) {
        if (winner[i] == number) {
            dx[i] += dy[i];
        }
    }
}

void addColumnSums(Index M, Index N, const Real* x, Real* out)
{
    for (Index m = 0; m < M; ++m) {
        for (Index n = 0; n < N; ++n) {
            out[n] += x[m * N + n];
        }
    }
}

void addColumnSquares(Index M, Index N, const Real* x, const Real* mean, Real* out)
{
    for (Index m = 0; m < M; ++m) {
        for (Index n = 0; n < N; ++n) {
            out[n] += (x[m * N + n] - mean[n]) * (x[m * N + n] - mean[n]);
        }
    }
}

void addColumnProducts(Index M, Index N, const Real* x, const Real* y, Real* out)
{
    for (Index m = 0; m < M; ++m) {
        for (Index n = 0; n < N; ++n) {
            out[n] += x[m * N + n] * y[m * N + n];
        }
    }
}

void adam(const AdamStep& s)
{
    for (Index i = 0; i < s.n; ++i) {
        s.w[i] -= s.decay * s.w[i];
        s.m[i] = s.beta1 * s.m[i] + (1 - s.beta1) * s.g[i];
        s.v[i] = s.beta2 * s.v[i] + (1 - s.beta2) * s.g[i] * s.g[i];
        s.w[i] -= s.step * s.m[i] / (std::sqrt(s.v[i]) * s.rootInverse + s.epsilon);
    }
}

void winnerProduct(const WinnerProduct& p)
{
    for (Index t = 0; t < p.places; ++t) {
        for (Index o = 0; o < p.O; ++o) {
            const Index which = p.winner[t * p.O + o];
            for (Index i = 0; i < p.size && which < 4; ++i) {
                p.dW[i * p.O + o] += p.windows[p.start[t] + p.among[which] + i] * p.dy[t * p.O + o];
            }
        }
    }
}

Index multiplyAdds(Index rounds, Real factor, Real* out)
{
    *out = 0;
    for (Index round = 0; round < rounds; ++round) {
        *out = *out * factor + factor;
    }
    return rounds;
}

} // namespace

const Kernels& plain()
{
    static const Kernels kPlain{"plain", FOVEA_ALL_KERNELS};
    return kPlain;
}

} // namespace fovea::kernels
