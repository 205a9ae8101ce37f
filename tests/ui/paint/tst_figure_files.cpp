// Figures as files: exact pixels and resolution, no text cut, fonts inside, settings that come back.
#include "core/files/png_text.h"
#include "ui/paint/curves_figure.h"
#include "ui/paint/device_pixels.h"
#include "ui/paint/figure_files.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>
#include <QSvgRenderer>
#include <QtEndian>

#include <QTest>
#include <cmath>

using namespace fovea;

namespace {

CurvesFigure essay()
{
    CurvesFigure figure;
    Curve training{"run",
                   {1, 2, 3, 4, 5, 6, 7, 8, 9, 10},
                   {.52, .49, .54, .66, .8, .92, .98, .98, 1, 1},
                   Curve::Role::Training,
                   0,
                   {},
                   false};
    Curve validation = training;
    validation.role = Curve::Role::Validation;
    validation.y = {.42, .42, .59, .42, .53, .57, .5, .56, .54, .57};
    figure.curves = {training, validation};
    figure.lines = {{"chance 0.5", .5}, {"majority 0.58", .58}};
    figure.title = "Brightness, the essay's attention layer, seed 2";
    figure.caption =
        "Preset essay with data.samples 3200, train.epochs 10, train.learning_rate 0.0001, model.hidden 128.";
    return figure;
}

PaintFigure painted(const CurvesFigure& figure)
{
    return [figure](QPainter& painter, const QRectF& area) { paintCurves(painter, area, figure); };
}

QImage decoded(const QByteArray& png)
{
    return QImage::fromData(png, "PNG");
}

/// The 32-bit number at the start of the content of the first chunk of that type.
quint32 inChunk(const QByteArray& png, const char* type, int at)
{
    const qsizetype begin = png.indexOf(type) + 4 + at;
    return qFromBigEndian<quint32>(png.constData() + begin);
}

} // namespace

class FigureFilesTest : public QObject
{
    Q_OBJECT

private slots:
    void pixelsAndResolutionAreExact_data()
    {
        QTest::addColumn<double>("width");
        QTest::addColumn<double>("height");
        QTest::addColumn<int>("dpi");
        QTest::addColumn<QSize>("pixels");
        QTest::addColumn<quint32>("dotsPerMetre");
        QTest::newRow("96") << 12.0 << 8.0 << 96 << QSize(454, 302) << 3780U;
        QTest::newRow("300") << 12.0 << 8.0 << 300 << QSize(1417, 945) << 11811U;
        QTest::newRow("600") << 12.0 << 8.0 << 600 << QSize(2835, 1890) << 23622U;
        QTest::newRow("300 small") << 8.4 << 6.3 << 300 << QSize(992, 744) << 11811U;
    }

    void pixelsAndResolutionAreExact()
    {
        QFETCH(double, width);
        QFETCH(double, height);
        QFETCH(int, dpi);
        QFETCH(QSize, pixels);
        QFETCH(quint32, dotsPerMetre);
        const QByteArray png = figureBytes(FigureFormat::Png, FigureSize::ofCentimetres(width, height, dpi),
                                           painted(essay()), Qt::white, {"essay", "{}"});
        QCOMPARE(decoded(png).size(), pixels);
        QCOMPARE(QSize(static_cast<int>(inChunk(png, "IHDR", 0)), static_cast<int>(inChunk(png, "IHDR", 4))), pixels);
        QCOMPARE(inChunk(png, "pHYs", 0), dotsPerMetre);
        QCOMPARE(inChunk(png, "pHYs", 4), dotsPerMetre);
        QCOMPARE(png[png.indexOf("pHYs") + 12], '\1'); // per metre
    }

    /// Drawn with room around it: nothing may lie outside the figure's own frame.
    void noTextIsCut_data()
    {
        QTest::addColumn<QSizeF>("size");
        for (const QSizeF size : {QSizeF(8, 6), QSizeF(12, 8), QSizeF(16, 9), QSizeF(24, 16)}) {
            QTest::addRow("%g x %g cm", size.width(), size.height()) << size;
        }
    }

    void noTextIsCut()
    {
        QFETCH(QSizeF, size);
        const QSizeF area = size / 2.54 * 96;
        constexpr int kRoom = 60;
        QImage larger((area + QSizeF(2 * kRoom, 2 * kRoom)).toSize(), QImage::Format_RGB32);
        larger.fill(Qt::white);
        {
            QPainter painter(&larger);
            painted(essay())(painter, QRectF(QPointF(kRoom, kRoom), area));
        }
        const QRect inside(kRoom, kRoom, static_cast<int>(area.width()), static_cast<int>(area.height()));
        int outside = 0, onTheEdge = 0;
        for (int y = 0; y < larger.height(); ++y) {
            for (int x = 0; x < larger.width(); ++x) {
                const bool ink = larger.pixel(x, y) != qRgb(255, 255, 255);
                outside += ink && !inside.adjusted(0, 0, 1, 1).contains(x, y);
                onTheEdge += ink && !inside.adjusted(1, 1, -1, -1).contains(x, y);
            }
        }
        QCOMPARE(outside, 0);
        QCOMPARE(onTheEdge, 0);
    }

