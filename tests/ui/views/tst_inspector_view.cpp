// The inspector says what the weights say: figures beside their chance, one scale for what is compared, the weight under
// the pointer; and what is drawn, dropped or pasted leaves it as a picture.
#include "tests/ui/paint/ink.h"
#include "tests/ui/views/shown_samples.h"
#include "ui/paint/run_colours.h"
#include "ui/views/answer_line.h"
#include "ui/views/inspector_view.h"
#include "ui/views/map_words.h"
#include "ui/views/picture_canvas.h"
#include "ui/views/probability_bars.h"
#include "ui/views/scale_bar.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <QUrl>

#include <memory>

using namespace fovea;

namespace {

constexpr int kOnObject = 2 * 8 + 4; // row 3, column 5

std::unique_ptr<InspectorView> inspector(QSize size = {332, 564})
{
    auto view = std::make_unique<InspectorView>();
    view->resize(size);
    view->showScene(needleScene());
    view->show();
    static_cast<void>(QTest::qWaitForWindowActive(view.get())); // shortcuts and focus belong to active windows
    return view;
}

template<class Widget>
Widget* named(QWidget& view, const QString& accessibleName)
{
    for (Widget* widget : view.findChildren<Widget*>()) {
        if (widget->accessibleName() == accessibleName) {
            return widget;
        }
    }
    return nullptr;
}

PictureCanvas& canvasOf(InspectorView& view)
{
    return *view.findChildren<PictureCanvas*>()[0];
}

PictureCanvas& twinOf(InspectorView& view)
{
    return *view.findChildren<PictureCanvas*>()[1];
}

/// All that the labels say.
QString words(InspectorView& view)
{
    QStringList texts;
    for (const QLabel* label : view.findChildren<QLabel*>()) {
        texts << label->text();
    }
    return texts.join('\n');
}

QString barText(InspectorView& view)
{
    return view.findChild<ScaleBar*>()->text();
}

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

class TestInspectorView : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qRegisterMetaType<fovea::PicturePtr>();
        qRegisterMetaType<fovea::MapLook>();
    }

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

    void thePictureIsAsLargeAsPromised_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("side");
        QTest::addColumn<bool>("barsBeside");
        QTest::newRow("1024") << QSize(332, 564) << 316 << false;
        QTest::newRow("1920") << QSize(600, 656) << 436 << true;
    }
    void thePictureIsAsLargeAsPromised()
    {
        QFETCH(QSize, size);
        QFETCH(int, side);
        QFETCH(bool, barsBeside);
        const auto view = inspector(size);
        view->showSample(sampleOf(0, 0, mapWithPeak(8, 8, kOnObject, 0.41)));
        QTRY_VERIFY2(canvasOf(*view).pictureRect().width() >= side,
                     qPrintable(QString::number(canvasOf(*view).pictureRect().width())));
        QCOMPARE(view->size(), size);
        QCOMPARE(view->findChild<ProbabilityBars*>()->x() > canvasOf(*view).geometry().right(), barsBeside);
        const QList<QWidget*> parts = view->findChildren<QWidget*>(Qt::FindDirectChildrenOnly);
        for (const QWidget* part : parts) {
            for (const QWidget* other : parts) {
                if (part != other && part->isVisible() && other->isVisible()) {
                    QVERIFY(!part->geometry().intersects(other->geometry()));
                }
            }
            QVERIFY(!part->isVisible() || view->rect().contains(part->geometry()));
        }
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

    void aClickOutlinesWhatThePlaceSees()
    {
        const auto view = inspector();
        view->showSample(sampleOf(0, 0, mapWithPeak(8, 8, kOnObject, 0.41)));
        PictureCanvas& canvas = canvasOf(*view);
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.middleOf(3 * 8 + 2));
        QCOMPARE(canvas.seenText(), QString("sees 13 × 13 pixels"));
        QCOMPARE(canvas.seen(), QRectF(2 * 4 - 4, 3 * 4 - 4, 13, 13));
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.middleOf(0)); // at the corner: inside the picture only
        QCOMPARE(canvas.seen(), QRectF(0, 0, 9, 9));
        QVERIFY(canvas.seenText().startsWith("sees 13 × 13 pixels"));
        const QImage with = canvas.grab().toImage();
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.middleOf(0)); // again: none
        QVERIFY(canvas.seenText().isEmpty());
        QVERIFY(canvas.grab().toImage() != with);
    }

    void theObjectIsOutlinedWhereTheDataKnowsIt()
    {
        const auto view = inspector();
        view->showSample(sampleOf(0, 0, uniformMap(true)));
        PictureCanvas& canvas = canvasOf(*view);
        const QImage image = canvas.grab().toImage();
        const QRect place = canvas.pictureRect();
        QVERIFY(count(image, place, Qt::white, 2) > 200);
        MapLook look;
        look.evidence = false;
        view->setLook(look);
        QCOMPARE(count(canvas.grab().toImage(), place, Qt::white, 2), 0);
    }

    void opacityScaleAndColoursAreOneLook()
    {
        const auto view = inspector();
        view->setFull(true);
        view->showSample(sampleOf(0, 0, mapWithPeak(8, 8, kOnObject, 0.41)));
        QSignalSpy changed(view.get(), &InspectorView::lookChanged);
        named<QSlider>(*view, "Opacity of the map")->setValue(100);
        auto* scale = named<QComboBox>(*view, "Scale of the weights");
        scale->setFocus();
        QTest::keyClick(scale, Qt::Key_Down);
        auto* colours = named<QComboBox>(*view, "Colours of the map");
        QTest::keyClick(colours, Qt::Key_End);
        named<QCheckBox>(*view, "Interpolate between the places")->setChecked(true);
        const auto look = changed.back().front().value<MapLook>();
        QCOMPARE(look.style.opacity, 1.0);
        QVERIFY(look.scale == ScaleKind::Fixed);
        QVERIFY(look.style.colours == ColourMap::Grey);
        QVERIFY(look.style.smooth);
        QCOMPARE(barText(*view), QString("weight, fixed 0 to 1, interpolated"));
        QCOMPARE(changed.count(), 4);
        view->setLook(MapLook()); // handed in: no echo
        QCOMPARE(changed.count(), 4);
        QCOMPARE(named<QSlider>(*view, "Opacity of the map")->value(), 60);
    }

    void simpleHasNoChoiceOfScales()
    {
        const auto view = inspector();
        view->showSample(sampleOf(0, 0, uniformMap(true)));
        QVERIFY(!named<QComboBox>(*view, "Scale of the weights")->isVisible());
        QVERIFY(named<QSlider>(*view, "Opacity of the map")->isVisible());
        QVERIFY(barText(*view).contains("times uniform"));
        view->setFull(true);
        QVERIFY(named<QComboBox>(*view, "Scale of the weights")->isVisible());
    }

    void theUntrainedMapSharesTheScale()
    {
        const auto view = inspector();
        QSignalSpy asked(view.get(), &InspectorView::untrainedAsked);
        ShownSample sample = sampleOf(0, 0, mapWithPeak(8, 8, kOnObject, 0.41));
        view->showSample(sample);
        QVERIFY(!twinOf(*view).isVisible());
        view->toggleUntrained();
        QCOMPARE(asked.takeFirst().front().toBool(), true);
        QVERIFY(view->wantsUntrained());
        sample.untrained = answerOf(0, uniformMap(true));
        view->showSample(sample);
        QVERIFY(twinOf(*view).isVisible());
        MapLook look;
        for (const ScaleKind kind : {ScaleKind::TimesUniform, ScaleKind::PerLayer, ScaleKind::PerImage}) {
            look.scale = kind;
            view->setLook(look);
            for (const double weight : {0.41, 1.0 / 64, 0.59 / 63}) {
                QCOMPARE(twinOf(*view).map().scale->t(weight), canvasOf(*view).map().scale->t(weight));
            }
            QVERIFY(twinOf(*view).map().scale->t(1.0 / 64) < 0.6); // never stretched for itself
        }
        std::swap(sample.answer, sample.untrained); // the scale spans both maps, whichever is the sharper
        view->showSample(sample);
        QVERIFY(canvasOf(*view).map().scale->t(0.41) > 0.99);
        QVERIFY(canvasOf(*view).map().scale->t(1.0 / 64) < 0.05);
        QTest::mouseClick(named<QPushButton>(*view, "Show the untrained network beside"), Qt::LeftButton);
        QCOMPARE(asked.takeFirst().front().toBool(), false);
        QVERIFY(!view->wantsUntrained() && !twinOf(*view).isVisible());
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
        view->showScene(scene);
        view->showSample(sampleOf(0, 0, uniformMap(true)));
        QSignalSpy finished(view.get(), &InspectorView::strokeFinished);
        drag(canvasOf(*view), {4.5, 28.5}, {20.5, 28.5}, Qt::RightButton);
        QCOMPARE(pixel(finished.takeFirst()[1].value<PicturePtr>(), 28, 12), Real(0.5)); // the range's middle
        drag(canvasOf(*view), {4.5, 20.5}, {20.5, 20.5}, Qt::LeftButton, Qt::ShiftModifier);
        const auto both = finished.takeFirst()[1].value<PicturePtr>();
        QCOMPARE(pixel(both, 20, 12), Real(0.5));
        QCOMPARE(pixel(both, 28, 12), Real(0.5)); // strokes add up
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

    void controlsForHeadsAndLayersExistOnlyWhereThereAreSeveral()
    {
        const auto view = inspector();
        view->setFull(true);
        view->showSample(sampleOf(0, 0, uniformMap(true)));
        auto* head = named<QComboBox>(*view, "Head of the map");
        auto* layer = named<QComboBox>(*view, "Layer of the map");
        auto* query = named<QSpinBox>(*view, "Query of the map");
        QVERIFY(!head->isVisible() && !layer->isVisible() && !query->isVisible());

        MapOfSample two = mapWithPeak(8, 8, 3, 0.6, 2); // heads 1 and 2 look at places 3 and 40
        std::swap(two.weights[64 + 3], two.weights[64 + 40]);
        view->showSample(sampleOf(0, 0, two));
        QVERIFY(head->isVisible() && !layer->isVisible() && !query->isVisible());
        QCOMPARE(head->currentText(), QString("mean of heads"));
        const Tensor mean = canvasOf(*view).map().grid;
        QVERIFY(std::abs(mean[3] - mean[40]) < Real(1e-6) && mean[3] > Real(0.3));

        QTest::mouseDClick(&canvasOf(*view), Qt::LeftButton, {}, canvasOf(*view).middleOf(40));
        QCOMPARE(head->currentText(), QString("head 2 of 2"));
        QVERIFY(canvasOf(*view).map().grid[40] > Real(0.59));
        QTest::mouseDClick(&canvasOf(*view), Qt::LeftButton, {}, canvasOf(*view).middleOf(40));
        QCOMPARE(head->currentText(), QString("mean of heads"));

        ShownSample layers = sampleOf(0, 0, two);
        layers.answer->maps.push_back(uniformMap(true));
        view->showSample(layers);
        QVERIFY(layer->isVisible() && head->isVisible()); // the first, where it looks
        QTest::keyClick(layer, Qt::Key_Down);
        QVERIFY(layer->isVisible() && !head->isVisible()); // the second has one head
        QVERIFY(canvasOf(*view).map().grid[3] < Real(0.1));
        QTest::keyClick(layer, Qt::Key_Up);
        QVERIFY(canvasOf(*view).map().grid[3] > Real(0.3));
        view->setFull(false);
        QVERIFY(head->isVisible() && !layer->isVisible()); // layers are chosen in full only
    }

    void aClickMakesThePatchTheQuery()
    {
        const auto view = inspector();
        MapOfSample map{Tensor({1, 4, 4}), {2, 2}, "mix", true}; // each place looks at itself
        for (Index i = 0; i < 4; ++i) {
            map.weights[i * 4 + i] = 1;
        }
        map.queryGrid = map.keys;
        view->showSample(sampleOf(0, 0, map));
        auto* query = named<QSpinBox>(*view, "Query of the map");
        QVERIFY(query->isVisible());
        QCOMPARE(canvasOf(*view).map().grid[2], Real(0.25)); // the mean of all
        QTest::mouseClick(&canvasOf(*view), Qt::LeftButton, {}, canvasOf(*view).middleOf(2));
        QCOMPARE(query->value(), 3);
        QCOMPARE(canvasOf(*view).map().grid[2], Real(1));
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

    void presentShowsThePictureAndLittleElse()
    {
        const auto view = inspector();
        view->showSample(sampleOf(0, 0, mapWithPeak(8, 8, kOnObject, 0.41)));
        view->setPresent(true, 20);
        view->resize(500, 590);
        QTRY_VERIFY(canvasOf(*view).pictureRect().width() >= 440);
        QVERIFY(!named<QSlider>(*view, "Size of the brush")->isVisible());
        QCOMPARE(view->findChild<ScaleBar*>()->font().pixelSize(), 20);
        view->toggleUntrained(); // also where no button is seen
        QVERIFY(view->wantsUntrained());
    }

    void everyControlHasNameHelpAndFocus()
    {
        const auto view = inspector();
        view->setFull(true);
        view->showSample(sampleOf(0, 0, uniformMap(true)));
        int controls = 0;
        for (const QWidget* widget : view->findChildren<QWidget*>()) {
            const bool control = qobject_cast<const QAbstractButton*>(widget) != nullptr ||
                                 qobject_cast<const QComboBox*>(widget) != nullptr ||
                                 qobject_cast<const QSlider*>(widget) != nullptr || widget == &canvasOf(*view);
            if (control && widget->isVisible()) {
                ++controls;
                QVERIFY2(!widget->accessibleName().isEmpty() && !widget->toolTip().isEmpty(),
                         widget->metaObject()->className());
                QCOMPARE(widget->focusPolicy(), Qt::TabFocus);
            }
        }
        QVERIFY(controls >= 9);
    }
};

QTEST_MAIN(TestInspectorView)
#include "tst_inspector_view.moc"
