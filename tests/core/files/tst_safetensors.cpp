// Safetensors: the bytes of the format, round trips, and files that lie.
#include "core/files/safetensors.h"
#include "core/files/wording.h"
#include "tests/support/bytes.h"
#include "tests/support/error_of.h"

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <limits>

using namespace fovea;

namespace {

constexpr std::string_view kEight = "12345678";

/// A file with this header, as it stands, and these data.
std::string fileOf(std::string_view json, std::string_view data = {})
{
    return littleEndian(json.size(), 8) + std::string(json) + std::string(data);
}

std::string parseError(std::string_view file)
{
    return errorOf(Error::Kind::Data, [&] { (void)Safetensors::parse(file, "net.safetensors"); });
}

Tensor counting(Shape shape)
{
    Tensor tensor(shape);
    for (Index i = 0; i < tensor.size(); ++i) {
        tensor[i] = static_cast<Real>(i) + Real(0.25);
    }
    return tensor;
}

Safetensors example()
{
    Safetensors set;
    set.metadata = {{"step", "12"}, {"note", "ä \"quoted\"\n"}};
    set.add("trunk.conv1.W", counting({2, 3, 4}));
    set.add("pixels", {3}, std::vector<std::uint8_t>{0, 128, 255});
    set.add("positions", {2}, std::vector<std::int64_t>{-1, std::numeric_limits<std::int64_t>::max()});
    set.add("times", {1, 2}, std::vector<double>{0.1, -1e300});
    set.add("scale", {}, std::vector<float>{1.5F});
    set.add("none", {0, 7}, std::vector<float>{});
    return set;
}

} // namespace

class SafetensorsTest : public QObject
{
    Q_OBJECT

private slots:
    void bytesAreThoseOfTheFormat()
    {
        Safetensors set;
        set.metadata["by"] = "fovea";
        set.add("b", {2}, std::vector<float>{1, 2});
        set.add("a", {1}, std::vector<std::uint8_t>{7});
        std::string json = R"({"__metadata__":{"by":"fovea"},)"
                           R"("b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                           R"("a":{"dtype":"U8","shape":[1],"data_offsets":[8,9]}})";
        json.resize(184, ' '); // 8 + 184 = 3 · 64
        QCOMPARE(QByteArray::fromStdString(set.bytes()),
                 QByteArray::fromStdString(fileOf(json, fromHex("0000803f 00000040 07"))));
    }

    void everythingComesBack()
    {
        const Safetensors set = example();
        const Safetensors back = Safetensors::parse(set.bytes(), "net.safetensors");
        QVERIFY(back.metadata == set.metadata);
        QVERIFY(back.arrays() == set.arrays());
        QVERIFY(back.tensor("trunk.conv1.W") == counting({2, 3, 4}));
        QVERIFY(back.numbers<std::uint8_t>("pixels") == (std::vector<std::uint8_t>{0, 128, 255}));
        QVERIFY(back.numbers<std::int64_t>("positions").at(1) == std::numeric_limits<std::int64_t>::max());
        QVERIFY(back.numbers<double>("times") == (std::vector<double>{0.1, -1e300}));
        QCOMPARE(back.tensor("scale").shape().rank(), 0);
        QCOMPARE(back.tensor("scale")[0], Real(1.5));
        QVERIFY(back.tensor("none").shape() == (Shape{0, 7}));
        QVERIFY(back.bytes() == set.bytes());
    }

    void bytesDoNotDependOnTheOrderOfAdding()
    {
        Safetensors one;
        one.add("x", counting({2}));
        one.add("y", {1}, std::vector<std::uint8_t>{1});
        Safetensors other;
        other.add("y", {1}, std::vector<std::uint8_t>{1});
        other.add("x", counting({2}));
        QVERIFY(one.bytes() == other.bytes());
    }

    void everyArrayIsAligned()
    {
        const std::string file = example().bytes();
        std::uint64_t length = 0;
        std::memcpy(&length, file.data(), 8);
        QCOMPARE((8 + length) % 64, std::uint64_t{0});
        const std::string last = file.substr(file.size() - 3); // the bytes lie behind all wider numbers
        QVERIFY(last == std::string("\0\x80\xff", 3));
    }

    void notANumberAndInfinityAreKept()
    {
        Safetensors set;
        Tensor tensor({2});
        tensor[0] = std::numeric_limits<Real>::quiet_NaN();
        tensor[1] = -std::numeric_limits<Real>::infinity();
        set.add("x", tensor);
        const Tensor back = Safetensors::parse(set.bytes(), "x").tensor("x");
        QVERIFY(std::isnan(back[0]));
        QCOMPARE(back[1], tensor[1]);
    }

    void bothWidthsBecomeReals()
    {
        Safetensors set;
        set.add("narrow", {1}, std::vector<float>{0.5F});
        set.add("wide", {1}, std::vector<double>{0.5});
        QCOMPARE(set.tensor("narrow")[0], Real(0.5));
        QCOMPARE(set.tensor("wide")[0], Real(0.5));
    }

