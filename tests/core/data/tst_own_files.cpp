// Data sets of one's own files: each kind is told by its names, cut into splits, brought to one size; and what is said where
// there is none.
#include "core/data/catalog.h"
#include "core/data/cifar.h"
#include "core/data/file_sets.h"
#include "core/settings/fields.h"
#include "tests/support/bytes.h"
#include "tests/support/error_of.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fstream>
#include <set>

using namespace fovea;
namespace fs = std::filesystem;

namespace {

std::string bigEndian(std::size_t number)
{
    const std::string bytes = littleEndian(number, 4);
    return {bytes.rbegin(), bytes.rend()};
}

/// A record of CIFAR-10 whose colours are all of one tone each.
std::string record(int label, int red, int green, int blue)
{
    std::string bytes(1, static_cast<char>(label));
    for (const int tone : {red, green, blue}) {
        bytes += std::string(1024, static_cast<char>(tone));
    }
    return bytes;
}

} // namespace

class OwnFilesTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { folder_ = std::make_unique<QTemporaryDir>(); }

    void idxFilesAreReadAndCutIntoSplits()
    {
        putIdx("train", 60);
        const auto data = made({{"data.validation", "12"}, {"data.test", "9"}, {"data.side", "16"}});
        QCOMPARE(data->classes.size(), std::size_t{3});
        QVERIFY(data->train.size() == 39 && data->validation.size() == 12 && data->test.size() == 9);
        std::multiset<int> tones; // each image has one of its own
        for (const Split* split : {&data->train, &data->validation, &data->test}) {
            for (Index i = 0; i < split->size(); ++i) {
                const std::uint8_t tone = split->images.bytes[static_cast<std::size_t>(i * 256)];
                QCOMPARE(split->labels[static_cast<std::size_t>(i)], tone % 3);
                tones.insert(tone);
            }
        }
        QVERIFY(tones.size() == 60 && std::set<int>(tones.begin(), tones.end()).size() == 60);
        QCOMPARE(std::count(data->validation.labels.begin(), data->validation.labels.end(), 1), std::ptrdiff_t{4});
    }

    void testFilesOfTheSetStayTheTest()
    {
        putIdx("train", 30);
        putIdx("t10k", 6, 200);
        const auto data = made({{"data.validation", "3"}, {"data.test", "0"}});
        QVERIFY(data->train.size() == 27 && data->test.size() == 6);
        QVERIFY(std::all_of(data->test.images.bytes.begin(), data->test.images.bytes.end(),
                            [](std::uint8_t tone) { return tone >= 200; }));
        QCOMPARE(made({{"data.samples", "6"}, {"data.validation", "3"}, {"data.test", "3"}})->train.size(), Index{6});
    }

    void cifarsFilesAreReadWithTheirColours()
    {
        put("data_batch_1.bin", record(3, 10, 20, 30) + record(5, 1, 2, 3) + record(3, 10, 20, 30));
        put("data_batch_2.bin", record(5, 1, 2, 3));
        put("test_batch.bin", record(9, 7, 8, 9));
        const auto data = made({{"data.validation", "0"}, {"data.colours", "colour"}, {"data.side", "32"}});
        QVERIFY(data->classes[3] == "cat" && data->train.size() == 4);
        QVERIFY(data->train.labels == (std::vector<int>{3, 5, 3, 5}));
        QVERIFY(data->train.images.bytes[0] == 10 && data->train.images.bytes[1] == 20 &&
                data->train.images.bytes[2] == 30 && data->test.images.bytes[5] == 9);
        QCOMPARE(made({{"data.side", "16"}})->image.size(), Index{256}); // in grey
    }

    void brokenRecordsAreRefused()
    {
        LabelledImages to;
        const auto error = [&](const std::string& bytes) {
            return errorOf(Error::Kind::Data, [&] { parseCifar10(bytes, "data_batch_1.bin", to); });
        };
        QVERIFY(error("").find("has 0 bytes") != std::string::npos);
        QVERIFY(error(record(1, 1, 1, 1).substr(1)).find("has 3072 bytes") != std::string::npos);
        QVERIFY(error(record(0, 1, 1, 1) + record(10, 1, 1, 1)).find("image 1 (byte 3073) shows class 10") !=
                std::string::npos);
    }

    void everyPrefixIsRefusedAndEveryFlippedByteIsRefusedOrAnotherPixel()
    {
        const std::string whole = record(3, 10, 20, 30);
        const auto reads = [](const std::string& bytes) {
            LabelledImages to{0, 32, 32, {}, {}, 3};
            const std::string error = errorOf(Error::Kind::Data, [&] { parseCifar10(bytes, "data_batch_1.bin", to); });
            const bool all = to.count == 1 && to.labels.size() == 1 && to.pixels.size() == 3072;
            return error == "[no error]" && all;
        };
        QVERIFY(reads(whole));
        for (std::size_t length = 0; length < whole.size(); ++length) {
            QVERIFY2(!reads(whole.substr(0, length)), std::to_string(length).c_str());
        }
        for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
            std::string flipped = whole;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ 1 << bit % 8);
            QCOMPARE(reads(flipped), static_cast<std::uint8_t>(flipped[0]) < 10); // the label
        }
    }

    void namesComeFromAFile()
    {
        putIdx("train", 30);
        put("classes.txt", "ant\r\nbee\nfly\n");
        QVERIFY(readFileSet(path()).classes == (std::vector<std::string>{"ant", "bee", "fly"}));
        put("classes.txt", "an\tt\nb\xff\n" + std::string(1000, 'f') + "\n"); // nothing invisible, nothing endless
        const std::vector<std::string> odd = readFileSet(path()).classes;
        QVERIFY(odd[0] == "an\\x09t" && odd[1] == "b\\xff" && odd[2].size() < 210);
        put("classes.txt", std::string(257, '\n'));
        QVERIFY(fails(Error::Kind::Data, "names 257 classes; there can be at most 256",
                      [&] { (void)readFileSet(path()); }));
        put("classes.txt", "ant\nbee\n");
        QVERIFY(fails(Error::Kind::Data, "names 2 classes, but labels go up to 2", [&] { (void)readFileSet(path()); }));
    }

    void oneClassIsNothingToTellApart()
    {
        put("train-images-idx3-ubyte", fromHex("00000803") + bigEndian(4) + bigEndian(1) + bigEndian(1) + "abcd");
        put("train-labels-idx1-ubyte", fromHex("00000801") + bigEndian(4) + std::string(4, '\0'));
        QVERIFY(fails(Error::Kind::Data, "show the same class", [&] { (void)readFileSet(path()); }));
    }

    void whereThereIsNoSetItIsSaidWhatIsRead()
    {
        QVERIFY(fails(Error::Kind::Data, "lies no data set that can be read", [&] { (void)readFileSet(path()); }));
        QVERIFY(fails(Error::Kind::Data, "There is no folder", [&] { (void)readFileSet(path() / "nowhere"); }));
        Config config;
        config.data.set = "files";
        QCOMPARE(problems(config).front().key, std::string("data.path"));
    }

