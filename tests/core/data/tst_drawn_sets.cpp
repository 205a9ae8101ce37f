// What the sets that are kept as bytes promise alike: balanced labels, splits of their own, samples that stay as they are,
// and no augmentation that would make a label wrong.
#include "core/settings/rules.h"
#include "tests/support/byte_samples.h"

#include <QTest>

#include <algorithm>

using namespace fovea;

namespace {

const char* const kSets[] = {"coloured", "shortcut", "digits", "clutter"};

std::string problemWith(const std::string& set, const std::string& key, const std::string& text,
                        const std::string& items = "digits")
{
    Config config;
    config.data.set = set;
    config.data.items = items;
    setFromText(config, key, text);
    for (const Problem& problem : problems(config)) {
        if (problem.key == key) {
            return problem.sentence;
        }
    }
    return "";
}

} // namespace

class DrawnSetsTest : public QObject
{
    Q_OBJECT

private slots:
    void labelsAreBalanced_data() { addSets(); }
    void labelsAreBalanced()
    {
        QFETCH(QString, set);
        const auto data = samplesOf(set.toStdString(), 200);
        const DataSetRow& row = dataSetNamed(data->key);
        QCOMPARE(static_cast<int>(data->classes.size()), row.classes);
        QVERIFY(data->image == row.image && data->train.images.shape == row.image);
        for (int label = 0; label < row.classes; ++label) {
            QCOMPARE(std::count(data->train.labels.begin(), data->train.labels.end(), label),
                     std::ptrdiff_t{200 / row.classes});
        }
    }

    void pixelsStayBytes_data() { addSets(); }
    void pixelsStayBytes()
    {
        QFETCH(QString, set);
        const auto data = samplesOf(set.toStdString(), 3);
        QCOMPARE(data->train.images.bytes.size(), static_cast<std::size_t>(3 * data->image.size()));
        QVERIFY(data->train.images.reals.empty() && data->test.images.reals.empty());
        Reals standard(static_cast<std::size_t>(data->image.size()));
        double sum = 0, squares = 0;
        for (Index i = 0; i < 3; ++i) {
            readImage(data->train.images, i, data->scale, standard.data());
            for (const Real value : standard) {
                sum += static_cast<double>(value);
                squares += static_cast<double>(value) * static_cast<double>(value);
            }
        }
        const double n = 3 * static_cast<double>(standard.size());
        QVERIFY(std::abs(sum / n) < 1e-4 && std::abs(squares / n - 1) < 1e-3);
    }

    void splitsDifferAndGrowAtTheirEnd_data() { addSets(); }
    void splitsDifferAndGrowAtTheirEnd()
    {
        QFETCH(QString, set);
        const auto small = samplesOf(set.toStdString(), 5), large = samplesOf(set.toStdString(), 9);
        const auto firstTwo = [&](const Split& split) {
            const auto begin = split.images.bytes.begin();
            return std::vector<std::uint8_t>(begin, begin + 2 * small->image.size());
        };
        QVERIFY(std::equal(small->train.images.bytes.begin(), small->train.images.bytes.end(),
                           large->train.images.bytes.begin()));
        QVERIFY(firstTwo(large->train) != firstTwo(large->validation));
        QVERIFY(firstTwo(large->train) != firstTwo(large->test));
        QVERIFY(firstTwo(large->validation) != firstTwo(large->test));
        QVERIFY(firstTwo(samplesOf(set.toStdString(), 5, {{"seed", "1"}})->train) != firstTwo(small->train));
    }

