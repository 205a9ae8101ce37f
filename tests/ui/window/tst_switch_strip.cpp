// The attention switch in words: which passes are compared, and that nothing is called learned where nothing learns.
#include "ui/window/segments.h"
#include "ui/window/switch_strip.h"
#include "ui/window/transport_bar.h"

#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace fovea;

class TestSwitchStrip : public QObject
{
    Q_OBJECT

private slots:
    void equalPassesAreComparedInASentence()
    {
        SwitchStrip strip;
        strip.showRetrained(WithoutAttention{0.61, 0.97, 3, 3, "2: none"}, true);
        QVERIFY2(strip.text().contains("61.0 % after 3 passes (with attention after as many: 97.0 %)"),
                 qPrintable(strip.text()));
        QVERIFY(!strip.text().contains("unequal"));
    }

    void unequalPassesAreNamedOfBothAndCalledSo()
    {
        SwitchStrip strip;
        strip.showRetrained(WithoutAttention{0.61, 0.95, 10, 1, "2: none"}, true);
        QVERIFY2(strip.text().contains("61.0 % after 10 passes (with attention: 95.0 % after 1 pass"),
                 qPrintable(strip.text()));
        QVERIFY(strip.text().contains("unequal passes, no fair comparison yet"));
        strip.showRetrained(WithoutAttention{0.61, kUndefined, 10, 0, "2: none"}, true);
        QVERIFY(strip.text().contains("with attention: no pass is measured"));
    }

    void whoCouldHaveChosenTheLooksStandsInTheRow()
    {
        SwitchStrip strip;
        strip.setRival(Rival::RandomGazes);
        SwitchFigures figures{0.921, kUndefined, kUndefined, 1000, "pass 3.2"};
        figures.gazes = {{"learned", 0.921, 5.2}, {"sampled", 0.93, 5.4}, {"random", 0.602, 15.6},
                         {"centre", 0.41, 9},     {"frozen", 0.583, 9.1}, {"oracle", 0.95, 0}};
        strip.showReplaced(figures, true);
        QVERIFY2(
            strip.text().contains("the network 92.1 % · the same by chance, averaged 93.0 % · anywhere 60.2 % · the "
                                  "middle 41.0 % · untrained aim 58.3 % · the object itself 95.0 % (pass 3.2)"),
            qPrintable(strip.text()));
        QVERIFY(!strip.text().contains("uniform"));
        strip.showRetrained(WithoutAttention{0.61, 0.9, 3, 3, "2: glimpses, random"}, true);
        QVERIFY(strip.text().contains("Retrained with looks that go anywhere:</b> 61.0 % after 3 passes"));
        strip.showTest(0.9, 2000, "pass 3.2", 1, {}, figures.gazes);
        QVERIFY2(strip.text().contains("opened once; who chooses where to look: the network 92.1 %"),
                 qPrintable(strip.text()));
        strip.showReplaced(SwitchFigures{0.9, kUndefined, kUndefined, 1000, "pass 1"}, true);
        QVERIFY(strip.text().contains("learned 90.0 %; filters have no map that could be replaced"));
        strip.showReplaced({}, false);
        QVERIFY(strip.text().contains("somebody else than this network chooses"));
    }

    void looksWithoutAMapOfferNoneToReplace()
    {
        TransportBar bar;
        bar.showLearns(true, false);
        int buttons = 0;
        for (QToolButton* one : bar.findChildren<QToolButton*>()) {
            if (one->accessibleName().startsWith("attention in view: ")) {
                ++buttons;
                QVERIFY(!one->isEnabled() && one->toolTip().contains("has no map"));
            }
        }
        QCOMPARE(buttons, 3);
    }

    void nothingIsCalledLearnedWhereNothingLearns()
    {
        TransportBar bar;
        const auto button = [&](const QString& name) {
            for (QToolButton* one : bar.findChildren<QToolButton*>()) {
                if (one->accessibleName() == "attention in view: " + name) {
                    return one;
                }
            }
            return static_cast<QToolButton*>(nullptr);
        };
        bar.showMaps(MapOverride::Uniform);
        bar.showLearns(false);
        for (const char* name : {"learned", "uniform", "shuffled"}) {
            QVERIFY(!button(name)->isChecked() && !button(name)->isEnabled());
            QVERIFY(button(name)->toolTip().contains("learns nowhere"));
        }
        bar.showMaps(MapOverride::None);
        QVERIFY(!button("learned")->isChecked());
        bar.showLearns(true);
        QVERIFY(button("learned")->isChecked() && button("learned")->isEnabled());
        QVERIFY(!button("learned")->toolTip().contains("learns nowhere"));
        QSignalSpy chosen(&bar, &TransportBar::mapsChosen);
        button("shuffled")->click();
        QCOMPARE(chosen.count(), 1);
        QVERIFY(!button("learned")->isChecked()); // one is down, as before
        SwitchStrip strip;
        strip.showReplaced({}, false);
        QVERIFY(strip.text().contains("learns nowhere where to look"));
    }
};

QTEST_MAIN(TestSwitchStrip)
#include "tst_switch_strip.moc"
