// Splits by chance that keep the proportion of the classes.
#include "core/data/stratified.h"

#include <QTest>

#include <algorithm>
#include <numeric>

using namespace fovea;

namespace {

std::vector<Index> upTo(Index count)
{
    std::vector<Index> all(static_cast<std::size_t>(count));
    std::iota(all.begin(), all.end(), Index{0});
    return all;
}

/// 100 of class 0, 40 of class 1, 2 of class 2, in turn as far as they go.
std::vector<std::uint8_t> unevenLabels()
{
    std::vector<std::uint8_t> labels;
    for (int i = 0; i < 100; ++i) {
        labels.push_back(0);
        if (i < 40) {
            labels.push_back(1);
        }
        if (i < 2) {
            labels.push_back(2);
        }
    }
    return labels;
}

} // namespace

class StratifiedTest : public QObject
{
    Q_OBJECT

private slots:
    void everyClassIsTakenInProportion()
    {
        const auto labels = unevenLabels();
        const TwoParts parts = takeStratified(labels, upTo(142), 71, 3);
        const auto taken = [&](int label) {
            return std::count_if(parts.taken.begin(), parts.taken.end(),
                                 [&](Index i) { return labels[static_cast<std::size_t>(i)] == label; });
        };
        QCOMPARE(parts.taken.size(), std::size_t{71});
        QVERIFY(taken(0) == 50 && taken(1) == 20 && taken(2) == 1);
    }

    void theTwoPartsAreDisjointAndRise()
    {
        const TwoParts parts = takeStratified(unevenLabels(), upTo(142), 30, 3);
        QCOMPARE(parts.taken.size(), std::size_t{30});
        QVERIFY(std::is_sorted(parts.taken.begin(), parts.taken.end()));
        std::vector<Index> both = parts.kept;
        both.insert(both.end(), parts.taken.begin(), parts.taken.end());
        std::sort(both.begin(), both.end());
        QVERIFY(both == upTo(142));
    }

    void theSeedDecidesAndNothingElse()
    {
        const auto labels = unevenLabels();
        QVERIFY(takeStratified(labels, upTo(142), 30, 3).taken == takeStratified(labels, upTo(142), 30, 3).taken);
        QVERIFY(takeStratified(labels, upTo(142), 30, 3).taken != takeStratified(labels, upTo(142), 30, 4).taken);
    }

    void neverMoreThanHalfAndNothingOfNothing()
    {
        const std::vector<std::uint8_t> labels = {0, 0, 1};
        QCOMPARE(takeStratified(labels, upTo(3), 100, 0).taken.size(), std::size_t{1});
        QVERIFY(takeStratified(labels, upTo(3), 0, 0).taken.empty());
        QVERIFY(takeStratified({}, {}, 5, 0).taken.empty());
    }
};

QTEST_APPLESS_MAIN(StratifiedTest)
#include "tst_stratified.moc"
