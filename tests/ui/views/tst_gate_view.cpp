// Gates as bars: of the picture, of each class, and which channel tells classes apart.
#include "tests/ui/views/shown_samples.h"
#include "ui/paint/run_colours.h"
#include "ui/views/gate_bars.h"
#include "ui/views/gate_view.h"
#include "ui/views/inspector_view.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace fovea;

namespace {

constexpr Index kChannels = 4;

MapOfSample gateMap(const std::string& layer, std::vector<Real> values)
{
    const auto count = static_cast<Index>(values.size());
    MapOfSample map{Tensor({1, 1, count}, Reals(values.begin(), values.end())), {}, layer};
    map.shares = false;
    return map;
}

ShownSample gated(std::vector<Real> values = {0.25, 0.5, 0.75, 1})
{
    ShownSample sample = sampleOf(2, 2, mapWithPeak(8, 8, 5, 0.4));
    sample.answer->maps.push_back(gateMap("gate.1", std::move(values)));
    return sample;
}

/// Channel 3 is 0.2 for cross and 0.9 for diamond; all other means are one half.
std::shared_ptr<const GateMeans> means()
{
    GateMeans all{{{"gate.1", std::vector(4, std::vector<double>(kChannels, 0.5))}}, 1000};
    all.gates[0].byClass[1][2] = 0.2;
    all.gates[0].byClass[3][2] = 0.9;
    return std::make_shared<const GateMeans>(std::move(all));
}

/// How high the bar of a channel is painted, as a share of its row.
double paintedHeight(const QImage& image, const QRectF& area, int channel)
{
    const int x = static_cast<int>(area.left() + (channel + 0.4) * area.width() / kChannels);
    int inked = 0;
    for (int y = static_cast<int>(area.top()) + 1; y < static_cast<int>(area.bottom()); ++y) {
        inked += image.pixelColor(x, y) == trainingColour() ? 1 : 0;
    }
    return inked / (area.height() - 1);
}

} // namespace

class TestGateView : public QObject
{
    Q_OBJECT

private slots:
    void barsAreAsHighAsTheGates()
    {
        GateView view;
        view.resize(324, 300);
        view.showScene(needleScene());
        view.showSample(gated());
        view.showMeans(means(), "pass 2.3");
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        GateBars& bars = *view.findChild<GateBars*>();
        const QImage image = bars.grab().toImage();
        for (int channel = 0; channel < kChannels; ++channel) {
            QVERIFY(std::abs(paintedHeight(image, bars.barsRect(-1), channel) - 0.25 * (channel + 1)) < 0.07);
        }
        QVERIFY(std::abs(paintedHeight(image, bars.barsRect(3), 2) - 0.9) < 0.12);
        QVERIFY(std::abs(paintedHeight(image, bars.barsRect(1), 2) - 0.2) < 0.12);
    }

    void theTellingChannelIsNamed()
    {
        GateView view;
        view.showScene(needleScene());
        view.showSample(gated());
        QCOMPARE(view.sentences().size(), 1); // nobody has measured the classes
        view.showMeans(means(), "pass 2.3");
        QCOMPARE(view.sentences()[0], QString("This picture: between 0.25 and 1.00; one half everywhere says nothing"));
        QCOMPARE(view.sentences()[1], QString("Channel 3 tells classes apart most: 0.20 for cross, 0.90 for diamond"));
    }

    /// Channel 4 lets red through and keeps blue out, whatever the class.
    void cuesHaveRowsBeforeClassesAndSayWhatTheGateFollows()
    {
        Scene scene = needleScene();
        scene.cues = QStringList{"red", "green", "blue"};
        GateMeans all = *means();
        all.gates[0].byCue.assign(3, std::vector<double>(kChannels, 0.5));
        all.gates[0].byCue[0][3] = 0.98;
        all.gates[0].byCue[2][3] = 0.03;
        GateView view;
        view.resize(324, 380);
        view.showScene(scene);
        view.showSample(gated());
        view.showMeans(std::make_shared<const GateMeans>(all), "pass 2.3");
        QCOMPARE(view.sentences()[1], QString("Channel 4 tells cues apart most: 0.030 for blue, 0.98 for red"));
        QCOMPARE(view.sentences()[2], QString("Classes differ by 0.70 at most, cues by 0.95"));
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        GateBars& bars = *view.findChild<GateBars*>();
        const QImage image = bars.grab().toImage();
        QVERIFY(std::abs(paintedHeight(image, bars.barsRect(0), 3) - 0.98) < 0.12);    // red
        QVERIFY(std::abs(paintedHeight(image, bars.barsRect(3 + 3), 2) - 0.9) < 0.12); // diamond, below the cues
        const QRectF red = bars.barsRect(0);
        QVERIFY(bars.textAt(QPointF(red.right() - 3, red.center().y()).toPoint()).endsWith("0.98 in the mean of red"));
        for (int row = 0; row < 7; ++row) {
            QVERIFY(bars.rect().contains(bars.barsRect(row).toRect()));
            QVERIFY(bars.barsRect(row).top() >= bars.barsRect(row - 1).bottom());
        }
    }

