// The view of attention step by step: numbers as they are handed in, one part marked in all steps, nothing cut.
#include "ui/drawer/key_map.h"
#include "ui/drawer/number_strip.h"
#include "ui/drawer/steps_view.h"
#include "ui/drawer/steps_words.h"

#include <QLabel>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include <cmath>
#include <limits>

using namespace fovea;

namespace {

/// A query of three features and four keys in 2 × 2 places; the second is not asked.
AttentionSteps fourKeys()
{
    AttentionSteps steps;
    steps.asked = {"mix.0", 0, 2, 1};
    steps.keys = steps.queryGrid = {2, 2};
    steps.heads = 2;
    steps.query = {1, -2, 0.5};
    steps.divisor = 2;
    const double none = -std::numeric_limits<double>::infinity();
    steps.offset = {0.25, none, 0, 0};
    for (int n = 0; n < 4; ++n) {
        const double k = n + 1;
        steps.key.push_back({k, 0, k});
        steps.terms.push_back({k, 0, 0.5 * k});
        steps.products.push_back(1.5 * k);
        steps.scaled.push_back(0.75 * k);
        steps.scores.push_back(steps.scaled.back() + steps.offset[std::size_t(n)]);
        steps.powers.push_back(n == 1 ? 0 : 0.25 * (n + 1));
        steps.weights.push_back(n == 1 ? 0 : 0.125 * (n + 1));
        steps.value.push_back({1, 2});
        steps.shares.push_back({0.1 * n, 0.2 * n});
    }
    steps.sum = 2;
    steps.spread = 2.5;
    steps.given = {0.6, 1.2};
    return steps;
}

} // namespace

class StepsViewTest : public QObject
{
    Q_OBJECT

private slots:
    void theLargestWeightIsMarkedFirst()
    {
        StepsView view;
        view.showSteps(std::make_shared<AttentionSteps>(fourKeys()));
        QCOMPARE(view.current(), 3);
        for (const KeyMap* map : view.findChildren<KeyMap*>()) {
            QCOMPARE(map->figure().marked, 3);
        }
    }

    void pointingAtACellMarksItInAllSteps()
    {
        StepsView view;
        view.resize(700, 540);
        view.show();
        view.showSteps(std::make_shared<AttentionSteps>(fourKeys()));
        KeyMap* map = view.findChildren<KeyMap*>().first();
        QTest::mouseMove(map, map->cellRect(0).center().toPoint());
        QTRY_COMPARE(view.current(), 0);
        for (const KeyMap* each : view.findChildren<KeyMap*>()) {
            QCOMPARE(each->figure().marked, 0);
        }
        QVERIFY2(view.chain().contains("q · k = 1.5") && view.chain().contains("÷ 2 = 0.75") &&
                     view.chain().contains("+ 0.25 = 1"),
                 qPrintable(view.chain()));
        AttentionSteps below = fourKeys();
        below.offset.assign(below.offset.size(), -0.5);
        view.showSteps(std::make_shared<AttentionSteps>(below));
        QVERIFY2(view.chain().contains("− 0.5 = "), qPrintable(view.chain()));
        auto newer = std::make_shared<AttentionSteps>(fourKeys()); // another state of the network: the mark stays
        newer->weights = {0.1, 0, 0.8, 0.1};
        view.showSteps(newer);
        QCOMPARE(view.current(), 0);
    }

    void aFeatureIsMarkedAmongItsNeighboursOnly()
    {
        StepsView view;
        view.resize(700, 540);
        view.show();
        view.showSteps(std::make_shared<AttentionSteps>(fourKeys()));
        const auto strips = view.findChildren<NumberStrip*>();
        QCOMPARE(strips.size(), 6);
        emit strips[0]->pointed(2);
        for (int i = 0; i < 6; ++i) {
            QCOMPARE(strips[i]->figure().marked, i < 3 ? 2 : -1);
        }
        emit strips[4]->pointed(1);
        QCOMPARE(strips[5]->figure().marked, 1);
    }

    void aKeyThatIsNotAskedSaysSo()
    {
        StepsView view;
        view.showSteps(std::make_shared<AttentionSteps>(fourKeys()));
        emit view.findChildren<KeyMap*>().first()->pointed(1);
        QVERIFY2(view.chain().contains("not asked"), qPrintable(view.chain()));
    }

    void arrowsGoFromCellToCell()
    {
        StepsView view;
        view.resize(700, 540);
        view.show();
        view.showSteps(std::make_shared<AttentionSteps>(fourKeys()));
        KeyMap* map = view.findChildren<KeyMap*>().at(1);
        QTest::keyClick(map, Qt::Key_Up);
        QCOMPARE(view.current(), 1);
        QTest::keyClick(map, Qt::Key_Left);
        QCOMPARE(view.current(), 0);
        QTest::keyClick(map, Qt::Key_Left);
        QCOMPARE(view.current(), 0);
    }

    void temperatureGoesFromATenthToTen()
    {
        StepsView view;
        QSignalSpy asked(&view, &StepsView::asked);
        auto* slider = view.findChild<QSlider*>();
        QCOMPARE(view.temperature(), 1.0);
        slider->setValue(slider->maximum());
        QCOMPARE(view.temperature(), 10.0);
        slider->setValue(slider->minimum());
        QCOMPARE(view.temperature(), 0.1);
        QCOMPARE(asked.count(), 2);
        auto linear = fourKeys();
        linear.exponential = false;
        view.showSteps(std::make_shared<AttentionSteps>(linear));
        QVERIFY(!slider->isEnabled());
    }

