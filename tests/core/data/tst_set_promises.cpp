// What all generated sets promise alike: balanced labels, standardised pixels, splits of their own that grow at their end,
// and samples that stay as they are.
#include "core/tensor/random.h"
#include "tests/support/byte_samples.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <algorithm>

using namespace fovea;

namespace {

const char* const kSets[] = {"odd-one-out", "pair", "corners", "coloured", "shortcut", "digits", "clutter"};

/// Images `from` to `to` as a network sees them.
Reals seen(const Dataset& data, const Split& split, Index from, Index to)
{
    const auto size = static_cast<std::size_t>(data.image.size());
    Reals all(static_cast<std::size_t>(to - from) * size);
    for (Index i = from; i < to; ++i) {
        readImage(split.images, i, data.scale, all.data() + static_cast<std::size_t>(i - from) * size);
    }
    return all;
}

/// Labels, boxes and pixels to 1/10,000 of the first 16 samples, as one number: the last bits are the standard library's.
std::uint64_t fingerprintOfReals(const Split& split)
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

std::uint64_t fingerprint(const Split& split)
{
    return split.images.bytes.empty() ? fingerprintOfReals(split) : fingerprintOfBytes(split);
}

} // namespace

class SetPromisesTest : public QObject
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

    void splitsDifferAndGrowAtTheirEnd_data() { addSets(); }
    void splitsDifferAndGrowAtTheirEnd()
    {
        QFETCH(QString, set);
        const std::string name = set.toStdString(); // raw: the mean of more images is another
        const auto small = samplesOf(name, 5, {{"data.pixels", "raw"}}),
                   large = samplesOf(name, 9, {{"data.pixels", "raw"}});
        const auto another = samplesOf(name, 5, {{"data.pixels", "raw"}, {"seed", "1"}});
        const Reals first = seen(*large, large->train, 0, 2);
        QVERIFY(sameBits(seen(*large, large->train, 0, 5), seen(*small, small->train, 0, 5)));
        QVERIFY(!sameBits(first, seen(*large, large->validation, 0, 2)));
        QVERIFY(!sameBits(first, seen(*large, large->test, 0, 2)));
        QVERIFY(!sameBits(seen(*large, large->validation, 0, 2), seen(*large, large->test, 0, 2)));
        QVERIFY(!sameBits(first, seen(*another, another->train, 0, 2)));
    }

    void theNetworkIsGivenStandardisedPixels_data() { addSets(); }
    void theNetworkIsGivenStandardisedPixels()
    {
        QFETCH(QString, set);
        const auto data = samplesOf(set.toStdString(), 50);
        double sum = 0, squares = 0;
        for (const Real value : seen(*data, data->train, 0, 50)) {
            sum += static_cast<double>(value);
            squares += static_cast<double>(value) * static_cast<double>(value);
        }
        const double count = static_cast<double>(50 * data->image.size());
        QVERIFY(std::abs(sum / count) < 1e-4 && std::abs(squares / count - 1) < 1e-3);
        const auto raw = samplesOf(set.toStdString(), 2, {{"data.pixels", "raw"}});
        QVERIFY(raw->scale.centre == 0 && raw->scale.factor == 1);
    }

    void imagesThatAreDrawnStayBytes_data()
    {
        QTest::addColumn<QString>("set");
        for (const char* set : {"coloured", "shortcut", "digits", "clutter"}) {
            QTest::newRow(set) << set;
        }
    }
    void imagesThatAreDrawnStayBytes()
    {
        QFETCH(QString, set);
        const auto data = samplesOf(set.toStdString(), 3);
        QCOMPARE(data->train.images.bytes.size(), static_cast<std::size_t>(3 * data->image.size()));
        QVERIFY(data->train.images.reals.empty() && data->test.images.reals.empty());
    }

    void theFirstSixteenSamplesStayAsTheyAre_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<quint64>("expected");
        QTest::newRow("odd-one-out") << "odd-one-out" << quint64{15921003019264797276u};
        QTest::newRow("pair") << "pair" << quint64{6126895058589658014u};
        QTest::newRow("corners") << "corners" << quint64{14853155527804750035u};
        QTest::newRow("coloured") << "coloured" << quint64{5927641353194223641u};
        QTest::newRow("shortcut") << "shortcut" << quint64{6172429475088729538u};
        QTest::newRow("digits") << "digits" << quint64{11077754579548015515u};
        QTest::newRow("clutter") << "clutter" << quint64{10302166231415880677u};
    }
    void theFirstSixteenSamplesStayAsTheyAre()
    {
        QFETCH(QString, set);
        QFETCH(quint64, expected);
        QCOMPARE(quint64{fingerprint(samplesOf(set.toStdString(), 16)->train)}, expected);
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

QTEST_APPLESS_MAIN(SetPromisesTest)
#include "tst_set_promises.moc"
