// Text inside PNG files: what is written is read back, pictures stay what they are, and no bytes make the reader stumble.
#include "core/files/png_text.h"

#include <QTest>

#include <cstdint>
#include <random>

using namespace fovea;

namespace {

/// A grey picture of one pixel, from the specification's example of the smallest file.
const std::string kPicture = [] {
    const unsigned char bytes[] = {0x89, 'P',  'N',  'G',  0x0d, 0x0a, 0x1a, 0x0a, 0,    0,    0,    13,   'I',  'H',
                                   'D',  'R',  0,    0,    0,    1,    0,    0,    0,    1,    8,    0,    0,    0,
                                   0,    0x3a, 0x7e, 0x9b, 0x55, 0,    0,    0,    10,   'I',  'D',  'A',  'T',  0x78,
                                   0x9c, 0x63, 0x60, 0,    0,    0,    2,    0,    1,    0x48, 0xaf, 0xa4, 0x71, 0,
                                   0,    0,    0,    'I',  'E',  'N',  'D',  0xae, 0x42, 0x60, 0x82};
    return std::string(reinterpret_cast<const char*>(bytes), sizeof bytes);
}();

std::string bigEndian(std::uint32_t value)
{
    return {char(value >> 24), char(value >> 16), char(value >> 8), char(value)};
}

/// CRC-32, bit by bit as the specification's annex D has it.
std::uint32_t checksum(const std::string& bytes)
{
    std::uint32_t crc = 0xffffffffU;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int bit = 0; bit < 8; ++bit) {
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320U : 0U);
        }
    }
    return ~crc;
}

} // namespace

class PngTextTest : public QObject
{
    Q_OBJECT

private slots:
    void textIsReadBackAsItWasWritten()
    {
        const std::string text = "{\"seed\": 1, \"note\": \"größer — λ\"}";
        const std::string with = withPngText(kPicture, kSetupKey, text);
        QVERIFY(pngText(with, kSetupKey) == text);
        QVERIFY(!pngText(with, "another key"));
        QVERIFY(!pngText(kPicture, kSetupKey));
    }

    void theRestOfTheFileStays()
    {
        const std::string with = withPngText(kPicture, kSetupKey, "x");
        QCOMPARE(with.substr(0, 33), kPicture.substr(0, 33)); // signature and header
        QVERIFY(with.ends_with(kPicture.substr(33)));
        QCOMPARE(with.size(), kPicture.size() + 12 + kSetupKey.size() + 5 + 1);
    }

    void plainTextOfOtherProgramsIsReadToo()
    {
        const std::string chunk = std::string("tEXtComment").append(1, '\0') + "hello";
        const std::string with =
            kPicture.substr(0, 33) + bigEndian(13) + chunk + bigEndian(checksum(chunk)) + kPicture.substr(33);
        QVERIFY(pngText(with, "Comment") == "hello");
        std::string damaged = with;
        damaged[with.find("hello")] = 'j';
        QVERIFY(!pngText(damaged, "Comment")); // its checksum is another
    }

    void damagedAndCutFilesHaveNone()
    {
        const std::string with = withPngText(kPicture, kSetupKey, "some text");
        const std::size_t end = with.find("some text") + 9 + 4;
        for (std::size_t length = 0; length < with.size(); ++length) {
            QCOMPARE(pngText(with.substr(0, length), kSetupKey).has_value(), length >= end);
        }
        std::mt19937 random(3);
        for (int i = 0; i < 20'000; ++i) { // whatever the bytes: no crash, and no text that was not written
            std::string bytes = with;
            bytes[random() % bytes.size()] = static_cast<char>(random());
            const auto text = pngText(bytes, kSetupKey);
            QVERIFY(!text || *text == "some text");
        }
    }
};

QTEST_GUILESS_MAIN(PngTextTest)
#include "tst_png_text.moc"
