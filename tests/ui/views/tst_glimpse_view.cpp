// The page of glimpses: what was seen, in which order, and a player that invents nothing between two looks.
#include "tests/ui/views/inspector_in_window.h"
#include "tests/ui/views/shown_looks.h"
#include "ui/views/gallery_view.h"
#include "ui/views/glimpse_strip.h"
#include "ui/views/glimpse_view.h"
#include "ui/views/glimpse_words.h"
#include "ui/views/probability_bars.h"
#include "ui/views/sample_tile.h"
#include "ui/views/tile_grid.h"

#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace fovea;

namespace {

std::unique_ptr<InspectorView> lookingInspector(const ShownSample& sample = lookedAt(),
                                                const Scene& scene = lookingScene())
{
    auto view = inspector({332, 696});
    view->showScene(scene);
    view->showSample(sample);
    return view;
}

GlimpseStrip& stripOf(QWidget& view)
{
    return *view.findChild<GlimpseStrip*>();
}

QToolButton* button(QWidget& view, const QString& name)
{
    for (QToolButton* one : view.findChildren<QToolButton*>()) {
        if (one->accessibleName() == name) {
            return one;
        }
    }
    return nullptr;
}

} // namespace

class TestGlimpseView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qRegisterMetaType<fovea::MapLook>(); }

    void thePageOpensWhereANetworkLooksAtParts()
    {
        const auto view = lookingInspector();
        QCOMPARE(view->page(), InspectorPage::Glimpses);
        QVERIFY(stripOf(*view).isVisible());
        QCOMPARE(canvasOf(*view).glimpses().size(), std::size_t(3));
        QVERIFY(!canvasOf(*view).map().hasMap());
        view->showScene(needleScene()); // another network
        view->showSample(sampleOf(0, 0, mapWithPeak(8, 8, 5, 0.4)));
        QCOMPARE(view->page(), InspectorPage::Picture);
        QVERIFY(canvasOf(*view).glimpses().empty());
        QVERIFY(!button(*view, "Inspector: glimpses")->isVisible());
    }

    void partsOfThePageLieApart()
    {
        for (const QSize size : {QSize(332, 696), QSize(409, 728), QSize(600, 1000)}) {
            const auto view = lookingInspector(lookedAt(3));
            view->resize(size);
            QTest::qWait(20);
            QRegion covered;
            for (const QWidget* part : view->findChildren<QWidget*>(Qt::FindDirectChildrenOnly)) {
                if (part->isVisible()) {
                    QVERIFY2(!covered.intersects(part->geometry()), qPrintable(QStringLiteral("%1 at %2 %3")
                                                                                   .arg(part->metaObject()->className())
                                                                                   .arg(part->y())
                                                                                   .arg(part->height())));
                    QVERIFY2(view->rect().contains(part->geometry()), part->metaObject()->className());
                    covered += part->geometry();
                }
            }
            QVERIFY(canvasOf(*view).pictureRect().height() >= 150);
        }
    }

    void whatWasSeenHasTheTonesOfThePicture()
    {
        Scene scene = lookingScene();        // −1 black, 1 white
        scene.pixels = {Real(0.5), Real(2)}; // seen = (stored − 0.5) · 2
        const GlimpseOfSample look = lookAt(4, 4, 8, 2, 0.25);
        QVERIFY(std::abs(qGray(imageOfLook(look, 0, scene).pixel(3, 3)) - 255 * (0.625 + 1) / 2) < 1.01);
        QVERIFY(std::abs(qGray(imageOfLook(look, 1, scene).pixel(3, 3)) - 255 * (0.75 + 1) / 2) < 1.01);
    }

    void everyScaleOfEveryLookIsSeen()
    {
        GlimpseStrip strip;
        strip.resize(324, 300);
        strip.showLooks(lookedAt(3), lookingScene(lookingAt("glimpses", 8, 3)));
        QCOMPARE(strip.count(), 3);
        QRegion covered;
        for (int look = 0; look < 3; ++look) {
            for (int scale = 0; scale < 3; ++scale) {
                const QRect place = strip.imageRect(look, scale);
                QVERIFY(strip.rect().contains(place) && !covered.intersects(place));
                covered += place;
            }
        }
        QVERIFY(strip.wantedHeight(324) <= 324);
        ShownSample many = lookedAt();
        many.answer->glimpses.assign(16, lookAt(4, 4)); // as many as there can be
        strip.showLooks(many, lookingScene());
        strip.resize(324, strip.wantedHeight(324));
        for (int look = 0; look < 16; ++look) {
            QVERIFY(strip.rect().contains(strip.imageRect(look)));
            QVERIFY(strip.imageRect(look).width() >= 36);
        }
    }

    void distancesAreThoseToTheMiddleOfTheObject()
    {
        const ShownSample sample = lookedAt();
        QCOMPARE(distancesText(sample.answer->glimpses, *sample.picture, 15.6),
                 QString("from the object: 18, 0.0, 8.0 px; by chance 16"));
        GlimpseStrip strip;
        strip.showLooks(sample, lookingScene());
        QCOMPARE(strip.textOf(2), QString("3 · 8.0 px"));
        ShownSample unknown = sample;
        unknown.picture = pictureOfClass(2, false);
        QVERIFY(distancesText(unknown.answer->glimpses, *unknown.picture, 15.6).isEmpty());
    }

    void arrowsGoFromLookToLookWhileFocused()
    {
        const auto view = lookingInspector();
        GlimpseStrip& strip = stripOf(*view);
        strip.setFocus();
        QTest::keyClick(&strip, Qt::Key_Right);
        QCOMPARE(canvasOf(*view).marks().current, 0);
        QCOMPARE(canvasOf(*view).marks().shown, 1); // the later ones have not been made yet
        QTest::keyClick(&strip, Qt::Key_Right);
        QCOMPARE(canvasOf(*view).marks().shown, 2);
        QVERIFY2(words(*view).contains("look 2 of 3: 8 × 8 of 32 × 32 pixels, 0.0 px from the object"),
                 qPrintable(words(*view)));
        QVERIFY(words(*view).contains("by then it would say cross (0.60)"));
        QVERIFY(words(*view).contains("expected a reward of 0.62"));
        QTest::keyClick(&strip, Qt::Key_Left);
        QCOMPARE(canvasOf(*view).marks().current, 0);
        QTest::keyClick(&strip, Qt::Key_Left);
        QCOMPARE(canvasOf(*view).marks().current, 0); // there is none before
        QTest::keyClick(&strip, Qt::Key_End);
        QTest::keyClick(&strip, Qt::Key_Right);
        QCOMPARE(canvasOf(*view).marks().current, 2);
        QTest::keyClick(&strip, Qt::Key_Backspace);
        QCOMPARE(canvasOf(*view).marks().shown, -1);
    }

    void theBarsSayWhatItWouldHaveSaidByThen()
    {
        const auto view = lookingInspector();
        const ProbabilityBars& bars = *view->findChild<ProbabilityBars*>();
        QVERIFY2(bars.texts().join(' ').contains("square 0.70"), qPrintable(bars.texts().join(' ')));
        view->findChild<GlimpseView*>()->pick(1);
        QVERIFY2(bars.texts().join(' ').contains("cross 0.60"), qPrintable(bars.texts().join(' ')));
        view->findChild<GlimpseView*>()->pick(-1);
        QVERIFY(bars.texts().join(' ').contains("square 0.70"));
    }

    void thePlayerShowsEachLookOnceAndThenAll()
    {
        const auto view = lookingInspector();
        GlimpseView& page = *view->findChild<GlimpseView*>();
        QSignalSpy looked(&page, &GlimpseView::looked);
        button(*view, "Glimpses: play")->click();
        QVERIFY(page.playing());
        QTRY_VERIFY_WITH_TIMEOUT(!page.playing(), 10'000);
        QList<int> order;
        for (const QList<QVariant>& one : looked) {
            order << one.first().toInt();
        }
        QCOMPARE(order, (QList<int>{0, 1, 2, -1}));
    }

    void playingStopsWhereNobodySeesItAndAtAnotherPicture()
    {
        const auto view = lookingInspector();
        GlimpseView& page = *view->findChild<GlimpseView*>();
        page.play();
        button(*view, "Inspector: picture")->click();
        QVERIFY(!page.playing());
        QCOMPARE(canvasOf(*view).marks().shown, -1); // the other page shows all looks
        button(*view, "Inspector: glimpses")->click();
        page.play();
        ShownSample other = lookedAt();
        other.picture = pictureOfClass(1);
        view->showSample(other);
        QVERIFY(!page.playing());
        QCOMPARE(page.current(), -1);
        page.pick(1);
        view->showSample(other); // the same picture, answered anew: the look stays
        QCOMPARE(page.current(), 1);
    }

    void theUntrainedTwinsLooksStandBesideThem()
    {
        ShownSample sample = lookedAt();
        sample.untrained = sample.answer;
        sample.untrained->glimpses = {lookAt(16, 16)};
        const auto view = lookingInspector(sample);
        button(*view, "Inspector: picture")->click();
        view->toggleUntrained();
        QVERIFY(twinOf(*view).isVisible());
        QCOMPARE(twinOf(*view).glimpses().size(), std::size_t(1));
        QCOMPARE(canvasOf(*view).glimpses().size(), std::size_t(3));
    }

    // The layers behind a window weigh its places: over the whole picture their map would lie.
    void aMapOfWhatAWindowShowsLiesOnThatAlone()
    {
        ShownSample sample = lookedAt();
        sample.answer->glimpses = {lookAt(20, 12, 16)};
        sample.answer->maps = {mapWithPeak(4, 4, 3, 0.8)};
        sample.answer->maps[0].inImage = false;
        const auto view = lookingInspector(sample, lookingScene(lookingAt("transformer", 16)));
        QVERIFY(!canvasOf(*view).map().hasMap());
        QVERIFY(!stripOf(*view).overRect().isNull());
        button(*view, "Inspector: picture")->click();
        QVERIFY(!canvasOf(*view).map().hasMap());
        QVERIFY(!scoreOf(sample.answer->maps[0], 0, 0, *sample.picture).evidence);
        QVERIFY(!button(*view, "Glimpses: play")->isVisible()); // one window, nothing to play
    }

    void theGallerysPicturesHaveTheFrames()
    {
        SampleTile tile;
        const Scene scene = lookingScene();
        QVERIFY(tile.showSample(lookedAt(), scene.range).map);
        tile.say(scene);
        QVERIFY(tile.framed() && tile.grid().empty());
        QVERIFY2(tile.lines().join(' ').contains("from the object: 18, 0.0, 8.0 px"),
                 qPrintable(tile.lines().join(' ')));
        QImage image(100, 120, QImage::Format_RGB32);
        image.fill(Qt::red);
        TileStyle style;
        style.looking = scene.looking;
        {
            QPainter painter(&image);
            tile.paint(painter, QRectF(0, 0, 96, 96), QRectF(0, 98, 96, 18), style);
        }
        int white = 0;
        for (int y = 0; y < 12 * 3; ++y) { // the right side of the first frame lies at column 8 of 32
            white = std::max(white, qGray(image.pixel(24, y % 24)));
        }
        QVERIFY(white > 180);
    }

    void aLookThatMovedIsANewPictureAndTheSameIsNone()
    {
        SampleTile tile;
        ShownSample sample = lookedAt();
        tile.showSample(sample, {-1, 1});
        QVERIFY(!tile.showSample(sample, {-1, 1}).any());
        sample.answer->glimpses[2] = lookAt(21, 20);
        QVERIFY(tile.showSample(sample, {-1, 1}).map);
    }
};

QTEST_MAIN(TestGlimpseView)
#include "tst_glimpse_view.moc"
