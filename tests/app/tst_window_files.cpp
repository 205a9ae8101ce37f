// The window and its files: the one question on closing, drops, names in the title, settings for a class, work left behind.
#include "app/window_command.h"
#include "core/files/safe_writer.h"
#include "tests/support/small_run.h"
#include "ui/curves/curves_view.h"
#include "ui/diagnosis/diagnosis_view.h"
#include "ui/drawer/drawer.h"
#include "ui/drawer/runs_view.h"
#include "ui/views/inspector_view.h"
#include "ui/window/file_menu.h"
#include "ui/window/message_bar.h"
#include "ui/window/transport_bar.h"

#include <QAction>
#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QMessageBox>
#include <QMimeData>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace fovea;

namespace {

constexpr int kLong = 60'000; // ms that nothing here takes

} // namespace

class WindowFilesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dressApplication(); }
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        open();
    }
    void cleanup()
    {
        bench_.reset();
        folder_.reset();
    }

    void closingAsksOnceAboutWorkThatIsNotSaved()
    {
        learn();
        QVERIFY(!bench_->window.close());
        QVERIFY(!bench_->window.close()); // the question stands already
        QCOMPARE(questions().size(), 1);
        questions().front()->button(QMessageBox::Cancel)->click();
        QTRY_VERIFY(questions().isEmpty());
        QVERIFY(bench_->window.isVisible());
        QVERIFY(!bench_->window.close());
        questions().front()->button(QMessageBox::Discard)->click();
        QTRY_VERIFY(!bench_->window.isVisible());
        bench_.reset();
        QCOMPARE(leftOver(), QStringList()); // what the user does not want is not offered again
    }

    void closingWithoutWorkAsksNothing()
    {
        QVERIFY(bench_->window.close());
        QVERIFY(questions().isEmpty());
    }

    void savingFromTheQuestionClosesOnceItIsSaved()
    {
        learn();
        bench_->files->store().saveTo(in("a.fovea"));
        QTRY_VERIFY_WITH_TIMEOUT(!bench_->files->store().unsaved(), kLong);
        learn();
        QVERIFY(!bench_->window.close());
        questions().front()->button(QMessageBox::Save)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!bench_->window.isVisible(), kLong);
        QCOMPARE(readSession(in("a.fovea").toStdString()).contents.runs[0].steps.size(), std::size_t(2));
    }

    void theTitleNamesTheFileAndWhatIsNotSaved()
    {
        QVERIFY(!bench_->window.isWindowModified());
        learn();
        QTRY_VERIFY(bench_->window.isWindowModified());
        bench_->files->store().saveTo(in("needle.fovea"));
        QTRY_VERIFY_WITH_TIMEOUT(!bench_->window.isWindowModified(), kLong);
        QVERIFY(bench_->window.windowTitle().contains("needle.fovea"));
    }

    void savingTheFirstTimeAsksForAName()
    {
        learn();
        bench_->window.action(Key::Save)->trigger();
        auto* dialog = bench_->window.findChild<QFileDialog*>();
        QVERIFY(dialog != nullptr);
        emit dialog->fileSelected(in("chosen.fovea"));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(in("chosen.fovea")), kLong);
        dialog->close();
        QTRY_COMPARE_WITH_TIMEOUT(bench_->files->store().path(), in("chosen.fovea"), kLong);
        bool listed = false;
        for (const QAction* action : bench_->window.fileMenu()->findChildren<QAction*>()) {
            listed = listed || action->text() == "chosen.fovea";
        }
        QVERIFY(listed);
    }

    void aDroppedSessionComesBackWithCurvesNamesAndTimeline()
    {
        learn();
        bench_->session.stepEpoch();
        QTRY_VERIFY_WITH_TIMEOUT(bench_->session.run() != nullptr && bench_->session.run()->epoch == 1, kLong);
        emit bench_->window.drawer()->runs()->renamed(0, "my first");
        const Weights weights = bench_->session.run()->weights;
        const std::size_t moments = bench_->wiring.moments().size();
        bench_->files->store().saveTo(in("a.fovea"));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(in("a.fovea")), kLong);
        bench_.reset();
        open();
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(in("a.fovea"))});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&bench_->window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&bench_->window, &drop);
        QTRY_VERIFY_WITH_TIMEOUT(bench_->session.run() != nullptr && bench_->session.run()->epoch == 1, kLong);
        QVERIFY(sameBits(bench_->session.run()->weights, weights));
        QTRY_COMPARE(*bench_->wiring.nameOf(0), QString("my first"));
        QCOMPARE(bench_->wiring.moments().size(), moments);
        QVERIFY(moments >= 2);
        QTRY_VERIFY(!bench_->files->store().unsaved());
    }

    void aSessionGivenToTheInspectorIsOpenedToo()
    {
        learn();
        bench_->files->store().saveTo(in("a.fovea"));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(in("a.fovea")), kLong);
        bench_.reset();
        open();
        emit bench_->window.inspector()->fileDropped(in("a.fovea"));
        QTRY_VERIFY_WITH_TIMEOUT(bench_->session.run() != nullptr && bench_->session.run()->step == 1, kLong);
    }

    void aRemedyIsANewRunAndTheOldOneStaysAsItLearned()
    {
        learn();
        Config remedy = bench_->session.wanted();
        remedy.train.dropout = 0.3; // could be live
        emit bench_->window.drawer()->diagnosis()->remedyAsked(remedy, "dropout");
        QTRY_COMPARE_WITH_TIMEOUT(bench_->files->chronicle().contents().runs.size(), std::size_t(2), kLong);
        const SessionContents contents = bench_->files->chronicle().contents();
        QVERIFY(contents.runs[0].changes.empty());
        QCOMPARE(contents.runs[0].config.train.dropout, 0.0);
        QCOMPARE(contents.runs[1].config.train.dropout, 0.3);
    }

    void testImagesThatWereOpenedStayCounted()
    {
        learn();
        bench_->watch.openTest();
        QTRY_VERIFY_WITH_TIMEOUT(bench_->watch.openings() == 1, kLong);
        bench_->files->store().saveTo(in("opened.fovea"));
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(in("opened.fovea")), kLong);
        bench_.reset();
        open();
        QCOMPARE(bench_->watch.openings(), 0);
        bench_->files->open(in("opened.fovea"));
        QTRY_COMPARE_WITH_TIMEOUT(bench_->watch.openings(), 1, kLong);
    }

    void aNewNameIsWorkThatIsNotSavedYet()
    {
        learn();
        bench_->files->store().saveTo(in("named.fovea"));
        QTRY_VERIFY_WITH_TIMEOUT(!bench_->files->store().unsaved(), kLong);
        emit bench_->window.drawer()->runs()->renamed(0, "first");
        QVERIFY(bench_->files->store().unsaved());
    }

    void deletedRunsAreNotSavedAndUndoBringsThemBackIntoTheFile()
    {
        learn();
        Config other = smallNeedle();
        other.attention.mechanism = "none";
        bench_->session.want(other);
        bench_->session.startNewRun();
        QTRY_VERIFY_WITH_TIMEOUT(bench_->session.state() == RunState::Over, kLong);
        emit bench_->window.drawer()->runs()->deleteAsked({0});
        QCOMPARE(bench_->files->chronicle().contents().runs.size(), std::size_t(1));
        bench_->window.action(Key::Undo)->trigger();
        QCOMPARE(bench_->files->chronicle().contents().runs.size(), std::size_t(2));
    }

    void settingsOfAClassAreTakenUpInOneStepOfUndo()
    {
        Config config = smallNeedle();
        config.train.dropout = 0.5;
        config.train.epochs = 7;
        writeSafely(in("class.fovea-setup").toStdString(), setupText(config));
        bench_->files->open(in("class.fovea-setup"));
        QTRY_COMPARE_WITH_TIMEOUT(bench_->session.wanted().train.epochs, 7, kLong);
        QCOMPARE(bench_->session.wanted().train.dropout, 0.5);
        bench_->window.action(Key::Undo)->trigger();
        QVERIFY(bench_->session.wanted() == smallNeedle());
    }

    void aBadFileIsASentenceAndNothingElse()
    {
        learn();
        writeSafely(in("bad.fovea").toStdString(), "no session");
        bench_->files->open(in("bad.fovea"));
        QTRY_VERIFY_WITH_TIMEOUT(bench_->window.message()->sentence().contains("bad.fovea"), kLong);
        QCOMPARE(bench_->session.run()->step, 1L);
    }

    void workThatWasLeftBehindIsOfferedAndOpens()
    {
        learn();
        QTRY_VERIFY_WITH_TIMEOUT(!leftOver().isEmpty(), kLong);
        bench_.reset(); // without being closed: as in a crash
        open();
        bench_->files->start();
        MessageBar* message = bench_->window.message();
        QVERIFY(message->sentence().contains("before its work was saved"));
        for (QToolButton* button : message->findChildren<QToolButton*>()) {
            if (button->text() == "Open it") {
                button->click();
                break;
            }
        }
        QTRY_VERIFY_WITH_TIMEOUT(bench_->session.run() != nullptr && bench_->session.run()->step == 1, kLong);
        QVERIFY(bench_->files->store().unsaved());
    }

    void toldToEndItKeepsItsWorkAndAsksNobody()
    {
        learn();
        bench_->files->leave();
        QTRY_VERIFY_WITH_TIMEOUT(!bench_->window.isVisible(), kLong);
        QVERIFY(questions().isEmpty());
        QVERIFY(!leftOver().isEmpty());
    }

    void theMenuOpensFromItsButton()
    {
        for (QToolButton* button : bench_->window.transport()->findChildren<QToolButton*>()) {
            if (button->accessibleName() == "file") {
                button->click();
            }
        }
        QTRY_VERIFY(bench_->window.fileMenu()->isVisible());
        bench_->window.fileMenu()->hide();
    }

private:
    void open()
    {
        bench_ = std::make_unique<Bench>(2, smallNeedle());
        bench_->keepIn(folder_->path().toStdString(), {.work = 3'600'000, .settings = 3'600'000});
        bench_->window.resize(1280, 800);
        bench_->window.show();
        QTRY_VERIFY_WITH_TIMEOUT(bench_->session.state() == RunState::Paused, kLong);
    }
    /// One batch more.
    void learn()
    {
        const long before = bench_->session.run()->step;
        bench_->session.stepBatch();
        QTRY_VERIFY_WITH_TIMEOUT(bench_->session.run() != nullptr && bench_->session.run()->step == before + 1, kLong);
    }
    QList<QMessageBox*> questions() const
    {
        QList<QMessageBox*> all;
        for (QMessageBox* box : bench_->window.findChildren<QMessageBox*>()) {
            if (box->isVisible()) {
                all << box;
            }
        }
        return all;
    }
    QString in(const QString& name) const { return folder_->filePath(name); }
    QStringList leftOver() const { return QDir(in("unsaved")).entryList({"*.fovea", "*.fovea-setup"}, QDir::Files); }

    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<Bench> bench_;
};

QTEST_MAIN(WindowFilesTest)
#include "tst_window_files.moc"