    void whereNotAllHasRoomToBeReadTheFirstGroupHasIt()
    {
        GateBars bars;
        const std::vector<double> half(16, 0.5);
        const GateBarRow one{"one", half};
        bars.resize(324, 200);
        const int line = bars.fontMetrics().height();
        bars.showRows({"this picture", half}, {{"by cue", {one, one, one}}, {"by class", {one, one, one, one}}});
        bars.resize(324, bars.wantedHeight());
        QCOMPARE(bars.groupsShown(), std::size_t{2});
        bars.resize(324, 9 * line);
        QCOMPARE(bars.groupsShown(), std::size_t{1});
        for (int row = 0; row < 3; ++row) {
            QVERIFY(bars.barsRect(row).height() >= line);
            QVERIFY(bars.rect().contains(bars.barsRect(row).toRect()));
        }
    }

    void channelsAreNumberedAsFarAsThereIsRoom()
    {
        GateBars bars;
        bars.resize(324, 200);
        bars.showRows({"this picture", std::vector<double>(16, 0.5)}, {});
        const std::vector<int> few = bars.numberedChannels();
        QVERIFY(few.size() >= 4 && few.back() == 16);
        bars.showRows({"this picture", std::vector<double>(256, 0.5)}, {});
        const std::vector<int> many = bars.numberedChannels();
        QVERIFY(many.size() >= 3 && many.size() <= 10 && many.back() == 256);
        bars.showRows({"this picture", std::vector<double>(4, 0.5)}, {});
        QCOMPARE(bars.numberedChannels(), (std::vector<int>{1, 2, 3, 4}));
    }

    void meansOfAnotherNetworkAreNotShown()
    {
        GateView view;
        view.showScene(needleScene());
        view.showMeans(means(), "pass 2.3");
        view.showSample(gated({0.1, 0.2})); // two channels: its means would be read wrongly
        QCOMPARE(view.sentences().size(), 1);
    }

    void aPointSaysItsChannelAndClass()
    {
        GateView view;
        view.resize(324, 300);
        view.showScene(needleScene());
        view.showSample(gated());
        view.showMeans(means(), "pass 2.3");
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const GateBars& bars = *view.findChild<GateBars*>();
        const QRectF row = bars.barsRect(3);
        const QPoint third(static_cast<int>(row.left() + 0.6 * row.width()), static_cast<int>(row.center().y()));
        QCOMPARE(bars.textAt(third), QString("channel 3: 0.75 in this picture, 0.90 in the mean of diamond"));
        QVERIFY(bars.textAt({0, 0}).isEmpty());
    }

    void severalGatesCanBeChosen()
    {
        GateView view;
        view.showScene(needleScene());
        ShownSample sample = gated();
        QComboBox& choice = *view.findChild<QComboBox*>();
        view.showSample(sample);
        QVERIFY(choice.isHidden());
        sample.answer->maps.push_back(gateMap("gate.4.channels", {0.5, 0.6}));
        view.showSample(sample);
        QVERIFY(!choice.isHidden());
        QCOMPARE(choice.itemText(1), QString("gate after layer 5, channels"));
        choice.setCurrentIndex(1);
        emit choice.activated(1);
        QVERIFY(view.sentences()[0].contains("between 0.50 and 0.60"));
    }

    void theInspectorAsksForClassesOnlyWhileTheyAreSeen()
    {
        InspectorView view;
        view.resize(332, 564);
        view.showScene(needleScene());
        view.showSample(gated());
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QSignalSpy asked(&view, &InspectorView::gatesAsked);
        for (QToolButton* button : view.findChildren<QToolButton*>()) {
            if (button->accessibleName() == "Inspector: gates" || button->accessibleName() == "Inspector: heads") {
                QCOMPARE(button->isVisible(), button->accessibleName().endsWith("gates")); // there is one head
            }
            if (button->accessibleName() == "Inspector: gates") {
                button->click();
                QCOMPARE(asked.takeFirst().first().toBool(), true);
                QVERIFY(view.findChild<GateBars*>()->isVisible());
            }
        }
        view.showSample(sampleOf(0, 0, mapWithPeak(8, 8, 5, 0.4))); // another network, without gates
        QCOMPARE(asked.takeFirst().first().toBool(), false);
        QVERIFY(!view.findChild<GateBars*>()->isVisible());
    }
};

QTEST_MAIN(TestGateView)
#include "tst_gate_view.moc"
