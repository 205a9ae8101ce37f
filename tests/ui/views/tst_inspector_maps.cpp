// The maps of the inspector: one look, one scale for what is compared, the object outlined, and room as promised.
#include "tests/ui/paint/ink.h"
#include "tests/ui/views/inspector_in_window.h"
#include "ui/paint/figure.h"
#include "ui/views/map_pager.h"
#include "ui/views/probability_bars.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QSpinBox>
#include <QTest>

using namespace fovea;

class TestInspectorMaps : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qRegisterMetaType<fovea::PicturePtr>();
        qRegisterMetaType<fovea::MapLook>();
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

    void aClickOutlinesWhatThePlaceSees()
    {
        const auto view = inspector();
        view->showSample(sampleOf(0, 0, mapWithPeak(8, 8, kOnObject, 0.41)));
        PictureCanvas& canvas = canvasOf(*view);
        QTest::mouseClick(&canvas, Qt::LeftButton, {}, canvas.middleOf(3 * 8 + 2));
        QCOMPARE(canvas.seenText(), QString("sees 13 × 13 pixels"));
        QVERIFY2(words(*view).contains("sees 13 × 13 pixels"),
                 qPrintable(words(*view))); // beside the picture, not over it
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
        named<QCheckBox>(*view, "Interpolate between the cells")->setChecked(true);
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

    void whatIsChosenCanBeReadInTheNarrowestInspector()
    {
        const auto view = inspector({332, 564});
        view->setFull(true);
        MapOfSample map{Tensor({4, 64, 64}), {8, 8}, "mix.0", true};
        map.queryGrid = map.keys;
        for (Index i = 0; i < map.weights.size(); ++i) {
            map.weights[i] = Real(1) / 64;
        }
        ShownSample sample = sampleOf(0, 0, map);
        map.layer = "mix.1";
        sample.answer->maps.push_back(map);
        view->showSample(sample);
        view->findChild<MapPager*>()->setFont(figureFont(18)); // as wide as some systems set it
        for (const QSize size : {QSize(332, 564), QSize(600, 656), QSize(332, 564)}) {
            view->resize(size);
            QCoreApplication::processEvents();
            const QWidget* choices[] = {named<QComboBox>(*view, "Layer of the map"),
                                        named<QComboBox>(*view, "Head of the map"),
                                        named<QSpinBox>(*view, "Query of the map")};
            for (const QWidget* choice : choices) {
                QVERIFY(choice->isVisible());
                QVERIFY2(choice->width() >= choice->sizeHint().width(), qPrintable(choice->accessibleName()));
            }
            const bool oneLine =
                choices[0]->mapTo(view.get(), QPoint()).y() == choices[2]->mapTo(view.get(), QPoint()).y();
            QCOMPARE(oneLine, size.width() == 600);
        }
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

QTEST_MAIN(TestInspectorMaps)
#include "tst_inspector_maps.moc"
