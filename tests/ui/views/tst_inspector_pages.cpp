// What is large is the mechanism that was chosen: heads where tokens look at each other, gates where nothing else learns, and
// beside both what the network answers.
#include "tests/ui/paint/written_text.h"
#include "tests/ui/views/inspector_in_window.h"
#include "ui/views/head_grid.h"
#include "ui/views/map_words.h"
#include "ui/views/page_choice.h"
#include "ui/views/probability_bars.h"

#include <QComboBox>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>

using namespace fovea;

namespace {

constexpr Index kPlaces = 16;

/// Each place of 4 × 4 looks at place 3 with 0.5, and evenly at all.
MapOfSample block(int number, Index heads = 4)
{
    MapOfSample map{Tensor({heads, kPlaces, kPlaces}), {4, 4}, "mix." + std::to_string(number)};
    map.queryGrid = map.keys;
    for (Index row = 0; row < heads * kPlaces; ++row) {
        for (Index k = 0; k < kPlaces; ++k) {
            map.weights[row * kPlaces + k] = static_cast<Real>((k == 3 ? 0.5 : 0.0) + 0.5 / kPlaces);
        }
    }
    map.reach.assign(static_cast<std::size_t>(heads), 8.1);
    map.uniformReach = 16.6;
    return map;
}

MapOfSample meanPooling()
{
    MapOfSample map = mapWithPeak(4, 4, 0, 1.0 / kPlaces);
    map.learned = false;
    return map;
}

MapOfSample gate()
{
    MapOfSample map{Tensor({1, 1, 2}, Reals{Real(0.2), Real(0.9)}), {}, "gate.1"};
    map.shares = false;
    return map;
}

ShownSample withMaps(std::vector<MapOfSample> maps)
{
    ShownSample sample = sampleOf(0, 2, maps.front());
    sample.answer->maps = std::move(maps);
    return sample;
}

QToolButton* pageButton(InspectorView& view, const QString& name)
{
    return named<QToolButton>(view, "Inspector: " + name);
}

/// Whether all parts that are seen lie inside, and none on another.
bool partsLieApart(const InspectorView& view)
{
    QRegion covered;
    for (const QWidget* part : view.findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
        if (part->isVisible()) {
            if (!view.rect().contains(part->geometry()) || covered.intersects(part->geometry())) {
                return false;
            }
            covered += part->geometry();
        }
    }
    return true;
}

} // namespace

