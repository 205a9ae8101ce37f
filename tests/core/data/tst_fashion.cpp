// Fashion-MNIST: read as it is, kept as bytes, and what is said where it is not there or not right.
#include "core/data/catalog.h"
#include "core/data/folders.h"
#include "core/files/wording.h"
#include "tests/support/bytes.h"
#include "tests/support/error_of.h"

#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cmath>
#include <fstream>

using namespace fovea;
namespace fs = std::filesystem;

namespace {

const fs::path kInstalled = "/usr/share/datasets/fashion-mnist";

std::string bigEndian(int number)
{
    std::string bytes = littleEndian(static_cast<std::uint64_t>(number), 4);
    return {bytes.rbegin(), bytes.rend()};
}

/// `count` images whose every pixel is the image's index.
std::string imagesIdx(int count, int side = 28)
{
    std::string file = fromHex("00000803") + bigEndian(count) + bigEndian(side) + bigEndian(side);
    for (int i = 0; i < count; ++i) {
        file += std::string(static_cast<std::size_t>(side * side), static_cast<char>(i));
    }
    return file;
}

std::string labelsIdx(const std::string& labels)
{
    return fromHex("00000801") + bigEndian(static_cast<int>(labels.size())) + labels;
}

Config fashion(const fs::path& folder, int samples = 0, int validation = 0, int test = 0)
{
    Config config;
    config.data.set = "fashion";
    config.data.path = folder.string();
    config.data.samples = samples;
    config.data.validation = validation;
    config.data.test = test;
    return config;
}

std::shared_ptr<const Dataset> made(const Config& config)
{
    ThreadPool pool(1);
    return makeDataset(config, pool);
}

std::array<int, 10> countsOf(const std::vector<int>& labels)
{
    std::array<int, 10> counts{};
    for (const int label : labels) {
        ++counts[static_cast<std::size_t>(label)];
    }
    return counts;
}

} // namespace

class FashionTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        QVERIFY(folder_->isValid());
        put("train-images-idx3-ubyte", imagesIdx(10));
        put("train-labels-idx1-ubyte", labelsIdx(fromHex("00010203040506070809")));
        put("t10k-images-idx3-ubyte", imagesIdx(4));
        put("t10k-labels-idx1-ubyte", labelsIdx(fromHex("09090000")));
    }

    void theInstalledSetHasItsKnownCounts()
    {
        if (!fs::exists(kInstalled)) {
            QSKIP("the package dataset-fashion-mnist is not installed");
        }
        const auto data = made(fashion("", 0, 5000, 0));
        QCOMPARE(data->train.size(), Index{55'000});
        QCOMPARE(data->validation.size(), Index{5'000});
        QCOMPARE(data->test.size(), Index{10'000});
        std::vector<int> both = data->train.labels;
        both.insert(both.end(), data->validation.labels.begin(), data->validation.labels.end());
        for (const int count : countsOf(both)) {
            QCOMPARE(count, 6000);
        }
        for (const int count : countsOf(data->test.labels)) {
            QCOMPARE(count, 1000);
        }
        QVERIFY(data->train.images.areBytes() && data->train.images.reals.empty());
        QCOMPARE(data->train.images.bytes.size(), std::size_t{55'000 * 784});
        // Mean and deviation of the whole training file are known: 0.2860 and 0.3530 of 255.
        const PixelStatistics statistics = pixelStatistics(data->train.images);
        QVERIFY(std::abs(statistics.mean / 255 - 0.2860) < 0.001);
        QVERIFY(std::abs(statistics.deviation / 255 - 0.3530) < 0.001);
        QCOMPARE(data->train.labels[0], 9); // a boot
    }

    void validationIsTheEndOfTheTrainingFile()
    {
        const auto data = made(fashion(path(), 5, 3, 2));
        QVERIFY((data->train.labels == std::vector<int>{0, 1, 2, 3, 4}));
        QVERIFY((data->validation.labels == std::vector<int>{7, 8, 9}));
        QVERIFY((data->test.labels == std::vector<int>{9, 9}));
        QCOMPARE(data->validation.images.bytes.front(), std::uint8_t{7});
        QCOMPARE(data->train.images.count(), Index{5});
        QVERIFY(data->train.images.areBytes() && data->validation.images.areBytes() && data->test.images.areBytes());
    }

    void moreThanThereIsGivesAllThereIs()
    {
        const auto data = made(fashion(path(), 1000, 1000, 1000));
        QCOMPARE(data->train.size(), Index{5});
        QCOMPARE(data->validation.size(), Index{5}); // at most half
        QCOMPARE(data->test.size(), Index{4});
    }

    void packedAndPlainFilesAreTheSame()
    {
        const auto plain = made(fashion(path()));
        fs::remove(path() / "train-images-idx3-ubyte");
        put("train-images-idx3-ubyte.gz", storedGzip(imagesIdx(10)));
        const auto packed = made(fashion(path()));
        QVERIFY(packed->train.images.bytes == plain->train.images.bytes);
        QVERIFY(packed->train.labels == plain->train.labels);
    }

    void pixelsAreScaledAsAsked()
    {
        const auto pixel = [&](const char* pixels, Index image) {
            Config config = fashion(path());
            config.data.pixels = pixels;
            const auto data = made(config);
            Reals values(784);
            readImage(data->train.images, image, data->scale, values.data());
            return static_cast<double>(values[5]);
        };
        QCOMPARE(pixel("raw", 7), 7.0);
        QVERIFY(std::abs(pixel("unit", 7) - 7 / 255.0) < 1e-7);
        QVERIFY(std::abs(pixel("standard", 7) - 2.5 / std::sqrt(8.25)) < 1e-5); // of 0 … 9
    }

    void imagesThatAreAllAlikeDoNotDivideByZero()
    {
        put("train-images-idx3-ubyte", imagesIdx(1));
        put("train-labels-idx1-ubyte", labelsIdx(fromHex("05")));
        const auto data = made(fashion(path()));
        Reals values(784);
        readImage(data->train.images, 0, data->scale, values.data());
        QCOMPARE(values[0], 0.0f);
    }

    void aMissingFolderNamesAllPlacesTried()
    {
        const fs::path nowhere = path() / "nowhere";
        QVERIFY(fails(Error::Kind::Data, "looked for: " + shownPath(nowhere) + ". On Debian, install",
                      [&] { (void)made(fashion(nowhere)); }));
        const QByteArray before = qgetenv("XDG_DATA_HOME"), home = qgetenv("HOME");
        const auto sentence = [] { return errorOf(Error::Kind::Data, [] { (void)dataFolder("", "no-such-set"); }); };
        qputenv("XDG_DATA_HOME", "/of-this-user");
        const std::string withData = sentence();
        qunsetenv("XDG_DATA_HOME");
        qputenv("HOME", "/home/nobody");
        const std::string withHome = sentence();
        before.isNull() ? qunsetenv("XDG_DATA_HOME") : qputenv("XDG_DATA_HOME", before);
        qputenv("HOME", home);
        QVERIFY2(withData.find("\"/of-this-user/fovea/no-such-set\", \"/usr/share/datasets/no-such-set\"") !=
                     std::string::npos,
                 withData.c_str());
        QVERIFY2(withHome.find("/home/nobody/.local/share/fovea/no-such-set\", \"/usr/share/datasets/no-such-set") !=
                     std::string::npos,
                 withHome.c_str());
    }

    void theUsersFolderComesFirst()
    {
        const QByteArray before = qgetenv("XDG_DATA_HOME");
        qputenv("XDG_DATA_HOME", folder_->path().toUtf8());
        fs::create_directories(path() / "fovea/fashion-mnist");
        const fs::path found = dataFolder("", "fashion-mnist");
        before.isNull() ? qunsetenv("XDG_DATA_HOME") : qputenv("XDG_DATA_HOME", before);
        QCOMPARE(found, path() / "fovea/fashion-mnist");
    }

    void aFolderWithoutTheFilesIsNone()
    {
        const fs::path folder = path() / "other";
        fs::create_directories(folder);
        const auto found = [&] { return dataFolder(folder.string(), "fashion-mnist", {"a-ubyte", "b-ubyte"}); };
        QVERIFY(fails(Error::Kind::Data,
                      "looked for: " + shownPath(folder) + " (it holds none of them). On Debian, install the package ",
                      [&] { (void)found(); }));
        put("other/b-ubyte.gz", "packed"); // one is enough: which is missing is said when it is read
        QCOMPARE(found(), folder);
    }

    void flawsAreNamed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* claim, const char* name, const std::string& bytes, const char* words) {
            QTest::newRow(claim) << name << QByteArray::fromStdString(bytes) << words;
        };
        row("counts differ", "train-labels-idx1-ubyte", labelsIdx("abc"), "holds 10 images, but");
        row("label out of range", "t10k-labels-idx1-ubyte", labelsIdx(fromHex("0102030a")), "image 3 shows class 10");
        row("wrong size", "train-images-idx3-ubyte", imagesIdx(10, 27), "has images of 27 × 27 pixels");
        row("exchanged", "t10k-images-idx3-ubyte", labelsIdx("abcd"), "Check that images and labels are not exchanged");
        row("cut off", "t10k-images-idx3-ubyte", imagesIdx(4).substr(0, 3000), "a file of 3000 bytes cannot hold");
    }
    void flawsAreNamed()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, bytes);
        QFETCH(QString, words);
        put(name.toStdString(), bytes.toStdString());
        const std::string sentence = errorOf(Error::Kind::Data, [&] { (void)made(fashion(path())); });
        QVERIFY2(sentence.find(words.toStdString()) != std::string::npos &&
                     sentence.find(name.toStdString()) != std::string::npos,
                 sentence.c_str());
    }

    void aMissingFileIsNamed()
    {
        fs::remove(path() / "t10k-labels-idx1-ubyte");
        QVERIFY(fails(Error::Kind::Files, "t10k-labels-idx1-ubyte", [&] { (void)made(fashion(path())); }));
    }

private:
    fs::path path() const { return folder_->path().toStdString(); }
    void put(const std::string& name, const std::string& bytes) const
    {
        std::ofstream(path() / name, std::ios::binary) << bytes;
    }

    std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_APPLESS_MAIN(FashionTest)
#include "tst_fashion.moc"
