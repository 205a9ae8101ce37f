// Files that promise more than they hold: each is refused with a sentence, within 512 MB and before anybody has to wait.
#include "core/data/idx.h"
#include "core/data/npy.h"
#include "core/files/csv.h"
#include "core/files/gzip.h"
#include "core/files/json_text.h"
#include "core/files/read_whole.h"
#include "core/training/checkpoint.h"
#include "core/training/session_file.h"
#include "tests/support/bytes.h"
#include "tests/support/error_of.h"
#include "tests/support/memory_limit.h"
#include "tests/support/small_run.h"

#include <QElapsedTimer>
#include <QTest>
#include <nlohmann/json.hpp>

#include <zlib.h>

#include <functional>

using namespace fovea;

namespace {

/// `bytes` deflated to a point from which on all goes on as from the beginning.
std::string deflated(const std::string& bytes)
{
    std::string packed(compressBound(static_cast<uLong>(bytes.size())) + 64, '\0');
    z_stream stream{};
    deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY);
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_out = static_cast<uInt>(packed.size());
    deflate(&stream, Z_FULL_FLUSH);
    packed.resize(stream.total_out);
    deflateEnd(&stream);
    return packed;
}

/// Some bytes and ten gigabytes of zeros, in ten megabytes.
std::string packedZeros(const std::string& first)
{
    const std::string some = deflated(std::string(std::size_t{16} << 20, '\0'));
    std::string file = fromHex("1f 8b 08 00 00 00 00 00 00 ff") + deflated(first);
    for (int i = 0; i < 640; ++i) {
        file += some;
    }
    return file + fromHex("0300 00000000 00000000");
}

std::string safetensors(const std::string& header, const std::string& data = {})
{
    return littleEndian(header.size(), 8) + header + data;
}

/// "name":{…}: what a header says of an array of bytes.
std::string entry(const std::string& name, const std::string& shape, int begin, int end)
{
    return "\"" + name + "\":{\"dtype\":\"U8\",\"shape\":[" + shape + "],\"data_offsets\":[" + std::to_string(begin) +
           "," + std::to_string(end) + "]}";
}

/// A hundred thousand arrays of one byte, all in the same place or one behind the other.
std::string manyArrays(bool samePlace)
{
    constexpr int kCount = 100'000;
    std::string header = "{";
    for (int i = 0; i < kCount; ++i) {
        const int begin = samePlace ? 0 : i;
        header.append(i > 0 ? "," : "").append(entry(std::to_string(i), "1", begin, begin + 1));
    }
    return safetensors(header.append("}"), std::string(samePlace ? 1 : kCount, 'x'));
}

std::string npy(const std::string& shape)
{
    const std::string header = "{'descr': '<u8', 'fortran_order': False, 'shape': (" + shape + "), }";
    return std::string("\x93NUMPY\x01", 7) + '\0' + littleEndian(header.size(), 2) + header + "x";
}

struct Lie
{
    const char* name;
    const char* said; ///< part of the sentence
    std::function<void()> read;
};

