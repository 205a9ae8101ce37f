// The export dialog: what is chosen is what is written, the plate stays as it was, every control has a name.
#include "core/files/png_text.h"
#include "core/settings/error.h"
#include "ui/export/export_dialog.h"
#include "ui/export/export_preview.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMutex>
#include <QPainter>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QThreadPool>

#include <atomic>

using namespace fovea;

namespace {

PaintPlate filledWith(const QColor& colour)
{
    return [colour](QPainter& painter, const QRectF& area, const PlateLook& look) {
        painter.fillRect(area, look.paper.background);
        painter.fillRect(area.adjusted(10, 10, -10, -10), colour);
        painter.setPen(look.paper.ink);
        painter.drawText(area, Qt::AlignCenter, look.title + look.caption);
    };
}

std::vector<Plate> plates()
{
    return {{{}, "whole", {12, 8}, "title", "caption", filledWith(Qt::red), [] { return "a,b\n1,2\n"; }, {}},
            {"film", "film", {5, 5}, {}, {}, filledWith(Qt::blue), {}, {filledWith(Qt::blue), filledWith(Qt::green)}}};
}

/// What a paint function was asked for, and by whom; while it is held, whoever paints waits.
struct Watched
{
    std::atomic<int> painted = 0, tables = 0, byTheWindow = 0;
    QMutex held;

    std::vector<Plate> plates()
    {
        const auto paint = [this](QPainter& painter, const QRectF& area, const PlateLook& look) {
            ++painted;
            byTheWindow += QThread::currentThread() == qApp->thread() ? 1 : 0;
            const QMutexLocker wait(&held);
            painter.fillRect(area, look.title == "green" ? Qt::green : Qt::red);
        };
        const auto write = [this] {
            ++tables;
            byTheWindow += QThread::currentThread() == qApp->thread() ? 1 : 0;
            return std::string("a,b\n1,2\n");
        };
        return {{{}, "watched", {12, 8}, {}, {}, paint, write, {}}};
    }
};

template<class Control>
Control* named(const QWidget& in, const QString& name)
{
    for (Control* control : in.findChildren<Control*>()) {
        if (control->accessibleName() == name) {
            return control;
        }
    }
    return nullptr;
}

QImage previewOf(const ExportDialog& dialog)
{
    return named<QLabel>(dialog, "what will be written")->pixmap(Qt::ReturnByValue).toImage();
}

} // namespace

class ExportDialogTest : public QObject
{
    Q_OBJECT

private slots:
    void centimetresAndDotsGiveExactPixels()
    {
        ExportDialog dialog(plates(), "needle-soft-seed1", "{}");
        auto* dpi = named<QSpinBox>(dialog, "dots per inch");
        for (const auto& [dots, pixels] :
             {std::pair(96, QSize(454, 302)), std::pair(300, QSize(1417, 945)), std::pair(600, QSize(2835, 1890))}) {
            dpi->setValue(dots);
            const QImage image = QImage::fromData(bytesOf(dialog.file()), "PNG");
            QCOMPARE(image.size(), pixels);
            QCOMPARE(image.dotsPerMeterX(), qRound(dots / 0.0254));
        }
    }

    void pixelsAreKeptWhereTheyAreChosen()
    {
        ExportDialog dialog(plates(), "a", "{}");
        named<QComboBox>(dialog, "unit of the size")->setCurrentIndex(1);
        QCOMPARE(dialog.size().pixels, QSize(1417, 945)); // as large as before
        named<QDoubleSpinBox>(dialog, "width")->setValue(1000);
        named<QDoubleSpinBox>(dialog, "height")->setValue(500);
        QCOMPARE(QImage::fromData(bytesOf(dialog.file()), "PNG").size(), QSize(1000, 500));
    }

    void namesSayWhatTheFileIs()
    {
        ExportDialog dialog(plates(), "needle-soft-seed1", "{}");
        QCOMPARE(dialog.fileName(), "needle-soft-seed1.png");
        dialog.chooseKind(ExportDialog::Kind::Csv);
        QCOMPARE(dialog.fileName(), "needle-soft-seed1.csv");
        QCOMPARE(bytesOf(dialog.file()), "a,b\n1,2\n");
        dialog.choosePlate(1);
        QCOMPARE(dialog.fileName(), "needle-soft-seed1-film.png"); // it has no table
        dialog.chooseKind(ExportDialog::Kind::Gif);
        QCOMPARE(dialog.fileName(), "needle-soft-seed1-film.gif");
        QVERIFY(bytesOf(dialog.file()).startsWith("GIF89a"));
        dialog.chooseKind(ExportDialog::Kind::Pdf);
        QVERIFY(bytesOf(dialog.file()).startsWith("%PDF"));
        dialog.chooseKind(ExportDialog::Kind::Svg);
        QVERIFY(bytesOf(dialog.file()).contains("<svg"));
    }

