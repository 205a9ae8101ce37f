// The gallery shows every new map at once, its words in their own pace, and never a map without its colour bar.
#include "tests/ui/paint/ink.h"
#include "tests/ui/views/shown_samples.h"
#include "ui/paint/figure.h"
#include "ui/views/gallery_view.h"
#include "ui/views/map_words.h"
#include "ui/views/mark_legend.h"
#include "ui/views/scale_bar.h"
#include "ui/views/tile_grid.h"

#include <QComboBox>
#include <QLabel>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

#include <cmath>
#include <memory>

using namespace fovea;

namespace {

constexpr int kCell24 = 2 * 8 + 4; // a place on the object

std::unique_ptr<GalleryView> gallery(QSize size = {436, 268})
{
    auto view = std::make_unique<GalleryView>();
    view->resize(size);
    view->showScene(needleScene());
    view->show();
    static_cast<void>(QTest::qWaitForWindowActive(view.get())); // the focus belongs to active windows
    return view;
}

std::vector<ShownSample> eight(Index place = kCell24, double weight = 0.9)
{
    std::vector<ShownSample> samples;
    for (int i = 0; i < 8; ++i) {
        samples.push_back(sampleOf(i % 4, i % 2 == 0 ? i % 4 : 3 - i % 4, mapWithPeak(8, 8, place, weight)));
    }
    return samples;
}

/// The same pictures with another answer.
std::vector<ShownSample> withMaps(std::vector<ShownSample> samples, const MapOfSample& map, int said)
{
    for (ShownSample& sample : samples) {
        sample.answer = answerOf(said, map);
    }
    return samples;
}

TileGrid& gridOf(GalleryView& view)
{
    return *view.findChild<TileGrid*>();
}

QString barText(GalleryView& view)
{
    return view.findChild<ScaleBar*>()->text();
}

/// Fills an image as the screen would be.
QImage drawn(QWidget& view)
{
    return view.grab().toImage();
}

QRect onView(GalleryView& view, const QRect& inGrid)
{
    return {gridOf(view).mapTo(&view, inGrid.topLeft()), inGrid.size()};
}

} // namespace

