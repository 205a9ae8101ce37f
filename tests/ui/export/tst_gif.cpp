// GIF: what is written is read back by another decoder, frame by frame, with its times.
#include "ui/export/gif.h"

#include <QBuffer>
#include <QImageReader>
#include <QMovie>
#include <QPainter>
#include <QTest>

#include <set>

using namespace fovea;

namespace {

QImage filled(QRgb colour, QSize size = {40, 30})
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

/// More colours than a GIF has.
QImage gradient()
{
    QImage image(128, 64, QImage::Format_RGB32);
    for (int y = 0; y < 64; ++y) {
        for (int x = 0; x < 128; ++x) {
            image.setPixel(x, y, qRgb(2 * x, 4 * y, 255 - 2 * x));
        }
    }
    return image;
}

} // namespace

class GifTest : public QObject
{
    Q_OBJECT

private slots:
    void framesComeBackInTheirOrderWithTheirTimes()
    {
        const QList<QRgb> colours = {qRgb(255, 0, 0), qRgb(0, 128, 0), qRgb(10, 20, 30)};
        std::vector<QImage> frames;
        for (const QRgb colour : colours) {
            frames.push_back(filled(colour));
        }
        QByteArray bytes = gifBytes(frames, 300, 1500);
        QVERIFY(bytes.startsWith("GIF89a"));
        QVERIFY(bytes.contains("NETSCAPE2.0"));
        if (!QImageReader::supportedImageFormats().contains("gif")) {
            QSKIP("this Qt reads no GIF");
        }
        QBuffer buffer(&bytes);
        QImageReader reader(&buffer, "gif");
        for (int i = 0; i < 3; ++i) {
            const QImage frame = reader.read();
            QCOMPARE(frame.size(), QSize(40, 30));
            QCOMPARE(frame.pixel(20, 15) & RGB_MASK, colours[i] & RGB_MASK);
            QCOMPARE(reader.nextImageDelay(), i < 2 ? 300 : 1800);
        }
        QVERIFY(reader.read().isNull());
    }

    void fewColoursStayExact()
    {
        QImage image = filled(qRgb(1, 2, 3));
        {
            QPainter painter(&image);
            painter.fillRect(0, 0, 10, 10, QColor(200, 100, 50));
        }
        const Quantised drawn = quantise(image);
        QCOMPARE(drawn.colours.size(), std::size_t{2});
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const auto i = static_cast<std::size_t>(y * image.width() + x);
                QCOMPARE(drawn.colours[drawn.indices[i]] & RGB_MASK, image.pixel(x, y) & RGB_MASK);
            }
        }
    }

    void manyColoursBecomeNearOnes()
    {
        const QImage image = gradient();
        const Quantised drawn = quantise(image);
        QCOMPARE(drawn.colours.size(), std::size_t{256});
        int worst = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QRgb is = image.pixel(x, y);
                const QRgb as = drawn.colours[drawn.indices[static_cast<std::size_t>(y * image.width() + x)]];
                worst = std::max({worst, std::abs(qRed(is) - qRed(as)), std::abs(qGreen(is) - qGreen(as)),
                                  std::abs(qBlue(is) - qBlue(as))});
            }
        }
        QVERIFY2(worst <= 16, qPrintable(QString::number(worst)));
    }

    void sameFramesGiveTheSameBytes() { QCOMPARE(gifBytes({gradient()}, 100), gifBytes({gradient()}, 100)); }
};

QTEST_GUILESS_MAIN(GifTest)
#include "tst_gif.moc"
