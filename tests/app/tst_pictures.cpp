// Pictures from outside: read by what they are, turned as the camera held them, refused with a sentence, and averaged to
// the data's own size and range.
#include "app/pictures.h"
#include "tests/support/error_of.h"
#include "tests/support/memory_limit.h"
#include "tests/support/picture_bytes.h"

#include <QFile>
#include <QLoggingCategory>
#include <QPainter>
#include <QTemporaryDir>
#include <QTest>

#include <zlib.h>

#include <cstring>

using namespace fovea;

namespace {

/// A square PNG whose left half is black and whose right half is white, written line by line. PNG's colour types: 0 is
/// grey, 2 is colour.
QByteArray largePng(int side, int bits, int colourType)
{
    const int bytes = side * bits * (colourType == 2 ? 3 : 1) / 8;
    QByteArray line(1 + bytes, '\0'); // its first byte: no filter
    std::memset(line.data() + 1 + bytes / 2, 0xff, static_cast<std::size_t>(bytes - bytes / 2));
    QByteArray packed(1 << 20, Qt::Uninitialized);
    z_stream stream{};
    deflateInit(&stream, 1);
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    for (int y = 0; y < side; ++y) {
        stream.next_in = reinterpret_cast<Bytef*>(line.data());
        stream.avail_in = static_cast<uInt>(line.size());
        deflate(&stream, y + 1 < side ? Z_NO_FLUSH : Z_FINISH);
    }
    packed.truncate(static_cast<qsizetype>(stream.total_out));
    deflateEnd(&stream);
    const auto size = static_cast<quint32>(side);
    return QByteArray("\x89PNG\r\n\x1a\n", 8) +
           pngChunk("IHDR", bigEndian(size, 4) + bigEndian(size, 4) + static_cast<char>(bits) +
                                static_cast<char>(colourType) + QByteArray(3, '\0')) +
           pngChunk("IDAT", packed) + pngChunk("IEND", {});
}

} // namespace

class TestPictures : public QObject
{
    Q_OBJECT

    QTemporaryDir folder_;

    std::filesystem::path put(const QString& name, const QByteArray& bytes)
    {
        QFile file(folder_.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()
                   ? std::filesystem::path(file.fileName().toStdString())
                   : std::filesystem::path();
    }

    std::string refusal(const QString& name, const QByteArray& bytes)
    {
        return errorOf(Error::Kind::Data, [&] { readPicture(put(name, bytes)); });
    }

    static std::string refusalOf(const QByteArray& bytes)
    {
        const std::string_view view(bytes.constData(), static_cast<std::size_t>(bytes.size()));
        return errorOf(Error::Kind::Data, [&] { pictureFrom(view, "part"); });
    }

private slots:
    void initTestCase()
    {
        QLoggingCategory::setFilterRules("qt.gui.imageio*=false"); // the decoders' own words on what is broken
    }

    void pngAndJpegAreRead()
    {
        for (const char* format : {"PNG", "JPEG"}) {
            const QImage picture = readPicture(put("halves", bytesOf(halves(40, 20), format, 100)));
            QCOMPARE(picture.size(), QSize(40, 20));
            QVERIFY(qGray(picture.pixel(5, 10)) < 10);
            QVERIFY(qGray(picture.pixel(35, 10)) > 245);
        }
    }

    void theNameDoesNotCount()
    {
        QCOMPARE(readPicture(put("photo.gif", bytesOf(halves(8, 8), "PNG"))).size(), QSize(8, 8));
        const QByteArray gif = QByteArray::fromHex("47494638396101000100800000ffffff00000021f90400000000002c00000000"
                                                   "010001000002024401003b");
        const std::string said = refusal("cat\n.png", gif);
        QVERIFY2(said.find("is a GIF file") != std::string::npos, said.c_str());
        QVERIFY2(said.find("cat\\x0a.png\"") != std::string::npos, said.c_str()); // its name, with nothing invisible
        const QByteArray svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
        QVERIFY(refusal("drawing.png", svg).find("an SVG") != std::string::npos);
        QVERIFY(refusal("notes.jpg", "dear diary").find("no picture") != std::string::npos);
    }

    void brokenFilesAreRefusedWithASentence()
    {
        QVERIFY(refusal("empty.png", {}).find("is empty") != std::string::npos);
        QImage noise(60, 60, QImage::Format_RGB32);
        for (int i = 0; i < 3600; ++i) {
            noise.setPixel(i % 60, i / 60, static_cast<QRgb>(i * 2654435761U) | 0xff000000);
        }
        const QByteArray png = bytesOf(noise, "PNG"), jpeg = bytesOf(noise, "JPEG");
        QVERIFY(refusal("cut.png", png.left(png.size() / 2)).find("cut off") != std::string::npos);
        QVERIFY(refusal("cut.jpg", jpeg.left(jpeg.size() / 2)).find("cut off") != std::string::npos);
        QVERIFY(refusal("begun.png", png.left(12)).find("is damaged") != std::string::npos);
        QVERIFY(refusal("begun.jpg", jpeg.left(12)).find("is damaged") != std::string::npos);
    }

    void everyCutIsRefused()
    {
        const QByteArray jpeg = jpegHeld(halves(16, 16), 6), png = bytesOf(halves(16, 16), "PNG");
        for (const QByteArray& whole : {jpeg, png}) {
            for (qsizetype size = 0; size < whole.size() - 12; ++size) { // 12: PNG's last chunk carries nothing
                QVERIFY2(refusalOf(whole.left(size)).front() != '[', qPrintable(QString::number(size)));
            }
        }
    }

    void everyFlippedBitIsRefusedOrAPicture()
    {
        const QByteArray jpeg = jpegHeld(halves(16, 16), 6), png = bytesOf(halves(16, 16), "PNG");
        int refused = 0;
        for (const QByteArray& whole : {jpeg, png}) {
            for (qsizetype bit = 0; bit < 8 * whole.size(); ++bit) {
                QByteArray flipped = whole;
                flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ 1 << bit % 8);
                const std::string said = refusalOf(flipped); // other kinds of exception go through
                QVERIFY2(said == "[no error]" || said.front() == '"', said.c_str());
                refused += said == "[no error]" ? 0 : 1;
            }
        }
        QVERIFY(refused > 1000);
    }