class TestGalleryView : public QObject
{
    Q_OBJECT

private slots:
    void eightFitTheSmallWindowAndSixteenTheLarge()
    {
        QCOMPARE(gallery({436, 268})->wantedCount(), 8);
        QCOMPARE(gallery({984, 316})->wantedCount(), 16);
        const auto view = gallery({436, 268});
        QVERIFY(gridOf(*view).imageRect(0).width() >= 80); // two lines of words below
        Scene brief = needleScene();
        brief.classes = {"0", "1", "2", "3"};
        view->showScene(brief);
        QCOMPARE(gridOf(*view).imageRect(0).size(), QSize(96, 96));
        QSignalSpy changed(view.get(), &GalleryView::wantedCountChanged);
        view->resize(984, 316);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed.front().front().toInt(), 16);
        view->showSamples(eight());
        QVERIFY(gridOf(*view).imageRect(0).width() >= 110);
    }

    void nothingIsCutOffAtAnySize_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::newRow("1024") << QSize(436, 268);
        QTest::newRow("1280") << QSize(600, 280);
        QTest::newRow("1920") << QSize(984, 316);
    }
    void nothingIsCutOffAtAnySize()
    {
        QFETCH(QSize, size);
        const auto view = gallery(size);
        view->showSamples(eight());
        const TileGrid& grid = gridOf(*view);
        for (int i = 0; i < grid.wantedCount(); ++i) {
            QVERIFY(grid.rect().contains(grid.imageRect(i)));
            QVERIFY(grid.rect().contains(grid.textRect(i)));
            for (int j = 0; j < i; ++j) {
                QVERIFY(!grid.imageRect(i).intersects(grid.imageRect(j)));
                QVERIFY(!grid.textRect(i).intersects(grid.textRect(j)));
                QVERIFY(!grid.imageRect(i).intersects(grid.textRect(j)));
            }
        }
    }

    void emptyPanesNameTheKey()
    {
        const auto view = gallery();
        QImage empty = drawn(*view);
        QVERIFY(!inkBox(empty, onView(*view, gridOf(*view).rect()), empty.pixel(2, 100)).isNull());
        std::vector<ShownSample> unanswered = eight();
        for (ShownSample& sample : unanswered) {
            sample.answer.reset();
        }
        view->showSamples(unanswered);
        QVERIFY(barText(*view).contains("Space"));
        const QImage image = drawn(*view);
        QCOMPARE(image.pixel(onView(*view, gridOf(*view).imageRect(0)).topLeft() + QPoint(9, 80)),
                 qRgb(128, 128, 128)); // the picture
    }

    void aNewMapIsSeenInItsTileAtOnce()
    {
        const auto view = gallery();
        MapLook look;
        look.style.opacity = 1;
        view->setLook(look);
        std::vector<ShownSample> samples = eight(0, 0.9);
        view->showSamples(samples);
        drawn(*view);
        samples[5].answer = answerOf(1, mapWithPeak(8, 8, 0, 1.0 / 64));
        view->showSamples(samples);
        const QImage image = drawn(*view);
        const auto corner = [&](int i) {
            return image.pixel(onView(*view, gridOf(*view).imageRect(i)).topLeft() + QPoint(4, 4));
        };
        QVERIFY(distance(corner(4), colour(ColourMap::Viridis, MapScale::timesUniform(64).t(0.9))) < 3);
        QVERIFY(distance(corner(5), colour(ColourMap::Viridis, 0.5)) < 3);
    }

    void onlyTilesThatChangedAreDrawnAnew()
    {
        const auto view = gallery();
        std::vector<ShownSample> samples = eight();
        view->showSamples(samples);
        drawn(*view);
        QVERIFY(QTest::qWaitForWindowExposed(view.get()));
        QCoreApplication::processEvents();
        struct Watch : QObject
        {
            QRegion painted;
            bool eventFilter(QObject*, QEvent* event) override
            {
                if (event->type() == QEvent::Paint) {
                    painted += static_cast<QPaintEvent*>(event)->region();
                }
                return false;
            }
        } watch;
        gridOf(*view).installEventFilter(&watch);
        samples[2].answer = answerOf(2, mapWithPeak(8, 8, 9, 0.5));
        view->showSamples(samples);
        QTRY_VERIFY(watch.painted.intersects(gridOf(*view).imageRect(2)));
        for (const int other : {0, 1, 3, 6}) {
            QVERIFY(!watch.painted.intersects(gridOf(*view).imageRect(other)));
        }
    }

    void onlyPaintsOfNewerMapsAreCounted()
    {
        const auto view = gallery();
        const std::vector<ShownSample> first = eight();
        view->showSamples(first);
        drawn(*view);
        const long counted = view->framesDrawn();
        QVERIFY(counted >= 1);
        drawn(*view);
        view->showSamples(first);
        drawn(*view);
        QCOMPARE(view->framesDrawn(), counted);
        view->showSamples(withMaps(first, mapWithPeak(8, 8, 1, 0.5), 0));
        drawn(*view);
        QCOMPARE(view->framesDrawn(), counted + 1);
    }

    void wordsChangeAtMostFourTimesASecond()
    {
        const auto view = gallery();
        const std::vector<ShownSample> samples = eight();
        view->showSamples(samples);
        QTRY_COMPARE(gridOf(*view).tiles()[0].text(), QString("right: plus"));
        QStringList seen = {gridOf(*view).tiles()[0].text()};
        for (int i = 0; i < 40; ++i) { // no event is handled in between: no time passes for the words
            view->showSamples(withMaps(samples, mapWithPeak(8, 8, i, 0.5), 1 + i % 3));
            if (const QString text = gridOf(*view).tiles()[0].text(); text != seen.back()) {
                seen << text;
            }
        }
        QVERIFY(seen.size() <= 2);
        QTRY_COMPARE(gridOf(*view).tiles()[0].text(), QString("wrong: cross, is plus")); // the last: 39 % 3 = 0
        view->showSamples(withMaps(samples, mapWithPeak(8, 8, 3, 0.5), 3));
        QTRY_COMPARE(gridOf(*view).tiles()[0].text(), QString("wrong: diamond, is plus"));
    }

    void anotherPictureBringsItsWordsAtOnce()
    {
        const auto view = gallery();
        view->showSamples(eight());
        std::vector<ShownSample> turned = eight();
        std::reverse(turned.begin(), turned.end());
        view->showSamples(turned);
        QCOMPARE(gridOf(*view).tiles()[0].text(), QString("wrong: plus, is diamond"));
    }

    void rightAndWrongDifferInMoreThanColour()
    {
        const auto view = gallery();
        std::vector<ShownSample> samples = eight();
        samples[0] = sampleOf(0, 0, mapWithPeak(8, 8, kCell24, 0.9)); // right, hit
        samples[1] = sampleOf(1, 1, mapWithPeak(8, 8, 0, 0.9));       // right, miss
        samples[2] = sampleOf(1, 0, mapWithPeak(8, 8, 0, 0.9));       // wrong, miss
        view->showSamples(samples);
        const QImage image = drawn(*view).convertToFormat(QImage::Format_Grayscale8);
        const auto markOf = [&](int i, bool left) {
            const QRect text = onView(*view, gridOf(*view).textRect(i));
            // Side by side before the answer, so that no mark stands at the next picture's.
            return image.copy(QRect(text.left() + (left ? 0 : 15), text.top(), 13, text.height()));
        };
        QVERIFY(markOf(0, true) == markOf(1, true));
        QVERIFY(inkBox(markOf(0, true).convertToFormat(QImage::Format_RGB32)) !=
                    inkBox(markOf(2, true).convertToFormat(QImage::Format_RGB32)) ||
                markOf(0, true) != markOf(2, true));
        QVERIFY(markOf(0, false) != markOf(1, false));
        QVERIFY(markOf(1, false) == markOf(2, false));
    }

    void marksAreExplainedWhereThereAreSome()
    {
        const auto view = gallery();
        const MarkLegend& legend = *view->findChild<MarkLegend*>();
        QVERIFY(!legend.isVisible());
        std::vector<ShownSample> samples = eight();
        view->showSamples(samples);
        QTRY_VERIFY(legend.isVisible());
        QCOMPARE(legend.text(), QString("marks: right, wrong, looks at it, beside it"));
        const QImage image = drawn(*view);
        QVERIFY(!inkBox(image.copy(QRect(legend.mapTo(view.get(), QPoint()), legend.size()))).isNull());
        view->showSamples(withMaps(samples, uniformMap(false), 0)); // nothing that looks
        QTRY_COMPARE(legend.text(), QString("marks: right, wrong"));
    }

    /// What is wrong is never told without what it should be.
    void aWrongAnswerAndTheTruthStandInOneLineOrTwo()
    {
        SampleTile tile;
        tile.showSample(sampleOf(3, 2, uniformMap(true)), {});
        tile.say(needleScene());
        const QFont font = figureFont(13);
        const auto widthOf = [&](const QString& text) { return QFontMetricsF(font).horizontalAdvance(text); };
        QCOMPARE(tile.fittedTo(widthOf("square, is diamond") + 1, font).lines, QStringList("square, is diamond"));
        QCOMPARE(tile.fittedTo(widthOf("is diamond") + 1, font).lines, QStringList({"square", "is diamond"}));
        const SampleTile::Fitted narrow = tile.fittedTo(0.85 * widthOf("is diamond"), font);
        QCOMPARE(narrow.lines, QStringList({"square", "is diamond"})); // narrower type before anything is left out
        QVERIFY(QFontMetricsF(narrow.font).horizontalAdvance("is diamond") <= 0.85 * widthOf("is diamond"));
        QCOMPARE(narrow.font.pixelSize(), 13);
        QCOMPARE(tile.text(), QString("wrong: square, is diamond")); // at the pointer, all of it
    }

    /// Room for the second line is there before it is needed: no picture moves when an answer becomes wrong.
    void picturesLeaveRoomForBothAtEverySize_data() { nothingIsCutOffAtAnySize_data(); }
    void picturesLeaveRoomForBothAtEverySize()
    {
        QFETCH(QSize, size);
        const auto view = gallery(size);
        view->showSamples(eight());
        const TileGrid& grid = gridOf(*view);
        const QRect text = grid.textRect(0);
        SampleTile wrong;
        wrong.showSample(sampleOf(3, 2, uniformMap(true)), {});
        wrong.say(needleScene());
        const double room = text.width() - marksBelow(grid.font(), true);
        const SampleTile::Fitted fitted = wrong.fittedTo(room, grid.font());
        QVERIFY(!fitted.lines.join('|').contains(QChar(0x2026)));
        const double line = QFontMetricsF(grid.font()).height();
        QVERIFY(text.height() >= line + static_cast<double>(fitted.lines.size() - 1) * lineBelow(grid.font()));
        const QRect before = grid.imageRect(3);
        view->showSamples(withMaps(eight(), uniformMap(true), 3));
        QTRY_VERIFY(grid.tiles()[0].right().has_value());
        QCOMPARE(grid.imageRect(3), before);
    }

    void presentingOneBarOfAScaleIsEnough()
    {
        const auto view = gallery();
        view->showSamples(eight());
        const ScaleBar& bar = *view->findChild<ScaleBar*>();
        view->showScaleElsewhere(MapScale::timesUniform(64));
        QVERIFY(bar.isVisible()); // far from the other
        view->setPresent(true, 20);
        view->resize(1024, 110);
        QVERIFY(!bar.isVisible());
        view->showScaleElsewhere(MapScale::timesUniform(16)); // another one
        QVERIFY(bar.isVisible());
        view->showScaleElsewhere({}); // none is seen there
        QVERIFY(bar.isVisible());
    }

    void aStripWantsAsManyPicturesWithMapsAsWithout()
    {
        std::vector<ShownSample> plain = eight();
        for (ShownSample& sample : plain) {
            sample.answer.reset();
        }
        for (int width = 500; width < 1920;
             width += 37) { // else more are asked for, which have no maps, and so on for ever
            const auto view = gallery({width, 130});
            view->setPresent(true, 20);
            view->showScaleElsewhere(MapScale::timesUniform(64));
            view->showSamples(plain);
            QCoreApplication::processEvents();
            const int before = view->wantedCount();
            view->showSamples(eight());
            QCoreApplication::processEvents();
            QCOMPARE(view->wantedCount(), before);
        }
    }

    void whereEverythingIsAlikeNothingIsHit()
    {
        SampleTile tile;
        tile.showSample(sampleOf(0, 0, mapWithPeak(8, 8, kCell24, 1.3 / 64)), needleScene().range);
        tile.say(needleScene());
        QVERIFY(!tile.hit());
        tile.showSample(sampleOf(0, 0, mapWithPeak(8, 8, kCell24, 1.6 / 64)), needleScene().range);
        tile.say(needleScene());
        QCOMPARE(tile.hit(), std::optional<bool>(true));
    }

    void whatIsNotFiniteIsNeitherRightNorWrong()
    {
        ShownSample sample = sampleOf(0, 0, mapWithPeak(8, 8, kCell24, 0.9));
        AnswerOfSample lost = *sample.answer;
        lost.probabilities.assign(4, std::nan(""));
        sample.answer = lost;
        SampleTile tile;
        tile.showSample(sample, needleScene().range);
        tile.say(needleScene());
        QVERIFY(!tile.right());
        QCOMPARE(tile.text(), QString("no finite answer"));
    }

    void theScaleIsAlwaysPrinted()
    {
        const auto view = gallery();
        view->showSamples(eight());
        QVERIFY(barText(*view).contains("times uniform"));
        MapLook look;
        look.scale = ScaleKind::PerLayer;
        view->setLook(look);
        QVERIFY(barText(*view).contains("per layer"));
        look.scale = ScaleKind::PerImage;
        look.style.smooth = true;
        view->setLook(look);
        QVERIFY(barText(*view).contains("own range"));
        QVERIFY(barText(*view).contains("interpolated"));
        const QImage image = drawn(*view);
        const ScaleBar& bar = *view->findChild<ScaleBar*>();
        const QRect end(bar.mapTo(view.get(), QPoint(bar.width() - 6, 2)), QSize(5, 3));
        QVERIFY(distance(image.pixel(end.center()), image.pixel(2, 100)) > 60); // colours up to the bar's end
    }

    void onePlaceAndUniformByDefinitionAreSaid()
    {
        const auto view = gallery();
        view->showSamples(withMaps(eight(), mapWithPeak(1, 1, 0, 1), 0));
        QTRY_COMPARE(barText(*view), nothingToChoose());
        view->showSamples(withMaps(eight(), uniformMap(false), 0));
        QVERIFY(barText(*view).contains("times uniform"));
        const auto* footer = view->findChild<QLabel*>();
        QTRY_COMPARE(footer->text(), notLearned());
        QVERIFY(footer->isVisible());
        QCOMPARE(view->wantedCount(), 8); // the note takes room, not pictures
        view->showSamples(withMaps(eight(), uniformMap(true), 0));
        QTRY_VERIFY(!footer->isVisible());
    }

    void clickAndEnterOpenThePicture()
    {
        const auto view = gallery();
        view->showSamples(eight());
        TileGrid& grid = gridOf(*view);
        QSignalSpy opened(view.get(), &GalleryView::opened);
        QTest::mouseClick(&grid, Qt::LeftButton, {}, grid.imageRect(6).center());
        QCOMPARE(opened.takeFirst().front().toInt(), 6);
        QVERIFY(!grid.hasFocus()); // clicks take no focus
        grid.setFocus();
        QTest::keyClick(&grid, Qt::Key_Up);
        QTest::keyClick(&grid, Qt::Key_Left);
        QTest::keyClick(&grid, Qt::Key_Return);
        QCOMPARE(opened.takeFirst().front().toInt(), 1);
        QTest::keyClick(&grid, Qt::Key_Up); // no row above
        QTest::keyClick(&grid, Qt::Key_Down);
        QTest::keyClick(&grid, Qt::Key_Right);
        QTest::keyClick(&grid, Qt::Key_Return);
        QCOMPARE(opened.takeFirst().front().toInt(), 6);
        QVERIFY(grid.accessibleDescription().contains("picture 7"));
        QTest::keyClick(&grid, Qt::Key_Return, Qt::ControlModifier); // Ctrl+Enter runs, whatever has the focus
        QCOMPARE(opened.count(), 0);
    }

    void theOrderIsAskedFor()
    {
        const auto view = gallery();
        QSignalSpy asked(view.get(), &GalleryView::orderAsked);
        auto* order = view->findChild<QComboBox*>();
        order->setFocus();
        for (const char* key : {"class", "right_wrong", "hardest"}) {
            QTest::keyClick(order, Qt::Key_Down);
            QCOMPARE(asked.takeFirst().front().toString(), QString(key));
        }
        QTest::keyClick(order, Qt::Key_Home);
        QCOMPARE(asked.takeFirst().front().toString(), QString("pinned"));
    }

    void aStripIsOneRowWithItsBar()
    {
        const auto view = gallery();
        view->showSamples(eight());
        view->setPresent(true, 20);
        view->resize(1024, 110);
        QTRY_VERIFY(view->wantedCount() >= 5);
        QVERIFY(view->wantedCount() <= 8);
        TileGrid& grid = gridOf(*view);
        QCOMPARE(grid.imageRect(0).top(), grid.imageRect(view->wantedCount() - 1).top());
        QVERIFY(grid.font().pixelSize() == 20);
        QVERIFY(view->findChild<ScaleBar*>()->isVisible());
        QVERIFY(!view->findChild<QComboBox*>()->isVisible());
        view->setPresent(false, 0);
        view->resize(436, 268);
        QTRY_COMPARE(view->wantedCount(), 8);
        QCOMPARE(grid.font().pixelSize(), 13);
    }

    void thePictureThatIsShownLargeHasAFrame()
    {
        const auto view = gallery();
        std::vector<ShownSample> samples = eight();
        for (std::size_t i = 0; i < samples.size(); ++i) {
            Picture numbered = *samples[i].picture;
            numbered.sample = static_cast<Index>(100 + i);
            samples[i].picture = std::make_shared<const Picture>(std::move(numbered));
        }
        view->showSamples(samples);
        const QImage before = drawn(*view);
        view->markOpened(samples[2].picture);
        const QImage marked = drawn(*view);
        QVERIFY(marked != before);
        const QRect second = onView(*view, gridOf(*view).imageRect(2)).adjusted(-3, -3, 3, 3);
        QCOMPARE(marked.copy(second) == before.copy(second), false);
        QImage elsewhere = marked;
        QPainter(&elsewhere).drawImage(second.topLeft(), before.copy(second));
        QCOMPARE(elsewhere, before);
        view->markOpened(std::make_shared<const Picture>()); // one that was drawn
        QCOMPARE(drawn(*view), before);
    }
};

QTEST_MAIN(TestGalleryView)
#include "tst_gallery_view.moc"