    void wrongNameOrTypeIsNamed()
    {
        const Safetensors set = Safetensors::parse(example().bytes(), "net.safetensors");
        const auto kind = Error::Kind::Data;
        QVERIFY(fails(kind, "\"net.safetensors\" has no array \"W\"", [&] { (void)set.tensor("W"); }));
        QVERIFY(fails(kind, "has U8 numbers in array \"pixels\"", [&] { (void)set.tensor("pixels"); }));
        QVERIFY(fails(kind, "where I64 are wanted", [&] { (void)set.numbers<std::int64_t>("pixels"); }));
    }

    void filesAreWrittenAndRead()
    {
        const QTemporaryDir folder;
        const std::filesystem::path path = std::filesystem::path(folder.path().toStdString()) / "a.safetensors";
        QVERIFY(fails(Error::Kind::Files, "No such file", [&] { (void)Safetensors::read(path); }));
        example().write(path);
        QVERIFY(Safetensors::read(path).arrays() == example().arrays());
    }

    void foreignFilesWithoutPaddingAreRead()
    {
        const std::string json = R"({"b":{"data_offsets":[4,12],"shape":[1],"dtype":"I64"},)"
                                 R"("a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}})";
        const Safetensors set = Safetensors::parse(fileOf(json, fromHex("0000803f 0200000000000000")), "x");
        QCOMPARE(set.tensor("a")[0], Real(1));
        QCOMPARE(set.numbers<std::int64_t>("b").at(0), std::int64_t{2});
    }

    void flawsAreNamed_data()
    {
        QTest::addColumn<QString>("json");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const char* name, const char* json, const char* sentence) {
            QTest::newRow(name) << QString::fromUtf8(json) << QString::fromUtf8(sentence);
        };
        row("empty", "", "does not start with {");
        row("list", "[]", "does not start with {");
        row("blank first", " {}", "does not start with {");
        row("broken", R"({"a":})", "not JSON at byte 13");
        row("open", R"({"a":{"dtype":"F32")", "not JSON at byte");
        row("more behind", "{}{}", "not JSON at byte 10");
        row("not UTF-8 name", "{\"\xc3\x28\":{}}", "not JSON"); // fromUtf8 turns it into U+FFFD, see below
        row("array name twice", R"({"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"a":{}})",
            "\"a\" is given twice");
        row("escaped name twice", R"({"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"\u0061":{}})",
            "given twice");
        row("metadata twice", R"({"__metadata__":{},"__metadata__":{}})", "given twice");
        row("note twice", R"({"__metadata__":{"a":"","a":""}})", "given twice");
        row("type twice", R"({"a":{"dtype":"U8","dtype":"U8"}})", "where it does not belong");
        row("shape twice", R"({"a":{"shape":[],"shape":[]}})", "where it does not belong");
        row("offsets twice", R"({"a":{"data_offsets":[],"data_offsets":[0,8]}})", "where it does not belong");
        row("note is a number", R"({"__metadata__":{"a":1}})", "under \"a\", the number 1");
        row("note is an object", R"({"__metadata__":{"a":{}}})", "under \"a\", an object");
        row("metadata is a list", R"({"__metadata__":[]})", "a list");
        row("array is a text", R"({"a":"b"})", "a text");
        row("array is null", R"({"a":null})", "null");
        row("unknown key", R"({"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8],"x":true}})",
            "under \"x\", true or false");
        row("unknown type", R"({"a":{"dtype":"BF16","shape":[4],"data_offsets":[0,8]}})", "has the type \"BF16\"");
        row("no type", R"({"a":{"shape":[8],"data_offsets":[0,8]}})", "needs dtype, shape and two data_offsets");
        row("no shape", R"({"a":{"dtype":"U8","data_offsets":[0,8]}})", "needs dtype");
        row("no offsets", R"({"a":{"dtype":"U8","shape":[8]}})", "needs dtype");
        row("one offset", R"({"a":{"dtype":"U8","shape":[8],"data_offsets":[0]}})", "needs dtype");
        row("three offsets", R"({"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8,8]}})", "the number 8");
        row("six sizes", R"({"a":{"dtype":"U8","shape":[1,1,1,1,1,8],"data_offsets":[0,8]}})",
            "more than 5 dimensions");
        row("negative size", R"({"a":{"dtype":"U8","shape":[-8],"data_offsets":[0,8]}})", "the number -8");
        row("broken size", R"({"a":{"dtype":"U8","shape":[8.0],"data_offsets":[0,8]}})", "the number \"8.0\"");
        row("huge size", R"({"a":{"dtype":"U8","shape":[9223372036854775808],"data_offsets":[0,8]}})",
            "the number 9223372036854775808");
        row("huger size", R"({"a":{"dtype":"U8","shape":[36893488147419103240],"data_offsets":[0,8]}})", "the number");
        row("product overflows to 8", R"({"a":{"dtype":"U8","shape":[4611686018427387905,8],"data_offsets":[0,8]}})",
            "not what its type and shape need");
        row("product overflows beside 0",
            R"({"a":{"dtype":"U8","shape":[4611686018427387905,8,0],"data_offsets":[0,0]},"b":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}})",
            "not what its type and shape need");
        row("bytes overflow to 0",
            R"({"a":{"dtype":"F64","shape":[2305843009213693952],"data_offsets":[0,0]},"b":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}})",
            "not what its type and shape need");
        row("fewer than the shape", R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})",
            "not what its type and shape need");
        row("more than the shape", R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}})",
            "not what its type and shape need");
        row("backwards", R"({"a":{"dtype":"U8","shape":[8],"data_offsets":[8,0]}})", "claims bytes 8 to 0 of 8");
        row("beyond the end", R"({"a":{"dtype":"U8","shape":[9],"data_offsets":[0,9]}})", "claims bytes 0 to 9 of 8");
        row("gap in front", R"({"a":{"dtype":"U8","shape":[7],"data_offsets":[1,8]}})",
            "leaves a gap before it at byte 1");
        row("gap between",
            R"({"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}})",
            "\"b\" leaves a gap");
        row("overlap",
            R"({"a":{"dtype":"U8","shape":[5],"data_offsets":[0,5]},"b":{"dtype":"U8","shape":[4],"data_offsets":[4,8]}})",
            "\"b\" overlaps");
        row("same place",
            R"({"a":{"dtype":"U8","shape":[8],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}})",
            "overlaps");
        row("data left over", R"({"a":{"dtype":"U8","shape":[7],"data_offsets":[0,7]}})",
            "need 7 bytes after the header, and it has 8");
        row("no arrays but data", "{}", "need 0 bytes after the header, and it has 8");
    }
    void flawsAreNamed()
    {
        QFETCH(QString, json);
        QFETCH(QString, sentence);
        if (json.contains(QChar::ReplacementCharacter)) {
            json = QString(); // its own test: a QString cannot carry bytes that are not UTF-8
            QVERIFY(parseError(fileOf("{\"\xc3\x28\":{}}", kEight)).find("not JSON at byte") != std::string::npos);
            return;
        }
        const std::string error = parseError(fileOf(json.toStdString(), kEight));
        QVERIFY2(error.starts_with("\"net.safetensors\" is not a safetensors file"), error.c_str());
        QVERIFY2(error.find(sentence.toStdString()) != std::string::npos, error.c_str());
    }

    void aLyingHeaderLengthIsRefused()
    {
        QVERIFY(fails(Error::Kind::Data, "ends after 7 bytes", [] { (void)Safetensors::parse("1234567", "x"); }));
        for (const std::uint64_t length :
             {std::uint64_t{3}, std::uint64_t{100'000'001}, ~std::uint64_t{0}, std::uint64_t{1} << 63}) {
            const std::string error = parseError(littleEndian(length, 8) + "{}");
            QVERIFY2(error.find("claims a header of " + std::to_string(length)) != std::string::npos, error.c_str());
        }
    }

    void depthAndLengthCannotExhaustAnything()
    {
        constexpr std::size_t kMany = 5'000'000;
        QVERIFY(parseError(fileOf("{\"a\":" + std::string(kMany, '['))).find("a list") != std::string::npos);
        std::string deep;
        for (int i = 0; i < 100'000; ++i) {
            deep += "{\"a\":";
        }
        QVERIFY(parseError(fileOf(deep)).find("an object") != std::string::npos);
        const std::string error = parseError(fileOf("{\"" + std::string(kMany, 'n') + "\":7}"));
        QVERIFY(error.size() < 1000);
    }

    void everyPrefixIsRefused()
    {
        const std::string file = example().bytes();
        for (std::size_t length = 0; length < file.size(); ++length) {
            const std::string error = parseError(file.substr(0, length));
            QVERIFY2(error.starts_with("\"net.safetensors\""), error.c_str());
        }
        QVERIFY(parseError(file + "x").find("and it has") != std::string::npos);
    }

    void everyFlippedBitIsRefusedOrHarmless()
    {
        const std::string file = example().bytes();
        int refused = 0;
        for (std::size_t bit = 0; bit < file.size() * 8; ++bit) {
            std::string flipped = file;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << bit % 8));
            try {
                const Safetensors set = Safetensors::parse(flipped, "x");
                QVERIFY(Safetensors::parse(set.bytes(), "x").arrays() == set.arrays());
            } catch (const Error& error) {
                QVERIFY(error.kind() == Error::Kind::Data);
                ++refused;
            }
        }
        QVERIFY2(refused > 1000, std::to_string(refused).c_str());
    }
};

QTEST_APPLESS_MAIN(SafetensorsTest)
#include "tst_safetensors.moc"
