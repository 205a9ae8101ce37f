// Products of matrices and sums of rows: every set of kernels that this processor can run against the plain loops, over
// shapes that fit no vector, and the promise that bits do not depend on how rows are grouped into calls.
#include "core/ops/product.h"
#include "tests/support/kernel_sets.h"

using namespace fovea;
using kernels::Kernels;

namespace {

constexpr double kEpsilon = std::numeric_limits<float>::epsilon();

/// A product of random shape, with everything that it needs.
struct ProductCase
{
    Reals A, B, C, bias;
    kernels::Product p{};

    ProductCase()
    {
        p.M = among({1, 2, 3, 5, 13, 14, 15, 29, 40});
        p.N = among({1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 71, 100});
        p.K = among({0, 1, 2, 3, 9, 17, 64, 511, 512, 513, 1100});
        p.segments = p.K > 100 ? among({1, 1, 2}) : among({1, 1, 3, 5});
        const bool transposed = chance().below(2) == 1;
        const Index gap = among({0, 0, 1, 5});
        p.aRow = transposed ? 1 : among({p.K, p.K + gap, 1, 2}); // rows may overlap
        p.aCol = transposed ? p.M + gap : 1;
        p.bRow = p.N + among({0, 0, 3});
        p.cRow = p.N + among({0, 0, 4});
        p.aSegment = p.M * p.aRow + p.K * p.aCol;
        p.bSegment = p.K * p.bRow + 2;
        p.add = chance().below(2) == 1;
        bias = numbers(!p.add && chance().below(2) == 1 ? p.N : 0);
        p.relu = chance().below(3) == 0;
        A = numbers(p.segments * p.aSegment + p.M * p.aRow + p.K * p.aCol + 1);
        B = numbers(p.segments * p.bSegment + 1);
        C = numbers(p.M * p.cRow);
    }

    Reals run(const Kernels& set, Index firstRow, Index rows, Reals into) const
    {
        kernels::Product part = p;
        part.A = A.data() + firstRow * p.aRow;
        part.B = B.data();
        part.C = into.data() + firstRow * p.cRow;
        part.M = rows;
        part.bias = bias.empty() ? nullptr : bias.data();
        set.product(part);
        return into;
    }

    /// Σ |a| |b| (+ |c| or |bias|): what the rounding of an element of C is measured by.
    double magnitude(Index m, Index n) const
    {
        double sum = p.add          ? std::abs(C[static_cast<std::size_t>(m * p.cRow + n)])
                     : bias.empty() ? 0
                                    : std::abs(bias[static_cast<std::size_t>(n)]);
        for (Index s = 0; s < p.segments; ++s) {
            for (Index k = 0; k < p.K; ++k) {
                sum += std::abs(A[static_cast<std::size_t>(s * p.aSegment + m * p.aRow + k * p.aCol)] *
                                B[static_cast<std::size_t>(s * p.bSegment + k * p.bRow + n)]);
            }
        }
        return sum;
    }

    QByteArray text() const
    {
        return QStringLiteral("M %1, N %2, K %3, %4 segments, A by %5 and %6, add %7, bias %8, relu %9")
            .arg(p.M)
            .arg(p.N)
            .arg(p.K)
            .arg(p.segments)
            .arg(p.aRow)
            .arg(p.aCol)
            .arg(p.add)
            .arg(!bias.empty())
            .arg(p.relu)
            .toUtf8();
    }
};

} // namespace

class ProductsTest : public QObject
{
    Q_OBJECT

private slots:
    void productsAreThoseOfThePlainLoops_data() { everySet(); }
    void productsAreThoseOfThePlainLoops()
    {
        QFETCH(const Kernels*, set);
        for (int round = 0; round < 300; ++round) {
            const ProductCase c;
            const Reals ours = c.run(*set, 0, c.p.M, c.C), plain = c.run(kernels::plain(), 0, c.p.M, c.C);
            const double terms = static_cast<double>(c.p.K * c.p.segments) + 1;
            for (Index m = 0; m < c.p.M; ++m) {
                for (Index n = 0; n < c.p.cRow; ++n) {
                    const auto at = static_cast<std::size_t>(m * c.p.cRow + n);
                    if (n >= c.p.N) {
                        QVERIFY2(sameBits(ours[at], c.C[at]), "wrote beyond a row: " + c.text());
                        continue;
                    }
                    // Two sums of n terms, each rounded n times: at most 2 n ε of Σ |a b| apart.
                    const double bound = 2 * terms * kEpsilon * c.magnitude(m, n);
                    QVERIFY2(std::abs(ours[at] - plain[at]) <= bound, c.text());
                }
            }
        }
    }

    void aProductsBitsDoNotDependOnHowRowsAreGrouped_data() { everySet(); }
    void aProductsBitsDoNotDependOnHowRowsAreGrouped()
    {
        QFETCH(const Kernels*, set);
        for (int round = 0; round < 150; ++round) {
            const ProductCase c;
            const Reals whole = c.run(*set, 0, c.p.M, c.C);
            Reals parts = c.C;
            for (Index m = 0; m < c.p.M;) {
                const Index rows = std::min(c.p.M - m, among({1, 1, 2, 3, 7, 14}));
                parts = c.run(*set, m, rows, std::move(parts));
                m += rows;
            }
            QVERIFY2(sameBits(whole, parts), c.text());
        }
    }