    void theFirstSixteenSamplesStayAsTheyAre_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<quint64>("expected");
        QTest::newRow("coloured") << "coloured" << quint64{5927641353194223641u};
        QTest::newRow("shortcut") << "shortcut" << quint64{6172429475088729538u};
        QTest::newRow("digits") << "digits" << quint64{11077754579548015515u};
        QTest::newRow("clutter") << "clutter" << quint64{10302166231415880677u};
    }
    void theFirstSixteenSamplesStayAsTheyAre()
    {
        QFETCH(QString, set);
        QFETCH(quint64, expected);
        QCOMPARE(quint64{fingerprintOfBytes(samplesOf(set.toStdString(), 16)->train)}, expected);
    }

    void augmentationsThatWouldMakeALabelWrongAreRefused_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* set, const char* key, const char* value, const char* words) {
            QTest::addRow("%s %s", set, key) << set << key << value << words;
        };
        row("coloured", "augment.shift", "1", "the frame, which says what counts");
        row("coloured", "augment.rotation", "5", "a plus turned by 45° is a cross");
        row("coloured", "augment.cutout", "3", "would cover the glyph");
        row("shortcut", "augment.shift", "1", "the tag would leave its corner");
        row("shortcut", "augment.flip", "true", "the tag would leave its corner");
        row("shortcut", "augment.rotation", "1", "the tag would leave its corner");
        row("shortcut", "augment.cutout", "2", "would cover some tags");
        row("digits", "augment.shift", "7", "augment.shift is 7");
        row("digits", "augment.flip", "true", "a mirrored 2 is no digit");
        row("digits", "augment.rotation", "31", "a 6 is a 9");
        row("digits", "augment.cutout", "9", "augment.cutout is 9");
        row("clutter", "augment.shift", "1", "one at the border would be shifted out");
        row("clutter", "augment.flip", "true", "a mirrored 2 is no digit");
        row("clutter", "augment.rotation", "1", "turned out of the image");
        row("clutter", "augment.cutout", "9", "a square larger than 8");
    }
    void augmentationsThatWouldMakeALabelWrongAreRefused()
    {
        QFETCH(QString, set);
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, words);
        const std::string sentence = problemWith(set.toStdString(), key.toStdString(), value.toStdString());
        QVERIFY2(sentence.starts_with(key.toStdString()), sentence.c_str());
        QVERIFY2(sentence.find(words.toStdString()) != std::string::npos, sentence.c_str());
        QVERIFY2(sentence.find("Set it to") != std::string::npos, sentence.c_str());
    }

    void augmentationsThatDoNoHarmAreAllowed()
    {
        QCOMPARE(problemWith("coloured", "augment.flip", "true"), std::string()); // every glyph is its own mirror image
        QCOMPARE(problemWith("clutter", "augment.flip", "true", "clothes"), std::string());
        QCOMPARE(problemWith("clutter", "augment.cutout", "8"), std::string());
        QCOMPARE(problemWith("digits", "augment.shift", "6"), std::string());
        for (const char* set : kSets) {
            QCOMPARE(problemWith(set, "augment.noise", "0.2"), std::string());
        }
    }

    void settingsOutsideTheirRangeNameKeyValueAndRemedy()
    {
        for (const double rho : {-0.1, 1.01}) {
            Config config;
            config.data.set = "shortcut";
            config.data.rho = rho;
            const std::vector<Problem> found = problems(config);
            QCOMPARE(found.size(), std::size_t{1});
            QCOMPARE(found.front().key, std::string("data.rho"));
            QVERIFY(found.front().sentence.ends_with("but must be a number from 0 to 1."));
            QVERIFY(found.front().sentence.starts_with(rho < 0 ? "data.rho is “-0.1”" : "data.rho is “1.01”"));
        }
        for (const char* set : kSets) {
            QVERIFY(problemWith(set, "data.samples", "0").find("ask for at least 1") != std::string::npos);
            QVERIFY(problemWith(set, "data.test", "0").find("ask for at least 1") != std::string::npos);
        }
    }

private:
    static void addSets()
    {
        QTest::addColumn<QString>("set");
        for (const char* set : kSets) {
            QTest::newRow(set) << set;
        }
    }
};

QTEST_APPLESS_MAIN(DrawnSetsTest)
#include "tst_drawn_sets.moc"
