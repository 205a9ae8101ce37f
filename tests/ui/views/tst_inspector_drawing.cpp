// What is drawn, dropped or pasted leaves the inspector as a picture; answers that come late leave it as it is drawn now.
#include "tests/ui/views/inspector_in_window.h"
#include "ui/views/answer_line.h"

#include <QClipboard>
#include <QDropEvent>
#include <QGuiApplication>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>
#include <QUrl>

using namespace fovea;

namespace {

/// A drag on the canvas, in pixels of the picture, in some steps.
void drag(PictureCanvas& canvas, QPointF from, QPointF to, Qt::MouseButton button = Qt::LeftButton,
          Qt::KeyboardModifiers modifiers = {})
{
    const QRect place = canvas.pictureRect();
    const auto at = [&](const QPointF& pixel) {
        return place.topLeft() + QPointF(pixel.x() * place.width() / 32, pixel.y() * place.height() / 32).toPoint();
    };
    QTest::mousePress(&canvas, button, modifiers, at(from));
    for (int step = 1; step <= 4; ++step) {
        const QPoint point = at(from + (to - from) * step / 4.0);
        QMouseEvent move(QEvent::MouseMove, QPointF(point), canvas.mapToGlobal(QPointF(point)), Qt::NoButton, button,
                         modifiers);
        QCoreApplication::sendEvent(&canvas, &move);
    }
    QTest::mouseRelease(&canvas, button, modifiers, at(to));
}

Real pixel(const PicturePtr& picture, Index row, Index column)
{
    return picture->pixels[row * 32 + column];
}

} // namespace

