// The export dialog: what is chosen is what is written, the plate stays as it was, every control has a name.
#include "core/files/png_text.h"
#include "ui/export/export_dialog.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QClipboard>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

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
    return {{{}, "whole", {12, 8}, "title", "caption", filledWith(Qt::red), "a,b\n1,2\n", {}},
            {"film", "film", {5, 5}, {}, {}, filledWith(Qt::blue), {}, {filledWith(Qt::blue), filledWith(Qt::green)}}};
}

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
            const QImage image = QImage::fromData(dialog.bytes(), "PNG");
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
        QCOMPARE(QImage::fromData(dialog.bytes(), "PNG").size(), QSize(1000, 500));
    }

    void namesSayWhatTheFileIs()
    {
        ExportDialog dialog(plates(), "needle-soft-seed1", "{}");
        QCOMPARE(dialog.fileName(), "needle-soft-seed1.png");
        dialog.chooseKind(ExportDialog::Kind::Csv);
        QCOMPARE(dialog.fileName(), "needle-soft-seed1.csv");
        QCOMPARE(dialog.bytes(), "a,b\n1,2\n");
        dialog.choosePlate(1);
        QCOMPARE(dialog.fileName(), "needle-soft-seed1-film.png"); // it has no table
        dialog.chooseKind(ExportDialog::Kind::Gif);
        QCOMPARE(dialog.fileName(), "needle-soft-seed1-film.gif");
        QVERIFY(dialog.bytes().startsWith("GIF89a"));
        dialog.chooseKind(ExportDialog::Kind::Pdf);
        QVERIFY(dialog.bytes().startsWith("%PDF"));
        dialog.chooseKind(ExportDialog::Kind::Svg);
        QVERIFY(dialog.bytes().contains("<svg"));
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
        const QImage light = QImage::fromData(dialog.bytes(), "PNG");
        QCOMPARE(light.pixelColor(1, 1), QColor(Qt::white));
        paper->setCurrentIndex(1);
        QVERIFY(QImage::fromData(dialog.bytes(), "PNG").pixelColor(1, 1).lightness() < 60);
        paper->setCurrentIndex(0);
        named<QPlainTextEdit>(dialog, "caption")->setPlainText("other words");
        QVERIFY(QImage::fromData(dialog.bytes(), "PNG") != light);
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
        QCOMPARE(QGuiApplication::clipboard()->image().size(), dialog.size().pixels);
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