    void aPictureOfMoreThanAHundredScansIsRefusedBeforeItIsDecoded()
    {
        // A scan again and again: ten bytes for each pass over up to 64 million pixels.
        QFile file(FOVEA_TEST_FILES "/fuzz/corpus/picture/jpeg_progressive");
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray once = file.readAll(), end = once.right(2);
        const QByteArray scan = once.mid(once.indexOf("\xff\xda")).chopped(end.size());
        const QByteArray ninetyNine = once.chopped(end.size()) + scan.repeated(98);
        QCOMPARE(refusalOf(ninetyNine + scan + end), std::string("[no error]"));
        QVERIFY(refusalOf(ninetyNine + scan + scan + end).find("is damaged") != std::string::npos);
    }

    void missingFilesAreAnErrorOfFiles()
    {
        QVERIFY(fails(Error::Kind::Files, "nowhere.png",
                      [&] { readPicture(std::filesystem::path(folder_.filePath("nowhere.png").toStdString())); }));
    }

    void theSizeIsCheckedBeforeAnythingIsDecoded()
    {
        const std::string wide = refusal("wide.png", pngHeader(8193, 4));
        QVERIFY2(wide.find("8193 × 4 pixels") != std::string::npos, wide.c_str());
        const std::string many = refusal("many.png", pngHeader(8192, 8192));
        QVERIFY2(many.find("8192 × 8192 pixels") != std::string::npos, many.c_str());
        const MemoryLimit limit(kHalfAGigabyte);
        for (const quint32 side : {0x7fffffffU, 0x80000000U, 0xffffffffU}) {
            QVERIFY(refusal("huge.png", pngHeader(side, side)).front() != '[');
            QVERIFY(refusal("flat.png", pngHeader(side, 1)).front() != '[');
        }
        QByteArray jpeg = bytesOf(halves(8, 8), "JPEG");
        const qsizetype frame = jpeg.indexOf("\xff\xc0");
        QVERIFY(frame > 0);
        jpeg.replace(frame + 5, 4, QByteArray(4, '\xff')); // height and width
        const std::string said = refusal("huge.jpg", jpeg);
        QVERIFY2(said.find("65535 × 65535 pixels") != std::string::npos || said.find("is damaged") != std::string::npos,
                 said.c_str());
    }

    void fortyNineMegapixelsAreRead_data()
    {
        QTest::addColumn<int>("bits");
        QTest::addColumn<int>("colourType");
        QTest::newRow("colour") << 8 << 2;
        QTest::newRow("grey") << 8 << 0;
        QTest::newRow("black and white") << 1 << 0;
    }
    void fortyNineMegapixelsAreRead()
    {
        QFETCH(int, bits);
        QFETCH(int, colourType);
        const QImage picture = readPicture(put("large.png", largePng(7000, bits, colourType)));
        QCOMPARE(picture.size(), QSize(kLargestPicture, kLargestPicture));
        QVERIFY(qGray(picture.pixel(100, 500)) < 5 && qGray(picture.pixel(900, 500)) > 250);
    }

    void aLineOfPixelsKeepsAtLeastOne()
    {
        QCOMPARE(readPicture(put("line.png", bytesOf(halves(8000, 1), "PNG"))).height(), 1);
    }

