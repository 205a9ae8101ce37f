// The page of the network: rows, sums, times that come later, and formulas with the shapes of the run.
#include "tests/support/small_run.h"
#include "ui/drawer/network_view.h"

#include <QLabel>
#include <QTest>
#include <QTreeWidget>

using namespace fovea;

class NetworkViewTest : public QObject
{
    Q_OBJECT

private slots:
    void eachLayerHasARowAndAllOfThemASum()
    {
        NetworkView view;
        view.showNetwork(smallNeedle(), layerTable(smallNeedle(), {{32, 32, 1}, 4}));
        QCOMPARE(view.row(0), QStringList({"conv 4 5x5, pool", QStringLiteral("16 × 16 × 4"), "104", "102,400",
                                           QStringLiteral("…"), QStringLiteral("6 × 6 px")}));
        QCOMPARE(view.row(2)[0], "Soft attention");
        QCOMPARE(view.row(2)[5], "all");
        auto* table = view.findChild<QTreeWidget*>();
        QCOMPARE(table->topLevelItemCount(), 5); // two convolutions, attention, answer, all
        QCOMPARE(view.row(4)[2], QLocale().toString(104 + 296 + (64 + 8 + 8 + 1) + 36));
    }

    void timesComeLaterAndBelongToTheirNetwork()
    {
        NetworkView view;
        const auto rows = layerTable(smallNeedle(), {{32, 32, 1}, 4});
        view.showNetwork(smallNeedle(), rows);
        view.showTimes({0.5, 0.25, 0.125, kUndefined});
        QCOMPARE(view.row(0)[4], "0.500");
        QCOMPARE(view.row(3)[4], QStringLiteral("↑")); // measured with the row above
        QCOMPARE(view.row(4)[4], "0.875");
        view.showNetwork(smallNeedle(), rows);
        QCOMPARE(view.row(0)[4], QStringLiteral("…"));
    }

    void formulasHaveTheShapesOfTheRun()
    {
        NetworkView view;
        Config config = smallNeedle();
        config.mix.depth = 1;
        config.mix.width = 16;
        config.mix.heads = 4;
        config.gate.mechanism = "se";
        config.gate.reduction = 2;
        config.model.trunk = "conv 4 5x5, pool, gate, conv 8, pool";
        view.showNetwork(config, layerTable(config, {{32, 32, 1}, 4}));
        const QString text = view.formulas();
        QVERIFY2(text.contains(QStringLiteral("a = softmax(e / τ)")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("attention.project.weight (16 × 8)")));
        QVERIFY(text.contains(QStringLiteral("given x (64 × 16)")));     // pooling is given tokens
        QVERIFY(text.contains(QStringLiteral("given x (8 × 8 × 8)")));   // mixing is given the map
        QVERIFY(text.contains(QStringLiteral("given x (16 × 16 × 4)"))); // and the gate its own
        QVERIFY(!text.contains("bias"));
    }
};

QTEST_MAIN(NetworkViewTest)
#include "tst_network_view.moc"