    void whatIsWrittenCarriesItsSettings()
    {
        QTemporaryDir folder;
        const QByteArray setup = "{\"seed\": 1}";
        ExportDialog dialog(plates(), "a", setup);
        QSignalSpy written(&dialog, &ExportDialog::written);
        const QString path = folder.filePath("a.png");
        dialog.saveTo(path);
        QTRY_COMPARE(written.size(), 1);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(pngText(file.readAll().toStdString(), kSetupKey) == setup.toStdString());
    }

    void whatCannotBeWrittenIsSaid()
    {
        ExportDialog dialog(plates(), "a", "{}");
        QSignalSpy failed(&dialog, &ExportDialog::failed);
        dialog.saveTo("/no/such/folder/a.png");
        QTRY_COMPARE(failed.size(), 1);
        QVERIFY(!failed.first().first().toString().isEmpty());
        QCOMPARE(named<QLabel>(dialog, "size of the file")->text(), failed.first().first().toString());
    }

    void whatIsTooLargeIsRefused()
    {
        ExportDialog dialog(plates(), "a", "{}");
        named<QDoubleSpinBox>(dialog, "width")->setValue(100);
        named<QSpinBox>(dialog, "dots per inch")->setValue(600);
        QVERIFY(!dialog.possible());
        QVERIFY(!named<QAbstractButton>(dialog, "save")->isEnabled());
        dialog.chooseKind(ExportDialog::Kind::Pdf); // drawn: it has no pixels
        QVERIFY(dialog.possible());
    }

    void paperTitleAndCaptionAreDrawn()
    {
        ExportDialog dialog(plates(), "a", "{}");
        auto* paper = named<QComboBox>(dialog, "paper");
        paper->setCurrentIndex(0);
        const QImage light = QImage::fromData(bytesOf(dialog.file()), "PNG");
        QCOMPARE(light.pixelColor(1, 1), QColor(Qt::white));
        paper->setCurrentIndex(1);
        QVERIFY(QImage::fromData(bytesOf(dialog.file()), "PNG").pixelColor(1, 1).lightness() < 60);
        paper->setCurrentIndex(0);
        named<QPlainTextEdit>(dialog, "caption")->setPlainText("other words");
        QVERIFY(QImage::fromData(bytesOf(dialog.file()), "PNG") != light);
    }

    void thePreviewShowsWhatWillBeWritten()
    {
        ExportDialog dialog(plates(), "a", "{}");
        dialog.show();
        auto* preview = named<QLabel>(dialog, "what will be written");
        QTRY_VERIFY(!preview->pixmap(Qt::ReturnByValue).isNull());
        const QImage seen = preview->pixmap(Qt::ReturnByValue).toImage();
        QVERIFY(std::abs(double(seen.width()) / seen.height() - 1.5) < 0.02);
        QCOMPARE(seen.pixelColor(seen.width() / 4, seen.height() / 4), QColor(Qt::red));
    }

    void theClipboardHasThePicture()
    {
        ExportDialog dialog(plates(), "a", "{}");
        named<QAbstractButton>(dialog, "copy")->click();
        QSignalSpy copied(&dialog, &ExportDialog::copied);
        QTRY_COMPARE(copied.size(), 1);
        QCOMPARE(QGuiApplication::clipboard()->image().size(), dialog.size().pixels);
    }

    /// A table may be long: it is made by a worker, and only when it is asked for.
    void theWindowsThreadNeverWritesATable()
    {
        Watched watched;
        QTemporaryDir folder;
        ExportDialog dialog(watched.plates(), "a", "{}");
        dialog.show();
        QSignalSpy written(&dialog, &ExportDialog::written), copied(&dialog, &ExportDialog::copied);
        QTRY_VERIFY(!previewOf(dialog).isNull());
        QCOMPARE(watched.tables.load(), 0);
        dialog.chooseKind(ExportDialog::Kind::Csv);
        QTRY_COMPARE(named<QLabel>(dialog, "what will be written")->text(), QString("a,b\n1,2\n"));
        dialog.saveTo(folder.filePath("a.csv"));
        QTRY_COMPARE(written.size(), 1);
        dialog.copy();
        QTRY_COMPARE(copied.size(), 1);
        QCOMPARE(QGuiApplication::clipboard()->text(), QString("a,b\n1,2\n"));
        QCOMPARE(watched.tables.load(), 3);
        QCOMPARE(watched.byTheWindow.load(), 0);
    }

