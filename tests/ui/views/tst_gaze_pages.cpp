// Gazes at many pictures, and the page of rewards: dots lie where looks fell, sentences say what the numbers say, and what is
// asked for is asked once.
#include "core/attention/catalog.h"
#include "tests/ui/views/inspector_in_window.h"
#include "tests/ui/views/shown_looks.h"
#include "ui/paint/run_colours.h"
#include "ui/views/gaze_cloud.h"
#include "ui/views/gazes_view.h"
#include "ui/views/reward_view.h"
#include "ui/views/variance_bars.h"
#include "ui/window/segments.h"

#include <QLayout>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace fovea;

namespace {

/// Two looks at four pictures of 32 × 32: the first always in the middle, the second at each picture's object or `off` to its
/// right.
std::shared_ptr<const GazeSurvey> survey(double off = 0)
{
    GazeSurvey all{4, 32, 32, {}, {}, {{8, 8}, {24, 8}, {8, 24}, {24, 24}}};
    GazesOfTime first{std::vector<Gaze>(4, Gaze{16, 16}), {16, 16}, 0, 11.3}, second{{}, {16, 16}, 11.3, off};
    for (const Gaze& object : all.evidence) {
        second.gazes.push_back({object.x + off, object.y});
    }
    all.learned = {first, second};
    all.random = {{{1, 1}, {31, 1}, {1, 31}, {31, 31}}, {16, 16}, 13, 15.6};
    return std::make_shared<const GazeSurvey>(std::move(all));
}

int dotsNear(const QImage& image, const QPointF& at)
{
    int count = 0;
    for (int dy = -2; dy <= 2; ++dy) {
        for (int dx = -2; dx <= 2; ++dx) {
            const QPoint point = at.toPoint() + QPoint(dx, dy);
            const QColor there = image.rect().contains(point) ? image.pixelColor(point) : QColor();
            count += there.isValid() && there.saturation() > 60 ? 1 : 0; // dots are coloured, all else is grey
        }
    }
    return count;
}

QToolButton* button(QWidget& view, const QString& name)
{
    return named<QToolButton>(view, name);
}

constexpr std::array<double, kBaselines> kNoise = {0.08, 0.04, 0.02, 0.01};

} // namespace