    void theCamerasOrientationIsApplied()
    {
        // Seen upright, the picture's left half is black; the camera was held so that the file has it elsewhere.
        const QImage straight = readPicture(put("straight.jpg", jpegHeld(halves(40, 20), 1)));
        QCOMPARE(straight.size(), QSize(40, 20));
        const QImage turned = readPicture(put("turned.jpg", jpegHeld(halves(40, 20), 6)));
        QCOMPARE(turned.size(), QSize(20, 40));
        QVERIFY(qGray(turned.pixel(10, 5)) < 20); // what was left is above
        QVERIFY(qGray(turned.pixel(10, 35)) > 235);
        const QImage mirrored = readPicture(put("mirrored.jpg", jpegHeld(halves(40, 20), 2)));
        QVERIFY(qGray(mirrored.pixel(5, 10)) > 235 && qGray(mirrored.pixel(35, 10)) < 20);
        const QImage large = readPicture(put("large.jpg", jpegHeld(halves(2048, 1024), 6)));
        QCOMPARE(large.size(), QSize(512, 1024)); // also where it is reduced
        QVERIFY(qGray(large.pixel(256, 100)) < 20 && qGray(large.pixel(256, 900)) > 235);
    }

    void whatIsTransparentIsWhite()
    {
        QImage clear(6, 6, QImage::Format_ARGB32);
        clear.fill(Qt::transparent);
        clear.setPixel(2, 2, qRgba(0, 0, 0, 255));
        const QImage picture = readPicture(put("clear.png", bytesOf(clear, "PNG")));
        QCOMPARE(picture.pixel(0, 0), qRgb(255, 255, 255));
        QCOMPARE(picture.pixel(2, 2), qRgb(0, 0, 0));
        QCOMPARE(pixelsOf(clear, {6, 6, 1}, {0, 255})[0], Real(255)); // also where it comes from the clipboard
    }

    void blackAndWhiteBecomeTheRange()
    {
        const Tensor pixels = pixelsOf(halves(4, 4), {4, 4, 1}, {-3, 5});
        QCOMPARE(pixels.shape(), Shape({4, 4, 1}));
        QCOMPARE(pixels[0], Real(-3));
        QCOMPARE(pixels[3], Real(5));
    }

    void pixelsAreAveraged()
    {
        // 10 → 4 pixels: each covers 2.5; the second lies on half of pixel 2, on 3 and 4, all black; the third is white.
        const Tensor fractions = pixelsOf(halves(10, 10), {4, 4, 1}, {0, 255});
        QCOMPARE(fractions[1], Real(0));
        QCOMPARE(fractions[2], Real(255));
        const Tensor three = pixelsOf(halves(10, 10), {3, 3, 1}, {0, 255});
        QVERIFY(std::abs(three[1] - Real(127.5)) < Real(0.01)); // the middle one half and half
        QImage checks(64, 64, QImage::Format_RGB32);
        for (int i = 0; i < 64 * 64; ++i) {
            checks.setPixel(i % 64, i / 64, (i % 64 + i / 64) % 2 == 0 ? 0xffffffff : 0xff000000);
        }
        const Tensor grey = pixelsOf(checks, {8, 8, 1}, {0, 255});
        for (Index i = 0; i < grey.size(); ++i) {
            QVERIFY(std::abs(grey[i] - Real(127.5)) < Real(0.01));
        }
    }

    void smallPicturesAreEnlarged()
    {
        const Tensor pixels = pixelsOf(halves(2, 2), {28, 28, 1}, {0, 1});
        QCOMPARE(pixels[13], Real(0));
        QCOMPARE(pixels[14], Real(1));
        QCOMPARE(pixels[27 * 28 + 27], Real(1));
    }

    void theMiddleSquareIsKept()
    {
        QImage wide(300, 100, QImage::Format_RGB32); // three squares: black, red, white
        wide.fill(Qt::white);
        {
            QPainter painter(&wide);
            painter.fillRect(0, 0, 100, 100, Qt::black);
            painter.fillRect(100, 0, 100, 100, Qt::red);
        }
        const Tensor pixels = pixelsOf(wide, {5, 5, 3}, {0, 255});
        for (Index i = 0; i < 25; ++i) {
            QCOMPARE(pixels[3 * i], Real(255));
            QCOMPARE(pixels[3 * i + 1], Real(0));
            QCOMPARE(pixels[3 * i + 2], Real(0));
        }
        const Tensor strip = pixelsOf(wide, {5, 15, 1}, {0, 255}); // data of other proportions keep theirs
        QCOMPARE(strip[0], Real(0));
        QCOMPARE(strip[14], Real(255));
    }

    void coloursBecomeGreyAsBrightAsTheyLook()
    {
        QImage green(4, 4, QImage::Format_RGB32);
        green.fill(QColor(0, 255, 0));
        QVERIFY(std::abs(pixelsOf(green, {2, 2, 1}, {0, 255})[0] - Real(149.685)) < Real(0.01));
    }
};

QTEST_GUILESS_MAIN(TestPictures)
#include "tst_pictures.moc"