    void theMomentThatStandsStillIsSaid()
    {
        ExportDialog dialog(plates(), "a", "{}");
        dialog.show();
        auto* moment = named<QLabel>(dialog, "moment that is put on paper");
        QVERIFY(!moment->isVisible());
        dialog.sayFrozen("Frozen: needle, pass 0.43.");
        QVERIFY(moment->isVisible() && moment->text().contains("pass 0.43"));
    }

    void theWindowsThreadNeverPaints()
    {
        Watched watched;
        QTemporaryDir folder;
        ExportDialog dialog(watched.plates(), "a", "{}");
        dialog.show();
        QSignalSpy written(&dialog, &ExportDialog::written), copied(&dialog, &ExportDialog::copied);
        QTRY_VERIFY(!previewOf(dialog).isNull());
        dialog.saveTo(folder.filePath("a.png"));
        QTRY_COMPARE(written.size(), 1);
        dialog.copy();
        QTRY_COMPARE(copied.size(), 1);
        QVERIFY(watched.painted >= 3);
        QCOMPARE(watched.byTheWindow.load(), 0);
    }

    /// While the first preview is still being drawn, two more are asked for: the first of them is never begun.
    void aNewerPreviewTakesThePlaceOfAnOlderOne()
    {
        Watched watched;
        ExportDialog dialog(watched.plates(), "a", "{}");
        watched.held.lock();
        dialog.show();
        QTRY_VERIFY(watched.painted >= 1);
        auto* title = named<QLineEdit>(dialog, "title");
        auto* preview = dialog.findChild<ExportPreview*>();
        for (const char* text : {"other", "green"}) {
            const int before = preview->asked();
            title->setText(text);
            QTRY_COMPARE(preview->asked(), before + 1);
        }
        QVERIFY(!preview->isNew());
        QCOMPARE(named<QLabel>(dialog, "state of the preview")->text(), QString("drawing …"));
        watched.held.unlock();
        QTRY_VERIFY(preview->isNew());
        QCOMPARE(watched.painted.load(), 2);
        const QImage seen = previewOf(dialog);
        QCOMPARE(seen.pixelColor(seen.width() / 2, seen.height() / 2), QColor(Qt::green));
    }

    void closingWhileItDrawsIsSafe()
    {
        Watched watched;
        {
            ExportDialog dialog(watched.plates(), "a", "{}");
            watched.held.lock();
            dialog.show();
            QTRY_VERIFY(watched.painted >= 1);
        }
        watched.held.unlock();
        QVERIFY(QThreadPool::globalInstance()->waitForDone(5000));
        QCoreApplication::processEvents();
        QCOMPARE(watched.painted.load(), 1);
    }

    void whatWasAskedForIsWrittenThoughTheDialogIsClosed()
    {
        Watched watched;
        QTemporaryDir folder;
        FileWriter writer;
        QSignalSpy written(&writer, &FileWriter::written);
        watched.held.lock();
        {
            ExportDialog dialog(watched.plates(), "a", "{}", nullptr, &writer);
            dialog.saveTo(folder.filePath("a.png"));
            QTRY_VERIFY(watched.painted >= 1);
        }
        QVERIFY(!QFile::exists(folder.filePath("a.png")));
        watched.held.unlock();
        QTRY_COMPARE(written.size(), 1);
        QCOMPARE(QImage(folder.filePath("a.png")).size(), QSize(1417, 945));
    }

    void whatIsCancelledIsNotWritten()
    {
        Watched watched;
        QTemporaryDir folder;
        ExportDialog dialog(watched.plates(), "a", "{}");
        auto *cancel = named<QAbstractButton>(dialog, "cancel"), *save = named<QAbstractButton>(dialog, "save");
        QVERIFY(!cancel->isEnabled());
        watched.held.lock();
        dialog.saveTo(folder.filePath("a.png"));
        QTRY_VERIFY(watched.painted >= 1);
        QVERIFY(cancel->isEnabled() && !save->isEnabled());
        cancel->click();
        watched.held.unlock();
        QTRY_VERIFY(save->isEnabled());
        QVERIFY(named<QLabel>(dialog, "size of the file")->text().startsWith("Cancelled"));
        QVERIFY(!QFile::exists(folder.filePath("a.png")));
    }

