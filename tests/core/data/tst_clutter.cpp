// Clutter and stroke digits: items lie in their boxes, anywhere; pieces tell nothing and come from their own split.
#include "core/data/items.h"
#include "tests/support/byte_samples.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace fovea;

namespace {

std::shared_ptr<const Dataset> clutter(int samples, int pieces, const std::string& canvas = "40",
                                       const std::string& clothes = "")
{
    Settings settings = {{"data.distractors", std::to_string(pieces)}, {"data.canvas", canvas}};
    if (!clothes.empty()) {
        settings.emplace_back("data.items", "clothes");
        settings.emplace_back("data.path", clothes);
    }
    return samplesOf("clutter", samples, settings);
}

/// The box around the pixels above a fifth, found by looking at each.
Box inkOf(const Split& split, Index n)
{
    Index top = 1000, left = 1000, bottom = 0, right = 0;
    for (Index i = 0; i < split.images.shape.dim(0); ++i) {
        for (Index j = 0; j < split.images.shape.dim(1); ++j) {
            if (byteAt(split, n, i, j) > 51) {
                top = std::min(top, i);
                left = std::min(left, j);
                bottom = std::max(bottom, i + 1);
                right = std::max(right, j + 1);
            }
        }
    }
    return {top, left, bottom - top, right - left};
}

} // namespace

class ClutterTest : public QObject
{
    Q_OBJECT

private slots:
    void anItemAloneFillsItsBox_data()
    {
        QTest::addColumn<QString>("canvas");
        QTest::newRow("40") << "40";
        QTest::newRow("60") << "60";
    }
    void anItemAloneFillsItsBox()
    {
        QFETCH(QString, canvas);
        const auto data = clutter(100, 0, canvas.toStdString());
        QCOMPARE(data->image.dim(0), canvas.toLongLong());
        QVERIFY(data->train.decoys.empty());
        Index tallest = 0;
        for (Index n = 0; n < 100; ++n) {
            const Box box = data->train.evidence[static_cast<std::size_t>(n)].boxes.at(0);
            QVERIFY(box == inkOf(data->train, n));
            tallest = std::max(tallest, box.height);
        }
        QVERIFY(canvas == "40" ? tallest > 14 && tallest <= 20 : tallest > 19 && tallest <= 28);
    }

    void piecesLieInTheirBoxes()
    {
        const auto data = clutter(60, 6);
        for (Index n = 0; n < 60; ++n) {
            const auto at = static_cast<std::size_t>(n);
            const Evidence &item = data->train.evidence[at], &pieces = data->train.decoys[at];
            QCOMPARE(pieces.boxes.size(), std::size_t{6});
            for (Index i = 0; i < 40; ++i) {
                for (Index j = 0; j < 40; ++j) {
                    QVERIFY(covers(item, i, j) || covers(pieces, i, j) || byteAt(data->train, n, i, j) <= 51);
                }
            }
            for (const Box& box : pieces.boxes) {
                QVERIFY(box.height == 8 && box.width == 8);
                int ink = 0;
                for (Index p = 0; p < 64; ++p) {
                    ink += byteAt(data->train, n, box.top + p / 8, box.left + p % 8);
                }
                QVERIFY(ink > 500); // it shows something
            }
        }
    }

    void everyPlaceIsAlikeLikelyWhateverTheLabel()
    {
        const PlainClothes clothes; // items without a shape fill their square
        const auto data = clutter(4000, 1, "40", clothes.path());
        std::vector<int> rows(33), ofLabel(10 * 4);
        for (std::size_t n = 0; n < 4000; ++n) {
            const Box& piece = data->train.decoys[n].boxes[0];
            ++rows[static_cast<std::size_t>(piece.top)];
            ++ofLabel[static_cast<std::size_t>(4 * data->train.labels[n]) +
                      2 * static_cast<std::size_t>(piece.top > 16) + static_cast<std::size_t>(piece.left > 16)];
        }
        QVERIFY(unevenness(rows) < oneInAThousand(32));
        QVERIFY(dependence(ofLabel, 4) < oneInAThousand(27));
    }