    void whereThereAreNoStepsItSaysWhy()
    {
        StepsView view;
        QVERIFY(view.sentence().contains("Space"));
        QStringList said;
        for (const NoSteps why :
             {NoSteps::Nothing, NoSteps::Gaze, NoSteps::Gate, NoSteps::Uniform, NoSteps::OtherLayers}) {
            AttentionSteps none;
            none.asked.layer = "pool";
            none.none = why;
            view.showSteps(std::make_shared<AttentionSteps>(none));
            QVERIFY(!view.sentence().isEmpty() && !said.contains(view.sentence()));
            said << view.sentence();
            QVERIFY(view.chain().isEmpty());
        }
        view.showSteps(std::make_shared<AttentionSteps>(fourKeys())); // and back
        QCOMPARE(view.current(), 3);
    }

    void replacedWeightsAreSaid()
    {
        StepsView view;
        view.showSteps(std::make_shared<AttentionSteps>(fourKeys()));
        const QString before = view.sentence();
        view.setReplaced(true);
        QVERIFY(view.sentence().startsWith(before) && view.sentence().size() > before.size());
        view.setReplaced(false);
        QCOMPARE(view.sentence(), before);
    }

    void anotherTemperatureIsNotCalledTheNetworks()
    {
        StepsView view;
        auto steps = fourKeys();
        view.showSteps(std::make_shared<AttentionSteps>(steps));
        QVERIFY(temperatureText(steps).contains("as the network does"));
        QVERIFY(!view.chain().contains("The network itself"));
        steps.asked.temperature = 0.5;
        steps.own = {0.1, 0, 0.2, 0.7};
        view.showSteps(std::make_shared<AttentionSteps>(steps));
        QVERIFY(temperatureText(steps).contains("not the network"));
        QVERIFY2(view.chain().contains("The network itself: 0.7"), qPrintable(view.chain()));
    }

    void nothingMovesWhenWordsChange()
    {
        StepsView view;
        view.resize(700, 540);
        view.show();
        auto steps = fourKeys();
        view.showSteps(std::make_shared<AttentionSteps>(steps));
        QTest::qWait(0);
        const QList<KeyMap*> maps = view.findChildren<KeyMap*>();
        const auto placeOf = [&](const QWidget* part) { return QRect(part->mapTo(&view, QPoint()), part->size()); };
        const QWidget* const slider = view.findChild<QSlider*>();
        const QRect map = placeOf(maps[0]), before = placeOf(slider);
        steps.asked.temperature = 0.12589;
        steps.own = {0.123456, 0, 0.2, 0.7};
        view.showSteps(std::make_shared<AttentionSteps>(steps));
        emit maps[0]->pointed(1); // the shortest chain
        QTest::qWait(0);
        QCOMPARE(placeOf(maps[0]), map);
        QCOMPARE(placeOf(slider), before);
    }

    /// The essay's layer multiplies 21,632 of them: dozens share a pixel, and the largest of those is what is seen, wherever it
    /// stands among them, up or down.
    void oneLargeFeatureAmongThousandsIsSeen()
    {
        for (const int feature : {0, 14'999, 15'000, 15'007, 15'023, 21'631}) {
            for (const double sign : {1.0, -1.0}) {
                NumberStrip strip("query");
                strip.resize(600, 34);
                StripFigure figure{"query q", std::vector<double>(21'632, 1e-3 * sign), {}};
                figure.numbers[static_cast<std::size_t>(feature)] = sign;
                strip.showFigure(figure);
                const QImage drawn = strip.grab().toImage();
                const QRectF column = stripColumn(figure, feature, strip.rect(), strip.font());
                int coloured = 0;
                for (int x = int(column.left()) - 2; x <= int(column.left()) + 2; ++x) {
                    coloured += drawn.pixelColor(x, sign > 0 ? 6 : 28).hsvSaturation() > 100 ? 1 : 0;
                }
                QVERIFY2(coloured > 0, qPrintable(QString("%1, %2").arg(feature).arg(sign)));
            }
        }
    }

    void everyKeyLiesInsideItsMap_data()
    {
        QTest::addColumn<int>("h");
        QTest::addColumn<int>("w");
        QTest::addColumn<int>("extra");
        QTest::newRow("8 x 8") << 8 << 8 << 0;
        QTest::newRow("7 x 7 and a class token") << 7 << 7 << 1;
        QTest::newRow("one") << 1 << 1 << 0;
        QTest::newRow("wide") << 2 << 20 << 0;
        QTest::newRow("high") << 20 << 2 << 0;
    }
    void everyKeyLiesInsideItsMap()
    {
        QFETCH(const int, h);
        QFETCH(const int, w);
        QFETCH(const int, extra);
        KeyMap map("weights");
        map.resize(220, 220);
        KeyFigure figure;
        figure.numbers.assign(std::size_t(h * w + extra), 0.1);
        figure.kind = KeyNumbers::Shares;
        figure.grid = {h, w};
        figure.extra = extra;
        map.showFigure(figure);
        std::vector<QRectF> cells;
        for (int key = 0; key < h * w + extra; ++key) {
            const QRectF cell = map.cellRect(key);
            QVERIFY(QRectF(map.rect()).contains(cell));
            for (const QRectF& other : cells) {
                QVERIFY(!cell.adjusted(0.1, 0.1, -0.1, -0.1).intersects(other));
            }
            cells.push_back(cell);
        }
        QVERIFY(map.cellRect(h * w + extra).isEmpty());
    }
};

QTEST_MAIN(StepsViewTest)
#include "tst_steps_view.moc"