class TestInspectorDrawing : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qRegisterMetaType<fovea::PicturePtr>();
        qRegisterMetaType<fovea::MapLook>();
    }

    void drawingMakesPicturesAndOneStepOfUndo()
    {
        const auto view = inspector();
        const ShownSample sample = sampleOf(0, 0, mapWithPeak(8, 8, kOnObject, 0.41));
        view->showSample(sample);
        QSignalSpy drawn(view.get(), &InspectorView::drawn);
        QSignalSpy finished(view.get(), &InspectorView::strokeFinished);
        drag(canvasOf(*view), {4.5, 28.5}, {20.5, 28.5});
        QVERIFY(drawn.count() >= 4);
        QCOMPARE(finished.count(), 1);
        const auto before = finished[0][0].value<PicturePtr>(), after = finished[0][1].value<PicturePtr>();
        QCOMPARE(before, sample.picture);
        QCOMPARE(after, drawn.back().front().value<PicturePtr>());
        QCOMPARE(pixel(after, 28, 12), Real(1)); // the range's high end
        QCOMPARE(pixel(after, 20, 12), Real(0));
        QCOMPARE(pixel(before, 28, 12), Real(0)); // no picture is ever changed
        QCOMPARE(after->label, -1);
        QVERIFY(!after->evidence && after->sample == -1);
        // Each piece shows more of the stroke.
        const auto first = drawn.front().front().value<PicturePtr>();
        QVERIFY(pixel(first, 28, 6) == Real(1) && pixel(first, 28, 18) == Real(0));
        // Right or wrong is not known any more, nor where the object is.
        QTRY_VERIFY(!view->findChild<AnswerLine*>()->right());
        QVERIFY(!words(*view).contains("object"));
    }

    void rightButtonAndShiftErase()
    {
        const auto view = inspector();
        Scene scene = needleScene();
        scene.range = {-3, 4};
        scene.background = 0.25; // no middle of the range: most pictures of bytes are black around
        view->showScene(scene);
        view->showSample(sampleOf(0, 0, uniformMap(true)));
        QSignalSpy finished(view.get(), &InspectorView::strokeFinished);
        drag(canvasOf(*view), {4.5, 28.5}, {20.5, 28.5}, Qt::RightButton);
        QCOMPARE(pixel(finished.takeFirst()[1].value<PicturePtr>(), 28, 12), Real(0.25)); // the background
        drag(canvasOf(*view), {4.5, 20.5}, {20.5, 20.5}, Qt::LeftButton, Qt::ShiftModifier);
        const auto both = finished.takeFirst()[1].value<PicturePtr>();
        QCOMPARE(pixel(both, 20, 12), Real(0.25));
        QCOMPARE(pixel(both, 28, 12), Real(0.25)); // strokes add up
    }

    void aThickerBrushCoversMore()
    {
        const auto view = inspector();
        QSignalSpy finished(view.get(), &InspectorView::strokeFinished);
        int painted[2] = {};
        for (const int i : {0, 1}) {
            view->showSample(sampleOf(0, 0, uniformMap(true)));
            named<QSlider>(*view, "Size of the brush")->setValue(i == 0 ? 1 : 7);
            drag(canvasOf(*view), {10.5, 20.5}, {20.5, 20.5});
            const auto after = finished.takeFirst()[1].value<PicturePtr>();
            painted[i] = static_cast<int>(std::count(after->pixels.data(), after->pixels.data() + 32 * 32, Real(1)));
        }
        QVERIFY2(painted[0] >= 10 && painted[0] <= 13, qPrintable(QString::number(painted[0])));
        QVERIFY2(painted[1] > 60 && painted[1] < 150, qPrintable(QString::number(painted[1])));
    }

    void aClickDrawsNothing()
    {
        const auto view = inspector();
        view->showSample(sampleOf(0, 0, uniformMap(true)));
        QSignalSpy drawn(view.get(), &InspectorView::drawn);
        drag(canvasOf(*view), {18.5, 6.5}, {18.6, 6.6}); // a hand is never quite still
        QCOMPARE(drawn.count(), 0);
        QCOMPARE(canvasOf(*view).selected(), 1 * 8 + 4);
    }

    void aLateAnswerKeepsThePictureAsItIsDrawn()
    {
        const auto view = inspector();
        const ShownSample sample = sampleOf(0, 0, uniformMap(true));
        view->showSample(sample);
        QSignalSpy drawn(view.get(), &InspectorView::drawn);
        drag(canvasOf(*view), {4.5, 28.5}, {28.5, 28.5});
        const QImage whole = canvasOf(*view).grab().toImage();
        ShownSample late;
        late.picture = drawn.front().front().value<PicturePtr>();
        late.answer = answerOf(1, uniformMap(true));
        view->showSample(late);
        QCOMPARE(canvasOf(*view).grab().toImage(), whole);
        QTRY_COMPARE(view->findChild<AnswerLine*>()->text(), QString("says cross"));
        view->showSample(sample); // undone: the picture from before
        QVERIFY(canvasOf(*view).grab().toImage() != whole);
        QCOMPARE(view->findChild<AnswerLine*>()->right(), std::optional(true));
    }

    void anAnswerAboutThePictureBeforeDoesNotBreakAStroke()
    {
        const auto view = inspector();
        const ShownSample sample = sampleOf(0, 0, uniformMap(true));
        view->showSample(sample);
        QSignalSpy finished(view.get(), &InspectorView::strokeFinished);
        connect(view.get(), &InspectorView::drawn, view.get(), [&] { view->showSample(sample); });
        drag(canvasOf(*view), {4.5, 28.5}, {28.5, 28.5});
        QCOMPARE(finished.count(), 1);
        QCOMPARE(pixel(finished[0][1].value<PicturePtr>(), 28, 8), Real(1));
        QCOMPARE(pixel(finished[0][1].value<PicturePtr>(), 28, 24), Real(1));
    }

    void theOriginalCanBeAskedFor()
    {
        const auto view = inspector();
        view->showSample(sampleOf(0, 0, uniformMap(true)));
        auto* back = named<QPushButton>(*view, "Back to the original picture");
        QVERIFY(!back->isEnabled());
        drag(canvasOf(*view), {4.5, 28.5}, {28.5, 28.5});
        QVERIFY(back->isEnabled());
        QSignalSpy asked(view.get(), &InspectorView::restoreAsked);
        QTest::mouseClick(back, Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
    }

    void filesAndPicturesAreDroppedAndPasted()
    {
        const auto view = inspector();
        view->showSample(sampleOf(0, 0, uniformMap(true)));
        QSignalSpy files(view.get(), &InspectorView::fileDropped);
        QSignalSpy images(view.get(), &InspectorView::imageDropped);
        QMimeData file;
        file.setUrls({QUrl::fromLocalFile("/pictures/a cat.png")});
        QDragEnterEvent enter(QPoint(50, 50), Qt::CopyAction, &file, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(50, 50), Qt::CopyAction, &file, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view.get(), &drop);
        QCOMPARE(files.takeFirst().front().toString(), QString("/pictures/a cat.png"));

        QMimeData text;
        text.setText("no picture");
        QDragEnterEvent refused(QPoint(50, 50), Qt::CopyAction, &text, Qt::LeftButton, Qt::NoModifier);
        refused.setAccepted(false);
        QCoreApplication::sendEvent(view.get(), &refused);
        QVERIFY(!refused.isAccepted());

        QImage image(20, 10, QImage::Format_RGB32);
        image.fill(Qt::red);
        QGuiApplication::clipboard()->setImage(image);
        canvasOf(*view).setFocus();
        view->paste();
        QCOMPARE(images.takeFirst().front().value<QImage>().size(), QSize(20, 10));
        QCOMPARE(files.count(), 0);
    }
};

QTEST_MAIN(TestInspectorDrawing)
#include "tst_inspector_drawing.moc"