    void piecesDoNotTellTheLabel()
    {
        const PlainClothes clothes;
        const auto data = clutter(4000, 1, "40", clothes.path());
        std::vector<int> table(100);
        for (Index n = 0; n < 4000; ++n) {
            const auto at = static_cast<std::size_t>(n);
            const Box& piece = data->train.decoys[at].boxes[0];
            const int label = data->train.labels[at], corner = byteAt(data->train, n, piece.top, piece.left);
            const int alone = corner >= 40 ? corner - 20 - label : corner; // where it lies under the item
            ++table[static_cast<std::size_t>(10 * label + std::clamp(alone - 20, 0, 9))];
        }
        QVERIFY(dependence(table, 10) < oneInAThousand(81));
        QVERIFY(unevenness(table) < oneInAThousand(99));
    }

    void itemsAndPiecesAreOfTheirOwnSplit()
    {
        const PlainClothes clothes;
        const auto data = clutter(100, 1, "40", clothes.path());
        const auto tones = [](const Split& split) { // of pixels under one item or piece, without what its class adds
            std::set<int> found;
            for (const std::uint8_t byte : split.images.bytes) {
                found.insert(byte / 10 * 10);
            }
            return found;
        };
        QVERIFY((tones(data->train) ==
                 std::set<int>{0, 20, 40, 50})); // one, or two on top of each other: 20 to 29, 40 to 58
        const std::set<int> validation = tones(data->validation), test = tones(data->test);
        QVERIFY(validation.count(100) == 1 && validation.count(20) + validation.count(40) + validation.count(50) == 0);
        QVERIFY(test.count(200) == 1 && *std::next(test.begin()) == 200); // nothing between 0 and 200
    }

    void shrinkingKeepsTheMeanTone()
    {
        const PlainClothes clothes;
        const auto data = clutter(10, 0, "40", clothes.path());
        for (Index n = 0; n < 10; ++n) {
            int sum = 0, count = 0;
            for (Index p = 0; p < 1600; ++p) {
                const int tone = byteAt(data->train, n, p / 40, p % 40);
                sum += tone;
                count += tone > 0 ? 1 : 0;
            }
            QCOMPARE(count, 400); // 20 × 20
            QCOMPARE(sum, 400 * (20 + data->train.labels[static_cast<std::size_t>(n)]));
        }
    }

    void digitsAreDrawnDifferentlyAndStayInTheImage()
    {
        const auto data = samplesOf("digits", 1000);
        std::set<std::string> drawings;
        for (Index n = 0; n < 1000; ++n) {
            const auto at = static_cast<std::size_t>(n);
            const auto begin = data->train.images.bytes.begin() + n * 784;
            drawings.emplace(begin, begin + 784);
            const Box& box = data->train.evidence[at].boxes.at(0);
            QVERIFY(box == inkOf(data->train, n));
            QVERIFY(box.height >= 14);
            for (Index k = 0; k < 28; ++k) { // the pen never leaves the paper
                QVERIFY(byteAt(data->train, n, 0, k) == 0 || byteAt(data->train, n, 27, k) == 0);
                QVERIFY(byteAt(data->train, n, k, 0) == 0 && byteAt(data->train, n, k, 27) == 0);
            }
        }
        QCOMPARE(drawings.size(), std::size_t{1000});
    }

    void aDigitIsNearerToItsOwnKindThanToOthers()
    {
        const auto data = samplesOf("digits", 1000);
        std::vector<std::vector<double>> means(10, std::vector<double>(784));
        for (Index n = 0; n < 500; ++n) {
            for (Index p = 0; p < 784; ++p) {
                means[static_cast<std::size_t>(data->train.labels[static_cast<std::size_t>(n)])]
                     [static_cast<std::size_t>(p)] += byteAt(data->train, n, p / 28, p % 28) / 50.0;
            }
        }
        int right = 0;
        for (Index n = 500; n < 1000; ++n) {
            std::vector<double> distances;
            for (const std::vector<double>& mean : means) {
                double sum = 0;
                for (Index p = 0; p < 784; ++p) {
                    const double away = byteAt(data->train, n, p / 28, p % 28) - mean[static_cast<std::size_t>(p)];
                    sum += away * away;
                }
                distances.push_back(sum);
            }
            const auto nearest = std::min_element(distances.begin(), distances.end()) - distances.begin();
            right += nearest == data->train.labels[static_cast<std::size_t>(n)] ? 1 : 0;
        }
        QVERIFY2(right > 350 && right < 500, std::to_string(right).c_str()); // they are digits, and no copies
    }
};

QTEST_APPLESS_MAIN(ClutterTest)
#include "tst_clutter.moc"
