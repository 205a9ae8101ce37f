// Labels of changes: beside each other where there is room, above each other where not, and the newest first.
#include "ui/curves/label_rows.h"

#include <QtTest>

using namespace fovea;

class LabelRowsTest : public QObject
{
    Q_OBJECT

    using Rows = std::vector<int>;

private slots:
    void thoseWithRoomShareTheLowestRow() { QCOMPARE(rowsOfLabels({{0, 10}, {10, 20}, {25, 30}}, 3), (Rows{0, 0, 0})); }

    void thoseThatMeetStandAboveEachOtherTheNewestLowest()
    {
        QCOMPARE(rowsOfLabels({{0, 10}, {5, 15}, {9, 19}}, 3), (Rows{2, 1, 0}));
        QCOMPARE(rowsOfLabels({{0, 10}, {5, 15}, {12, 19}}, 3), (Rows{0, 1, 0}));
    }

    void whereAllRowsAreTakenTheOldestGoWithoutALabel()
    {
        QCOMPARE(rowsOfLabels({{0, 10}, {0, 10}, {0, 10}, {40, 50}}, 2), (Rows{-1, 1, 0, 0}));
        QCOMPARE(rowsOfLabels({}, 2), Rows());
    }
};

QTEST_APPLESS_MAIN(LabelRowsTest)
#include "tst_label_rows.moc"