std::vector<Lie> lies()
{
    const auto idx = [](const std::string& bytes) { return [=] { (void)parseIdx(bytes, "a"); }; };
    const auto tensors = [](const std::string& bytes) { return [=] { (void)Safetensors::parse(bytes, "a"); }; };
    const auto array = [](const std::string& shape) { return [=] { (void)parseNpy(npy(shape), "a"); }; };
    const auto table = [](const std::string& text) { return [=] { (void)parseCsv(text, "a"); }; };
    const std::string ten = fromHex("00000803 00002710 000003e8 000003e8"), two = fromHex("00000801 00000002");
    constexpr std::size_t kRoom = 16'000'000;
    return {
        {"IDX, 2^128 items", "cannot hold more", idx(fromHex("00000804 ffffffff ffffffff ffffffff ffffffff 00"))},
        {"IDX, a product of 2^64", "cannot hold more", idx(fromHex("00000804 00010000 00010000 00010000 00010000 00"))},
        {"IDX, 10 GB that are there", "cannot hold more", idx(packedZeros(ten))},
        {"IDX, 10 GB behind two labels", "goes on after the 10 bytes", idx(packedZeros(two))},
        {"gzip, 10 GB", "more than the 1000 bytes", [] { (void)gunzip(packedZeros({}), 1000, "a"); }},
        {"safetensors, a header of 2^63", "claims a header", tensors(littleEndian(std::uint64_t{1} << 63, 8) + "{}")},
        {"safetensors, 2^63 items", "the number",
         tensors(safetensors("{" + entry("a", "9223372036854775808", 0, 1) + "}", "x"))},
        {"safetensors, a product of 2^64", "not what its type and shape need",
         tensors(safetensors("{" + entry("a", "4294967296,4294967296", 0, 1) + "}", "x"))},
        {"safetensors, 100,000 arrays in one place", "overlaps", tensors(manyArrays(true))},
        {"a session of 100,000 arrays", "is no session",
         [] { (void)sessionFrom(Safetensors::parse(manyArrays(false), "a")); }},
        {"NumPy, 2^63 items", "shape cannot be read", array("9223372036854775808,")},
        {"NumPy, a product of 2^64", "1 bytes follow", array("4294967296, 4294967296")},
        {"NumPy, 2^40 items", "1 bytes follow", array("1099511627776,")},
        {"a table of 16 MB without a number", "more than 2000000 cells", table(std::string(kRoom, ','))},
        {"a table of 16 MB of empty lines", "more than 2000000 cells", table("a" + std::string(kRoom, '\n'))},
    };
}

} // namespace

class LyingSizesTest : public QObject
{
    Q_OBJECT

private slots:
    void sizesThatLieAreRefusedBeforeMemoryIsAskedFor_data()
    {
        QTest::addColumn<qsizetype>("index");
        lies_ = lies();
        for (std::size_t i = 0; i < lies_.size(); ++i) {
            QTest::newRow(lies_[i].name) << static_cast<qsizetype>(i);
        }
    }
    void sizesThatLieAreRefusedBeforeMemoryIsAskedFor()
    {
        QFETCH(qsizetype, index);
        const Lie& lie = lies_[static_cast<std::size_t>(index)];
        const MemoryLimit limit(kHalfAGigabyte);
        QElapsedTimer timer;
        timer.start();
        const std::string said = errorOf(Error::Kind::Data, lie.read);
        QVERIFY2(said.find(lie.said) != std::string::npos, said.substr(0, 500).c_str());
        QVERIFY(timer.elapsed() < 10'000);
    }

    void aNetworkOfGigabytesInASmallSessionIsRefused()
    {
        Practice practice;
        const auto data = makeDataset(smallNeedle(), practice.pool);
        const auto read = [&](const char* name) {
            const std::string folder = FOVEA_TEST_FILES "/fuzz/corpus/state/";
            (void)runOf(readSession(folder + name), data);
        };
        const MemoryLimit limit(kHalfAGigabyte);
        read("golden");
        QVERIFY(fails(Error::Kind::Data, "another configuration", [&] { read("huge_network"); }));
    }

    void settingsOfGigabytesBesideSmallWeightsAreRefused()
    {
        Practice practice;
        Config config = smallNeedle();
        const auto data = makeDataset(config, practice.pool);
        const Run run = startRun(config, data);
        const Safetensors weights =
            Safetensors::parse(weightsFile(config, *run.network, run.weights).bytes(), "weights");
        const MemoryLimit limit(kHalfAGigabyte);
        QVERIFY(runOfWeights(weights, config, data).weights == run.weights);
        config.model.trunk = "conv 1024 15x15, conv 1024 15x15, pool";
        QVERIFY(fails(Error::Kind::Data, "another configuration", [&] { (void)runOfWeights(weights, config, data); }));
    }

    void theLargestRecordOfARunFitsIntoTheMemoryThatThereIs()
    {
        constexpr std::size_t kLargest = std::size_t{4} << 20; // that is read of run.json
        std::string text = "[\"\"";
        while (text.size() < kLargest) {
            text += ",\"\"";
        }
        const MemoryLimit limit(kHalfAGigabyte);
        QVERIFY(parseJson(text + "]").is_array());
    }

private:
    std::vector<Lie> lies_;
};

QTEST_APPLESS_MAIN(LyingSizesTest)
#include "tst_lying_sizes.moc"
