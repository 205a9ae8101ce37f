// The kernels with vectors. Compiled once for each instruction set, with FOVEA_FAST naming it: the namespace differs, so
// the linker can never mix two of them. Nothing here may call an inline function of a header that others use too.
#include "core/ops/kernels/kernels.h"

#include "core/ops/kernels/product.h"
#include "core/ops/kernels/row_sum.h"
#include "core/ops/kernels/vector.h"

namespace fovea::kernels::FOVEA_FAST {
namespace {

/// Runs `whole` on vectors and once more on the padded rest, so that an element's bits do not depend on its place.
template<class Body>
inline void byVectors(Index n, Body body)
{
    Index i = 0;
    for (; i + kLanes <= n; i += kLanes) {
        body(i, Index{-1});
    }
    if (i < n) {
        body(i, n - i);
    }
}
inline Vec get(const float* p, Index rest)
{
    return rest < 0 ? load(p) : loadSome(p, rest);
}
inline void put(float* p, Vec v, Index rest)
{
    if (rest < 0) {
        store(p, v);
    } else {
        storeSome(p, v, rest);
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
    case Function::Gelu:
        return with([](Vec v) { return v * normal(v).probability; });
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
    case Function::Gelu:
        return with([](Vec v, Vec) {
            const Normal both = normal(v);
            return both.probability + v * both.bell * 0.39894228f; // 1 / √(2π)
        });
    case Function::Exp:
        return with([](Vec, Vec r) { return r; });
    }
}

void softmax(Index rows, Index cols, float scale, const float* x, float* y)
{
    for (Index r = 0; r < rows; ++r, x += cols, y += cols) {
        float largest = x[0];
        for (Index c = 1; c < cols; ++c) {
            largest = x[c] > largest ? x[c] : largest;
        }
        Vec sums{};
        byVectors(cols, [&](Index i, Index rest) {
            const Vec e = exp(scale * (get(x + i, rest) - largest));
            put(y + i, e, rest);
            sums += rest < 0 ? e : loadSome(y + i, rest);
        });
        const float inverse = 1.0f / sum(sums);
        byVectors(cols, [&](Index i, Index rest) { put(y + i, get(y + i, rest) * inverse, rest); });
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

void layerNorm(Index rows, Index cols, float epsilon, const float* x, const float* gamma, const float* beta, float* hat,
               float* inverse, float* y)
{
    const float share = 1.0f / static_cast<float>(cols);
    for (Index r = 0; r < rows; ++r, x += cols, hat += cols, y += cols) {
        Vec sums{};
        byVectors(cols, [&](Index i, Index rest) { sums += get(x + i, rest); });
        const float mean = sum(sums) * share;
        Vec squares{};
        byVectors(cols, [&](Index i, Index rest) {
            put(hat + i, get(x + i, rest) - mean, rest);
            const Vec centred = get(hat + i, rest); // beyond the end zero, not −mean
            squares += centred * centred;
        });
        inverse[r] = 1.0f / __builtin_sqrtf(sum(squares) * share + epsilon);
        byVectors(cols, [&](Index i, Index rest) {
            const Vec normal = get(hat + i, rest) * inverse[r];
            put(hat + i, normal, rest);
            put(y + i, get(gamma + i, rest) * normal + get(beta + i, rest), rest);
        });
    }
}

void layerNormBackward(Index rows, Index cols, const float* gamma, const float* hat, const float* inverse,
                       const float* dy, float* dx, bool add)
{
    const float share = 1.0f / static_cast<float>(cols);
    for (Index r = 0; r < rows; ++r, hat += cols, dy += cols, dx += cols) {
        Vec sums{}, products{};
        byVectors(cols, [&](Index i, Index rest) {
            const Vec d = get(gamma + i, rest) * get(dy + i, rest);
            sums += d;
            products += d * get(hat + i, rest);
        });
        const float mean = sum(sums) * share, meanHat = sum(products) * share;
        byVectors(cols, [&](Index i, Index rest) {
            const Vec d = get(gamma + i, rest) * get(dy + i, rest) - mean - get(hat + i, rest) * meanHat;
            put(dx + i, add ? get(dx + i, rest) + inverse[r] * d : inverse[r] * d, rest);
        });
    }
}

typedef unsigned char ByteVec __attribute__((vector_size(kLanes)));

/// Bytes as lanes.
inline IntVec widen(const std::uint8_t* p, Index rest)
{
    ByteVec bytes{};
    __builtin_memcpy(&bytes, p, static_cast<std::size_t>(rest < 0 ? kLanes : rest));
    return __builtin_convertvector(bytes, IntVec);
}

void reluOfLargest(Index n, const float* a, const float* b, const float* c, const float* d, const float* bias, float* y,
                   std::uint8_t* winner)
{
    byVectors(n, [&](Index i, Index rest) {
        Vec best = get(a + i, rest);
        IntVec which{};
        const float* const others[] = {b, c, d};
        for (int place = 1; place < 4; ++place) {
            const Vec other = get(others[place - 1] + i, rest);
            const IntVec stays = (other <= best) | (best != best); // a NaN wins and stays
            best = stays ? best : other;
            which = stays ? which : IntVec{} + place;
        }
        const Vec sum = best + get(bias + i, rest);
        const IntVec dead = sum <= 0.0f;
        put(y + i, dead ? Vec{} : sum, rest);
        const ByteVec bytes = __builtin_convertvector(dead ? IntVec{} + 4 : which, ByteVec);
        __builtin_memcpy(winner + i, &bytes, static_cast<std::size_t>(rest < 0 ? kLanes : rest));
    });
}

void keepLarger(Index n, const float* x, float* y, std::uint8_t* winner, std::uint8_t number)
{
    byVectors(n, [&](Index i, Index rest) {
        const Vec a = get(x + i, rest), b = get(y + i, rest);
        const IntVec stays = (a <= b) | (b != b); // a NaN wins and stays
        put(y + i, stays ? b : a, rest);
        const ByteVec which = __builtin_convertvector(stays ? widen(winner + i, rest) : IntVec{} + number, ByteVec);
        __builtin_memcpy(winner + i, &which, static_cast<std::size_t>(rest < 0 ? kLanes : rest));
    });
}

void addToWinner(Index n, const float* dy, const std::uint8_t* winner, std::uint8_t number, float* dx)
{
    byVectors(n, [&](Index i, Index rest) {
        const IntVec won = widen(winner + i, rest) == IntVec{} + number;
        put(dx + i, get(dx + i, rest) + (won ? get(dy + i, rest) : Vec{}), rest);
    });
}

void addColumnSums(Index M, Index N, const float* x, float* out)
{
    byVectors(N, [&](Index i, Index rest) {
        Vec total = get(out + i, rest);
        for (Index m = 0; m < M; ++m) {
            total += get(x + m * N + i, rest);
        }
        put(out + i, total, rest);
    });
}

void addColumnProducts(Index M, Index N, const float* x, const float* y, float* out)
{
    byVectors(N, [&](Index i, Index rest) {
        Vec total = get(out + i, rest);
        for (Index m = 0; m < M; ++m) {
            total += get(x + m * N + i, rest) * get(y + m * N + i, rest);
        }
        put(out + i, total, rest);
    });
}

void adam(const AdamStep& s)
{
    byVectors(s.n, [&](Index i, Index rest) {
        const Vec g = get(s.g + i, rest);
        Vec w = get(s.w + i, rest);
        w -= s.decay * w;
        const Vec m = s.beta1 * get(s.m + i, rest) + (1.0f - s.beta1) * g;
        const Vec v = s.beta2 * get(s.v + i, rest) + (1.0f - s.beta2) * g * g;
        Vec root;
        for (int lane = 0; lane < kLanes; ++lane) {
            root[lane] = __builtin_sqrtf(v[lane]);
        }
        w -= s.step * m / (root * s.rootInverse + s.epsilon);
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
    static const Kernels kTable{FOVEA_TEXT(FOVEA_FAST),
                                product,
                                rowSum,
                                apply,
                                applyBackward,
                                softmax,
                                softmaxBackward,
                                layerNorm,
                                layerNormBackward,
                                reluOfLargest,
                                keepLarger,
                                addToWinner,
                                addColumnSums,
                                addColumnProducts,
                                adam};
    return kTable;
}

} // namespace fovea::kernels::FOVEA_FAST
