// Unpacking gzip: what is whole comes out, what is damaged is named, and nothing gets more memory than it should.
#include "core/files/gzip.h"
#include "tests/support/bytes.h"
#include "tests/support/error_of.h"

#include <QTest>

using namespace fovea;

namespace {

constexpr std::size_t kEnough = 10'000'000;

/// "fovea " twenty times, packed by Python's gzip.
const std::string kPacked = fromHex("1f8b0800000000000203 4bcb2f4b4d5448a33b0900 0402c38c 78000000");
/// 100,000 zeros, packed by Python's gzip: 132 bytes.
const std::string kZeros = fromHex("1f8b0800000000000203edc13101000000c2a0f54f6d0d0fa0") + std::string(91, '\0') +
                           fromHex("00000000008057037d9511d4a0860100");

std::string twentyTimes()
{
    std::string text;
    for (int i = 0; i < 20; ++i) {
        text += "fovea ";
    }
    return text;
}

std::string unpackingError(const std::string& file, std::size_t limit = kEnough)
{
    return errorOf(Error::Kind::Data, [&] { (void)gunzip(file, limit, "a.gz"); });
}

bool holds(const std::string& sentence, const std::string& part)
{
    return sentence.find(part) != std::string::npos;
}

} // namespace

class GzipTest : public QObject
{
    Q_OBJECT

private slots:
    void unpacksWhatOthersPacked()
    {
        QVERIFY(isGzip(kPacked));
        QVERIFY(!isGzip("\x1f"));
        QCOMPARE(gunzip(kPacked, kEnough, "a.gz"), twentyTimes());
        QCOMPARE(gunzip(kZeros, kEnough, "a.gz"), std::string(100'000, '\0'));
        QCOMPARE(gunzip(storedGzip(""), kEnough, "a.gz"), std::string());
        const std::string large = std::string(300'000, 'x') + "end";
        QVERIFY(gunzip(storedGzip(large), kEnough, "a.gz") == large);
    }

    void namesAndCommentsInTheHeaderAreSkipped()
    {
        const std::string header = fromHex("1f8b081c000000000003 0300 616263 6100 6200"); // extra, name, comment
        QCOMPARE(gunzip(header + kPacked.substr(10), kEnough, "a.gz"), twentyTimes());
    }

    void theLimitIsExact()
    {
        QCOMPARE(gunzip(kZeros, 100'000, "a.gz").size(), std::size_t{100'000});
        QVERIFY(holds(unpackingError(kZeros, 99'999), "more than the 99999 bytes"));
        QVERIFY(holds(unpackingError(kZeros, 0), "more than the 0 bytes"));
        QCOMPARE(gunzip(storedGzip(""), 0, "a.gz"), std::string());
    }

    void memoryFollowsWhatIsUnpacked()
    {
        const std::string text = gunzip(kZeros, std::size_t{1} << 60, "a.gz"); // a bound that no machine has
        QVERIFY(text.capacity() <= 4 * text.size());
    }

    void readingInPiecesGivesTheSame()
    {
        for (const std::size_t piece : {1u, 7u, 119u, 120u, 121u}) {
            GzipReader reader(kPacked, "a.gz");
            std::string text;
            std::string part(piece, '\0');
            std::size_t got = piece;
            while (got == piece) {
                got = reader.read(part.data(), piece);
                text += part.substr(0, got);
            }
            QCOMPARE(text, twentyTimes());
            QCOMPARE(reader.read(part.data(), piece), std::size_t{0});
        }
    }

    void wrongChecksumAndLengthAreNamed()
    {
        std::string file = kPacked;
        file[file.size() - 8] = 'x';
        QVERIFY(holds(unpackingError(file), "\"a.gz\" is damaged: its checksum does not match"));
        file = kPacked;
        file[file.size() - 4] = 'y';
        QVERIFY(holds(unpackingError(file), "its length does not match"));
    }

    void whatFollowsIsRefused()
    {
        QVERIFY(holds(unpackingError(kPacked + "x"), "something follows the compressed contents (byte 29"));
        QVERIFY(holds(unpackingError(kPacked + kPacked), "something follows"));
    }

    void otherFilesAreNotGzip()
    {
        QVERIFY(holds(unpackingError("P5 2 2 255 and so on"), "incorrect header check"));
        QVERIFY(holds(unpackingError(fromHex("1f8b07") + kPacked.substr(3)), "unknown compression method"));
    }

    void everyPrefixEndsTooEarly()
    {
        for (const std::string& file : {kPacked, kZeros, storedGzip("stored")}) {
            for (std::size_t length = 0; length < file.size(); ++length) {
                const std::string error = unpackingError(file.substr(0, length));
                QVERIFY2(holds(error, "it ends too early (byte " + std::to_string(length)), error.c_str());
            }
        }
    }

    void everyFlippedBitIsRefusedOrHarmless()
    {
        for (std::size_t bit = 0; bit < kPacked.size() * 8; ++bit) {
            std::string flipped = kPacked;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
            const std::string error = unpackingError(flipped); // none for a flipped date, origin or padding bit
            QVERIFY2(holds(error, "is damaged") || gunzip(flipped, kEnough, "a.gz") == twentyTimes(), error.c_str());
        }
    }
};

QTEST_APPLESS_MAIN(GzipTest)
#include "tst_gzip.moc"
