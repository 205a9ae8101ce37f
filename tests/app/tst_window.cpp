// The whole window, driven by keys and mouse; offscreen, and once more on a screen.
#include "app/window_command.h"
#include "core/settings/fields.h"
#include "tests/support/small_run.h"
#include "ui/curves/curves_view.h"
#include "ui/experiment_panel.h"
#include "ui/views/gallery_view.h"
#include "ui/views/inspector_view.h"
#include "ui/window/message_bar.h"
#include "ui/window/palettes.h"
#include "ui/window/segments.h"
#include "ui/window/switch_strip.h"
#include "ui/window/transport_bar.h"

#include <QAbstractButton>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QShortcut>
#include <QTest>
#include <QToolButton>

using namespace fovea;

namespace {

bool interactive(const QWidget* widget)
{
    return qobject_cast<const QAbstractButton*>(widget) != nullptr ||
           qobject_cast<const QComboBox*>(widget) != nullptr || qobject_cast<const QLineEdit*>(widget) != nullptr ||
           qobject_cast<const QAbstractSpinBox*>(widget) != nullptr ||
           (qobject_cast<const QAbstractSlider*>(widget) != nullptr && !widget->inherits("QScrollBar"));
}

/// Parts of a control that the control itself stands for: the text inside a box, a view's own buttons.
bool belongsToAnother(const QWidget* widget)
{
    const QWidget* parent = widget->parentWidget();
    return parent != nullptr &&
           (interactive(parent) || parent->inherits("QTabBar") || widget->objectName().startsWith("qt_"));
}

QString nameOf(const QWidget* widget)
{
    return QStringLiteral("%1 “%2” in %3")
        .arg(QString::fromLatin1(widget->metaObject()->className()), widget->accessibleName(),
             QString::fromLatin1(widget->parentWidget() ? widget->parentWidget()->metaObject()->className()
                                                        : "nothing"));
}

} // namespace

class WindowTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dressApplication(); }

    void init()
    {
        bench_ = std::make_unique<Bench>(2, smallNeedle());
        bench_->window.resize(1280, 800);
        bench_->window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&bench_->window));
        bench_->window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&bench_->window, 120'000)); // keys go to active windows
        QVERIFY(await(RunState::Paused));
    }
    void cleanup() { bench_.reset(); }

    void spaceTrainsAndPausesAndTheCurvesFollow()
    {
        bench_->session.setSpeed(RunSpeed::Demo);
        press(Qt::Key_Space);
        QVERIFY(await(RunState::Running));
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.begun(); }, 10'000));
        press(Qt::Key_Space);
        QVERIFY(await(RunState::Paused));
        press(Qt::Key_3);
        press(Qt::Key_Space);
        QVERIFY(await(RunState::Over));
        QVERIFY(bench_->window.curves()->readout().contains("/"));
        QVERIFY(bench_->window.transport()->progressText().contains("3"));
    }

    void runSaysWhyItCannotAndWhatItWouldDo()
    {
        QToolButton* run = nullptr;
        for (QToolButton* each : bench_->window.transport()->findChildren<QToolButton*>()) {
            run = each->accessibleName() == "run or pause" ? each : run;
        }
        QVERIFY(run != nullptr && run->isEnabled());
        bench_->session.setSpeed(RunSpeed::Full);
        press(Qt::Key_Space);
        QVERIFY(await(RunState::Over));
        QVERIFY(!run->isEnabled());
        QVERIFY2(run->toolTip().contains("over"), qPrintable(run->toolTip()));
        Config config = bench_->session.wanted();
        config.attention.mechanism = "none"; // waits for a new run
        bench_->session.want(config);
        QVERIFY(run->isEnabled() && run->text().contains("New run"));
        config = smallNeedle();
        bench_->session.want(config);
        QVERIFY(!run->isEnabled());
        config.train.epochs = 4;
        bench_->session.want(config); // the same run goes on
        QVERIFY(run->isEnabled());
    }

    void oneBatchAndOnePassByKey()
    {
        press(Qt::Key_S);
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.begun(); }, 10'000));
        QVERIFY(await(RunState::Paused));
        QCOMPARE(bench_->session.run()->step, 1);
        press(Qt::Key_3);
        press(Qt::Key_E);
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.run() && bench_->session.run()->epoch == 1; }, 10'000));
    }

    void resetAndItsUndoByKey()
    {
        const Weights first = bench_->session.run()->weights;
        press(Qt::Key_S);
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.begun(); }, 10'000));
        QVERIFY(await(RunState::Paused));
        press(Qt::Key_R);
        QVERIFY(QTest::qWaitFor([&] { return !bench_->session.begun(); }, 10'000));
        QVERIFY(sameBits(bench_->session.run()->weights, first));
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.begun(); }, 10'000));
        QCOMPARE(bench_->session.run()->step, 1);
    }

    void settingsAreUndoneInOneStepAGesture()
    {
        ExperimentPanel* form = bench_->window.form();
        const double before = bench_->session.wanted().train.learningRate;
        for (const double rate : {0.002, 0.001, 0.0005}) { // a slider that is dragged
            Config config = bench_->session.wanted();
            config.train.learningRate = rate;
            emit form->edited(config);
        }
        emit form->editFinished();
        QCOMPARE(form->wanted().train.learningRate, 0.0005);
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(bench_->session.wanted().train.learningRate, before);
        QCOMPARE(form->wanted().train.learningRate, before);
        press(Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(bench_->session.wanted().train.learningRate, 0.0005);
    }

    void lettersBelongToTheTextWhileTyping()
    {
        auto* box = bench_->window.form()->findChild<QLineEdit*>();
        QVERIFY(box != nullptr);
        box->setFocus();
        QTRY_VERIFY(box->hasFocus());
        QTest::keyClick(box, Qt::Key_S);
        QTest::keyClick(box, Qt::Key_Space);
        QVERIFY(!bench_->session.begun());
        QCOMPARE(bench_->session.state(), RunState::Paused);
        QTest::keyClick(box, Qt::Key_Return, Qt::ControlModifier); // always runs
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.begun(); }, 10'000));
    }

    void aControlReachedByTabKeepsSpace()
    {
        auto* present = bench_->window.transport()->findChildren<QToolButton*>().last();
        for (QToolButton* button : bench_->window.transport()->findChildren<QToolButton*>()) {
            present = button->accessibleName() == "attention switch" ? button : present;
        }
        present->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(present->hasFocus());
        QTest::keyClick(present, Qt::Key_Space);
        QVERIFY(bench_->window.switchShown());
        QVERIFY(!bench_->session.begun());
    }

    void theAttentionSwitchMeasuresBothRows()
    {
        press(Qt::Key_3);
        press(Qt::Key_Space);
        QVERIFY(await(RunState::Over));
        press(Qt::Key_A);
        SwitchStrip* strip = bench_->window.switchStrip();
        QVERIFY(strip->isVisible());
        QVERIFY(QTest::qWaitFor([&] { return strip->text().contains("uniform"); }, 10'000));
        QVERIFY(strip->text().contains("sealed"));
        emit strip->retrainAsked();
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.runConfig()->attention.mechanism == "none"; }, 10'000));
        QVERIFY(await(RunState::Over));
        QVERIFY(strip->text().contains("after 3 passes"));
        QVERIFY(strip->text().contains("learned")); // both rows stand together, never one
        press(Qt::Key_Z, Qt::ControlModifier);      // the settings of the first run again
        QCOMPARE(bench_->session.wanted().attention.mechanism, "soft");
    }

    void openingsOfTheTestImagesAreCounted()
    {
        SwitchStrip* strip = bench_->window.switchStrip();
        emit strip->testAsked();
        QVERIFY(QTest::qWaitFor([&] { return strip->text().contains("30"); }, 10'000));
        QCOMPARE(bench_->watch.openings(), 1);
        QVERIFY(!strip->text().contains("sealed"));
    }

    void presentingHidesTheFormAndComesBack()
    {
        press(Qt::Key_F11);
        QVERIFY(!bench_->window.form()->isVisible());
        QVERIFY(!bench_->window.transport()->isVisible());
        QVERIFY(bench_->window.curves()->isVisible() && bench_->window.inspector()->isVisible());
        QVERIFY(bench_->window.curves()->font().pixelSize() >= 20);
        press(Qt::Key_Escape);
        QVERIFY(bench_->window.form()->isVisible());
        QVERIFY(bench_->window.curves()->font().pixelSize() < 20);
    }

    void picturesAreShownWithMapsAndAnswers()
    {
        QVERIFY(QTest::qWaitFor([&] { return bench_->window.gallery()->framesDrawn() > 0; }, 10'000));
        QVERIFY(QTest::qWaitFor([&] { return bench_->window.inspector()->framesDrawn() > 0; }, 10'000));
    }

    void morePicturesDoNotTakeTheMapsOfTheOthers()
    {
        std::vector<ShownSample> shown;
        connect(&bench_->watch, &Watch::samplesShown, this,
                [&](const std::vector<ShownSample>& samples) { shown = samples; });
        bench_->watch.setCount(4);
        QVERIFY(QTest::qWaitFor([&] { return shown.size() == 4 && shown[3].answer; }, 10'000));
        bench_->watch.setCount(6);
        QCOMPARE(shown.size(), std::size_t(6));
        QVERIFY(shown[0].answer && shown[3].answer && !shown[5].answer);
        QVERIFY(QTest::qWaitFor([&] { return shown[5].answer.has_value(); }, 10'000));
    }

    void otherDataNeverMeetThePicturesBefore()
    {
        int count = 4; // other words need other room: the gallery asks for more or fewer in the middle of the change
        connect(&bench_->watch, &Watch::sceneChanged, this, [&] { bench_->watch.setCount(count = 9 - count); });
        std::vector<ShownSample> shown;
        bool mixed = false;
        connect(&bench_->watch, &Watch::samplesShown, this, [&](const std::vector<ShownSample>& samples) {
            shown = samples;
            mixed = mixed || std::ranges::any_of(samples, [&](const ShownSample& sample) {
                        return sample.picture->pixels.shape() != bench_->watch.snapshot()->data->image;
                    });
        });
        Config config = smallNeedle();
        config.data.set = "coloured"; // three values a pixel
        emit bench_->window.form()->edited(config);
        QVERIFY(QTest::qWaitFor(
            [&] { return !shown.empty() && shown[0].answer && shown[0].picture->pixels.dim(2) == 3; }, 30'000));
        QVERIFY(!mixed);
    }

    void whoeverLeavesARunIsToldWhatItsAttentionWasWorth()
    {
        press(Qt::Key_S);
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.begun(); }, 10'000));
        QVERIFY(await(RunState::Paused));
        int told = -1;
        connect(&bench_->watch, &Watch::switched, this, [&](int run) { told = run; });
        emit bench_->window.switchStrip()->retrainAsked(); // asks, and leaves the run at once
        QVERIFY(QTest::qWaitFor([&] { return told == 0; }, 60'000));
    }

    void aDrawnPictureIsAnsweredWithoutAStepOfTraining()
    {
        const auto drawn = std::make_shared<Picture>(*pictureOf(bench_->watch.snapshot()->data->validation, 3));
        drawn->label = -1;
        bool answered = false;
        connect(&bench_->watch, &Watch::inspectedShown, this,
                [&](const ShownSample& sample) { answered = answered || (sample.picture == drawn && sample.answer); });
        emit bench_->window.inspector()->drawn(drawn);
        QVERIFY(QTest::qWaitFor([&] { return answered; }, 10'000));
        QVERIFY(!bench_->session.begun());
    }

    void aFileThatIsNoPictureIsASentence()
    {
        emit bench_->window.inspector()->fileDropped(QStringLiteral("/nowhere/at/all.png"));
        QVERIFY(QTest::qWaitFor([&] { return bench_->window.message()->isVisible(); }, 10'000));
        QVERIFY(bench_->window.message()->sentence().contains("all.png"));
    }

    void presentingOutlivesTheStatesOnTheWayThere()
    {
        bench_->window.action(Key::Present)->trigger();
        QCOMPARE(bench_->window.mode(), WindowMode::Present);
        bench_->window.setWindowState(Qt::WindowNoState); // as some desktops tell before the screen is filled
        QCoreApplication::processEvents();
        QCOMPARE(bench_->window.mode(), WindowMode::Present);
        QTRY_COMPARE(bench_->window.mode(), WindowMode::Work); // it stayed: the desktop has ended full screen
    }

    void divergenceOffersASmallerRate()
    {
        Config config = smallNeedle();
        config.train.optimiser = "sgd";
        config.train.learningRate = 1e30;
        config.train.schedule = "constant";
        emit bench_->window.form()->edited(config);
        press(Qt::Key_Space);
        QVERIFY(QTest::qWaitFor([&] { return bench_->window.message()->isVisible(); }, 10'000));
        for (QToolButton* button : bench_->window.message()->findChildren<QToolButton*>()) {
            if (button->text().contains(QStringLiteral("rate"))) {
                QTest::mouseClick(button, Qt::LeftButton);
                break;
            }
        }
        QTRY_COMPARE(bench_->session.wanted().train.learningRate, TrainConfig().learningRate); // a tenth would not help
    }

    void noTwoShortcutsAreEqual()
    {
        QMap<QString, QString> taken;
        const auto claim = [&](const QKeySequence& key, const QString& by) {
            const QString name = key.toString();
            QVERIFY2(name.isEmpty() || !taken.contains(name),
                     qPrintable(name + ": " + by + " and " + taken.value(name)));
            taken[name] = by;
        };
        for (const QAction* action : bench_->window.findChildren<QAction*>()) {
            for (const QKeySequence& key : action->shortcuts()) {
                claim(key, action->text());
            }
        }
        for (const QShortcut* shortcut : bench_->window.findChildren<QShortcut*>()) {
            claim(shortcut->key(),
                  QStringLiteral("a shortcut of %1").arg(nameOf(qobject_cast<QWidget*>(shortcut->parent()))));
        }
        for (const QAbstractButton* button : bench_->window.findChildren<QAbstractButton*>()) {
            claim(button->shortcut(), nameOf(button));
        }
        QVERIFY(taken.size() > 20);
    }

    void everyControlHasANameHelpAndFocus()
    {
        bench_->window.setFull(true);
        bench_->window.showSwitch(true);
        bench_->window.message()->say("x", {{"y", "z", [] {}}});
        QCoreApplication::processEvents();
        QStringList wrong;
        int seen = 0;
        for (const QWidget* widget : bench_->window.findChildren<QWidget*>()) {
            if (!interactive(widget) || belongsToAnother(widget)) {
                continue;
            }
            ++seen;
            if (widget->accessibleName().isEmpty()) {
                wrong << "no name: " + nameOf(widget);
            }
            if (widget->toolTip().isEmpty() && widget->accessibleDescription().isEmpty()) {
                wrong << "no help: " + nameOf(widget);
            }
            if (!(widget->focusPolicy() & Qt::TabFocus)) {
                wrong << "not reached by Tab: " + nameOf(widget);
            }
            const bool writes = qobject_cast<const QLineEdit*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget);
            if ((widget->focusPolicy() & Qt::ClickFocus) && !writes) {
                wrong << "a click takes the focus: " + nameOf(widget);
            }
        }
        QVERIFY2(wrong.isEmpty(), qPrintable("\n" + wrong.join("\n")));
        QVERIFY(seen > 40);
    }

    void darkAndLightFollowTheKey()
    {
        const bool before = isDark(bench_->window.palette());
        press(Qt::Key_D, Qt::ControlModifier);
        QTRY_COMPARE(isDark(bench_->window.palette()), !before);
        press(Qt::Key_D, Qt::ControlModifier);
        QTRY_COMPARE(isDark(bench_->window.palette()), before);
    }

    void closingInTheMiddleOfTrainingEndsIt()
    {
        Config config = smallNeedle();
        config.train.epochs = 100'000;
        emit bench_->window.form()->edited(config);
        press(Qt::Key_3);
        press(Qt::Key_Space);
        QVERIFY(QTest::qWaitFor([&] { return bench_->session.begun(); }, 10'000));
        bench_->window.close();
        bench_.reset(); // returns: the test's time limit is the claim
    }

private:
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        bench_->window.centralWidget()->setFocus();
        QTest::keyClick(bench_->window.centralWidget(), key, modifiers);
    }
    bool await(RunState state)
    {
        return QTest::qWaitFor([&] { return bench_->session.state() == state; }, 120'000);
    }

    std::unique_ptr<Bench> bench_;
};

QTEST_MAIN(WindowTest)
#include "tst_window.moc"