    void aNaNInAProductStaysVisible_data() { everySet(); }
    void aNaNInAProductStaysVisible()
    {
        QFETCH(const Kernels*, set);
        Reals A = numbers(3 * 5), B(5 * 7, 0.0f), C(3 * 7);
        A[5 + 2] = kNaN;
        set->product({.M = 3,
                      .N = 7,
                      .K = 5,
                      .A = A.data(),
                      .aRow = 5,
                      .aCol = 1,
                      .B = B.data(),
                      .bRow = 7,
                      .C = C.data(),
                      .cRow = 7});
        for (std::size_t i = 0; i < C.size(); ++i) {
            QCOMPARE(std::isnan(C[i]), i / 7 == 1);
        }
    }

    void aNaNInAProductStaysVisibleThroughTheRelu_data() { everySet(true); }
    void aNaNInAProductStaysVisibleThroughTheRelu()
    {
        QFETCH(const Kernels*, set);
        for (const Index K : {5, 300}) { // in a tile, and along one long column
            Reals a = numbers(K), b = numbers(K), c(1);
            a[2] = kNaN;
            set->product({.M = 1,
                          .N = 1,
                          .K = K,
                          .A = a.data(),
                          .aRow = K,
                          .aCol = 1,
                          .B = b.data(),
                          .bRow = 1,
                          .C = c.data(),
                          .cRow = 1,
                          .relu = true});
            QVERIFY(std::isnan(c[0]));
        }
    }

    void turnedMatricesAreThoseOfThePlainLoops_data() { everySet(); }
    void turnedMatricesAreThoseOfThePlainLoops()
    {
        QFETCH(const Kernels*, set);
        for (int round = 0; round < 200; ++round) {
            const Index M = among({1, 2, 7, 8, 15, 16, 17, 33, 64}), N = among({1, 3, 8, 9, 16, 31, 49});
            const Index fromRow = N + among({0, 5}), toRow = M + among({0, 3});
            const Reals from = numbers(M * fromRow), before = numbers(N * toRow);
            const bool add = round % 2 == 0;
            Reals ours = before, plain = before;
            set->transpose(M, N, from.data(), fromRow, ours.data(), toRow, add);
            kernels::plain().transpose(M, N, from.data(), fromRow, plain.data(), toRow, add);
            QVERIFY(sameBits(ours, plain)); // what lies between the rows is as it was, too
        }
    }

    // C = A Bᵀ, whichever of the matrices is turned for it, in one go or a few rows at a time.
    void productsWithATransposedMatrixAreThoseOfTheDefinition()
    {
        for (int round = 0; round < 20; ++round) {
            const Index M = among({1, 2, 8, 16, 17, 70}), K = among({1, 2, 9, 64}), N = among({1, 5, 64, 65, 300, 700});
            const Reals A = numbers(M * K), B = numbers(N * K), before = numbers(M * N);
            Reals expected(before.size());
            for (Index i = 0; i < M * N; ++i) {
                kernels::plain().product({.M = 1,
                                          .N = 1,
                                          .K = K,
                                          .A = A.data() + i / N * K,
                                          .aRow = K,
                                          .aCol = 1,
                                          .B = B.data() + i % N * K,
                                          .bRow = 1,
                                          .C = &expected[static_cast<std::size_t>(i)],
                                          .cRow = 1});
            }
            for (const bool add : {false, true}) {
                Reals C = before;
                multiplyTransposedB({C.data(), M, N}, {const_cast<Real*>(A.data()), M, K},
                                    {const_cast<Real*>(B.data()), N, K}, add);
                for (std::size_t i = 0; add && i < C.size(); ++i) {
                    C[i] -= before[i];
                }
                QVERIFY(difference(C, expected) < 2e-5);
            }
        }
    }

    void sumsOfRowsAreThoseOfThePlainLoops_data() { everySet(); }
    void sumsOfRowsAreThoseOfThePlainLoops()
    {
        QFETCH(const Kernels*, set);
        for (int round = 0; round < 300; ++round) {
            const Index count = among({0, 1, 2, 9, 50}), segments = among({1, 2, 3, 4, 5, 7});
            const Index size = among({1, 3, 15, 16, 17, 48, 65, 96, 150}), apart = size + among({0, 7});
            const Index outApart = size + among({0, 3}), places = 40;
            const Reals rows = numbers(places + segments * apart + kernels::kSlack), weight = numbers(count);
            std::vector<std::int32_t> offset;
            for (Index e = 0; e < count; ++e) {
                offset.push_back(static_cast<std::int32_t>(chance().below(places)));
            }
            const bool add = round % 2 == 0;
            const Reals before = numbers(segments * outApart);
            Reals ours = before, plain = before;
            kernels::RowSum sum{.count = count,
                                .weight = weight.data(),
                                .offset = offset.data(),
                                .rows = rows.data(),
                                .segments = segments,
                                .size = size,
                                .rowSegment = apart,
                                .out = ours.data(),
                                .outSegment = outApart,
                                .add = add};
            set->rowSum(sum);
            sum.out = plain.data();
            kernels::plain().rowSum(sum);
            QVERIFY(difference(ours, plain) <= 4 * static_cast<double>(count + 1) * kEpsilon * 8);
            for (Index i = 0; i < segments * outApart; ++i) {
                const auto at = static_cast<std::size_t>(i);
                QVERIFY2(i % outApart < size || sameBits(ours[at], before[at]), "wrote beyond a segment");
            }
        }
    }
};

QTEST_APPLESS_MAIN(ProductsTest)
#include "tst_products.moc"
