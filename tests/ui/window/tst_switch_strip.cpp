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
