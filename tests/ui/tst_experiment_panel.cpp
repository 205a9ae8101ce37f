// What the experiment form shows, and what it says of rules, runs and presets.
#include "core/settings/presets.h"
#include "tests/ui/form_in_window.h"

#include <QLocale>
#include <QMenu>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

using namespace fovea;

class ExperimentPanelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QLocale::setDefault(QLocale(QLocale::English)); }
    void cleanup() { QLocale::setDefault(QLocale(QLocale::English)); }

    // What it shows

    void simpleShowsTheSimpleFieldsInPlainWords()
    {
        const Form form;
        for (const Field& field : fields()) {
            const std::string key(field.key);
            QCOMPARE(form.shows(key.c_str()), field.simple && field.applies(Config()));
            QCOMPARE(form.label(key.c_str()), labelOf(field, Wording::Plain));
        }
        QVERIFY(form.row("attention.mechanism")->findChild<ToneLabel*>("label")->toolTip().contains("mechanism"));
        QCOMPARE(form.part<QComboBox>("attention.mechanism")->currentText(), QString("one weight for each place"));
    }

    void fullShowsAllThatMattersInTerms()
    {
        const Form form(true);
        for (const Field& field : fields()) {
            const std::string key(field.key);
            QCOMPARE(form.shows(key.c_str()), field.applies(Config()));
            QCOMPARE(form.label(key.c_str()), labelOf(field, Wording::Term));
        }
        QVERIFY(form.row("attention.mechanism")->findChild<ToneLabel*>("label")->toolTip().contains("way of looking"));
        QCOMPARE(form.part<QComboBox>("attention.mechanism")->currentText(), QString("Soft attention"));
    }

    void rowsFollowWhatIsWanted()
    {
        Form form(true);
        QVERIFY(form.shows("data.signal") && !form.shows("data.path") && !form.shows("train.momentum"));
        form.panel.showWanted(with({{"data.set", "fashion"}, {"train.optimiser", "sgd"}}));
        QVERIFY(!form.shows("data.signal") && form.shows("data.path") && form.shows("train.momentum"));
        QVERIFY(!form.shows("train.decay") && !form.shows("train.beta1"));
    }

    void groupsWithoutRowsHaveNoHeading()
    {
        Form form;
        const auto headings = [&] {
            QStringList texts;
            for (const auto* title : form.panel.findChildren<ToneLabel*>("group")) {
                if (title->isVisible()) {
                    texts += title->text();
                }
            }
            return texts;
        };
        QCOMPARE(headings(), QStringList({"Question and images", "Looking", "Learning", "Against learning by heart"}));
        form.panel.setFull(true);
        QCOMPARE(headings(),
                 QStringList({"Task & data", "Network", "Attention", "Training", "Regularisation & augmentation"}));
    }

    void showingValuesEmitsNothing()
    {
        Form form;
        for (const Preset& preset : presets()) {
            const Config config = configOf(preset);
            form.panel.showWanted(config);
            form.panel.showRun(config, true);
            form.panel.showBefore(Config());
            QVERIFY(form.panel.wanted() == config);
        }
        form.panel.setFull(true);
        QVERIFY(form.edited.empty() && form.finished == 0 && form.presets.isEmpty());
        QCOMPARE(form.part<QLineEdit>("train.batch_size")->text(),
                 QString::number(configOf(presets().back()).train.batchSize));
    }

    void theSeedIsAlwaysInSight()
    {
        for (const bool full : {false, true}) {
            const Form form(full);
            const auto* scroll = form.panel.findChild<QScrollArea*>();
            scroll->verticalScrollBar()->setValue(scroll->verticalScrollBar()->maximum());
            QVERIFY(!scroll->isAncestorOf(form.row("seed")));
            QVERIFY(!form.part<QLineEdit>("seed")->visibleRegion().isEmpty());
        }
    }

    // What it says of runs

    void eachRowSaysWhenItTakesEffect()
    {
        const Form form;
        QCOMPARE(form.mark("train.learning_rate"), QString("live"));
        QCOMPARE(form.mark("train.batch_size"), QString("next pass"));
        QCOMPARE(form.mark("attention.mechanism"), QString("new run"));
        for (const auto* mark : form.panel.findChildren<ToneLabel*>("mark")) {
            QVERIFY(!mark->toolTip().isEmpty());
        }
    }

    void whatCouldChangeLiveWaitsWhereTheRunIsOver()
    {
        Form form;
        form.panel.showRun(Config(), true);
        form.panel.showEnded(true);
        form.panel.showWanted(with({{"train.learning_rate", "0.001"}}));
        QCOMPARE(form.line("waiting"), QString("● 1 change waits"));
        form.panel.showEnded(false); // more passes are wanted
        QCOMPARE(form.line("waiting"), QString());
    }

    void changesThatNeedANewRunWaitWhileOneIsGoing()
    {
        Form form;
        QCOMPARE(form.line("waiting"), QString());
        form.panel.showRun(Config(), true);
        QCOMPARE(form.line("waiting"), QString());
        form.panel.showWanted(with({{"attention.mechanism", "none"}, {"train.learning_rate", "0.001"}}));
        QCOMPARE(form.line("waiting"), QString("● 1 change waits")); // the rate is live
        QCOMPARE(form.mark("attention.mechanism"), QString("● new run"));
        QCOMPARE(form.mark("train.learning_rate"), QString("live"));
        form.type("data.signal", "4");
        QCOMPARE(form.line("waiting"), QString("● 2 changes wait"));
        QVERIFY(form.panel.findChild<ToneLabel*>("waiting")->toolTip().contains("signal strength: 7 → 4"));
        form.panel.showRun(Config(), false); // it has ended
        QCOMPARE(form.line("waiting"), QString());
        form.panel.showRun(std::nullopt, false);
        QCOMPARE(form.line("waiting"), QString());
        QCOMPARE(form.mark("attention.mechanism"), QString("new run"));
    }

    void aChangeForTheNextPassIsMarkedButNeedsNoNewRun()
    {
        Form form;
        form.panel.showRun(Config(), true);
        form.panel.showWanted(with({{"train.batch_size", "128"}}));
        QCOMPARE(form.mark("train.batch_size"), QString("● next pass"));
        QCOMPARE(form.line("waiting"), QString());
    }

    void waitingMovesNoSlider()
    {
        Form form;
        QCoreApplication::sendPostedEvents();
        const QRect before = form.part<QSlider>("data.signal")->geometry();
        form.panel.showRun(Config(), true);
        form.panel.showWanted(with({{"data.signal", "4"}}));
        QCoreApplication::sendPostedEvents();
        QCOMPARE(form.mark("data.signal"), QString("● new run"));
        QCOMPARE(form.part<QSlider>("data.signal")->geometry(), before);
    }

    void waitingChangesHaveTwoWaysOut()
    {
        Form form;
        form.panel.showRun(Config(), true);
        form.panel.showWanted(with({{"seed", "1"}}));
        QTest::mouseClick(form.button("Start new run"), Qt::LeftButton);
        QTest::mouseClick(form.button("Undo"), Qt::LeftButton);
        QCOMPARE(form.newRuns, 1);
        QCOMPARE(form.undone, 1);
        QVERIFY(form.edited.empty());
    }

    void theSummarySaysWhatDiffersFromTheRunBefore()
    {
        Form form;
        QCOMPARE(form.line("differences"), QString());
        form.panel.showRun(with({{"train.learning_rate", "0.001"}}), true);
        QCOMPARE(form.line("differences"), QString()); // there is none before
        form.panel.showBefore(Config());
        QCOMPARE(form.line("differences"), QString("Changed: learning rate 0.004 → 0.001"));
        QVERIFY(form.panel.findChild<ToneLabel*>("differences")->toolTip().contains("0.004 → 0.001"));
        form.panel.showRun(Config(), true);
        QCOMPARE(form.line("differences"), QString("Same settings as the run before"));
    }

    // Presets

    void presetsAreChosenFromTheMenu()
    {
        Form form;
        auto* button = form.panel.findChild<QPushButton*>();
        QVERIFY(button->menu() != nullptr);
        qsizetype offered = 0;
        for (const QMenu* data : button->menu()->findChildren<QMenu*>()) {
            offered += data->actions().size();
        }
        QCOMPARE(offered, static_cast<qsizetype>(presets().size()));
        QCOMPARE(button->menu()->actions().first()->text(), QString("Needle")); // by the data they look at
        button->menu()->findChild<QMenu*>("brightness")->actions().first()->trigger();
        QCOMPARE(form.presets, QStringList({"essay"}));
        QVERIFY(form.edited.empty() && form.panel.wanted() == Config()); // whether it is taken is the window's to say
        form.panel.showWanted(configOf(*findPreset("essay")));
        QCOMPARE(button->text(), QString("The essay, as written"));
        form.type("seed", "3");
        QCOMPARE(button->text(), QString("The essay, as written")); // the seed is the user's own
        form.type("train.epochs", "12");
        QCOMPARE(button->text(), QString("The essay, as written *"));
    }

    void theChosenPresetSaysWhatToWatchAndOnceItIsOverWhatToTry()
    {
        Form form;
        const auto text = [&form](const char* part) { return form.panel.findChild<QLabel*>(part); };
        for (const Preset& preset : presets()) {
            form.panel.showWanted(configOf(preset));
            QCOMPARE(text("watch")->text(), catalogText(preset.watch));
            QCOMPARE(text("next")->text(), catalogText(preset.tryNext));
            QVERIFY(text("watch")->isVisibleTo(&form.panel));
            QVERIFY(!text("next")->isVisibleTo(&form.panel));
            form.panel.suggestNext();
            QVERIFY(text("next")->isVisibleTo(&form.panel));
        }
        QTest::mouseClick(form.panel.findChild<QToolButton*>(), Qt::LeftButton);
        QVERIFY(!text("watch")->isVisibleTo(&form.panel));
    }

    /// The run ends when it ends: somebody may be about to click.
    void nothingUnfoldsUnderThePointer()
    {
        Form form;
        QLabel* next = form.panel.findChild<QLabel*>("next");
        const auto come = [&] {
            QEnterEvent enter(QPointF(20, 200), QPointF(20, 200), QPointF(20, 200));
            form.panel.setAttribute(Qt::WA_UnderMouse, true);
            QCoreApplication::sendEvent(&form.panel, &enter);
        };
        const auto go = [&] {
            QEvent leave(QEvent::Leave);
            form.panel.setAttribute(Qt::WA_UnderMouse, false);
            QCoreApplication::sendEvent(&form.panel, &leave);
        };
        form.panel.showWanted(configOf(*findPreset("needle")));
        come();
        form.panel.suggestNext();
        QVERIFY(!next->isVisibleTo(&form.panel));
        go();
        QVERIFY(next->isVisibleTo(&form.panel));
        form.panel.showWanted(configOf(*findPreset("essay")));
        come();
        form.panel.suggestNext();
        form.panel.showWanted(configOf(*findPreset("needle"))); // another experiment, which nobody has seen yet
        go();
        QVERIFY(!next->isVisibleTo(&form.panel));
    }

    void whatToWatchSaysWhenItIsOfThePresetAloneAndNotOfTheSettings()
    {
        Form form;
        const auto heading = [&form] { return form.panel.findChild<QToolButton*>()->text(); };
        form.panel.showWanted(Config());
        QCOMPARE(heading(), QString("What to watch"));
        form.panel.showWanted(with({{"attention.mechanism", "none"}}));
        QCOMPARE(heading(), QString("What the preset shows"));
        form.panel.showWanted(Config());
        QCOMPARE(heading(), QString("What to watch"));
    }
};

QTEST_MAIN(ExperimentPanelTest)
#include "tst_experiment_panel.moc"
