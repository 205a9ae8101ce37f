// The head grid: a row a layer, a map a head, one scale; clicks choose, double clicks solo; and far heads are told from near
// ones by numbers with their chance.
#include "tests/ui/views/shown_samples.h"
#include "ui/views/head_grid.h"
#include "ui/views/heads_figure.h"
#include "ui/views/inspector_view.h"
#include "ui/views/map_words.h"
#include "ui/views/page_choice.h"
#include "ui/views/picture_canvas.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace fovea;

namespace {

constexpr Index kSide = 4, kPlaces = kSide * kSide;

/// A block on 4 × 4 places: head h gives the weight 0.5 to the place h further than the one that asks, the rest evenly to all.
MapOfSample block(int number, Index heads, Index extra = 0)
{
    const Index tokens = extra + kPlaces;
    MapOfSample map{Tensor({heads, tokens, tokens}), {kSide, kSide}, "mix." + std::to_string(number)};
    map.queryGrid = map.keys;
    map.extra = extra;
    for (Index h = 0; h < heads; ++h) {
        for (Index q = 0; q < tokens; ++q) {
            Real* row = map.weights.data() + (h * tokens + q) * tokens;
            std::fill_n(row, tokens, static_cast<Real>(0.5 / static_cast<double>(tokens)));
            row[extra + (std::max<Index>(0, q - extra) + h) % kPlaces] += Real(0.5);
        }
    }
    for (Index h = 0; h < heads; ++h) {
        map.reach.push_back(1.5 + static_cast<double>(10 * number + h));
    }
    map.uniformReach = 16.5;
    return map;
}

AnswerOfSample mixing(Index heads = 2, Index extra = 0)
{
    AnswerOfSample answer = answerOf(0, mapWithPeak(kSide, kSide, 5, 0.4));
    answer.maps.push_back(block(0, heads, extra));
    answer.maps.push_back(block(1, heads, extra));
    MapOfSample rolled = mapWithPeak(kSide, kSide, 6, 0.3);
    rolled.layer = "rollout";
    answer.maps.push_back(rolled);
    return answer;
}

ShownSample shown(AnswerOfSample answer)
{
    ShownSample sample;
    sample.picture = pictureOfClass(0);
    sample.answer = std::move(answer);
    return sample;
}

std::unique_ptr<InspectorView> inspector(const ShownSample& sample, bool full, QSize size = {332, 696})
{
    auto view = std::make_unique<InspectorView>();
    view->resize(size);
    view->showScene(needleScene());
    view->setFull(full);
    view->showSample(sample);
    view->show();
    static_cast<void>(QTest::qWaitForWindowActive(view.get()));
    return view;
}

QToolButton* pageButton(InspectorView& view, const QString& name)
{
    for (QToolButton* button : view.findChildren<QToolButton*>()) {
        if (button->accessibleName() == "Inspector: " + name) {
            return button;
        }
    }
    return nullptr;
}

HeadGrid& gridIn(InspectorView& view)
{
    return *view.findChild<HeadGrid*>();
}

PictureCanvas& canvasOf(InspectorView& view)
{
    return *view.findChildren<PictureCanvas*>()[0];
}

double at(const Tensor& grid, Index place)
{
    return static_cast<double>(grid[place]);
}

QString words(InspectorView& view)
{
    QStringList texts;
    for (const QLabel* label : view.findChildren<QLabel*>()) {
        texts << label->text();
    }
    return texts.join('\n');
}

} // namespace

class TestHeadGrid : public QObject
{
    Q_OBJECT

private slots:
    void everyLayerIsARowAndEveryHeadAMap()
    {
        const std::vector<HeadRow> rows = headRows(mixing().maps, true, -1, {}, ScaleKind::TimesUniform);
        QStringList names;
        for (const HeadRow& row : rows) {
            names << row.name;
        }
        QCOMPARE(names, QStringList({"block 1", "block 2", "pooling", "rollout"}));
        QCOMPARE(rows[0].grids.size(), std::size_t(2));
        QCOMPARE(rows[2].grids.size(), std::size_t(1));
    }