    void fontsAreInsideThePdf()
    {
        const QByteArray pdf = figureBytes(FigureFormat::Pdf, FigureSize::ofCentimetres(12, 8, 300), painted(essay()),
                                           Qt::white, {"essay", {}});
        QVERIFY(pdf.startsWith("%PDF-"));
        const qsizetype fonts = pdf.count("/FontDescriptor "),
                        files = pdf.count("/FontFile2 ") + pdf.count("/FontFile3 ") + pdf.count("/FontFile ");
        QVERIFY(fonts > 0);
        QCOMPARE(files, pdf.count("/Type /FontDescriptor"));
        QVERIFY(!pdf.contains("/Subtype /Image")); // drawn, not a picture of it
        QVERIFY2(pdf.contains("/MediaBox [0 0 340"), pdf.mid(pdf.indexOf("/MediaBox"), 40)); // 12 cm in points
    }

    void svgHasTheSizeAndTheSettings()
    {
        const QByteArray svg = figureBytes(FigureFormat::Svg, FigureSize::ofCentimetres(12, 8, 300), painted(essay()),
                                           Qt::white, {"a < b & \"c\"", "{\"seed\":2}"});
        const auto side = [&](const char* name) {
            const qsizetype at = svg.indexOf(name) + qsizetype(qstrlen(name));
            return svg.mid(at, svg.indexOf("mm", at) - at).toDouble();
        };
        QVERIFY(std::abs(side("width=\"") - 120) < 0.03 && std::abs(side("height=\"") - 80) < 0.03);
        QVERIFY(svg.contains("{&quot;seed&quot;:2}"));
        QVERIFY(svg.contains("Brightness, the essay"));
        QSvgRenderer renderer(svg);
        QVERIFY(renderer.isValid());
    }

    /// The same picture in all three: the SVG, painted again, differs from the PNG by the edges of letters only.
    void svgShowsWhatThePngShows()
    {
        const FigureSize size = FigureSize::ofCentimetres(12, 8, 96);
        const QImage png = decoded(figureBytes(FigureFormat::Png, size, painted(essay()), Qt::white));
        QImage again(size.pixels, QImage::Format_RGB32);
        again.fill(Qt::white);
        {
            QPainter painter(&again);
            painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
            QSvgRenderer(figureBytes(FigureFormat::Svg, size, painted(essay()), Qt::white)).render(&painter);
        }
        int different = 0;
        for (int y = 0; y < again.height(); ++y) {
            for (int x = 0; x < again.width(); ++x) {
                different += std::abs(qGray(png.pixel(x, y)) - qGray(again.pixel(x, y))) > 128;
            }
        }
        QVERIFY2(different < again.width() * again.height() / 100, qPrintable(QString::number(different)));
    }

    void aPngCarriesItsSettings()
    {
        const QByteArray setup = "{\"seed\": 3, \"data.set\": \"needle\"}";
        const QByteArray png = figureBytes(FigureFormat::Png, FigureSize::ofPixels(200, 100), painted(essay()),
                                           Qt::white, {"needle", setup});
        QVERIFY(pngText(png.toStdString(), kSetupKey) == setup.toStdString());
        QCOMPARE(decoded(png).text(QString::fromLatin1(kSetupKey.data(), static_cast<qsizetype>(kSetupKey.size()))),
                 QString::fromUtf8(setup)); // any reader finds it
    }

    /// Where nothing has pixels, a picture gets four to a logical one, and no more than memory bears, whatever the paper's size.
    void picturesInDrawnFilesAreBounded()
    {
        for (const FigureFormat format : {FigureFormat::Svg, FigureFormat::Pdf}) {
            QSize small, huge;
            const auto painting = [](QSize& asked) {
                return [&asked](QPainter& painter, const QRectF& area) {
                    paintDevicePixels(painter, area, [&](QSize size) {
                        asked = size;
                        return QImage(8, 8, QImage::Format_RGB32);
                    });
                };
            };
            figureBytes(format, FigureSize::ofCentimetres(5.08, 2.54, 300), painting(small), Qt::white);
            figureBytes(format, FigureSize::ofCentimetres(200, 200, 300), painting(huge), Qt::white);
            QVERIFY2(std::abs(small.width() - 768) <= 2 && std::abs(small.height() - 384) <= 2,
                     qPrintable(QString("%1 x %2").arg(small.width()).arg(small.height())));
            QVERIFY(huge.width() > 3000 && double(huge.width()) * huge.height() < 17e6);
        }
    }

    void endingsDecideTheFormat()
    {
        QVERIFY(formatOf("a.PNG") == FigureFormat::Png && formatOf("b.x.svg") == FigureFormat::Svg);
        QVERIFY(formatOf("c.pdf") == FigureFormat::Pdf && !formatOf("d.jpg") && !formatOf("png"));
    }
};

QTEST_MAIN(FigureFilesTest)
#include "tst_figure_files.moc"