class TestInspectorPages : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qRegisterMetaType<fovea::MapLook>(); }

    void whereNobodyChoseTheMapThatLearnsIsLookedAt()
    {
        const std::vector<MapOfSample> mixed = {meanPooling(), block(0), block(1)};
        QCOMPARE(layerNumber(mixed, {}), 2); // the last block
        QCOMPARE(layerNumber({mapWithPeak(4, 4, 2, 0.5), block(0)}, {}), 0);
        QCOMPARE(layerNumber({gate(), meanPooling()}, {}), 1);
        QCOMPARE(layerNumber(mixed, {0, -1, -1}), 0); // chosen
        const ShownSample sample = withMaps(mixed);
        QCOMPARE(scoredMap(*sample.answer), &sample.answer->maps[0]); // what curves and reports score is the pooling
    }

    void headsComeFirstWhereTokensMix()
    {
        const auto view = inspector();
        view->showSample(withMaps({meanPooling(), block(0), block(1)}));
        QCOMPARE(view->page(), InspectorPage::Heads);
        QVERIFY(canvasOf(*view).map().grid[3] > Real(0.5));
        QTRY_VERIFY2(words(*view).contains("largest 0.53"), qPrintable(words(*view)));
        QVERIFY(!words(*view).contains(notLearned()));
        QVERIFY(!canvasOf(*view).map().grid.empty());
    }

    void uniformByDefinitionIsSaidOfThePoolingAlone()
    {
        const auto view = inspector();
        view->setFull(true);
        view->showSample(withMaps({meanPooling(), block(0)}));
        for (const HeadRow& row : view->findChild<HeadGrid*>()->rows()) {
            QVERIFY(row.name != "pooling");
        }
        auto* layers = named<QComboBox>(*view, "Layer of the map");
        QTest::keyClick(layers, Qt::Key_Home); // the pooling, by choice
        QTRY_VERIFY2(words(*view).contains("pooling: " + notLearned()), qPrintable(words(*view)));
    }

    void gatesComeFirstWhereNothingElseLearns()
    {
        const auto view = inspector();
        QSignalSpy asked(view.get(), &InspectorView::gatesAsked);
        view->showSample(withMaps({gate(), meanPooling()}));
        QCOMPARE(view->page(), InspectorPage::Gates);
        QCOMPARE(asked.back().front().toBool(), true);
        QVERIFY(!canvasOf(*view).map().hasMap()); // the picture alone: its colours may be the cue
        const auto attends = inspector();
        attends->showSample(withMaps({gate(), mapWithPeak(8, 8, kOnObject, 0.4)}));
        QCOMPARE(attends->page(), InspectorPage::Picture);
        QVERIFY(canvasOf(*attends).map().hasMap());
    }

    void whatSomebodyOpensStaysOpen()
    {
        const auto view = inspector();
        view->showSample(withMaps({meanPooling(), block(0)}));
        pageButton(*view, "picture")->click();
        view->showSample(withMaps({meanPooling(), block(0)}));
        view->setFull(true); // another page is offered
        QCOMPARE(view->page(), InspectorPage::Picture);
        view->showSample(withMaps({gate(), meanPooling()})); // a network of another kind
        QCOMPARE(view->page(), InspectorPage::Gates);
    }

    void answersStandOnThePagesOfHeadsAndGates_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<bool>("heads");
        for (const QSize size : {QSize(332, 564), QSize(400, 590), QSize(600, 656)}) {
            for (const bool heads : {true, false}) {
                QTest::addRow("%d %s", size.width(), heads ? "heads" : "gates") << size << heads;
            }
        }
    }

    void answersStandOnThePagesOfHeadsAndGates()
    {
        QFETCH(QSize, size);
        QFETCH(bool, heads);
        const auto view = inspector(size);
        view->showSample(heads ? withMaps({meanPooling(), block(0)}) : withMaps({gate(), meanPooling()}));
        const auto& bars = *view->findChild<ProbabilityBars*>();
        QTRY_VERIFY(bars.isVisible() && bars.height() > 60);
        QCOMPARE(bars.texts(), QStringList({"plus 0.10", "cross 0.10", "square 0.70", "diamond 0.10"}));
        QTRY_VERIFY(partsLieApart(*view));
    }

    /// Of many classes those that matter have a line, and the last sums up the others.
    void barsThatHaveNoRoomAreSummedUp()
    {
        ProbabilityBars bars;
        QStringList classes;
        for (int i = 0; i < 10; ++i) {
            classes << QString("class%1").arg(i);
        }
        std::vector<double> probabilities(10, 0.02);
        probabilities[7] = 0.82;
        bars.setForm(BarsForm::Small);
        bars.showProbabilities(classes, probabilities, 7);
        bars.setFixedHeight(4 * QFontMetrics(bars.font()).height() + 12);
        QCOMPARE(bars.texts().front(), QString("class7 0.82"));
        QVERIFY(bars.texts().size() >= 3 && bars.texts().size() <= 5);
        QVERIFY2(bars.texts().back().contains("others 0."), qPrintable(bars.texts().back()));
        QVERIFY(bars.heightForWidth(150) <= bars.height());
    }

    /// "bottom right" cut off is another answer.
    void namesOfSmallBarsAreReadToTheirEnds()
    {
        ProbabilityBars bars;
        bars.setForm(BarsForm::Small);
        const QStringList names{"top left", "top right", "bottom left", "bottom right"};
        bars.showProbabilities(names, {0.1, 0.2, 0.3, 0.4}, 3);
        bars.setMaximumHeight(180);
        bars.resize(120, 180);
        TextReader reader(bars.size());
        reader.read([&](QPainter& painter, const QRectF&) {
            bars.render(&painter, QPoint(), QRegion(), QWidget::DrawChildren);
        });
        for (const QString& name : names) {
            QVERIFY2(reader.written.contains(name), qPrintable(reader.written.join('|')));
        }
        QVERIFY(bars.heightForWidth(120) <= 180);
        QVERIFY(bars.heightForWidth(400) < bars.heightForWidth(120)); // beside their bars where there is room
    }

    void headsOfOneLayerAreLargerThanThePicture()
    {
        for (const QSize size : {QSize(332, 564), QSize(600, 656)}) {
            const auto view = inspector(size);
            view->showSample(withMaps({meanPooling(), block(0)}));
            const HeadGrid& grid = *view->findChild<HeadGrid*>();
            const auto area = [](const QRect& rect) { return rect.width() * rect.height(); };
            QTRY_VERIFY(partsLieApart(*view));
            QVERIFY(4 * area(grid.tileRect(0, 0)) > area(canvasOf(*view).pictureRect()));
            QRegion covered;
            for (int head = 0; head < 4; ++head) {
                QVERIFY(grid.rect().contains(grid.tileRect(0, head)));
                QVERIFY(!covered.intersects(grid.tileRect(0, head)));
                covered += grid.tileRect(0, head);
            }
            QVERIFY2(grid.tileRect(0, 0).width() >= size.width() / 5,
                     qPrintable(QString::number(grid.tileRect(0, 0).width())));
        }
    }

    void overACueOfColoursTheMapIsFramesAndTheChoiceIsKept()
    {
        const auto view = inspector();
        QSignalSpy changed(view.get(), &InspectorView::lookChanged);
        const auto style = [&] { return changed.back().front().value<MapLook>().style; };
        Scene coloured = needleScene();
        coloured.coloured = true;
        view->showScene(coloured);
        QVERIFY(style().framed);
        QCOMPARE(style().opacity, 1.0);
        named<QSlider>(*view, "Opacity of the map")->setValue(20);
        view->showScene(needleScene());
        QVERIFY(!style().framed);
        QCOMPARE(style().opacity, 0.6);
        view->showScene(coloured);
        QVERIFY(style().framed);
        QCOMPARE(style().opacity, 0.2);
    }

    void theScaleIsToldOnlyWhereItsBarIsSeen()
    {
        const auto view = inspector();
        std::optional<MapScale> told;
        connect(view.get(), &InspectorView::scaleShown, view.get(),
                [&](const std::optional<MapScale>& scale) { told = scale; });
        view->showSample(withMaps({gate(), mapWithPeak(8, 8, kOnObject, 0.4)}));
        QVERIFY(told == MapScale::timesUniform(64));
        pageButton(*view, "gates")->click();
        QVERIFY(!told);
    }
};

QTEST_MAIN(TestInspectorPages)
#include "tst_inspector_pages.moc"
