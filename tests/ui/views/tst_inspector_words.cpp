// The inspector says what the weights say: figures beside their chance, the answer with its truth, and the weight under the
// pointer.
#include "tests/ui/paint/ink.h"
#include "tests/ui/views/inspector_in_window.h"
#include "ui/paint/run_colours.h"
#include "ui/views/answer_line.h"
#include "ui/views/map_words.h"
#include "ui/views/probability_bars.h"

#include <QTest>

using namespace fovea;

class TestInspectorWords : public QObject
{
    Q_OBJECT

private slots:
    void figuresStandBesideTheirChance()
    {
        const auto view = inspector();
        view->showSample(sampleOf(0, 0, mapWithPeak(8, 8, kOnObject, 0.41)));
        const QString all = words(*view);
        QVERIFY2(all.contains("largest 0.41"), qPrintable(all));
        // 0.41 and three of the 63 others lie on the object: 0.41 + 3 · 0.59 / 63 = 0.438; by chance 4 of 64.
        QVERIFY2(all.contains("weight on the object 0.44, by chance 0.06"), qPrintable(all));
        QVERIFY2(all.contains("hits the object: yes, by chance 0.06"), qPrintable(all));
        view->showSample(sampleOf(0, 0, mapWithPeak(8, 8, 0, 0.41)));
        QVERIFY(words(*view).contains("hits the object: no"));
        view->showSample(sampleOf(0, 0, uniformMap(true)));
        QVERIFY(words(*view).contains("over 64 of 64 cells"));
    }

    void theAnswerIsMarkedAndNamesTheTruth()
    {
        const auto view = inspector();
        const auto& line = *view->findChild<AnswerLine*>();
        view->showSample(sampleOf(0, 0, uniformMap(true)));
        QCOMPARE(line.text(), QString("plus"));
        QCOMPARE(line.right(), std::optional(true));
        view->showSample(sampleOf(3, 2, uniformMap(true)));
        QCOMPARE(line.text(), QString("square, is diamond"));
        QCOMPARE(line.right(), std::optional(false));
    }

    void onlyTheseAnswersArePossible()
    {
        const auto view = inspector();
        view->showSample(sampleOf(0, 2, uniformMap(true)));
        const auto& bars = *view->findChild<ProbabilityBars*>();
        QCOMPARE(bars.sentence(), QString("this network can only answer: plus, cross, square, diamond"));
        QCOMPARE(bars.texts(), QStringList({"plus 0.10", "cross 0.10", "square 0.70", "diamond 0.10"}));
        QTRY_VERIFY(bars.height() >= bars.heightForWidth(bars.width()));
        QVERIFY(bars.isVisible() && view->rect().contains(bars.geometry()));
        const QImage image = view->grab().toImage();
        const QRect shown(bars.mapTo(view.get(), QPoint(0, 0)), bars.size());
        QVERIFY(count(image, shown, trainingColour()) > 100); // the bars themselves
    }

    void theWeightUnderThePointerIsRead()
    {
        const auto view = inspector({600, 656});
        view->showSample(sampleOf(0, 0, mapWithPeak(8, 8, kOnObject, 0.41)));
        PictureCanvas& canvas = canvasOf(*view);
        QTest::mouseMove(&canvas, canvas.middleOf(0));
        QTest::mouseMove(&canvas, canvas.middleOf(kOnObject));
        QTRY_VERIFY2(words(*view).contains("row 3, column 5: weight 0.41 = 26 × uniform"), qPrintable(words(*view)));
    }

    void theKeyboardReadsTheSameWeights()
    {
        const auto view = inspector({600, 656});
        view->showSample(sampleOf(0, 0, mapWithPeak(8, 8, kOnObject, 0.41)));
        PictureCanvas& canvas = canvasOf(*view);
        canvas.setFocus();
        QTest::keyClick(&canvas, Qt::Key_Right); // into the middle: row 5, column 5
        QTest::keyClick(&canvas, Qt::Key_Up);
        QTest::keyClick(&canvas, Qt::Key_Up);
        QVERIFY2(words(*view).contains("row 3, column 5: weight 0.41 = 26 × uniform"), qPrintable(words(*view)));
        QTest::keyClick(&canvas, Qt::Key_Return);
        QCOMPARE(canvas.selected(), kOnObject);
    }

    void onePlaceHasNoMapAndUniformIsNotLearned()
    {
        const auto view = inspector();
        view->showSample(sampleOf(0, 0, mapWithPeak(1, 1, 0, 1)));
        QCOMPARE(barText(*view), nothingToChoose());
        QVERIFY(!words(*view).contains(nothingToChoose())); // once is enough
        QVERIFY(!canvasOf(*view).map().hasMap());
        view->showSample(sampleOf(0, 0, uniformMap(false)));
        QVERIFY(words(*view).contains(notLearned()));
        QVERIFY(!words(*view).contains("hits"));
        QVERIFY(canvasOf(*view).map().hasMap());
    }

    void mapsAreShownAtOnceAndWordsInTheirPace()
    {
        const auto view = inspector();
        ShownSample sample = sampleOf(0, 0, uniformMap(true));
        view->showSample(sample);
        QString before = words(*view);
        int changes = 0;
        const long frames = view->framesDrawn();
        for (int i = 0; i < 20; ++i) { // no event is handled in between: no time passes for the words
            sample.answer = answerOf(0, mapWithPeak(8, 8, i, 0.3 + 0.01 * i));
            view->showSample(sample);
            QVERIFY(canvasOf(*view).map().grid[i] > Real(0.29));
            canvasOf(*view).grab();
            changes += words(*view) != before ? 1 : 0;
            before = words(*view);
        }
        canvasOf(*view).grab(); // the same map again
        QCOMPARE(view->framesDrawn(), frames + 20);
        QVERIFY(changes <= 1);
        QTRY_VERIFY(words(*view).contains("largest 0.49"));
    }

    void emptyNamesTheKey()
    {
        const auto view = inspector();
        QVERIFY(
            !inkBox(view->grab().toImage(), QRect(10, 100, 300, 200), view->grab().toImage().pixel(5, 60)).isNull());
        ShownSample unanswered;
        unanswered.picture = pictureOfClass(2);
        view->showSample(unanswered);
        QVERIFY(barText(*view).contains("Space"));
        QCOMPARE(view->findChild<AnswerLine*>()->text(), QString("is square"));
    }
};

QTEST_MAIN(TestInspectorWords)
#include "tst_inspector_words.moc"
