// The kernels with vectors. Compiled once for each instruction set, with FOVEA_FAST naming it: the namespace differs, so
// the linker can never mix two of them. Nothing here may call an inline function of a header that others use too.
#include "core/ops/kernels/kernels.h"

#include "core/ops/kernels/columns.h"
#include "core/ops/kernels/largest.h"
#include "core/ops/kernels/normalise.h"
#include "core/ops/kernels/peak.h"
#include "core/ops/kernels/product.h"
#include "core/ops/kernels/row_sum.h"
#include "core/ops/kernels/vector.h"
#include "core/ops/kernels/winograd.h"

namespace fovea::kernels::FOVEA_FAST {
namespace {

/// A square of kLanes × kLanes numbers at a time, turned in registers.
void transpose(Index M, Index N, const float* from, Index fromRow, float* to, Index toRow, bool add)
{
    for (Index m = 0; m < M; m += kLanes) {
        const Index rows = M - m < kLanes ? M - m : kLanes;
        for (Index n = 0; n < N; n += kLanes) {
            const Index cols = N - n < kLanes ? N - n : kLanes;
            Vec square[kLanes]{};
            for (int i = 0; i < kLanes; ++i) {
                if (i < rows) {
                    const float* at = from + (m + i) * fromRow + n;
                    square[i] = cols == kLanes ? load(at) : loadSome(at, cols);
                }
            }
            turn(square);
            for (int i = 0; i < kLanes; ++i) {
                if (i < cols) {
                    float* const at = to + (n + i) * toRow + m;
                    const Index rest = rows == kLanes ? -1 : rows;
                    put(at, add ? get(at, rest) + square[i] : square[i], rest);
                }
            }
        }
    }
}

void apply(Function f, Index n, const float* x, float* y)
{
    const auto with = [&](auto function) {
        byVectors(n, [&](Index i, Index rest) { put(y + i, function(get(x + i, rest)), rest); });
    };
    switch (f) {
    case Function::Relu:
        return with([](Vec v) { return select(v < 0.0f, Vec{}, v); });
    case Function::Tanh:
        return with([](Vec v) { return tanh(v); });
    case Function::Sigmoid:
        return with([](Vec v) { return sigmoid(v); });
    case Function::Exp:
        return with([](Vec v) { return exp(v); });
    }
}

void applyBackward(Function f, Index n, const float* x, const float* y, const float* dy, float* dx, bool add)
{
    const auto with = [&](auto derivative) {
        byVectors(n, [&](Index i, Index rest) {
            const Vec d = get(dy + i, rest) * derivative(get(x + i, rest), get(y + i, rest));
            put(dx + i, add ? get(dx + i, rest) + d : d, rest);
        });
    };
    switch (f) {
    case Function::Relu:
        return with([](Vec v, Vec) { return select(v > 0.0f, all(1.0f), Vec{}); });
    case Function::Tanh:
        return with([](Vec, Vec r) { return 1.0f - r * r; });
    case Function::Sigmoid:
        return with([](Vec, Vec r) { return r * (1.0f - r); });
    case Function::Exp:
        return with([](Vec, Vec r) { return r; });
    }
}

void gelu(Index n, const float* x, float* y, float* slope)
{
    byVectors(n, [&](Index i, Index rest) {
        const Vec v = get(x + i, rest);
        const Normal both = normal(v);
        if (slope != nullptr) {
            put(slope + i, both.probability + v * both.bell * 0.39894228f, rest); // 1 / √(2π)
        }
        put(y + i, v * both.probability, rest);
    });
}

void plus(Index n, const float* x, const float* y, float* z)
{
    byVectors(n, [&](Index i, Index rest) { put(z + i, get(x + i, rest) + get(y + i, rest), rest); });
}

void times(Index n, const float* x, const float* y, float* z, bool add)
{
    byVectors(n, [&](Index i, Index rest) {
        const Vec product = get(x + i, rest) * get(y + i, rest);
        put(z + i, add ? get(z + i, rest) + product : product, rest);
    });
}

/// softmax of a row of V vectors, which stay in registers from the first look to the last; the last vector has `last` real
/// numbers.
template<int V>
inline void softmaxHeld(float scale, const float* x, Index last, float* y)
{
    Vec e[V];
    for (int v = 0; v < V; ++v) {
        e[v] = v < V - 1 ? load(x + v * kLanes) : withRest(loadSome(x + v * kLanes, last), last, x[0]);
    }
    Vec most = e[0];
    for (int v = 1; v < V; ++v) {
        most = larger(most, e[v]);
    }
    const float top = largest(most);
    Vec sums{};
    for (int v = 0; v < V; ++v) {
        e[v] = exp(scale * (e[v] - top));
        sums += v < V - 1 ? e[v] : withRest(e[v], last, 0.0f);
    }
    const float inverse = 1.0f / sum(sums);
    for (int v = 0; v < V; ++v) {
        v < V - 1 ? store(y + v * kLanes, e[v] * inverse) : storeSome(y + v * kLanes, e[v] * inverse, last);
    }
}

/// softmax of a row of any length.
inline void softmaxRow(Index cols, float scale, const float* x, float* y)
{
    Vec most = all(x[0]);
    byVectors(cols, [&](Index i, Index rest) {
        most = larger(most, rest < 0 ? load(x + i) : withRest(loadSome(x + i, rest), rest, x[0]));
    });
    const float top = largest(most);
    Vec sums{};
    byVectors(cols, [&](Index i, Index rest) {
        const Vec e = exp(scale * (get(x + i, rest) - top));
        put(y + i, e, rest);
        sums += rest < 0 ? e : withRest(e, rest, 0.0f);
    });
    const float inverse = 1.0f / sum(sums);
    byVectors(cols, [&](Index i, Index rest) { put(y + i, get(y + i, rest) * inverse, rest); });
}

template<int V>
inline void softmaxRows(Index rows, Index cols, float scale, const float* x, float* y)
{
    const Index vectors = (cols + kLanes - 1) / kLanes;
    if (vectors != V) {
        if constexpr (V > 1) {
            softmaxRows<V - 1>(rows, cols, scale, x, y);
        }
        return;
    }
    for (Index r = 0; r < rows; ++r) {
        softmaxHeld<V>(scale, x + r * cols, cols - (V - 1) * kLanes, y + r * cols);
    }
}

void softmax(Index rows, Index cols, float scale, const float* x, float* y)
{
    constexpr int kMostHeld = 7;
    if (cols <= kMostHeld * kLanes) {
        return softmaxRows<kMostHeld>(rows, cols, scale, x, y);
    }
    for (Index r = 0; r < rows; ++r) {
        softmaxRow(cols, scale, x + r * cols, y + r * cols);
    }
}

void softmaxBackward(Index rows, Index cols, float scale, const float* y, const float* dy, float* dx, bool add)
{
    for (Index r = 0; r < rows; ++r, y += cols, dy += cols, dx += cols) {
        Vec sums{};
        byVectors(cols, [&](Index i, Index rest) { sums += get(y + i, rest) * get(dy + i, rest); });
        const float mean = sum(sums);
        byVectors(cols, [&](Index i, Index rest) {
            const Vec d = scale * get(y + i, rest) * (get(dy + i, rest) - mean);
            put(dx + i, add ? get(dx + i, rest) + d : d, rest);
        });
    }
}

void adam(const AdamStep& s)
{
    byVectors(s.n, [&](Index i, Index rest) {
        const Vec g = get(s.g + i, rest);
        Vec w = get(s.w + i, rest);
        w -= s.decay * w;
        const Vec m = s.beta1 * get(s.m + i, rest) + (1.0f - s.beta1) * g;
        const Vec v = s.beta2 * get(s.v + i, rest) + (1.0f - s.beta2) * g * g;
        w -= s.step * m / (squareRoot(v) * s.rootInverse + s.epsilon);
        put(s.m + i, m, rest);
        put(s.v + i, v, rest);
        put(s.w + i, w, rest);
    });
}

} // namespace

const Kernels& table();
const Kernels& table()
{
#define FOVEA_TEXT_(x) #x
#define FOVEA_TEXT(x) FOVEA_TEXT_(x)
    static const Kernels kTable{FOVEA_TEXT(FOVEA_FAST), FOVEA_ALL_KERNELS};
    return kTable;
}

} // namespace fovea::kernels::FOVEA_FAST
