// Whom a place can ask, read off the weights.
#include "core/explain/asked.h"
#include "core/explain/distance.h"

#include <QTest>

using namespace fovea;

namespace {

/// One row of places in windows of these sizes, each asking all of its own alike, in `heads` heads after `extra` tokens that ask
/// everybody.
Tensor windows(const std::vector<Index>& sizes, Index heads = 1, Index extra = 0)
{
    std::vector<int> of;
    for (std::size_t w = 0; w < sizes.size(); ++w) {
        of.insert(of.end(), static_cast<std::size_t>(sizes[w]), static_cast<int>(w));
    }
    const Index N = static_cast<Index>(of.size()), tokens = extra + N;
    Tensor weights({heads, tokens, tokens});
    for (Index h = 0; h < heads; ++h) {
        for (Index i = 0; i < tokens; ++i) {
            for (Index j = 0; j < tokens; ++j) {
                const bool asks = i < extra || j < extra ||
                                  of[static_cast<std::size_t>(i - extra)] == of[static_cast<std::size_t>(j - extra)];
                weights[(h * tokens + i) * tokens + j] = asks ? Real(0.1) : 0;
            }
        }
    }
    return weights;
}

} // namespace

class AskedTest : public QObject
{
    Q_OBJECT

private slots:
    void whereAllAskAllThereAreNoWindows()
    {
        QVERIFY(askedFrom(windows({6}), 0, 3).empty());
        QVERIFY(windowsIn(windows({6}, 2), 0).empty());
        QCOMPARE(choicesOf({}, 6), Index(6));
    }

    void aPlaceAsksItsWindow()
    {
        const std::vector<bool> asked = askedFrom(windows({2, 3, 1}), 0, 3);
        QVERIFY((asked == std::vector<bool>{false, false, true, true, true, false}));
        QCOMPARE(choicesOf(asked, 6), Index(3));
        QVERIFY((windowsIn(windows({2, 3, 1}, 2), 0) == std::vector<int>{0, 0, 1, 1, 1, 2}));
    }

    void tokensThatAreNoPlacesJoinNothing()
    {
        QVERIFY((windowsIn(windows({2, 2}, 1, 1), 1) == std::vector<int>{0, 0, 1, 1}));
    }

    /// Weights so sure that they are zero elsewhere: what one head leaves out another asks, or the place that is asked.
    void aSureHeadDoesNotNarrowTheWindow()
    {
        Tensor weights = windows({3, 3}, 2);
        for (Index j = 0; j < 6; ++j) {
            weights[0 * 6 + j] = j == 1 ? 1 : 0;      // place 0 asks nobody but place 1, in both heads
            weights[36 + 0 * 6 + j] = j == 1 ? 1 : 0; // and place 1 asks all three
        }
        QCOMPARE(choicesOf(askedFrom(weights, 0, 0), 6), Index(3));
    }

    /// 1 × 4 places 10 pixels apart: over all of them 12.5 in the mean, in pairs 5.
    void chanceReachesNoFurtherThanTheWindow()
    {
        QCOMPARE(uniformDistance({1, 4}, {8, 40, 1}), 12.5);
        QCOMPARE(uniformDistance({1, 4}, {8, 40, 1}, {0, 0, 1, 1}), 5.0);
        QCOMPARE(uniformDistance({1, 4}, {8, 40, 1}, {0, 1, 2, 3}), 0.0);
    }
};

QTEST_APPLESS_MAIN(AskedTest)
#include "tst_asked.moc"
