// The projector is unplugged: the window comes back onto the screen that is left, presenting or not, and training goes on. On a
// virtual screen that is told to be two: tests/support/on_screen.sh.
#include "tests/support/shown_bench.h"

#include <QDebug>
#include <QGuiApplication>
#include <QProcess>
#include <QScreen>

using namespace fovea;

namespace {

constexpr int kLong = 20'000; // ms that nothing here takes

bool screensAre(int count)
{
    return QTest::qWaitFor([&] { return QGuiApplication::screens().size() == count; }, kLong);
}

int tellServer(const QStringList& words)
{
    return QProcess::execute("xrandr", words);
}

/// The right half of the virtual screen, as a screen of its own.
bool plug()
{
    return tellServer({"--setmonitor", "projector", "960/300x1080/300+960+0", "none"}) == 0 && screensAre(2);
}

bool unplug()
{
    return tellServer({"--delmonitor", "projector"}) == 0 && screensAre(1);
}

/// Whether the whole window lies on the screen that is left; with what a desktop draws around it.
bool isOn(const QWidget& window, const QRect& screen)
{
    return QTest::qWaitFor([&] { return screen.contains(window.frameGeometry()); }, kLong);
}

QString placeOf(const QWidget& window)
{
    QString place;
    QDebug(&place) << window.frameGeometry() << "at least" << window.minimumSizeHint() << window.minimumSize();
    return place;
}

} // namespace

class ScreensTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        dressApplication();
        QVERIFY(tellServer({"--setmonitor", "laptop", "960/300x700/200+0+0", "screen"}) == 0 && screensAre(1));
    }
    void cleanupTestCase() { tellServer({"--delmonitor", "laptop"}); }

    void theWindowComesBackAndTrainingGoesOn_data()
    {
        QTest::addColumn<bool>("presenting");
        QTest::newRow("a window") << false;
        QTest::newRow("presenting") << true;
    }
    void theWindowComesBackAndTrainingGoesOn()
    {
        QFETCH(bool, presenting);
        QVERIFY(plug());
        const QRect laptop = QGuiApplication::primaryScreen()->geometry();
        QCOMPARE(laptop, QRect(0, 0, 960, 700));
        Config config = smallNeedle();
        config.train.epochs = 100'000;
        config.train.schedule = "constant";
        const std::unique_ptr<Bench> bench = shownBench(config);
        QVERIFY(bench);
        MainWindow& window = bench->window;
        window.setGeometry(1000, 100, 900, 900);
        QTRY_VERIFY_WITH_TIMEOUT(!laptop.intersects(window.frameGeometry()), kLong);
        window.setPresent(presenting);
        if (presenting) {
            QTRY_COMPARE_WITH_TIMEOUT(window.frameGeometry(), QRect(960, 0, 960, 1080), kLong);
        }
        long batches = 0;
        connect(&bench->session, &Session::measured, this,
                [&](int, const std::vector<StepRecord>& steps, const std::vector<EpochRecord>&) {
                    batches = steps.empty() ? batches : steps.back().step;
                });
        bench->session.toggle();
        QVERIFY(await(*bench, RunState::Running));

        QVERIFY(unplug());
        QVERIFY2(isOn(window, laptop), qPrintable(placeOf(window)));
        QCOMPARE(window.isFullScreen(), presenting);
        if (presenting) {
            QTRY_COMPARE_WITH_TIMEOUT(window.frameGeometry(), laptop, kLong);
        }
        const long before = batches;
        QTRY_VERIFY_WITH_TIMEOUT(batches > before + 20, kLong);
        QCOMPARE(bench->session.state(), RunState::Running);

        QVERIFY(plug()); // and nothing moves when it is back
        QVERIFY(isOn(window, laptop));
        QVERIFY(unplug());
    }
};

QTEST_MAIN(ScreensTest)
#include "tst_screens.moc"