    void simpleShowsTheLayerThatLooks()
    {
        const std::vector<HeadRow> blocks = headRows(mixing().maps, false, -1, {}, ScaleKind::TimesUniform);
        QCOMPARE(blocks.size(), std::size_t(1));
        QCOMPARE(blocks[0].name, QString("block 2")); // the pooling has one head only
        const AnswerOfSample pooled = answerOf(0, mapWithPeak(8, 8, 5, 0.4, 4));
        const std::vector<HeadRow> heads = headRows(pooled.maps, false, -1, {}, ScaleKind::TimesUniform);
        QCOMPARE(heads[0].name, QString("pooling"));
        QCOMPARE(heads[0].grids.size(), std::size_t(4));
    }

    void oneHeadOfAPoolingAloneIsNoGrid()
    {
        QVERIFY(!hasHeads(answerOf(0, mapWithPeak(8, 8, 5, 0.4)).maps));
        QVERIFY(headRows(answerOf(0, mapWithPeak(8, 8, 5, 0.4)).maps, true, -1, {}, ScaleKind::Fixed).empty());
        QVERIFY(hasHeads(mixing(1).maps)); // tokens that ask, if by one head
    }

    void aPlaceThatAsksShowsItsRowInEachHead()
    {
        const std::vector<HeadRow> rows = headRows(mixing().maps, true, 5, {}, ScaleKind::TimesUniform);
        for (const std::size_t layer : {0u, 1u}) {
            for (const Index head : {0, 1}) {
                const Tensor& grid = rows[layer].grids[static_cast<std::size_t>(head)];
                QVERIFY(std::abs(at(grid, 5 + head) - (0.5 + 0.5 / 16)) < 1e-6);
                QVERIFY(std::abs(at(grid, 0) - 0.5 / 16) < 1e-6);
            }
            QVERIFY(rows[layer].asked);
        }
        QVERIFY(!rows[2].asked); // the pooling asks from no place
    }

    /// Its token is left out, and what is left sums to one.
    void placesBesideAClassTokenKeepTheirPlace()
    {
        const MapOfSample layer = block(0, 2, 1);
        const MapOfSample one = oneRow(layer, {0, 1, 5});
        QCOMPARE(one.weights.dim(2), kPlaces);
        double sum = 0;
        for (Index i = 0; i < kPlaces; ++i) {
            sum += at(one.weights, i);
        }
        QVERIFY(std::abs(sum - 1) < 1e-6);
        const double share = 0.5 / 17;
        QVERIFY(std::abs(at(one.weights, 6) - (0.5 + share) / (1 - share)) < 1e-6);
        QCOMPARE(queriesOf(layer), 16);
    }

    void allMapsShareOneScale()
    {
        for (const ScaleKind kind : {ScaleKind::TimesUniform, ScaleKind::Fixed, ScaleKind::PerLayer}) {
            const std::vector<HeadRow> rows = headRows(mixing().maps, true, 5, {}, kind);
            for (const HeadRow& row : rows) {
                QVERIFY(row.scale.has_value() && *row.scale == *rows[0].scale);
            }
        }
        const std::vector<HeadRow> rows = headRows(mixing().maps, true, 5, {}, ScaleKind::PerLayer);
        QVERIFY(rows[0].scale->t(0.5 + 0.5 / 16) > 0.99); // the largest of all of them
        QVERIFY(rows[2].scale->t(0.4) < 0.9);
    }

