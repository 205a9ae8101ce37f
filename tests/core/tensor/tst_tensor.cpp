// Shapes and tensors: what the rest of core takes for granted.
#include "core/tensor/views.h"

#include <QTest>

#include <cstdint>

using namespace fovea;

class TensorTest : public QObject
{
    Q_OBJECT

private slots:
    void aShapeKnowsItsSizes()
    {
        const Shape s{8, 28, 30, 3};
        QCOMPARE(s.rank(), 4);
        QCOMPARE(s.dim(1), 28);
        QCOMPARE(s.dim(-1), 3);
        QCOMPARE(s.dim(-4), 8);
        QCOMPARE(s.size(), 8 * 28 * 30 * 3);
        QCOMPARE(s.rows(), 8 * 28 * 30);
        QCOMPARE(s.cols(), 3);
        QCOMPARE(s.text(), std::string("(8 × 28 × 30 × 3)"));
    }

    void aShapeWithoutDimensionsIsOneNumber()
    {
        const Shape s;
        QCOMPARE(s.rank(), 0);
        QCOMPARE(s.size(), 1);
        QCOMPARE(s.rows(), 1);
        QCOMPARE(s.cols(), 1);
        QCOMPARE(s.text(), std::string("()"));
    }

    void aShapeCanBeAltered()
    {
        const Shape s{2, 3, 4};
        QVERIFY(s.withLast(7) == Shape({2, 3, 7}));
        QVERIFY(s.withFirst(7) == Shape({7, 3, 4}));
        QVERIFY(s.without(1) == Shape({2, 4}));
        QVERIFY(s.without(-1) == Shape({2, 3}));
        QVERIFY(s.ofOne() == Shape({3, 4}));
        Shape longer = s;
        longer.append(5);
        QVERIFY(longer == Shape({2, 3, 4, 5}));
        QVERIFY(!(longer == s));
        QVERIFY(!(Shape{6} == Shape({2, 3})));
        QVERIFY(!(Shape{2, 3} == Shape({3, 2})));
    }

    void anEmptyDimensionMakesAnEmptyTensor()
    {
        const Tensor t(Shape{3, 0, 2});
        QCOMPARE(t.size(), 0);
        QVERIFY(t.empty());
    }

    void aNewTensorIsZeroAndAligned()
    {
        for (const Index size : {1, 3, 17, 1000}) {
            const Tensor t(Shape{size});
            QVERIFY((array(t) == 0).all());
            QCOMPARE(reinterpret_cast<std::uintptr_t>(t.data()) % kAlignment, std::uintptr_t{0});
        }
    }

    void numbersLieRowByRow()
    {
        Tensor t({2, 3}, {1, 2, 3, 4, 5, 6});
        QCOMPARE(matrix(t)(0, 2), Real(3));
        QCOMPARE(matrix(t)(1, 0), Real(4));
        matrix(t)(1, 1) = 9;
        QCOMPARE(t[4], Real(9));
        QCOMPARE(matrix(t).row(1).sum(), Real(19));
        const Tensor image(Shape{2, 4, 5, 3}); // channels last: a map is its list of tokens
        QCOMPARE(matrix(image).rows(), 2 * 4 * 5);
        QCOMPARE(matrix(image).cols(), 3);
    }

    void tensorsCompareByShapeAndNumbers()
    {
        const Tensor a({2, 2}, {1, 2, 3, 4});
        QVERIFY(a == Tensor({2, 2}, {1, 2, 3, 4}));
        QVERIFY(!(a == Tensor({4}, {1, 2, 3, 4})));
        QVERIFY(!(a == Tensor({2, 2}, {1, 2, 3, 5})));
        Tensor copy = a;
        copy[0] = 7;
        QCOMPARE(a[0], Real(1));
    }
};

QTEST_APPLESS_MAIN(TensorTest)
#include "tst_tensor.moc"