    /// Each side is possible, both together are not: said before anything is drawn, and an error where it is drawn all the same.
    void tooManyPixelsAreRefusedBeforeTheyAreDrawn()
    {
        Watched watched;
        ExportDialog dialog(watched.plates(), "a", "{}");
        named<QComboBox>(dialog, "unit of the size")->setCurrentIndex(1);
        named<QDoubleSpinBox>(dialog, "width")->setValue(16384);
        named<QDoubleSpinBox>(dialog, "height")->setValue(6000);
        QVERIFY(dialog.possible());
        named<QDoubleSpinBox>(dialog, "height")->setValue(16384);
        QVERIFY(!dialog.possible());
        const QString said = named<QLabel>(dialog, "size of the file")->text();
        QVERIFY2(said.contains("100 million") && said.contains("Take fewer"), qPrintable(said));
        QVERIFY(!named<QAbstractButton>(dialog, "save")->isEnabled());
        QVERIFY_EXCEPTION_THROWN(bytesOf(dialog.file()), Error);
        QCOMPARE(watched.painted.load(), 0);
    }

    void theSizeProposedForAnAnimationFits()
    {
        ExportDialog dialog(plates(), "a", "{}");
        dialog.choosePlate(1);
        const QSize picture = dialog.size().pixels;
        dialog.chooseKind(ExportDialog::Kind::Gif);
        QVERIFY(dialog.possible());
        QVERIFY(dialog.size().pixels.width() <= 640 && dialog.size().pixels.width() >= 300);
        named<QDoubleSpinBox>(dialog, "width")->setValue(14);
        const QSize animation = dialog.size().pixels;
        dialog.chooseKind(ExportDialog::Kind::Png); // each keeps its own
        QCOMPARE(dialog.size().pixels, picture);
        dialog.chooseKind(ExportDialog::Kind::Gif);
        QCOMPARE(dialog.size().pixels, animation);
    }

    void thePreviewPlaysAnAnimationAndSaysItsBytes()
    {
        ExportDialog dialog(plates(), "a", "{}");
        dialog.choosePlate(1);
        dialog.chooseKind(ExportDialog::Kind::Gif);
        dialog.show();
        auto* preview = dialog.findChild<ExportPreview*>();
        QSignalSpy expected(preview, &ExportPreview::expected);
        const auto colour = [&] {
            const QImage seen = previewOf(dialog);
            return seen.isNull() ? QColor() : seen.pixelColor(seen.width() / 2, seen.height() / 4);
        };
        QTRY_COMPARE(colour(), QColor(Qt::blue));
        QTRY_COMPARE(colour(), QColor(Qt::green));
        QCOMPARE(preview->moments(), 2);
        QTRY_COMPARE(expected.size(), 1);
        const double bytes = static_cast<double>(bytesOf(dialog.file()).size()), told = expected[0][0].toDouble();
        QVERIFY2(told > 0.7 * bytes && told < 1.3 * bytes, qPrintable(QString("%1 of %2").arg(told).arg(bytes)));
        const QString said = named<QLabel>(dialog, "size of the file")->text();
        QVERIFY2(said.contains("2 moments") && said.contains("about"), qPrintable(said));
    }

    void everyControlHasANameAndHelp()
    {
        ExportDialog dialog(plates(), "a", "{}");
        int controls = 0;
        for (const QWidget* widget : dialog.findChildren<QWidget*>()) {
            const bool control =
                qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QComboBox*>(widget) ||
                qobject_cast<const QAbstractSpinBox*>(widget) || qobject_cast<const QPlainTextEdit*>(widget);
            if (control && widget->parentWidget() && !qobject_cast<const QComboBox*>(widget->parentWidget())) {
                ++controls;
                QVERIFY2(!widget->accessibleName().isEmpty() && !widget->toolTip().isEmpty(),
                         widget->metaObject()->className());
            }
        }
        QVERIFY(controls >= 10);
    }
};

QTEST_MAIN(ExportDialogTest)
#include "tst_export_dialog.moc"