    void reachStandsBelowEachHeadWithItsChance()
    {
        const auto view = inspector(shown(mixing()), true);
        pageButton(*view, "heads")->click();
        HeadGrid& grid = gridIn(*view);
        QCOMPARE(grid.caption(0, 0), QLocale().toString(1.5, 'f', 1));
        QCOMPARE(grid.caption(1, 1), QLocale().toString(12.5, 'f', 1));
        QCOMPARE(grid.caption(2, 0), QString()); // of the pooling nobody can say it
        QCOMPARE(reachText(block(1, 2), 1), QString("looks 12.5 px far in the mean, by chance 16.5"));
        QCOMPARE(reachText(block(1, 2), -1), QString("looks 12.0 px far in the mean, by chance 16.5"));
        QVERIFY(reachText(mapWithPeak(8, 8, 1, 0.5), -1).isEmpty());
    }

    void thePageOfHeadsExistsOnlyWhereThereAreHeads()
    {
        const auto plain = inspector(shown(answerOf(0, mapWithPeak(8, 8, 5, 0.4))), true);
        QVERIFY(!plain->findChild<PageChoice*>()->isVisible());
        const auto view = inspector(shown(mixing()), true);
        QVERIFY(pageButton(*view, "heads")->isVisible());
        QVERIFY(!pageButton(*view, "gates")->isVisible());
        QVERIFY(pageButton(*view, "cost")->isVisible());
        view->setFull(false);
        QVERIFY(!pageButton(*view, "cost")->isVisible());
        pageButton(*view, "heads")->click();
        QCOMPARE(view->page(), InspectorPage::Heads);
        view->showSample(shown(answerOf(0, mapWithPeak(8, 8, 5, 0.4)))); // another network
        QCOMPARE(view->page(), InspectorPage::Picture);
        QVERIFY(!gridIn(*view).isVisible());
    }

    void aClickShowsTheHeadsFiguresAndADoubleClickSolosIt()
    {
        const auto view = inspector(shown(mixing()), true);
        pageButton(*view, "heads")->click();
        HeadGrid& grid = gridIn(*view);
        QSignalSpy picked(&grid, &HeadGrid::picked);
        QTest::mouseClick(&grid, Qt::LeftButton, {}, grid.tileRect(1, 1).center());
        QCOMPARE(picked.count(), 1);
        QCOMPARE(view->page(), InspectorPage::Heads);
        QTRY_VERIFY(words(*view).contains("looks 12.5 px far"));
        const Tensor& seen = canvasOf(*view).map().grid;
        QCOMPARE(seen, gridOf(oneRow(shown(mixing()).answer->maps[2], {2, 1, -1})));
        QTest::mouseDClick(&grid, Qt::LeftButton, {}, grid.tileRect(0, 0).center());
        QCOMPARE(view->page(), InspectorPage::Picture);
        QVERIFY(!grid.isVisible());
        QCOMPARE(canvasOf(*view).map().grid, gridOf(oneRow(shown(mixing()).answer->maps[1], {1, 0, -1})));
    }

    void keysWalkThroughTheHeads()
    {
        const auto view = inspector(shown(mixing()), true);
        pageButton(*view, "heads")->click();
        HeadGrid& grid = gridIn(*view);
        grid.setFocus(Qt::TabFocusReason);
        QSignalSpy picked(&grid, &HeadGrid::picked), soloed(&grid, &HeadGrid::soloed);
        QTest::keyClick(&grid, Qt::Key_Right);
        QTest::keyClick(&grid, Qt::Key_Down);
        QCOMPARE(picked.last().first().value<MapRow>(), (MapRow{2, 1, -1}));
        QVERIFY(grid.accessibleDescription().startsWith("block 2, head 2: "));
        QVERIFY(grid.accessibleDescription().contains("looks 12.5 px far"));
        QTest::keyClick(&grid, Qt::Key_Left);
        QCOMPARE(picked.last().first().value<MapRow>(), (MapRow{2, 0, -1}));
        QTest::keyClick(&grid, Qt::Key_Up);
        QCOMPARE(picked.last().first().value<MapRow>(), (MapRow{1, 0, -1}));
        QTest::keyClick(&grid, Qt::Key_Down);
        QTest::keyClick(&grid, Qt::Key_Down); // the pooling has one head
        QCOMPARE(picked.last().first().value<MapRow>(), (MapRow{0, -1, -1}));
        QTest::keyClick(&grid, Qt::Key_Return);
        QCOMPARE(soloed.count(), 1);
    }