private:
    fs::path path() const { return folder_->path().toStdString(); }

    void put(const std::string& name, const std::string& bytes) const
    {
        std::ofstream(path() / name, std::ios::binary) << bytes;
    }

    /// `count` images of 20 × 20 pixels; image i is all of tone first + i, and of class tone mod 3.
    void putIdx(const std::string& name, std::size_t count, std::size_t first = 0) const
    {
        std::string images = fromHex("00000803") + bigEndian(count) + bigEndian(20) + bigEndian(20);
        std::string labels = fromHex("00000801") + bigEndian(count);
        for (std::size_t i = first; i < first + count; ++i) {
            images += std::string(400, static_cast<char>(i));
            labels += static_cast<char>(i % 3);
        }
        put(name + "-images-idx3-ubyte", images);
        put(name + "-labels-idx1-ubyte", labels);
    }

    std::shared_ptr<const Dataset> made(const std::vector<std::pair<std::string, std::string>>& settings) const
    {
        Config config;
        config.data.set = "files";
        config.data.path = path().string();
        for (const auto& [key, text] : settings) {
            setFromText(config, key, text);
        }
        ThreadPool pool(2);
        return makeDataset(config, pool);
    }

    std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_APPLESS_MAIN(OwnFilesTest)
#include "tst_own_files.moc"
