// What the experiment form takes from its user, what it refuses, and when it says so.
#include "tests/ui/form_in_window.h"

#include <QCheckBox>
#include <QFileDialog>
#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>
#include <QWheelEvent>

using namespace fovea;

namespace {

void turnWheel(QWidget* over)
{
    const QPointF centre = over->rect().center();
    QWheelEvent turn(centre, over->mapToGlobal(centre), {}, {0, -120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                     false);
    QSpontaneKeyEvent::setSpontaneous(&turn); // only what comes from the window system is passed on to parents
    qApp->notify(over, &turn);
}

} // namespace

class FormEditsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QLocale::setDefault(QLocale(QLocale::English)); }
    void cleanup() { QLocale::setDefault(QLocale(QLocale::English)); }

    // What it takes

    void numbersAreTakenWithCommaAndPoint_data()
    {
        QTest::addColumn<QString>("locale");
        QTest::addColumn<QString>("shown");
        QTest::newRow("English") << "en_GB"
                                 << "0.002";
        QTest::newRow("German") << "de_DE"
                                << "0,002";
    }
    void numbersAreTakenWithCommaAndPoint()
    {
        QFETCH(QString, locale);
        QFETCH(QString, shown);
        QLocale::setDefault(QLocale(locale));
        for (const char* typed : {"0.002", "0,002"}) {
            Form form;
            form.type("train.learning_rate", typed);
            QCOMPARE(form.edited.size(), std::size_t{1});
            QVERIFY(form.edited.back() == with({{"train.learning_rate", "0.002"}}));
            QVERIFY(form.panel.wanted() == form.edited.back());
            QCOMPARE(form.finished, 1);
            QCOMPARE(form.part<QLineEdit>("train.learning_rate")->text(), shown);
        }
    }

    void typingIsNoEditBeforeItEnds()
    {
        const Form form;
        auto* box = form.part<QLineEdit>("train.learning_rate");
        box->selectAll();
        QTest::keyClicks(box, "0.0"); // on the way to 0.002, but 0 must not reach a run
        QVERIFY(form.edited.empty() && form.finished == 0);
        QTest::keyClick(box, Qt::Key_Escape);
        QCOMPARE(box->text(), QString("0.004"));
        QVERIFY(form.edited.empty());
    }

    void leavingTheBoxTakesWhatWasTyped()
    {
        const Form form;
        QVERIFY(QTest::qWaitForWindowActive(const_cast<ExperimentPanel*>(&form.panel)));
        auto* box = form.part<QLineEdit>("train.epochs");
        box->setFocus();
        QTest::keyClick(box, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClicks(box, "20");
        form.part<QLineEdit>("seed")->setFocus();
        QCOMPARE(form.edited.size(), std::size_t{1});
        QCOMPARE(form.edited.back().train.epochs, 20);
        QCOMPARE(form.finished, 1);
    }

    void whatIsBeingTypedStaysWhileOtherThingsChange()
    {
        Form form;
        auto* box = form.part<QLineEdit>("train.learning_rate");
        box->selectAll();
        QTest::keyClicks(box, "0.0");
        form.panel.showWanted(with({{"seed", "5"}}));
        QCOMPARE(box->text(), QString("0.0"));
    }

    void draggingSaysEachValueAndEndsOnce()
    {
        const Form form;
        auto* slider = form.part<QSlider>("augment.shift"); // 0 … 8
        const auto at = [&](double share) {
            return QPoint(static_cast<int>(8 + share * (slider->width() - 16)), slider->height() / 2);
        };
        QTest::mousePress(slider, Qt::LeftButton, {}, at(0));
        for (const double share : {0.25, 0.5, 0.5, 1.0}) {
            QTest::mouseMove(slider, at(share));
            QMouseEvent move(QEvent::MouseMove, at(share), slider->mapToGlobal(at(share)), Qt::NoButton, Qt::LeftButton,
                             Qt::NoModifier);
            QApplication::sendEvent(slider, &move);
        }
        QCOMPARE(form.finished, 0);
        QTest::mouseRelease(slider, Qt::LeftButton, {}, at(1));
        std::vector<int> values;
        for (const Config& config : form.edited) {
            values.push_back(config.augment.shift);
        }
        QVERIFY(values == std::vector<int>({2, 4, 8}));
        QCOMPARE(form.finished, 1);
        QCOMPARE(form.part<QLineEdit>("augment.shift")->text(), QString("8"));
    }

    void logarithmicSlidersReachZero()
    {
        const Form form;
        auto* slider = form.part<QSlider>("train.learning_rate");
        slider->setValue(slider->minimum());
        QCOMPARE(form.edited.back().train.learningRate, 0.0);
        slider->setValue(slider->minimum() + 1);
        QCOMPARE(form.edited.back().train.learningRate, 1e-5);
    }

    void aSliderRestsBesideAValueBetweenItsStops()
    {
        Form form;
        const Config config = with({{"train.batch_size", "100"}, {"train.learning_rate", "1e6"}});
        form.panel.showWanted(config);
        QVERIFY(form.edited.empty() && form.panel.wanted() == config);
        QCOMPARE(form.part<QLineEdit>("train.batch_size")->text(), QString("100"));
        auto* rate = form.part<QSlider>("train.learning_rate");
        QCOMPARE(rate->value(), rate->maximum());
        QTest::keyClick(rate, Qt::Key_Right); // there is no larger stop, and the value is no stop
        QVERIFY(form.edited.empty());
    }

    void stepsGoToTheNextStopFromTheValueItself()
    {
        Form form(true);
        const Config config = with({{"train.batch_size", "100"}, {"attention.temperature", "0.05"}});
        for (const auto& [key, expected] : {std::pair(Qt::Key_Right, 128), std::pair(Qt::Key_Left, 64)}) {
            form.panel.showWanted(config);
            QTest::keyClick(form.part<QSlider>("train.batch_size"), key); // it rests at 128
            QCOMPARE(form.edited.back().train.batchSize, expected);
        }
        QCOMPARE(form.finished, 2);
        QTest::keyClick(form.part<QSlider>("attention.temperature"), Qt::Key_Left); // below its first stop
        QCOMPARE(form.edited.size(), std::size_t{2});
        QCOMPARE(form.finished, 2);
    }

    void arrowsInTheBoxStepAsTheSliderDoes()
    {
        const Form form;
        QTest::keyClick(form.part<QLineEdit>("train.batch_size"), Qt::Key_Up);
        QCOMPARE(form.edited.back().train.batchSize, 128);
        QTest::keyClick(form.part<QLineEdit>("train.batch_size"), Qt::Key_Down);
        QCOMPARE(form.edited.back().train.batchSize, 64);
        QCOMPARE(form.finished, 2);
    }

    void choicesAndSwitchesAreTakenAtOnce()
    {
        const Form form(true);
        auto* combo = form.part<QComboBox>("attention.mechanism");
        QTest::keyClick(combo, Qt::Key_Home);
        QCOMPARE(form.edited.back().attention.mechanism, std::string("none"));
        QCOMPARE(form.finished, 1);
        QVERIFY(!form.shows("attention.temperature")); // it does not matter any more
        QTest::mouseClick(form.part<QCheckBox>("augment.flip"), Qt::LeftButton, {}, QPoint(8, 8));
        QVERIFY(form.edited.back().augment.flip);
        QCOMPARE(form.finished, 2);
    }

    void itemsOfAChoiceExplainThemselves()
    {
        const Form form;
        const auto* combo = form.part<QComboBox>("attention.mechanism");
        for (const Choice& choice : mechanismChoices()) {
            const int row = combo->findText(nameOf(choice, Wording::Plain));
            QVERIFY(row >= 0);
            QVERIFY(!combo->itemData(row, Qt::ToolTipRole).toString().isEmpty());
        }
    }

    void textsAreTakenOnEnter()
    {
        const Form form(true);
        auto* box = form.part<QPlainTextEdit>("model.trunk");
        box->selectAll();
        QTest::keyClicks(box, "conv 8, pool");
        QVERIFY(form.edited.empty());
        QTest::keyClick(box, Qt::Key_Return);
        QCOMPARE(form.edited.back().model.trunk, std::string("conv 8, pool"));
        QCOMPARE(form.finished, 1);
        box->selectAll();
        QTest::keyClicks(box, "nothing");
        QTest::keyClick(box, Qt::Key_Escape);
        QCOMPARE(box->toPlainText(), QString("conv 8, pool"));
    }

    void longTextsAreBrokenIntoLines()
    {
        Form form(true);
        auto* box = form.part<QPlainTextEdit>("model.trunk");
        form.panel.showWanted(with({{"model.trunk", "conv 8"}}));
        const int oneLine = box->height();
        form.panel.showWanted(
            with({{"model.trunk", "conv 8, conv 8, conv 8, conv 8, conv 8, conv 8, conv 8, conv 8"}}));
        QTRY_VERIFY(box->height() >= oneLine + box->fontMetrics().lineSpacing());
        QTRY_COMPARE(box->verticalScrollBar()->maximum(), 0);
    }

    void aFolderCanBeLookedFor()
    {
        Form form(true);
        form.panel.showWanted(with({{"data.set", "fashion"}}));
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QTest::mouseClick(form.part<QPushButton>("data.path"), Qt::LeftButton);
        auto* dialog = form.panel.findChild<QFileDialog*>();
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->fileMode(), QFileDialog::Directory);
        emit dialog->fileSelected("/somewhere/else");
        QCOMPARE(form.edited.back().data.path, std::string("/somewhere/else"));
        QCOMPARE(form.finished, 1);
        dialog->close();
    }

    void theWheelScrollsTheFormAndChangesNothing()
    {
        for (const char* key : {"task", "data.samples", "attention.mechanism", "model.trunk"}) {
            const Form form(true);
            auto* scroll = form.panel.findChild<QScrollArea*>();
            scroll->ensureWidgetVisible(form.row(key));
            for (QWidget* widget : form.row(key)->findChildren<QWidget*>()) {
                if (isControl(widget)) {
                    const int before = scroll->verticalScrollBar()->value();
                    turnWheel(widget);
                    QVERIFY2(scroll->verticalScrollBar()->value() > before, key);
                }
            }
            QVERIFY(form.edited.empty());
            QVERIFY(form.panel.wanted() == Config());
        }
    }

    // What it refuses

    void whatCannotBeIsRefusedAndTheOldValueStays_data()
    {
        QTest::addColumn<QString>("typed");
        for (const char* typed : {"7", "-0.1", "much", "", "0.1.2", "nan"}) {
            QTest::newRow(typed) << typed;
        }
    }
    void whatCannotBeIsRefusedAndTheOldValueStays()
    {
        QFETCH(QString, typed);
        Form form;
        form.panel.showWanted(with({{"train.dropout", "0.3"}}));
        auto* box = form.part<QLineEdit>("train.dropout");
        box->selectAll();
        QTest::keyClick(box, Qt::Key_Delete);
        form.type("train.dropout", typed);
        QVERIFY(form.edited.empty() && form.finished == 0);
        QCOMPARE(form.panel.wanted().train.dropout, 0.3);
        QCOMPARE(form.refusal("train.dropout"), QString("✗ “%1” is not possible: dropout must be a number from 0 to "
                                                        "0.95. It stays 0.3.")
                                                    .arg(typed));
    }

    void aRefusalIsSettledByAValueThatCanBe()
    {
        Form form;
        form.type("train.dropout", "7");
        QVERIFY(!form.refusal("train.dropout").isEmpty());
        form.type("train.dropout", "0.5");
        QCOMPARE(form.refusal("train.dropout"), QString());
        form.type("train.dropout", "7");
        form.type("train.dropout", "0.5"); // the value that stands
        QCOMPARE(form.refusal("train.dropout"), QString());
        form.type("train.dropout", "7");
        form.panel.showWanted(Config());
        QCOMPARE(form.refusal("train.dropout"), QString());
    }

    void leavingARefusedNumberShowsTheOneThatStands()
    {
        const Form form;
        QVERIFY(QTest::qWaitForWindowActive(const_cast<ExperimentPanel*>(&form.panel)));
        auto* box = form.part<QLineEdit>("train.dropout");
        box->setFocus();
        form.type("train.dropout", "7");
        QCOMPARE(box->text(), QString("7")); // can be mended
        form.part<QLineEdit>("seed")->setFocus();
        QCOMPARE(box->text(), QString("0"));
        QVERIFY(form.refusal("train.dropout").contains("“7”"));
    }

    void rulesSpeakAtTheirField()
    {
        Form form;
        const Config config = with({{"augment.shift", "2"}});
        form.panel.showWanted(config);
        form.panel.showProblems(problems(config));
        QVERIFY(form.refusal("augment.shift").contains("in up to 27"));
        QVERIFY(form.refusal("augment.shift").startsWith("✗ Shift cannot be used on the needle"));
        QCOMPARE(form.line("problems"), QString());
        form.panel.showProblems({});
        QCOMPARE(form.refusal("augment.shift"), QString());
    }

    void looksThatCannotBeAreRefusedAtTheirField()
    {
        const std::pair<const char*, std::vector<std::pair<const char*, const char*>>> kCases[] = {
            {"look.glimpses", {{"look.glimpses", "0"}}},
            {"look.size", {{"look.size", "29"}}}, // of 28 × 28
            {"look.sigma", {{"look.sigma", "0"}}},
            {"look.sigma_end", {{"look.sigma_end", "0"}}},
            {"look.rollouts", {{"look.rollouts", "1"}, {"look.baseline", "leave-one-out"}}},
            {"look.scales", {{"look.scales", "4"}}},
        };
        for (const auto& [field, settings] : kCases) {
            std::vector<std::pair<const char*, const char*>> all = {{"data.set", "digits"},
                                                                    {"look.mechanism", "glimpses"}};
            all.insert(all.end(), settings.begin(), settings.end());
            Form form(true, kLarge);
            form.panel.showWanted(with(all));
            form.panel.showProblems(problems(with(all)));
            QVERIFY2(form.refusal(field).startsWith("✗ "), field);
            QVERIFY2(form.refusal(field).contains("Choose"), qPrintable(form.refusal(field))); // what to do
            QVERIFY2(!form.refusal(field).contains("look."), qPrintable(form.refusal(field))); // in words, not keys
            QCOMPARE(form.line("problems"), QString());
        }
    }

    void everyWayOfLookingHasItsFormulaInItsHelp()
    {
        for (const char* key : {"look.mechanism", "attention.mechanism", "mix.mechanism", "gate.mechanism"}) {
            int formulas = 0;
            for (const Choice& choice : findField(key)->choices()) {
                const QString help = helpOf(choice);
                QVERIFY(help.contains(catalogText(choice.idea)));
                QVERIFY(choice.formula.empty() || help.contains(catalogText(choice.formula)));
                QVERIFY(choice.source.empty() || help.contains(catalogText(choice.source)));
                formulas += choice.formula.empty() ? 0 : 1;
            }
            QVERIFY2(formulas >= 3, key);
        }
        Form form(true, kLarge);
        auto* combo = form.part<QComboBox>("look.mechanism");
        QVERIFY2(combo->itemData(1, Qt::ToolTipRole).toString().contains("∇ log π"),
                 qPrintable(combo->itemData(1, Qt::ToolTipRole).toString()));
    }

    void rulesOfHiddenFieldsSpeakOnTop()
    {
        Form form;
        const std::vector<Problem> found = {{"train.patience", "train.patience is 3, but data.validation is 0."},
                                            {"no.field", "There is no disk."}};
        form.panel.showProblems(found);
        QCOMPARE(form.line("problems"), QString("✗ Patience is 3, but validation images is 0.\n✗ There is no disk."));
        form.panel.setFull(true); // now it has a row
        QCOMPARE(form.line("problems"), QString("✗ There is no disk."));
        QVERIFY(form.refusal("train.patience").contains("Early stopping is 3"));
    }
};

QTEST_MAIN(FormEditsTest)
#include "tst_form_edits.moc"
