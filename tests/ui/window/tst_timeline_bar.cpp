// The timeline's bar: it says where one is, and tells what the user wants, and nothing else.
#include "ui/window/timeline_bar.h"

#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QToolButton>

using namespace fovea;

namespace {

QToolButton* buttonOf(const TimelineBar& bar, const QString& name)
{
    for (QToolButton* button : bar.findChildren<QToolButton*>()) {
        if (button->accessibleName() == name) {
            return button;
        }
    }
    return nullptr;
}

TimelineState at(int position, bool training = false)
{
    TimelineState state;
    state.moments = 5;
    state.position = position;
    state.passes = 1.25;
    state.training = training;
    return state;
}

} // namespace

class TimelineBarTest : public QObject
{
    Q_OBJECT

private slots:
    void theSentenceSaysWhereOneIs()
    {
        TimelineBar bar;
        bar.showState(at(5));
        QCOMPARE(bar.sentence(), "now");
        bar.showState(at(2));
        QCOMPARE(bar.sentence(), "at pass 1.25");
        bar.showState(at(2, true));
        QCOMPARE(bar.sentence(), "at pass 1.25, training goes on");
    }

    void anEarlierRunIsNamedAndHasNoNow()
    {
        TimelineBar bar;
        TimelineState state = at(4, true);
        state.earlierRun = true;
        state.run = "1: soft";
        bar.showState(state);
        QCOMPARE(bar.sentence(), "Earlier run: 1: soft, at pass 1.25");
        QVERIFY(bar.autoFillBackground()); // it stands out
        QCOMPARE(bar.findChild<QSlider*>()->maximum(), 4);
        QVERIFY(!buttonOf(bar, "one moment on")->isEnabled());
        QVERIFY(buttonOf(bar, "now")->isEnabled() && buttonOf(bar, "start again from here")->isEnabled());
        QCOMPARE(buttonOf(bar, "now")->text(), "Back to the newest run");
        bar.showState(at(5));
        QVERIFY(!bar.autoFillBackground());
        QCOMPARE(buttonOf(bar, "now")->text(), "Now");
    }

    void showingIsNotMoving()
    {
        TimelineBar bar;
        QSignalSpy moved(&bar, &TimelineBar::moved);
        bar.showState(at(2));
        bar.showState(at(5));
        QCOMPARE(moved.count(), 0);
        QCOMPARE(bar.findChild<QSlider*>()->value(), 5);
        bar.findChild<QSlider*>()->setValue(3); // the user's hand
        QCOMPARE(moved.count(), 1);
        QCOMPARE(moved[0][0].toInt(), 3);
    }

    void buttonsStepAndAreOffWhereTheyWouldDoNothing()
    {
        TimelineBar bar;
        bar.showState({});
        for (const QToolButton* button : bar.findChildren<QToolButton*>()) {
            QVERIFY2(!button->isEnabled(), qPrintable(button->accessibleName()));
        }
        bar.showState(at(5));
        QVERIFY(!buttonOf(bar, "now")->isEnabled() && !buttonOf(bar, "start again from here")->isEnabled());
        QSignalSpy moved(&bar, &TimelineBar::moved), start(&bar, &TimelineBar::startAsked);
        buttonOf(bar, "one moment back")->click();
        QCOMPARE(moved[0][0].toInt(), 4);
        bar.showState(at(4));
        buttonOf(bar, "one moment on")->click();
        QCOMPARE(moved[1][0].toInt(), 5);
        buttonOf(bar, "start again from here")->click();
        QCOMPARE(start.count(), 1);
        bar.showState(at(0));
        QVERIFY(!buttonOf(bar, "one moment back")->isEnabled());
    }
};

QTEST_MAIN(TimelineBarTest)
#include "tst_timeline_bar.moc"
