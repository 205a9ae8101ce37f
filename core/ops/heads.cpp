#include "core/ops/heads.h"

#include "core/ops/kernels/kernels.h"

namespace fovea {
namespace {

/// A matrix somewhere in memory: rows `row` apart, neighbours in a row `col` apart.
struct Part
{
    Real* data;
    Index row, col = 1;
    Part transposed() const { return {data, col, row}; }
};

/// C (M × N) (+)= A (M × K) B (K × N). The rows of B and of C are contiguous.
void multiply(Index M, Index K, Index N, const Part& A, const Part& B, const Part& C, bool add)
{
    kernels::active().product({.M = M,
                               .N = N,
                               .K = K,
                               .A = A.data,
                               .aRow = A.row,
                               .aCol = A.col,
                               .B = B.data,
                               .bRow = B.row,
                               .C = C.data,
                               .cRow = C.row,
                               .add = add});
}

/// Tokens (B × N × d) in h heads. A first dimension of 1 is repeated for all samples.
struct Heads
{
    Index B, N, d, h;
    Index width() const { return d / h; }
    /// The (N × dₕ) features of one head of one sample.
    Part of(Real* values, Index sample, Index head) const
    {
        return {values + (B == 1 ? 0 : sample * N * d) + head * width(), d};
    }
};

Heads headsOf(const Var& x, Index heads)
{
    FOVEA_CHECK(x.shape().rank() == 3 && heads > 0 && x.dim(2) % heads == 0,
                std::to_string(heads) + " heads of " + x.shape().text());
    return {x.dim(0), x.dim(1), x.dim(2), heads};
}

/// Each head's matrix of an array (B × h × rows × cols).
struct Matrices
{
    Index h, rows, cols;
    Part of(Real* values, Index sample, Index head) const { return {values + (sample * h + head) * rows * cols, cols}; }
};

/// The heads of one sample, transposed: (d × N), so that a head is dₕ contiguous rows.
struct Turned
{
    Real* data;
    Index N, width;
    Part of(Index head) const { return {data + head * width * N, N}; }
};
Turned turn(const Heads& x, Real* values, Index sample, Real* room)
{
    kernels::active().transpose(x.N, x.d, x.of(values, sample, 0).data, x.d, room, x.N, false);
    return {room, x.N, x.width()};
}

} // namespace

Var headScores(Tape& tape, Var q, Var k, Index heads)
{
    const Heads Q = headsOf(q, heads), K = headsOf(k, heads);
    FOVEA_CHECK(Q.d == K.d && (Q.B == K.B || Q.B == 1), "queries " + q.shape().text() + ", keys " + k.shape().text());
    const Index B = K.B, width = Q.width();
    const Matrices S{heads, Q.N, K.N};
    const Var s = tape.make({B, heads, Q.N, K.N});
    Real* const room = tape.scratch<Real>(K.N * K.d);
    for (Index b = 0; b < B; ++b) {
        const Turned keys = turn(K, k.data(), b, room);
        for (Index h = 0; h < heads; ++h) { // S = q kᵀ
            multiply(Q.N, width, K.N, Q.of(q.data(), b, h), keys.of(h), S.of(s.data(), b, h), false);
        }
    }
    tape.undo(s, [=] {
        Real* const ds = s.gradData();
        if (q.wantsGrad()) {
            const Var::Target dq = q.gradTarget();
            for (Index i = 0; i < B * heads; ++i) { // dq = dS k
                const Index b = i / heads, h = i % heads;
                multiply(Q.N, K.N, width, S.of(ds, b, h), K.of(k.data(), b, h), Q.of(dq.data, b, h),
                         dq.add || (Q.B == 1 && b > 0));
            }
        }
        if (k.wantsGrad()) {
            const Var::Target dk = k.gradTarget();
            for (Index i = 0; i < B * heads; ++i) { // dk = dSᵀ q
                const Index b = i / heads, h = i % heads;
                multiply(K.N, Q.N, width, S.of(ds, b, h).transposed(), Q.of(q.data(), b, h), K.of(dk.data, b, h),
                         dk.add);
            }
        }
    });
    return s;
}

Var headMix(Tape& tape, Var a, Var v)
{
    const Index B = v.dim(0), heads = a.dim(1), N = a.dim(2), M = v.dim(1);
    const Heads V = headsOf(v, heads), O{B, N, V.d, heads};
    FOVEA_CHECK(a.shape() == Shape({B, heads, N, M}), a.shape().text() + " weights for " + v.shape().text());
    const Matrices A{heads, N, M};
    const Index width = V.width();
    const Var o = tape.make({B, N, V.d});
    for (Index i = 0; i < B * heads; ++i) { // O = A v
        const Index b = i / heads, h = i % heads;
        multiply(N, M, width, A.of(a.data(), b, h), V.of(v.data(), b, h), O.of(o.data(), b, h), false);
    }
    tape.undo(o, [=, &tape] {
        Real* const dO = o.gradData();
        if (a.wantsGrad()) {
            const Var::Target da = a.gradTarget();
            Real* const room = tape.scratch<Real>(M * V.d);
            for (Index b = 0; b < B; ++b) {
                const Turned values = turn(V, v.data(), b, room);
                for (Index h = 0; h < heads; ++h) { // dA = dO vᵀ
                    multiply(N, width, M, O.of(dO, b, h), values.of(h), A.of(da.data, b, h), da.add);
                }
            }
        }
        if (v.wantsGrad()) {
            const Var::Target dv = v.gradTarget();
            for (Index i = 0; i < B * heads; ++i) { // dv = Aᵀ dO
                const Index b = i / heads, h = i % heads;
                multiply(M, N, width, A.of(a.data(), b, h).transposed(), O.of(dO, b, h), V.of(dv.data, b, h), dv.add);
            }
        }
    });
    return o;
}

Var headOuter(Tape& tape, Var k, Var v, Index heads)
{
    FOVEA_CHECK(k.shape() == v.shape(), "keys " + k.shape().text() + ", values " + v.shape().text());
    const Heads K = headsOf(k, heads);
    const Index B = K.B, M = K.N, width = K.width();
    const Heads X{B, M, K.d, heads};
    const Matrices T{heads, width, width};
    const Var t = tape.make({B, heads, width, width});
    for (Index i = 0; i < B * heads; ++i) { // T = kᵀ v
        const Index b = i / heads, h = i % heads;
        multiply(width, M, width, X.of(k.data(), b, h).transposed(), X.of(v.data(), b, h), T.of(t.data(), b, h), false);
    }
    tape.undo(t, [=, &tape] {
        Real* const dt = t.gradData();
        Real* const turned = tape.scratch<Real>(width * width);
        if (k.wantsGrad()) {
            const Var::Target dk = k.gradTarget();
            for (Index i = 0; i < B * heads; ++i) { // dk = v dTᵀ
                const Index b = i / heads, h = i % heads;
                kernels::active().transpose(width, width, T.of(dt, b, h).data, width, turned, width, false);
                multiply(M, width, width, X.of(v.data(), b, h), {turned, width}, X.of(dk.data, b, h), dk.add);
            }
        }
        if (v.wantsGrad()) {
            const Var::Target dv = v.gradTarget();
            for (Index i = 0; i < B * heads; ++i) { // dv = k dT
                const Index b = i / heads, h = i % heads;
                multiply(M, width, width, X.of(k.data(), b, h), T.of(dt, b, h), X.of(dv.data, b, h), dv.add);
            }
        }
    });
    return t;
}

Var headApply(Tape& tape, Var q, Var t)
{
    const Index heads = t.dim(1);
    const Heads Q = headsOf(q, heads);
    const Index B = Q.B, N = Q.N, width = Q.width();
    FOVEA_CHECK(t.shape() == Shape({B, heads, width, width}), q.shape().text() + " times " + t.shape().text());
    const Matrices T{heads, width, width};
    const Var o = tape.make(q.shape());
    for (Index i = 0; i < B * heads; ++i) { // O = q T
        const Index b = i / heads, h = i % heads;
        multiply(N, width, width, Q.of(q.data(), b, h), T.of(t.data(), b, h), Q.of(o.data(), b, h), false);
    }
    tape.undo(o, [=, &tape] {
        Real* const dO = o.gradData();
        Real* const turned = tape.scratch<Real>(width * width);
        if (q.wantsGrad()) {
            const Var::Target dq = q.gradTarget();
            for (Index i = 0; i < B * heads; ++i) { // dq = dO Tᵀ
                const Index b = i / heads, h = i % heads;
                kernels::active().transpose(width, width, T.of(t.data(), b, h).data, width, turned, width, false);
                multiply(N, width, width, Q.of(dO, b, h), {turned, width}, Q.of(dq.data, b, h), dq.add);
            }
        }
        if (t.wantsGrad()) {
            const Var::Target dt = t.gradTarget();
            for (Index i = 0; i < B * heads; ++i) { // dT = qᵀ dO
                const Index b = i / heads, h = i % heads;
                multiply(width, N, width, Q.of(q.data(), b, h).transposed(), Q.of(dO, b, h), T.of(dt.data, b, h),
                         dt.add);
            }
        }
    });
    return o;
}

} // namespace fovea
