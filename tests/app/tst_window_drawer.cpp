// The drawer in the whole window: asked only while somebody looks, and a cell's pictures come into the gallery.
#include "tests/support/shown_bench.h"
#include "ui/drawer/confusion_view.h"
#include "ui/drawer/drawer.h"
#include "ui/drawer/metrics_view.h"
#include "ui/views/gallery_view.h"

#include <QAction>
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

using namespace fovea;

class WindowDrawerTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dressApplication(); }
    void init()
    {
        bench_ = shownBench();
        QVERIFY(bench_);
        connect(&bench_->watch, &Watch::judged, this,
                [this](const std::shared_ptr<const Judgement>& judgement) { judgement_ = judgement; });
    }
    void cleanup()
    {
        bench_.reset();
        judgement_.reset();
    }

    void theDrawerCountsTheNetworkInTheWindow()
    {
        bench_->session.setSpeed(RunSpeed::Full);
        bench_->session.toggle();
        QVERIFY(await(*bench_, RunState::Over));
        bench_->window.action(Key::Drawer)->trigger();
        QVERIFY(bench_->window.drawer()->isVisible());
        bench_->window.drawer()->tabs()->open(DrawerPage::Confusion);
        QTRY_VERIFY(judgement_ && judgement_->scores.accuracy == bench_->session.run()->history.back().valAccuracy);
        QVERIFY(bench_->window.drawer()->confusion()->sentence().contains("of 30 validation images right"));
        bench_->window.action(Key::Drawer)->trigger();
        QVERIFY(!bench_->window.drawer()->isVisible());
    }

    void whatNobodyLooksAtIsNotAsked()
    {
        QSignalSpy judged(&bench_->watch, &Watch::judged);
        bench_->session.setSpeed(RunSpeed::Full);
        bench_->session.toggle();
        QVERIFY(await(*bench_, RunState::Over));
        QCOMPARE(judged.count(), 0);
        bench_->window.drawer()->tabs()->open(DrawerPage::Confusion);
        QTRY_COMPARE(judged.count(), 1);
    }

    void itIsAskedAFewTimesASecondAtMost()
    {
        Config config = smallNeedle();
        config.train.epochs = 100'000;
        bench_->session.want(config);
        bench_->session.setSpeed(RunSpeed::Full);
        bench_->window.drawer()->tabs()->open(DrawerPage::Confusion);
        bench_->session.toggle();
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.begun(); }, 10'000));
        int replies = 0;
        connect(&bench_->watch, &Watch::judged, this, [&](const auto& judgement) { replies += judgement ? 1 : 0; });
        QElapsedTimer clock;
        clock.start();
        QTRY_VERIFY(replies >= 4);
        QVERIFY(clock.elapsed() >= 3 * 400 - 50);
    }

    void aCellsPicturesComeIntoTheGalleryAndGoAgain()
    {
        bench_->window.drawer()->tabs()->open(DrawerPage::Confusion);
        QTRY_VERIFY(judgement_);
        const Confusion& confusion = judgement_->confusion; // untrained: it names some class for all
        int is = 0, answered = 0;
        while (confusion.at(is, answered) == 0) {
            answered = (answered + 1) % confusion.classes;
            is += answered == 0 ? 1 : 0;
        }
        std::vector<ShownSample> shown;
        connect(&bench_->watch, &Watch::samplesShown, this, [&](const auto& samples) { shown = samples; });
        emit bench_->window.drawer()->confusion()->cellOpened(is, answered);
        const auto expected = judgement_->imagesOf(is, answered);
        QTRY_VERIFY(!shown.empty() && shown.back().answer && shown.back().picture->label == is);
        QVERIFY(shown.size() <= expected.size());
        for (std::size_t i = 0; i < shown.size(); ++i) {
            QCOMPARE(shown[i].picture->sample, expected[i]);
            QCOMPARE(shown[i].picture->label, is);
            QCOMPARE(shown[i].answer->answer.label, answered);
        }
        auto* order = bench_->window.gallery()->findChild<QComboBox*>();
        QVERIFY(order->currentText().contains("taken for"));
        QVERIFY(bench_->window.gallery()->isVisible()); // nothing lies over what was asked for
        emit bench_->window.gallery()->orderAsked("pinned");
        QTRY_COMPARE(shown.front().picture->sample, Index(0));
    }

    void otherDataPinTheFirstPicturesAgain()
    {
        bench_->window.drawer()->tabs()->open(DrawerPage::Confusion);
        QTRY_VERIFY(judgement_);
        for (int cell = 0; cell < 16; ++cell) {
            bench_->watch.pinCell(cell / 4, cell % 4);
        }
        std::vector<ShownSample> shown;
        connect(&bench_->watch, &Watch::samplesShown, this, [&](const auto& samples) { shown = samples; });
        Config config = smallNeedle();
        config.seed = 3;
        bench_->session.want(config);
        QTRY_VERIFY(bench_->session.runConfig()->seed == 3 && !shown.empty());
        QCOMPARE(shown.front().picture->sample, Index(0));
        QCOMPARE(bench_->window.gallery()->findChild<QComboBox*>()->currentText(), "pinned");
        QVERIFY(!judgement_); // it was of another network
        bench_->window.drawer()->tabs()->open(DrawerPage::Confusion);
        QTRY_VERIFY(judgement_);
    }

    void presentingShowsNoDrawerAndAsksNothing()
    {
        bench_->window.drawer()->tabs()->open(DrawerPage::Confusion);
        QTRY_VERIFY(judgement_);
        bench_->window.setPresent(true);
        QVERIFY(!bench_->window.drawer()->isVisible() && !bench_->window.drawer()->tabs()->isVisible());
        QSignalSpy judged(&bench_->watch, &Watch::judged);
        bench_->session.setSpeed(RunSpeed::Full);
        bench_->session.toggle();
        QVERIFY(await(*bench_, RunState::Over));
        QCOMPARE(judged.count(), 0);
        bench_->window.setPresent(false);
        QVERIFY(bench_->window.drawer()->isVisible());
        QTRY_VERIFY(judged.count() > 0);
    }

private:
    std::unique_ptr<Bench> bench_;
    std::shared_ptr<const Judgement> judgement_;
};

QTEST_MAIN(WindowDrawerTest)
#include "tst_window_drawer.moc"