class TestGazePages : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qRegisterMetaType<fovea::MapLook>(); }

    void dotsLieWhereTheLooksFell()
    {
        GazeCloud cloud;
        cloud.resize(324, 140);
        cloud.showSurvey(survey());
        QCOMPARE(cloud.frames(), 3);
        const QRectF second = cloud.frameRect(1);
        QCOMPARE(cloud.pointOf(1, 1),
                 QPointF(second.left() + 0.75 * second.width(), second.top() + 0.25 * second.height()));
        const QImage image = cloud.grab().toImage();
        for (std::size_t i = 0; i < 4; ++i) {
            QVERIFY(dotsNear(image, cloud.pointOf(1, i)) > 3);
        }
        QCOMPARE(dotsNear(image, second.topLeft() + QPointF(0.75 * second.width(), 0.5 * second.height())), 0);
        cloud.setAroundObject(true); // each moved so that its object lies in the middle
        QCOMPARE(cloud.pointOf(1, 0), second.center());
        QCOMPARE(cloud.pointOf(1, 3), second.center());
        QVERIFY(dotsNear(cloud.grab().toImage(), second.center() + QPointF(2, 2)) > 0);
        QCOMPARE(cloud.outside(2), std::size_t(0));
    }

    void framesLieApartHoweverManyThereAre()
    {
        GazeSurvey many = *survey();
        for (const std::size_t looks : {1, 5, 6, 16}) {
            many.learned.resize(looks, many.learned.front());
            GazeCloud cloud;
            cloud.showSurvey(std::make_shared<const GazeSurvey>(many));
            for (const int width : {324, 592}) {
                cloud.resize(width, cloud.wantedHeight(width));
                for (int i = 0; i < cloud.frames(); ++i) {
                    QVERIFY(QRectF(cloud.rect()).contains(cloud.frameRect(i)));
                    for (int j = 0; j < i; ++j) {
                        QVERIFY(!cloud.frameRect(i).intersects(cloud.frameRect(j)));
                    }
                }
            }
        }
    }

    void itSaysWhetherLooksFollowThePictureAndFindTheObject()
    {
        const QString found = sentencesAbout(*survey(1)).join(' ');
        QVERIFY2(found.contains("first look falls on the same place"), qPrintable(found));
        QVERIFY(found.contains("differs by 11 px from picture to picture (random looks: 13 px)"));
        QVERIFY(found.contains(
            "It finds the object: the last look falls 1.0 px from the object where random ones fall 16 px"));
        const QString lost = sentencesAbout(*survey(15.5)).join(' ');
        QVERIFY2(lost.contains("does not find the object"), qPrintable(lost));
        GazeSurvey still = *survey();
        still.learned[1] = still.learned[0];
        QVERIFY(sentencesAbout(still).join(' ').contains("No look follows the picture"));
    }

    void aroundTheObjectIsOfferedOnlyWhereItIsKnown()
    {
        GazesView view;
        view.showSurvey(survey(), "pass 2.3");
        QVERIFY(!view.findChild<Segments*>()->isHidden());
        GazeSurvey unknown = *survey();
        unknown.evidence.clear();
        unknown.learned[1].distance = unknown.random.distance = kUndefined;
        view.showSurvey(std::make_shared<const GazeSurvey>(unknown), "pass 2.3");
        QVERIFY(view.findChild<Segments*>()->isHidden());
        QVERIFY(!view.sentences().join(' ').contains("object"));
        view.showSurvey(nullptr, {});
        QVERIFY(view.sentences().isEmpty());
    }

    void gazesAreAskedForWhileTheyAreSeen()
    {
        const auto view = inspector({332, 696});
        view->showScene(lookingScene());
        view->showSample(lookedAt());
        QSignalSpy asked(view.get(), &InspectorView::gazesAsked);
        button(*view, "Inspector: gazes")->click();
        QCOMPARE(asked.takeLast().first().toBool(), true);
        QVERIFY(view->findChild<GazesView*>()->isVisible());
        QVERIFY(!canvasOf(*view).isVisible());
        view->showGazes(survey(), "pass 2.3");
        QVERIFY2(words(*view).contains("4 validation images, pass 2.3"), qPrintable(words(*view)));
        button(*view, "Inspector: glimpses")->click();
        QCOMPARE(asked.takeLast().first().toBool(), false);
        QVERIFY(canvasOf(*view).isVisible());
    }

    void thePolicyGradientIsExplainedWithTheFormulaOfTheCatalog()
    {
        RewardView view;
        view.resize(324, 600);
        view.showScene(lookingScene());
        const QString text = view.explanation();
        const QString formula = QString::fromUtf8(lookNamed("glimpses").formula.data());
        QVERIFY2(text.simplified().contains(formula.simplified()), qPrintable(text));
        QVERIFY(text.contains("1 where the answer at the end of the path is right"));
        Scene confident = lookingScene();
        confident.looking.reward = "confidence";
        view.showScene(confident);
        QVERIFY(view.explanation().contains("log probability of the right answer"));
    }

    void barsAreAsLongAsTheNoise()
    {
        VarianceBars bars;
        bars.resize(300, bars.sizeHint().height());
        bars.showVariance(kNoise, "leave-one-out");
        QCOMPARE(bars.lengthOf(0), 1.0);
        QCOMPARE(bars.lengthOf(1), 0.5);
        QCOMPARE(bars.textOf(1), QString("one number: 0.04 = 0.50 ×"));
        QCOMPARE(bars.textOf(3), QString("the other tries: 0.01 = 0.13 ×, used here"));
        const QImage image = bars.grab().toImage();
        const auto inked = [&](std::size_t i, double part) {
            const QRectF bar = bars.barRect(i);
            return image.pixelColor(QPointF(part * 299, bar.center().y()).toPoint());
        };
        QCOMPARE(inked(1, 0.48), trainingColour());
        QVERIFY(inked(1, 0.52) != trainingColour());
        QCOMPARE(inked(3, 0.11), validationColour());
    }

    void theSentenceNamesTheLeastNoise()
    {
        RewardView view;
        view.showScene(lookingScene());
        QVERIFY(view.sentence().contains("measure it"));
        view.showVariance(kNoise, "pass 2.3");
        QCOMPARE(
            view.sentence(),
            QString("Variance of the gradient, pass 2.3. Least noise: the other tries, 8 times less than nothing."));
        view.showVariance(std::array<double, kBaselines>{0, 0, 0, 0}, "pass 0");
        QVERIFY(view.sentence().contains("every draw gave the same reward"));
        view.showVariance(std::array<double, kBaselines>{kUndefined, kUndefined, kUndefined, kUndefined}, "pass 0");
        QVERIFY(view.sentence().contains("Nothing here learns from reward"));
    }

    void noiseIsMeasuredWhenItsPageIsSeenAndAtTheButton()
    {
        const auto view = inspector({332, 696});
        view->showScene(lookingScene());
        view->showSample(lookedAt());
        QSignalSpy asked(view.get(), &InspectorView::varianceAsked);
        button(*view, "Inspector: reward")->click();
        QCOMPARE(asked.count(), 1);
        auto* measure = view->findChild<RewardView*>()->findChild<QPushButton*>();
        QVERIFY(measure->isVisible() && !measure->isEnabled()); // it is being measured
        view->showVariance(kNoise, "pass 2.3");
        QVERIFY(measure->isEnabled());
        QVERIFY(view->findChild<VarianceBars*>()->isVisible());
        button(*view, "Inspector: glimpses")->click();
        button(*view, "Inspector: reward")->click();
        QCOMPARE(asked.count(), 1); // what is known is not measured again by itself
        measure->click();
        QCOMPARE(asked.count(), 2);
        view->showVariance(std::nullopt, {}); // another network
        QCOMPARE(asked.count(), 3);
    }

    void rewardIsAPageOnlyWhereSomethingLearnsFromIt()
    {
        const auto view = inspector({332, 696});
        for (const char* mechanism : {"glimpses", "gumbel", "draw", "transformer"}) {
            view->showScene(lookingScene(lookingAt(mechanism)));
            view->showSample(lookedAt());
            QCOMPARE(button(*view, "Inspector: reward")->isVisible(), std::string_view(mechanism) == "glimpses");
            QVERIFY(button(*view, "Inspector: gazes")->isVisible());
        }
    }

    void pagesFitTheSmallestInspector()
    {
        const auto view = inspector({332, 696});
        view->showScene(lookingScene());
        view->showSample(lookedAt());
        view->showGazes(survey(), "pass 2.3");
        view->showVariance(kNoise, "pass 2.3");
        for (const char* page : {"gazes", "reward"}) {
            button(*view, QStringLiteral("Inspector: ") + page)->click();
            QTest::qWait(0);
            for (const QLabel* label : view->findChildren<QLabel*>()) {
                if (label->isVisible() && label->wordWrap()) {
                    QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
                }
            }
            QVERIFY(view->minimumSizeHint().width() <= 332);
        }
    }

    /// In large type there is room for the law and the bars, not for the whole explanation.
    void thePageOfRewardsFitsWhenPresenting()
    {
        RewardView page;
        Scene scene;
        scene.looking.mechanism = "glimpses";
        page.showScene(scene);
        page.showVariance(kNoise, "pass 2.3");
        page.setFont(figureFont(20));
        constexpr int kWide = 420, kHigh = 460; // of the inspector, presenting on 1280 × 800
        QVERIFY(page.layout()->heightForWidth(kWide) > kHigh);
        page.setBrief(true);
        QVERIFY2(page.layout()->heightForWidth(kWide) <= kHigh,
                 qPrintable(QString::number(page.layout()->heightForWidth(kWide))));
        QVERIFY(page.explanation().contains("R") && !page.sentence().isEmpty());
    }
};

QTEST_MAIN(TestGazePages)
#include "tst_gaze_pages.moc"
