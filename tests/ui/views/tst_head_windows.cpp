// Heads that ask only their window are compared with what that window would give: in words, numbers and colours.
#include "tests/ui/views/inspector_in_window.h"
#include "ui/views/head_grid.h"
#include "ui/views/heads_figure.h"
#include "ui/views/inspected.h"
#include "ui/views/map_words.h"

#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace fovea;

namespace {

constexpr Index kSide = 4, kPlaces = kSide * kSide;
constexpr int kInObject = 6; // row 2, column 3: the object covers all of this cell

/// A block of one head on 4 × 4 places that ask all places of their window of `side` × `side` alike.
MapOfSample windowed(Index side, int number = 0)
{
    MapOfSample map{Tensor({1, kPlaces, kPlaces}), {kSide, kSide}, "mix." + std::to_string(number)};
    map.queryGrid = map.keys;
    for (Index q = 0; q < kPlaces; ++q) {
        for (Index k = 0; k < kPlaces; ++k) {
            const bool together = q / kSide / side == k / kSide / side && q % kSide / side == k % kSide / side;
            map.weights[q * kPlaces + k] = together ? 1 / static_cast<Real>(side * side) : 0;
        }
    }
    map.reach = {1.5};
    map.uniformReach = 4;
    return map;
}

ShownSample shown(std::vector<MapOfSample> maps)
{
    ShownSample sample = sampleOf(0, 0, uniformMap(false));
    sample.answer->maps = std::move(maps);
    return sample;
}

} // namespace

class HeadWindowsTest : public QObject
{
    Q_OBJECT

private slots:
    /// Of weights that are hardly different none is a choice; of a window only its own places count.
    void whoAsksAllAlikeAsksNoPlace()
    {
        Tensor grid({4, 4});
        std::fill_n(grid.data(), 16, Real(1) / 16);
        grid[5] = Real(0.07);
        QVERIFY(!peakOf(grid));
        grid[5] = Real(0.2);
        QVERIFY(peakOf(grid) && peakOf(grid)->row == 1 && peakOf(grid)->column == 1);
        Tensor window({4, 4});
        std::vector<bool> among(16);
        for (const Index place : {0, 1, 4, 5}) {
            window[place] = Real(0.25);
            among[static_cast<std::size_t>(place)] = true;
        }
        QVERIFY(peakOf(window) && !peakOf(window, among)); // four times uniform over the image, and yet no choice
        window[4] = Real(0.4);
        QVERIFY(peakOf(window, among) && peakOf(window, among)->row == 1 && peakOf(window, among)->column == 0);
        std::fill_n(window.data(), 16, Real(0));
        window[4] = 1; // so sure that the others of its window get nothing at all
        QVERIFY(peakOf(window, among) && peakOf(window, among)->weight == 1);
    }

    void aWindowIsComparedWithItself()
    {
        const std::vector<MapOfSample> maps{windowed(2)};
        const std::vector<HeadRow> rows = headRows(maps, true, kInObject, {}, ScaleKind::TimesUniform);
        QCOMPARE(choicesOf(rows[0].among, kPlaces), Index(4));
        QCOMPARE(asksTexts(rows[0], 0).first(), QString("asks all its window about alike"));
        QVERIFY2(rows[0].scale->name().contains("1/4"), qPrintable(rows[0].scale->name()));
        QCOMPARE(rows[0].scale->t(0.25), 0.5);
        const std::vector<HeadRow> mean = headRows(maps, true, -1, {}, ScaleKind::TimesUniform);
        QVERIFY(mean[0].among.empty()); // all windows together lie over all places
        QCOMPARE(mean[0].scale->t(1.0 / kPlaces), 0.5);
        const std::vector<HeadRow> all = headRows({windowed(4)}, true, kInObject, {}, ScaleKind::TimesUniform);
        QCOMPARE(asksTexts(all[0], 0).first(), QString("asks all about alike"));
    }

    void chanceIsThatOfTheWindow()
    {
        const MapOfSample layer = windowed(2);
        const MapRow row{0, 0, kInObject};
        const PicturePtr picture = pictureOfClass(0);
        const QStringList lines = linesAbout(oneRow(layer, row), *picture, askedIn(layer, row));
        QCOMPARE(lines, QStringList({"over 4.0 of 4 cells of its window, largest 0.25",
                                     "weight on the object 0.25, by chance 0.25",
                                     "looks everywhere alike: it hits nothing yet"}));
    }

    /// Where windows are not all of one size, a colour means as many times each one's own uniform.
    void rowsOfDifferentWindowsShareTheirColours()
    {
        const std::vector<MapOfSample> maps{windowed(4), windowed(2, 1)};
        const std::vector<HeadRow> rows = headRows(maps, true, kInObject, {}, ScaleKind::TimesUniform);
        QCOMPARE(rows[0].scale->t(2.0 / kPlaces), rows[1].scale->t(2.0 / 4));
        QCOMPARE(rows[0].scale->ticks().size(), rows[1].scale->ticks().size());
        QCOMPARE(rows[1].scale->name(), QString("weight, times uniform"));
    }

    void theInspectorSaysItAndHasTheColoursOfTheHeads()
    {
        const auto view = inspector({332, 696});
        view->setFull(true);
        view->showSample(shown({windowed(4), windowed(2, 1)}));
        for (QToolButton* button : view->findChildren<QToolButton*>()) {
            if (button->accessibleName() == "Inspector: heads") {
                button->click();
            }
        }
        PictureCanvas& canvas = canvasOf(*view);
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.middleOf(kInObject));
        QTRY_VERIFY2(words(*view).contains("4 cells of its window"), qPrintable(words(*view)));
        QVERIFY(canvas.map().scale == view->findChild<HeadGrid*>()->rows().back().scale);
        canvas.setFocus();
        for (int i = 0; i < kSide; ++i) { // into the corner
            QTest::keyClick(&canvas, Qt::Key_Up);
            QTest::keyClick(&canvas, Qt::Key_Left);
        }
        QVERIFY2(words(*view).contains("row 1, column 1: in another window, not asked"), qPrintable(words(*view)));
        QTest::keyClick(&canvas, Qt::Key_Right);
        QTest::keyClick(&canvas, Qt::Key_Right);
        QVERIFY2(words(*view).contains("row 1, column 3: weight 0.25 = 1.0 × uniform"), qPrintable(words(*view)));
    }
};

QTEST_MAIN(HeadWindowsTest)
#include "tst_head_windows.moc"
