// Figures have exactly the pixels that were asked for, and say so in the file.
#include "core/settings/error.h"
#include "tests/ui/paint/ink.h"
#include "ui/paint/figure_bounds.h"
#include "ui/paint/figure_text.h"

#include <QFontInfo>
#include <QPainter>
#include <QTest>

using namespace fovea;

class TestFigure : public QObject
{
    Q_OBJECT

private slots:
    void centimetresBecomeExactPixels_data()
    {
        QTest::addColumn<int>("dpi");
        QTest::addColumn<QSize>("pixels");
        QTest::newRow("96") << 96 << QSize(454, 302);
        QTest::newRow("300") << 300 << QSize(1417, 945);
        QTest::newRow("600") << 600 << QSize(2835, 1890);
    }
    void centimetresBecomeExactPixels()
    {
        QFETCH(int, dpi);
        QFETCH(QSize, pixels);
        QRectF area;
        const FigureSize size = FigureSize::ofCentimetres(12, 8, dpi);
        const QImage image = renderFigure(size, [&](QPainter&, const QRectF& whole) { area = whole; });
        QCOMPARE(image.size(), pixels);
        QVERIFY(std::abs(area.width() - 12 / 2.54 * 96) < 1); // painters see centimetres, never the DPI
        QVERIFY(std::abs(area.height() - 8 / 2.54 * 96) < 1);

        const QImage read = QImage::fromData(pngBytes(image), "PNG");
        QCOMPARE(read.size(), pixels);
        QCOMPARE(read.dotsPerMeterX(), static_cast<int>(std::lround(dpi / 0.0254)));
        QCOMPARE(read.dotsPerMeterY(), read.dotsPerMeterX());
    }

    void anInchHasAsManyPixelsAsTheDpi()
    {
        for (const int dpi : {96, 300, 600}) {
            const QImage image =
                renderFigure(FigureSize::ofCentimetres(5, 5, dpi), [](QPainter& painter, const QRectF&) {
                    painter.fillRect(QRectF(12, 24, 96, 48), Qt::black);
                });
            const QRect box = inkBox(image);
            QVERIFY(std::abs(box.width() - dpi) <= 1);
            QVERIFY(std::abs(box.height() - dpi / 2) <= 1);
            QVERIFY(std::abs(box.left() - dpi / 8) <= 1);
        }
    }

    void typeIsAsLargeAtEveryDpi()
    {
        const auto widthOfText = [](int dpi) {
            const QImage image =
                renderFigure(FigureSize::ofCentimetres(12, 3, dpi), [](QPainter& painter, const QRectF& area) {
                    painter.setFont(figureFont(kTextPixels));
                    painter.drawText(area, Qt::AlignCenter, "validation accuracy");
                });
            return inkBox(image).width() * 96.0 / dpi;
        };
        QVERIFY(widthOfText(96) > 80);
        QVERIFY(std::abs(widthOfText(300) - widthOfText(96)) < 3);
        QVERIFY(std::abs(widthOfText(600) - widthOfText(96)) < 3);
    }

    void whatIsTooLargeIsRefusedInWords()
    {
        QVERIFY(refusalOf({10'000, 10'000}).isEmpty());
        QVERIFY(refusalOf({10'000, 10'001}).contains("100 million"));
        QVERIFY(refusalOf({16'385, 10}).contains("a side"));
        QVERIFY(!refusalOf({600, 10}, 500).isEmpty());
        int painted = 0;
        const auto paint = [&](QPainter&, const QRectF&) { ++painted; };
        QVERIFY_EXCEPTION_THROWN(renderFigure(FigureSize::ofPixels(16'384, 16'384), paint), Error);
        QCOMPARE(painted, 0);
    }

    void aPngThatIsStoppedIsEmpty()
    {
        const QImage image = renderFigure(FigureSize::ofPixels(400, 400), [](QPainter&, const QRectF&) {});
        std::stop_source stop;
        QVERIFY(!pngBytes(image, stop.get_token()).isEmpty());
        stop.request_stop();
        QVERIFY(pngBytes(image, stop.get_token()).isEmpty());
    }

    void aFontIsInstalled()
    {
        QVERIFY(!QFontInfo(figureFont(kTextPixels)).family().isEmpty());
        const QImage letters = renderFigure(FigureSize::ofPixels(60, 30), [](QPainter& painter, const QRectF& area) {
            painter.setFont(figureFont(kTextPixels));
            painter.drawText(area, Qt::AlignCenter, "il");
        });
        const QImage wide = renderFigure(FigureSize::ofPixels(60, 30), [](QPainter& painter, const QRectF& area) {
            painter.setFont(figureFont(kTextPixels));
            painter.drawText(area, Qt::AlignCenter, "WM");
        });
        QVERIFY(inkBox(wide).width() > inkBox(letters).width() + 5); // not the same box for each letter
    }

    void longTitlesAndCaptionsStayInsideAndLeaveTheRest()
    {
        const QString text = QString("a sentence about settings, seeds and openings of the test set ").repeated(4);
        QRectF rest;
        const QImage image = renderFigure(FigureSize::ofPixels(500, 400), [&](QPainter& painter, const QRectF& area) {
            rest = paintFrame(painter, area.adjusted(50, 50, -50, -50), text, text, Paper::light());
        });
        QVERIFY(QRect(56, 56, 388, 288).contains(inkBox(image)));
        QVERIFY(inkBox(image, QRect(0, static_cast<int>(rest.top()), 500, static_cast<int>(rest.height()))).isNull());
        QVERIFY(rest.height() > 100);
    }
};

QTEST_MAIN(TestFigure)
#include "tst_figure.moc"
