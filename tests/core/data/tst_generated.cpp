// What the generated sets with something to compare promise alike: balanced labels, splits of their own, samples that stay as
// they are, and no augmentation that would make a label wrong.
#include "core/settings/rules.h"
#include "core/tensor/random.h"
#include "tests/support/generated_samples.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <algorithm>
#include <optional>

using namespace fovea;

namespace {

const char* const kSets[] = {"odd-one-out", "pair", "corners"};

/// Labels, boxes and pixels to 1/10,000 of the first 16 samples, as one number: the last bits are the standard library's.
std::uint64_t fingerprint(const Split& split)
{
    std::uint64_t all = 0;
    const auto add = [&](std::int64_t value) { all = mix(all ^ static_cast<std::uint64_t>(value)); };
    const Index size = split.images.shape.size();
    for (Index n = 0; n < 16; ++n) {
        const auto at = static_cast<std::size_t>(n);
        add(split.labels[at]);
        for (const Box& box : split.evidence[at].boxes) {
            add(box.top);
            add(box.left);
            add(box.height);
            add(box.width);
        }
        for (Index p = 0; p < size; ++p) {
            add(std::llround(static_cast<double>(split.images.reals[static_cast<std::size_t>(n * size + p)]) * 10'000));
        }
    }
    return all;
}

std::optional<std::string> problemWith(const std::string& set, const std::string& key, const std::string& text)
{
    Config config;
    config.data.set = set;
    setFromText(config, key, text);
    for (const Problem& problem : problems(config)) {
        if (problem.key == key) {
            return problem.sentence;
        }
    }
    return std::nullopt;
}

} // namespace

class GeneratedTest : public QObject
{
    Q_OBJECT

private slots:
    void labelsAreBalanced_data() { addSets(); }
    void labelsAreBalanced()
    {
        QFETCH(QString, set);
        const auto data = samplesOf(set.toStdString(), 200);
        const auto classes = static_cast<std::ptrdiff_t>(data->classes.size());
        QCOMPARE(classes, std::ptrdiff_t{dataSetNamed(data->key).classes});
        for (int label = 0; label < classes; ++label) {
            QCOMPARE(std::count(data->train.labels.begin(), data->train.labels.end(), label), 200 / classes);
        }
    }

    void splitsDifferAndGrowAtTheirEnd_data() { addSets(); }
    void splitsDifferAndGrowAtTheirEnd()
    {
        QFETCH(QString, set);
        const auto small = samplesOf(set.toStdString(), 5), large = samplesOf(set.toStdString(), 9);
        const auto firstTwo = [&](const Split& split) {
            return Reals(split.images.reals.begin(), split.images.reals.begin() + 2 * small->image.size());
        };
        const Reals& all = large->train.images.reals;
        QVERIFY(sameBits(Reals(all.begin(), all.begin() + 5 * small->image.size()), small->train.images.reals));
        QVERIFY(!sameBits(firstTwo(large->train), firstTwo(large->validation)));
        QVERIFY(!sameBits(firstTwo(large->train), firstTwo(large->test)));
        QVERIFY(!sameBits(firstTwo(large->validation), firstTwo(large->test)));
        QVERIFY(
            !sameBits(small->train.images.reals, samplesOf(set.toStdString(), 5, {{"seed", "1"}})->train.images.reals));
    }

    void firstSamplesStayAsTheyAre_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<quint64>("expected");
        QTest::newRow("odd-one-out") << "odd-one-out" << quint64{15921003019264797276ULL};
        QTest::newRow("pair") << "pair" << quint64{6126895058589658014ULL};
        QTest::newRow("corners") << "corners" << quint64{14853155527804750035ULL};
    }
    void firstSamplesStayAsTheyAre()
    {
        QFETCH(QString, set);
        QFETCH(quint64, expected);
        QCOMPARE(quint64{fingerprint(samplesOf(set.toStdString(), 16)->train)}, expected);
    }

    void theNetworkIsGivenStandardisedPixels_data() { addSets(); }
    void theNetworkIsGivenStandardisedPixels()
    {
        QFETCH(QString, set);
        const auto data = samplesOf(set.toStdString(), 50);
        double sum = 0, squares = 0;
        Reals image(static_cast<std::size_t>(data->image.size()));
        for (Index n = 0; n < 50; ++n) {
            readImage(data->train.images, n, data->scale, image.data());
            for (const Real value : image) {
                sum += static_cast<double>(value);
                squares += static_cast<double>(value) * static_cast<double>(value);
            }
        }
        const double count = static_cast<double>(50 * data->image.size());
        QVERIFY(std::abs(sum / count) < 1e-4 && std::abs(squares / count - 1) < 1e-3);
        const auto raw = samplesOf(set.toStdString(), 2, {{"data.pixels", "raw"}});
        QVERIFY(raw->scale.centre == 0 && raw->scale.factor == 1);
    }

    void whatWouldMakeALabelWrongIsRefused_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* set, const char* key, const char* value, const char* words) {
            QTest::addRow("%s, %s", set, key) << set << key << value << words;
        };
        row("odd-one-out", "augment.shift", "2", "another quarter, and the label be wrong. Set it to 0.");
        row("odd-one-out", "augment.flip", "true",
            "left becomes right, and the label would be wrong. Set it to false.");
        row("odd-one-out", "augment.rotation", "5", "label would be wrong. Set it to 0.");
        row("odd-one-out", "augment.cutout", "4", "cover the odd bar");
        row("odd-one-out", "data.pixels", "unit", "no bytes that 255 could divide: take raw or standard.");
        row("pair", "augment.shift", "1", "shifted out, and nothing left to compare. Set it to 0.");
        row("pair", "augment.rotation", "5", "turn out of the image. Set it to 0.");
        row("pair", "augment.cutout", "4", "squares in which two blots differ. Set it to 0.");
        row("pair", "data.pixels", "unit", "take raw or standard.");
        row("corners", "augment.shift", "1", "out of its corner, and half of the question with it. Set it to 0.");
        row("corners", "augment.rotation", "5", "corners turn out of the image");
        row("corners", "augment.cutout", "4", "cover a patch");
        row("corners", "data.pixels", "unit", "take raw or standard.");
    }
    void whatWouldMakeALabelWrongIsRefused()
    {
        QFETCH(QString, set);
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, words);
        const auto sentence = problemWith(set.toStdString(), key.toStdString(), value.toStdString());
        QVERIFY(sentence.has_value());
        QVERIFY2(sentence->starts_with(key.toStdString()), sentence->c_str());
        QVERIFY2(sentence->find(words.toStdString()) != std::string::npos, sentence->c_str());
    }

    void whatLeavesLabelsRightIsNot()
    {
        QVERIFY(!problemWith("pair", "augment.flip", "true")); // both blots are mirrored
        QVERIFY(!problemWith("corners", "augment.flip", "true"));
        QVERIFY(!problemWith("corners", "data.side", "64"));
        for (const char* set : kSets) {
            QVERIFY(!problemWith(set, "augment.noise", "0.5"));
        }
    }

    void patchesThatDoNotDivideAnImageAreRefused()
    {
        Config config;
        config.data.set = "corners";
        config.model.trunk = "patches 4";
        QVERIFY(problems(config).empty());
        config.data.side = 30;
        QCOMPARE(problems(config).size(), std::size_t{1});
        QCOMPARE(problems(config)[0].key, std::string("model.trunk"));
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

QTEST_APPLESS_MAIN(GeneratedTest)
#include "tst_generated.moc"