    void aClickOnThePictureAsksInEveryBlock()
    {
        const auto view = inspector(shown(mixing()), true);
        pageButton(*view, "heads")->click();
        PictureCanvas& canvas = canvasOf(*view);
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.middleOf(9));
        for (const std::size_t layer : {0u, 1u}) {
            const HeadRow& row = gridIn(*view).rows()[layer];
            QVERIFY(row.asked);
            QCOMPARE(row.query, 9);
        }
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.middleOf(9)); // again: all of them in the mean
        QVERIFY(!gridIn(*view).rows()[0].asked);
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.middleOf(9));
        view->showSample(shown(mixing())); // another picture: nobody has clicked there
        QVERIFY(!gridIn(*view).rows()[0].asked);
    }

    /// Head h gives 0.5 and its even share of the rest to the place h further than the one that asks.
    void aClickedPlaceSaysWhatEachHeadAsksMost()
    {
        AnswerOfSample answer = mixing();
        std::erase_if(answer.maps, [](const MapOfSample& map) { return map.layer.starts_with("rollout"); });
        const auto view = inspector(shown(answer), true);
        pageButton(*view, "heads")->click();
        HeadGrid& grid = gridIn(*view);
        QVERIFY(grid.asksMost(0, 0).isEmpty()); // nobody has clicked
        PictureCanvas& canvas = canvasOf(*view);
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.middleOf(9));
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.middleOf(9)); // again: none
        QCoreApplication::processEvents();                                  // the page is arranged
        QVERIFY(grid.asksMost(0, 0).isEmpty());
        const QRect before = grid.tileRect(1, 1);
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.middleOf(9));
        QCOMPARE(grid.asksMost(0, 0).first(), QString("asks row 3, column 2: 0.53"));
        QCOMPARE(grid.asksMost(1, 1).first(), QString("asks row 3, column 3: 0.53"));
        QCOMPARE(grid.asksMost(1, 1).last(), QString("0.53")); // where there is room for no more
        QVERIFY(grid.asksMost(2, 0).isEmpty());                // the pooling asks from no place
        QCOMPARE(grid.tileRect(1, 1), before);                 // and nothing has moved for it
        QTest::mouseClick(&grid, Qt::LeftButton, {}, grid.tileRect(1, 1).center());
        QVERIFY2(grid.accessibleDescription().contains("asks row 3, column 3: 0.53"),
                 qPrintable(grid.accessibleDescription()));
    }

    void mapsLieBesideEachOtherInsideTheGrid_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("heads");
        QTest::newRow("small") << QSize(332, 564) << 4;
        QTest::newRow("small, many") << QSize(332, 564) << 8;
        QTest::newRow("large") << QSize(600, 1000) << 4;
    }

    void mapsLieBesideEachOtherInsideTheGrid()
    {
        QFETCH(QSize, size);
        QFETCH(int, heads);
        const auto view = inspector(shown(mixing(heads)), true, size);
        pageButton(*view, "heads")->click();
        HeadGrid& grid = gridIn(*view);
        QTRY_VERIFY(grid.height() > 100);
        QRegion covered;
        for (int row = 0; row < 4; ++row) {
            for (int head = 0; head < static_cast<int>(grid.rows()[static_cast<std::size_t>(row)].grids.size());
                 ++head) {
                const QRect tile = grid.tileRect(row, head);
                QVERIFY(grid.rect().contains(tile));
                QVERIFY(!covered.intersects(tile));
                covered += tile;
            }
        }
        QVERIFY(canvasOf(*view).height() >= 100);
    }
};

QTEST_MAIN(TestHeadGrid)
#include "tst_head_grid.moc"
