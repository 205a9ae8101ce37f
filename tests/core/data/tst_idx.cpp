// IDX files: whole ones, plain and packed, and every way of being broken.
#include "core/data/idx.h"
#include "tests/support/bytes.h"
#include "tests/support/error_of.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <numeric>

using namespace fovea;
namespace fs = std::filesystem;

namespace {

std::string counting(std::size_t count)
{
    std::string bytes(count, '\0');
    std::iota(bytes.begin(), bytes.end(), '\0');
    return bytes;
}

/// Two images of 3 × 4 bytes, 0 … 23.
const std::string kPlain = fromHex("00000803 00000002 00000003 00000004") + counting(24);
/// The same, packed by Python's gzip.
const std::string kPacked =
    fromHex("1f8b0800000000000203 6360e06066606060026210cdc2c0c8c4ccc2cac6cec1c9c5cdc3cbc72f2028"
            "242c222a260e00 8094e816 28000000");

std::string parseError(const std::string& file)
{
    return errorOf(Error::Kind::Data, [&] { (void)parseIdx(file, "train.idx"); });
}

bool holds(const std::string& sentence, const std::string& part)
{
    return sentence.find(part) != std::string::npos;
}

bool isGolden(const IdxArray& array)
{
    const std::string bytes = counting(24);
    return array.sizes == std::vector<Index>{2, 3, 4} &&
           array.bytes == std::vector<std::uint8_t>(bytes.begin(), bytes.end());
}

} // namespace

class IdxTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        QVERIFY(folder_->isValid());
    }

    void plainAndPackedGiveTheSame()
    {
        QVERIFY(isGolden(parseIdx(kPlain, "train.idx")));
        QVERIFY(isGolden(parseIdx(kPacked, "train.idx")));
        QVERIFY(isGolden(parseIdx(storedGzip(kPlain), "train.idx")));
    }

    void theNameDoesNotDecide()
    {
        QVERIFY(isGolden(readIdx(file("plain.gz", kPlain))));
        QVERIFY(isGolden(readIdx(file("packed.idx", kPacked))));
        QVERIFY(fails(Error::Kind::Files, "No such file", [&] { (void)readIdx("/nowhere/train.idx"); }));
    }

    void oneToFourDimensionsAreRead()
    {
        QVERIFY(parseIdx(fromHex("00000801 00000002 0709"), "x").sizes == std::vector<Index>{2});
        QVERIFY(parseIdx(fromHex("00000802 00000002 00000001 0709"), "x").sizes == (std::vector<Index>{2, 1}));
        QVERIFY(parseIdx(fromHex("00000804 00000001 00000001 00000001 00000002 0709"), "x").sizes ==
                (std::vector<Index>{1, 1, 1, 2}));
    }

    void flawsAreNamed_data()
    {
        QTest::addColumn<QString>("hex");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const char* hex, const char* sentence) {
            QTest::newRow(name) << hex << sentence;
        };
        row("empty", "", "not an IDX file: it ends after 0 bytes");
        row("a PNG", "89504e470d0a1a0a", "starts with the bytes 89 50 instead of 00 00");
        row("little-endian", "01080000 02000000 0709", "starts with the bytes 01 08");
        row("floats", "00000d01 00000001 00000000", "type 0d (byte 2)");
        row("no dimensions", "00000800 07", "0 dimensions (byte 3)");
        row("five dimensions", "00000805 00000001 00000001 00000001 00000001 00000001 07", "5 dimensions (byte 3)");
        row("cut header", "00000803 00000002 0000", "ends inside its header, after 10 bytes");
        row("no images", "00000803 00000000 00000003 00000004", "dimension 1 has size 0 (byte 4)");
        row("no width", "00000803 00000002 00000003 00000000", "dimension 3 has size 0 (byte 12)");
        row("one byte short", "00000801 00000003 0102", "ends after 10 bytes, and its header asks for 11");
        row("far too short", "00000801 00000100 0102", "cannot hold more than 10 here");
        row("one byte too many", "00000801 00000003 01020304", "goes on after the 11 bytes");
        row("product overflows to 1", "00000802 ffffffff ffffffff 07", "4294967295 × 4294967295 bytes");
        row("product overflows to 0", "00000804 00010000 00010000 00010000 00010000",
            "65536 × 65536 × 65536 × 65536 bytes");
    }
    void flawsAreNamed()
    {
        QFETCH(QString, hex);
        QFETCH(QString, sentence);
        const std::string bytes = fromHex(hex.toStdString());
        const std::string error = parseError(bytes);
        QVERIFY2(error.starts_with("\"train.idx\"") && holds(error, sentence.toStdString()), error.c_str());
        const bool isAboutRoom = holds(error, "cannot hold"); // a packed file may hold more than its own length
        QVERIFY2(holds(parseError(storedGzip(bytes)), isAboutRoom ? "" : sentence.toStdString()), error.c_str());
    }

    void packedSizesThatDeflateCannotReachAreRefused()
    {
        // 43 bytes packed can become 44,376 at most: one more is refused, that many are looked for.
        const std::string header = fromHex("00000802 00000001");
        const std::string one = storedGzip(header + littleEndian(0, 2) + fromHex("ad59") + "........");
        QCOMPARE(one.size(), std::size_t{43});
        QVERIFY(holds(parseError(one), "a file of 43 bytes cannot hold more than 44376"));
        const std::string other = storedGzip(header + littleEndian(0, 2) + fromHex("ad58") + "........");
        QVERIFY(holds(parseError(other), "ends after 20 bytes, and its header asks for 44388"));
    }

    void damagedPackingIsNamed()
    {
        std::string damaged = kPacked;
        damaged[damaged.size() - 5] = 'x';
        QVERIFY(holds(parseError(damaged), "its checksum does not match"));
        QVERIFY(holds(parseError(kPacked + "x"), "something follows"));
    }

    void everyPrefixIsRefused()
    {
        for (const std::string& whole : {kPlain, kPacked, storedGzip(kPlain)}) {
            for (std::size_t length = 0; length < whole.size(); ++length) {
                const std::string error = parseError(whole.substr(0, length));
                QVERIFY2(error.starts_with("\"train.idx\""), error.c_str());
            }
        }
    }

    void everyFlippedBitOfThePlainHeaderIsRefused()
    {
        for (std::size_t bit = 0; bit < kPlain.size() * 8; ++bit) {
            std::string flipped = kPlain;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
            const std::string error = parseError(flipped);
            QVERIFY2(bit < 16 * 8 ? error.starts_with("\"train.idx\"") : error == "[no error]", error.c_str());
        }
    }

    void everyFlippedBitOfThePackedFileIsRefusedOrHarmless()
    {
        for (std::size_t bit = 0; bit < kPacked.size() * 8; ++bit) {
            std::string flipped = kPacked;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
            const std::string error = parseError(flipped);
            QVERIFY2(error.starts_with("\"train.idx\"") || isGolden(parseIdx(flipped, "x")), error.c_str());
        }
    }

    void imagesAndLabelsFitTogether()
    {
        const fs::path images = file("images", kPacked);
        const LabelledImages read = readLabelledImages(images, file("labels", fromHex("00000801 00000002 0901")), 10);
        QCOMPARE(read.count, Index{2});
        QCOMPARE(read.height, Index{3});
        QCOMPARE(read.width, Index{4});
        QCOMPARE(read.pixels.size(), std::size_t{24});
        QVERIFY(read.labels == (std::vector<std::uint8_t>{9, 1}));
    }

    void imagesAndLabelsThatDoNotFitAreNamed()
    {
        const fs::path images = file("images", kPlain);
        const fs::path three = file("three", fromHex("00000801 00000003 000102"));
        const fs::path two = file("two", fromHex("00000801 00000002 030a"));
        const auto error = [](const fs::path& a, const fs::path& b) {
            return errorOf(Error::Kind::Data, [&] { (void)readLabelledImages(a, b, 10); });
        };
        QVERIFY(holds(error(images, three), "holds 2 images, but"));
        QVERIFY(holds(error(images, three), "three\" holds 3 labels"));
        QVERIFY(holds(error(images, two), "image 1 shows class 10, but there are 10 classes"));
        QVERIFY(holds(error(two, images), "two\" holds 2 bytes where images"));
        QVERIFY(holds(error(images, images), "images\" holds 2 × 3 × 4 bytes where labels"));
    }

private:
    fs::path file(const std::string& name, const std::string& bytes)
    {
        const fs::path path = fs::path(folder_->path().toStdString()) / name;
        std::ofstream(path, std::ios::binary) << bytes;
        return path;
    }

    std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_APPLESS_MAIN(IdxTest)
#include "tst_idx.moc"
