// NumPy's files: as NumPy writes them, in every type of number, and every way of being broken.
#include "core/data/npy.h"
#include "tests/support/bytes.h"
#include "tests/support/error_of.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace fovea;
namespace fs = std::filesystem;

namespace {

/// As numpy.save writes it: the header is filled up with blanks to a multiple of 64 bytes, and ends a line.
std::string npy(const std::string& type, const std::string& shape, const std::string& data,
                const std::string& fortran = "False")
{
    std::string header = "{'descr': '" + type + "', 'fortran_order': " + fortran + ", 'shape': (" + shape + "), }";
    header.append(64 - (header.size() + 11) % 64, ' ');
    header += '\n';
    return std::string("\x93NUMPY\x01", 7) + '\0' + littleEndian(header.size(), 2) + header + data;
}

std::string parseError(const std::string& file)
{
    return errorOf(Error::Kind::Data, [&] { (void)parseNpy(file, "images.npy"); });
}

bool holds(const std::string& sentence, const std::string& part)
{
    return sentence.find(part) != std::string::npos;
}

} // namespace

class NpyTest : public QObject
{
    Q_OBJECT

private slots:
    void whatNumpyWritesIsRead()
    {
        // numpy.save of [[1, 2, 3], [4, 5, 250]] as uint8
        const std::string file = fromHex("934e554d5059 0100 7600") +
                                 "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }" + std::string(58, ' ') +
                                 "\n" + fromHex("010203 0405fa");
        const NpyArray array = parseNpy(file, "x.npy");
        QVERIFY(array.shape == (std::vector<Index>{2, 3}));
        QVERIFY(array.count() == 6 && array.at(0) == 1 && array.at(5) == 250);
    }

