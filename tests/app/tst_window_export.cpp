// Export and diagnosis in the whole window: what is frozen stays, what a figure carries comes back, a remedy is a new run.
#include "app/export_desk.h"
#include "app/picture_opener.h"
#include "core/diagnosis/rules.h"
#include "core/files/csv.h"
#include "core/files/png_text.h"
#include "core/settings/config_json.h"
#include "tests/support/shown_bench.h"
#include "ui/diagnosis/diagnosis_view.h"
#include "ui/drawer/drawer.h"
#include "ui/export/export_dialog.h"
#include "ui/views/inspected.h"
#include "ui/views/inspector_view.h"
#include "ui/views/map_pager.h"
#include "ui/window/message_bar.h"
#include "ui/window/transport_bar.h"

#include <QAction>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QUrl>

#include <nlohmann/json.hpp>

using namespace fovea;

class WindowExportTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { dressApplication(); }
    void init()
    {
        bench_ = shownBench();
        QVERIFY(bench_);
    }
    void cleanup() { bench_.reset(); }

    void theKeyOpensTheDialogOnTheWholeFigure()
    {
        train();
        ExportDialog* dialog = opened();
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->fileName(), "needle-soft-seed0.png");
        const QImage image = QImage::fromData(bytesOf(dialog->file()), "PNG");
        QCOMPARE(image.size(), QSize(1890, 2362)); // 16 × 20 cm at 300 dpi
    }

    /// However many pictures the window has room for, a figure has its own number, and the large one is among them.
    void theFigureHasItsOwnNumberOfPictures()
    {
        train();
        const auto table = [&] {
            ExportDialog* dialog = opened();
            dialog->choosePlate(dialog->findChildren<QComboBox*>().first()->findText("Pictures with their maps"));
            dialog->chooseKind(ExportDialog::Kind::Csv);
            const CsvTable csv = parseCsv(bytesOf(dialog->file()).toStdString(), "pictures");
            delete dialog;
            return csv;
        };
        bench_->watch.setCount(16);
        bench_->watch.inspect(14);
        const CsvTable many = table();
        bench_->watch.setCount(3);
        const CsvTable few = table();
        QCOMPARE(many.rows.size(), std::size_t(12));
        QVERIFY(few.rows == many.rows);
        QCOMPARE(many.number(11, many.column("image")), 14.0);
        const auto [count, columns] = fullRows(16, 8);
        QVERIFY(count == 8 && columns == 4);
    }

    /// Every plate, in every kind that it offers, is a file of that kind.
    void everyPlateCanBeWritten()
    {
        train();
        ExportDialog* dialog = opened();
        auto* what = dialog->findChildren<QComboBox*>().first();
        QVERIFY(what->count() >= 6);
        dialog->findChildren<QSpinBox*>().first()->setValue(96); // in no time
        for (int plate = 0; plate < what->count(); ++plate) {
            dialog->choosePlate(plate);
            for (const auto& [kind, begins] :
                 {std::pair(ExportDialog::Kind::Png, "\x89PNG"), std::pair(ExportDialog::Kind::Svg, "<?xml"),
                  std::pair(ExportDialog::Kind::Pdf, "%PDF")}) {
                dialog->chooseKind(kind);
                QCOMPARE(dialog->kind(), kind);
                QVERIFY2(bytesOf(dialog->file()).startsWith(begins), qPrintable(what->itemText(plate)));
            }
        }
    }

    /// Of the real window: what its pages show is among what can be written, and the numbers are the run's.
    void thePagesOfTheDrawerCanBeWrittenToo()
    {
        train();
        bench_->window.setFull(true);
        QSignalSpy judged(&bench_->watch, &Watch::judged), followed(&bench_->watch, &Watch::stepsTaken);
        bench_->window.drawer()->tabs()->open(DrawerPage::Metrics);
        QTRY_VERIFY(!judged.isEmpty());
        bench_->window.drawer()->tabs()->open(DrawerPage::Steps);
        QTRY_VERIFY(!followed.isEmpty());
        ExportDialog* dialog = opened();
        auto* what = dialog->findChildren<QComboBox*>().first();
        for (const char* name : {"Metrics of each class", "ROC curves", "Precision–recall curves", "Calibration",
                                 "The network, layer by layer", "Attention step by step", "Gradient of each layer",
                                 "Attention on the object", "Diagnosis: the curve with its evidence",
                                 "What it says of the large picture", "Table of runs"}) {
            const int index = what->findText(QString::fromUtf8(name));
            QVERIFY2(index >= 0, name);
            dialog->choosePlate(index);
            dialog->chooseKind(ExportDialog::Kind::Csv);
            QVERIFY2(dialog->kind() == ExportDialog::Kind::Csv && bytesOf(dialog->file()).count('\n') > 1, name);
        }
        const CsvTable runs = parseCsv(bytesOf(dialog->file()).toStdString(), "runs"); // the last of them
        QCOMPARE(runs.number(0, runs.column("val. accuracy")), bench_->session.run()->history.back().valAccuracy);
    }

    /// The plate has the head and the place that were clicked, and its words say so.
    void whatIsClickedInTheInspectorIsOnPaper()
    {
        Config config = smallNeedle();
        config.mix.depth = 1;
        config.mix.width = 16;
        config.mix.heads = 2;
        bench_->session.want(config);
        QTRY_VERIFY(bench_->session.runConfig() == config && bench_->session.state() == RunState::Paused);
        train();
        const auto plate = [&] {
            ExportDialog* dialog = opened();
            auto* what = dialog->findChildren<QComboBox*>().first();
            dialog->choosePlate(what->findText("The large picture"));
            const PlateFile file = dialog->file();
            delete dialog;
            return file;
        };
        QTRY_VERIFY(bench_->window.inspector()->shown().sample.answer.has_value());
        const PlateFile usual = plate();
        const std::vector<MapOfSample> maps = bench_->window.inspector()->shown().sample.answer->maps;
        const auto block = std::ranges::find_if(maps, isMixing);
        QVERIFY(block != maps.end());
        bench_->window.inspector()->findChild<MapPager*>()->choose({static_cast<int>(block - maps.begin()), 1, 9});
        const PlateFile clicked = plate();
        QVERIFY2(clicked.look.caption.contains("head 2, asked from row"), qPrintable(clicked.look.caption));
        QVERIFY(!usual.look.caption.contains("asked from row") && usual.plate->csv() != clicked.plate->csv());
        const Tensor grid = gridOf(oneRow(*block, {0, 1, 9}));
        QCOMPARE(QString::fromStdString(clicked.plate->csv()).split('\n').value(1).split(',').value(2).toFloat(),
                 static_cast<float>(grid[grid.dim(1) + 2]));
    }

    void whatIsExportedStaysAsItWas()
    {
        train();
        ExportDialog* dialog = opened();
        const QByteArray before = bytesOf(dialog->file());
        Config config = smallNeedle();
        config.seed = 5;
        bench_->session.want(config);
        bench_->session.startNewRun();
        QVERIFY(
            QTest::qWaitFor([&] { return bench_->session.runConfig()->seed == 5 && bench_->session.begun(); }, 10'000));
        QVERIFY(bytesOf(dialog->file()) == before);
    }

    void beforeThereAreCurvesThereArePictures()
    {
        ExportDialog* dialog = opened();
        QVERIFY(dialog != nullptr);
        QCOMPARE(dialog->fileName(), "needle-soft-seed0-pictures.png");
    }

    void aDroppedFigureBringsItsSettingsBack()
    {
        train();
        ExportDialog* dialog = opened();
        QTemporaryDir folder;
        QSignalSpy written(dialog, &ExportDialog::written);
        dialog->saveTo(folder.filePath("figure.png"));
        QTRY_COMPARE(written.size(), 1);
        delete dialog;

        Config other = smallNeedle();
        other.seed = 9;
        other.train.dropout = 0.4;
        bench_->session.want(other); // waits: the run that is over stays
        QVERIFY(bench_->session.wanted() == other);
        drop(folder.filePath("figure.png"));
        QTRY_VERIFY(bench_->session.wanted() == smallNeedle());
        QVERIFY(bench_->window.message()->sentence().contains("settings"));
        bench_->window.action(Key::Undo)->trigger();
        QCOMPARE(bench_->session.wanted().seed, std::uint64_t{9});
    }

    void damagedSettingsAreRefusedInWords()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath("figure.png");
        const QByteArray png = pngBytes(renderFigure(FigureSize::ofPixels(20, 20), [](QPainter&, const QRectF&) {}));
        const auto write = [&](const std::string& setup) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray::fromStdString(withPngText(png.toStdString(), kSetupKey, setup)));
        };
        const Config before = bench_->session.wanted();
        for (const char* setup : {"{\"train.epochs\": \"many\"}", "[1, 2]", "{\"no.such.setting\": 1}"}) {
            write(setup);
            bench_->window.message()->clear();
            drop(path);
            QTRY_VERIFY2(!bench_->window.message()->sentence().isEmpty(), setup);
            QVERIFY(bench_->session.wanted() == before);
        }
    }

    void aRemedyBecomesANewRunAndUndoBringsTheSettingsBack()
    {
        Config config = smallNeedle();
        config.data.samples = 40; // learned by heart in no time
        config.train.epochs = 12;
        config.train.batchSize = 8;
        config.train.learningRate = 0.01;
        bench_->session.want(config);
        QTRY_VERIFY(bench_->session.runConfig() == config && bench_->session.state() == RunState::Paused);
        train();
        bench_->window.drawer()->tabs()->open(DrawerPage::Diagnosis);
        DiagnosisView* view = bench_->window.drawer()->diagnosis();
        QVERIFY(view->isVisible());
        QTRY_VERIFY(!remedies(*view).isEmpty());
        QSignalSpy began(&bench_->session, &Session::runBegan);
        QSignalSpy asked(view, &DiagnosisView::remedyAsked);
        remedies(*view).first()->click();
        QCOMPARE(asked.size(), 1);
        const Config wanted = asked.first().first().value<Config>();
        QVERIFY(!(wanted == config));
        QTRY_COMPARE(began.size(), 1);
        QVERIFY(*bench_->session.runConfig() == wanted);
        bench_->window.action(Key::Undo)->trigger();
        QVERIFY(bench_->session.wanted() == config);
    }

private:
    void train()
    {
        bench_->session.setSpeed(RunSpeed::Full);
        bench_->session.toggle();
        QVERIFY(await(*bench_, RunState::Over));
        QTest::qWait(0);
    }

    ExportDialog* opened()
    {
        bench_->window.action(Key::Export)->trigger();
        return bench_->window.findChild<ExportDialog*>();
    }

    void drop(const QString& path)
    {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(path)});
        QDragEnterEvent enter(QPoint(100, 100), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&bench_->window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(100, 100), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&bench_->window, &event);
    }

    static QList<QToolButton*> remedies(const QWidget& view)
    {
        QList<QToolButton*> found;
        for (QToolButton* button : view.findChildren<QToolButton*>()) {
            if (button->isVisibleTo(&view) && button->text().contains("→")) {
                found << button;
            }
        }
        return found;
    }

    std::unique_ptr<Bench> bench_;
};

QTEST_MAIN(WindowExportTest)
#include "tst_window_export.moc"
