// The page of diagnosis: findings with their evidence in the curve, and remedies as buttons that say what they change.
#include "ui/diagnosis/diagnosis_view.h"
#include "ui/diagnosis/evidence_plot.h"

#include <QLabel>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace fovea;

namespace {

/// A run that learned 800 images by heart.
DiagnosedRun byHeart(int passes = 10)
{
    RecordedCurves curves;
    curves.config.data.samples = 800;
    curves.trainClasses = {400, 400};
    curves.validationClasses = {100, 100};
    for (int i = 1; i <= passes; ++i) {
        EpochRecord pass;
        pass.epoch = i;
        pass.trainAccuracy = std::min(1.0, 0.5 + 0.06 * i);
        pass.valAccuracy = 0.55;
        pass.trainLoss = 0.7 / i;
        pass.valLoss = 0.7 + 0.05 * i;
        curves.history.push_back(pass);
    }
    DiagnosedRun run;
    run.name = "1: soft · needle";
    run.history = curves.history;
    run.chance = 0.5;
    run.diagnosis = diagnose(curves);
    return run;
}

QToolButton* buttonWith(const QWidget& in, const QString& text)
{
    for (QToolButton* button : in.findChildren<QToolButton*>()) {
        if (button->isVisibleTo(&in) && button->text().contains(text)) {
            return button;
        }
    }
    return nullptr;
}

} // namespace

class DiagnosisViewTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { qRegisterMetaType<Config>("fovea::Config"); }

    void theFindingIsMarkedInTheCurve()
    {
        DiagnosisView view;
        view.showRun(byHeart());
        QCOMPARE(view.chosen(), 0);
        const CurvesFigure& figure = view.findChild<EvidencePlot*>()->figure();
        QCOMPARE(figure.marks.size(), std::size_t{1});
        QCOMPARE(figure.marks.front().last, 10.0);
        QVERIFY(figure.marks.front().first > 1 && figure.marks.front().first < 10);
        QCOMPARE(figure.curves.front().y.back(), 1.0);
    }

    void markedEvidenceIsSeen()
    {
        const DiagnosedRun run = byHeart();
        const auto painted = [&](const CurvesFigure& figure) {
            return renderFigure(FigureSize::ofPixels(420, 220),
                                [&](QPainter& painter, const QRectF& area) { paintCurves(painter, area, figure); });
        };
        CurvesFigure with = evidenceFigure(run, &run.diagnosis.findings.front()), without = with;
        without.marks.clear();
        QVERIFY(painted(with) != painted(without));
    }

    void aRemedySaysWhatItChangesAndAsksForIt()
    {
        DiagnosisView view;
        view.showRun(byHeart());
        QToolButton* more = buttonWith(view, "training images 800 → 3200");
        QVERIFY(more != nullptr);
        QSignalSpy asked(&view, &DiagnosisView::remedyAsked);
        more->click();
        QCOMPARE(asked.size(), 1);
        const Config config = asked.first().first().value<Config>();
        QCOMPARE(config.data.samples, 3200);
        Config expected;
        expected.data.samples = 3200;
        QVERIFY(config == expected); // and nothing else
    }

    void buttonsStayWhileNothingNewIsFound()
    {
        DiagnosisView view;
        view.showRun(byHeart());
        QToolButton* before = buttonWith(view, "training images");
        view.showRun(byHeart());
        QCOMPARE(buttonWith(view, "training images"), before); // who is about to press it does not miss
    }

    void figuresChangeAndButtonsStay()
    {
        DiagnosisView view;
        view.showRun(byHeart(9));
        QToolButton* before = buttonWith(view, "training images");
        const auto says = [&](const QString& text) {
            return std::ranges::any_of(view.findChildren<QLabel*>(),
                                       [&](const QLabel* label) { return label->text().contains(text); });
        };
        QVERIFY(!says("a gap of 0.45,"));
        view.showRun(byHeart(30)); // a gap of .45 by then
        QVERIFY(says("a gap of 0.45,"));
        QCOMPARE(buttonWith(view, "training images"), before);
    }

    void nothingIsCutOnANarrowPage()
    {
        for (const int width : {430, 640, 1000, 1300}) { // the first: in the window at 1024 pixels
            DiagnosisView view;
            view.resize(width, 240);
            view.showRun(byHeart());
            view.show();
            const auto* scroll = view.findChild<QScrollArea*>();
            QTRY_VERIFY2(scroll->widget()->width() <= scroll->viewport()->width(), std::to_string(width).c_str());
        }
    }

    void theTitleWhoseEvidenceIsMarkedIsDown()
    {
        DiagnosisView view;
        DiagnosedRun two = byHeart();
        two.diagnosis.findings.push_back(two.diagnosis.findings.front());
        view.showRun(two);
        QList<QToolButton*> titles;
        for (QToolButton* button : view.findChildren<QToolButton*>()) {
            if (button->isCheckable()) {
                titles << button;
            }
        }
        QCOMPARE(titles.size(), 2);
        QVERIFY(titles[0]->isChecked() && !titles[1]->isChecked());
        titles[1]->click();
        QVERIFY(!titles[0]->isChecked() && titles[1]->isChecked());
        titles[1]->click(); // one of them always is
        QVERIFY(titles[1]->isChecked());
    }

    void termsAreShownInTheFullForm()
    {
        DiagnosisView view;
        view.showRun(byHeart());
        QVERIFY(buttonWith(view, "learned by heart") && !buttonWith(view, "overfitting"));
        view.setFull(true);
        QVERIFY(buttonWith(view, "overfitting"));
        QVERIFY(buttonWith(view, "training samples 800 → 3200"));
    }

    void anEmptyPageSaysWhatToDo()
    {
        DiagnosisView view;
        QVERIFY(view.findChild<QLabel*>()->text().contains("Space"));
        DiagnosedRun early = byHeart(2);
        view.showRun(early);
        QVERIFY(view.findChild<QLabel*>()->text().contains("too few"));
    }

    void everyButtonHasANameAndHelp()
    {
        DiagnosisView view;
        view.showRun(byHeart());
        int buttons = 0;
        for (const QToolButton* button : view.findChildren<QToolButton*>()) {
            if (!button->isVisibleTo(&view)) {
                continue;
            }
            ++buttons;
            QVERIFY(!button->accessibleName().isEmpty() && !button->toolTip().isEmpty());
            QCOMPARE(button->focusPolicy(), Qt::TabFocus);
        }
        QVERIFY(buttons >= 6);
    }
};

QTEST_MAIN(DiagnosisViewTest)
#include "tst_diagnosis_view.moc"