    void everyTypeOfNumberIsRead_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("hex");
        QTest::addColumn<double>("value");
        QTest::newRow("u1") << "|u1"
                            << "c8" << 200.0;
        QTest::newRow("i1") << "|i1"
                            << "c8" << -56.0;
        QTest::newRow("bool") << "|b1"
                              << "01" << 1.0;
        QTest::newRow("bool that is no 1") << "|b1"
                                           << "c8" << 1.0;
        QTest::newRow("u2") << "<u2"
                            << "0102" << 513.0;
        QTest::newRow("u2, big") << ">u2"
                                 << "0102" << 258.0;
        QTest::newRow("i2, big") << ">i2"
                                 << "ffff" << -1.0;
        QTest::newRow("i4") << "<i4"
                            << "feffffff" << -2.0;
        QTest::newRow("u4") << "<u4"
                            << "feffffff" << 4294967294.0;
        QTest::newRow("i8") << "<i8"
                            << "0900000000000000" << 9.0;
        QTest::newRow("i8, big") << ">i8"
                                 << "0000000000000009" << 9.0;
        QTest::newRow("f4") << "<f4"
                            << "0000003f" << 0.5;
        QTest::newRow("f4, big") << ">f4"
                                 << "3f000000" << 0.5;
        QTest::newRow("f8") << "<f8"
                            << "000000000000e0bf" << -0.5;
    }
    void everyTypeOfNumberIsRead()
    {
        QFETCH(QString, type);
        QFETCH(QString, hex);
        QFETCH(double, value);
        const std::string file = npy(type.toStdString(), "1,", fromHex(hex.toStdString()));
        QCOMPARE(parseNpy(file, "x.npy").at(0), value);
    }

    void everyPrefixIsRefused()
    {
        const std::string whole = npy("|u1", "2, 3", "abcdef");
        for (std::size_t size = 0; size < whole.size(); ++size) {
            QVERIFY2(parseError(whole.substr(0, size)).starts_with("\"images.npy\" "),
                     QByteArray::number(qulonglong(size)));
        }
        QVERIFY(holds(parseError(whole + "g"), "7 bytes follow"));
    }

    void everyFlippedByteIsRefusedOrHarmless()
    {
        const std::string whole = npy("|u1", "2, 3", "abcdef");
        for (std::size_t at = 0; at < whole.size(); ++at) {
            for (int bit = 0; bit < 8; ++bit) {
                std::string broken = whole;
                broken[at] = static_cast<char>(broken[at] ^ (1 << bit));
                try {
                    const NpyArray array = parseNpy(broken, "images.npy");
                    QCOMPARE(array.count() * array.bytesEach, Index{6});
                } catch (const Error& error) {
                    QCOMPARE(error.kind(), Error::Kind::Data);
                }
            }
        }
    }

    void whatIsWrongIsSaid()
    {
        QVERIFY(holds(parseError("PK\3\4 and so on"), "does not start with 93 NUMPY"));
        QVERIFY(holds(parseError(npy("|O", "2", "ab")), "of type \"|O\""));
        QVERIFY(holds(parseError(npy("<f2", "1", "ab")), "of type \"<f2\""));
        QVERIFY(holds(parseError(npy("|u1", "2, 3", "abcdef", "True")), "column by column"));
        QVERIFY(holds(parseError(npy("|u1", "9223372036854775807", "abcdef")), "shape cannot be read"));
        QVERIFY(holds(parseError(npy("|u1", "1099511627776, 1099511627776, 1099511627776", "a")), "1 bytes follow"));
        QVERIFY(holds(parseError(npy("|u1", "1099511627776, 1099511627776, 0", "a")), "1 bytes follow"));
        QVERIFY(holds(parseError(npy("|u1", "-1", "a")), "shape cannot be read"));
    }

    void imagesOfEveryLayoutAreRead_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("shape");
        QTest::addColumn<QByteArray>("data");
        QTest::addColumn<QByteArray>("pixels");
        QTest::newRow("grey") << "|u1"
                              << "2, 1, 2" << QByteArray("abcd") << QByteArray("abcd");
        QTest::newRow("colours last") << "|u1"
                                      << "1, 1, 2, 3" << QByteArray("abcdef") << QByteArray("abcdef");
        QTest::newRow("colours first") << "|u1"
                                       << "1, 3, 1, 2" << QByteArray("abcdef") << QByteArray("acebdf");
        QTest::newRow("0 to 1") << "<f4"
                                << "1, 1, 2" << QByteArray::fromHex("0000803f9a99193f")
                                << QByteArray::fromHex("ff99"); // 1 and 0.6
        QTest::newRow("0 to 255") << "<f4"
                                  << "1, 1, 2" << QByteArray::fromHex("00007f43 00000042")
                                  << QByteArray::fromHex("ff20"); // 255 and 32
        QTest::newRow("wide integers") << "<i4"
                                       << "1, 1, 2" << QByteArray::fromHex("01000000 00000000")
                                       << QByteArray::fromHex("0100");
    }
    void imagesOfEveryLayoutAreRead()
    {
        QFETCH(QString, type);
        QFETCH(QString, shape);
        QFETCH(QByteArray, data);
        QFETCH(QByteArray, pixels);
        const bool two = shape.startsWith('2');
        const LabelledImages read =
            pair(npy(type.toStdString(), shape.toStdString(), data.toStdString()),
                 two ? npy("<i8", "2,", fromHex("0100000000000000 0000000000000000")) : npy("|u1", "1, 1", "\5"));
        QVERIFY(QByteArray(reinterpret_cast<const char*>(read.pixels.data()), qsizetype(read.pixels.size())) == pixels);
        QVERIFY(read.labels == (two ? std::vector<std::uint8_t>{1, 0} : std::vector<std::uint8_t>{5}));
        QVERIFY(read.height == 1 && read.width == 2 && read.count == (two ? 2 : 1));
    }

    void pairsThatDoNotFitAreRefused()
    {
        const std::string image = npy("|u1", "1, 1, 2", "ab"), label = npy("|u1", "1,", std::string(1, '\0'));
        const auto error = [&](const std::string& images, const std::string& labels) {
            return errorOf(Error::Kind::Data, [&] { (void)pair(images, labels); });
        };
        QVERIFY(holds(error(image, npy("|u1", "2,", "ab")), "holds 1 images, but"));
        QVERIFY(holds(error(label, image), "images and labels are not exchanged"));
        QVERIFY(holds(error(npy("|u1", "0, 1, 2", ""), label), "holds no image"));
        QVERIFY(holds(error(image, npy("<f4", "1,", fromHex("00000000"))), "1 floats, where labels"));
        QVERIFY(holds(error(image, npy("|i1", "1,", "\xff")), "image 0 shows class -1"));
        QVERIFY(holds(error(npy("<f4", "1, 1, 1", fromHex("000080bf")), label), "numbers from -1 to 0"));
        QVERIFY(holds(error(npy("<f4", "1, 1, 1", fromHex("0000c07f")), label), "no number, at place 0"));
    }

private:
    LabelledImages pair(const std::string& images, const std::string& labels)
    {
        const fs::path folder = folder_.path().toStdString();
        std::ofstream(folder / "images.npy", std::ios::binary) << images;
        std::ofstream(folder / "labels.npy", std::ios::binary) << labels;
        return readNpyPair(folder / "images.npy", folder / "labels.npy");
    }

    QTemporaryDir folder_;
};

QTEST_APPLESS_MAIN(NpyTest)
#include "tst_npy.moc"
