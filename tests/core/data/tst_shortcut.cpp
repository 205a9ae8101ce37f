// The shortcut: tags tell the label as often as ρ says, and three further tests change the tag and nothing else.
#include "tests/support/byte_samples.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <map>
#include <set>

using namespace fovea;

namespace {

constexpr Index kSide = 32, kTag = 4;
using Tag = std::array<int, kTag * kTag>;

std::shared_ptr<const Dataset> shortcut(const std::string& rho, int samples, const std::string& test = "200",
                                        const std::string& clothes = "")
{
    Settings settings = {{"data.rho", rho}, {"data.test", test}};
    if (!clothes.empty()) {
        settings.emplace_back("data.items", "clothes");
        settings.emplace_back("data.path", clothes);
    }
    return samplesOf("shortcut", samples, settings);
}

Tag tagOf(const Split& split, Index n)
{
    Tag tag{};
    for (Index p = 0; p < kTag * kTag; ++p) {
        tag[static_cast<std::size_t>(p)] = byteAt(split, n, p / kTag, p % kTag);
    }
    return tag;
}

const Split& variant(const Dataset& data, const std::string& key)
{
    for (const Variant& one : data.variants) {
        if (one.key == key) {
            return one.split;
        }
    }
    qFatal("there is no such variant");
}

/// The label that each code stands for, from the test whose tags are all right.
std::map<Tag, int> codesOf(const Dataset& data)
{
    const Split& right = variant(data, "correlated");
    std::map<Tag, int> codes;
    for (Index n = 0; n < right.size(); ++n) {
        codes.emplace(tagOf(right, n), right.labels[static_cast<std::size_t>(n)]);
    }
    return codes;
}

} // namespace

class ShortcutTest : public QObject
{
    Q_OBJECT

private slots:
    void everyClassHasItsCodeAndAllAreEquallyBright()
    {
        const auto data = shortcut("1", 10);
        const std::map<Tag, int> codes = codesOf(*data);
        QCOMPARE(codes.size(), std::size_t{10}); // ten codes over all images, so one a class: labels are
        std::set<int> labels;
        for (const auto& [tag, label] : codes) {
            labels.insert(label);
            QCOMPARE(std::count(tag.begin(), tag.end(), 255), std::ptrdiff_t{8});
            QCOMPARE(std::count(tag.begin(), tag.end(), 0), std::ptrdiff_t{8});
            for (const auto& [other, otherLabel] : codes) {
                int differ = 0;
                for (std::size_t p = 0; p < tag.size(); ++p) {
                    differ += tag[p] != other[p] ? 1 : 0;
                }
                QCOMPARE(differ, label == otherLabel ? 0 : 8);
            }
        }
        QCOMPARE(labels.size(), std::size_t{10});
    }

    void rhoIsTheShareOfTagsThatTellTheLabel_data()
    {
        QTest::addColumn<double>("rho");
        for (const double rho : {0.0, 0.5, 0.9, 1.0}) {
            QTest::addRow("%g", rho) << rho;
        }
    }
    void rhoIsTheShareOfTagsThatTellTheLabel()
    {
        QFETCH(double, rho);
        const auto data = shortcut(QString::number(rho).toStdString(), 3000);
        const std::map<Tag, int> codes = codesOf(*data);
        std::vector<int> table(100);
        int hits = 0;
        for (Index n = 0; n < 3000; ++n) {
            const int code = codes.at(tagOf(data->train, n)), label = data->train.labels[static_cast<std::size_t>(n)];
            hits += code == label ? 1 : 0;
            ++table[static_cast<std::size_t>(10 * label + code)];
        }
        const double expected = rho + (1 - rho) / 10, right = hits / 3000.0;
        QVERIFY2(std::abs(right - expected) <= 4 * std::sqrt(expected * (1 - expected) / 3000),
                 std::to_string(right).c_str());
        if (rho == 0) {
            QVERIFY(dependence(table, 10) < oneInAThousand(81)); // the tag tells nothing, not even what it is not
        }
    }

    void furtherTestsChangeTheTagAndNothingElse()
    {
        const auto data = shortcut("0.5", 10);
        const std::map<Tag, int> codes = codesOf(*data);
        QCOMPARE(data->variants.size(), std::size_t{3});
        std::vector<int> shuffled(100), counts(10);
        double right = 0;
        for (const Variant& one : data->variants) {
            QCOMPARE(one.split.size(), Index{200});
            QVERIFY(one.split.labels == data->test.labels);
            QVERIFY(one.split.evidence == data->test.evidence && one.split.decoys == data->test.decoys);
            for (Index n = 0; n < 200; ++n) {
                for (Index i = 0; i < kSide; ++i) {
                    for (Index j = i < kTag ? kTag : 0; j < kSide; ++j) {
                        QCOMPARE(byteAt(one.split, n, i, j), byteAt(data->test, n, i, j));
                    }
                }
                const Tag tag = tagOf(one.split, n);
                const int label = one.split.labels[static_cast<std::size_t>(n)];
                if (one.key == "removed") {
                    QVERIFY(tag == Tag{});
                } else if (one.key == "correlated") {
                    QCOMPARE(codes.at(tag), label);
                } else {
                    QCOMPARE(one.key, std::string("shuffled"));
                    ++shuffled[static_cast<std::size_t>(10 * label + codes.at(tag))];
                    ++counts[static_cast<std::size_t>(codes.at(tag))];
                    right += codes.at(tag) == label ? 1.0 / 200 : 0;
                }
            }
        }
        QVERIFY(std::all_of(counts.begin(), counts.end(), [](int count) { return count == 20; })); // the same codes
        QVERIFY(dependence(shuffled, 10) < oneInAThousand(81));
        QVERIFY(right < 0.1 + 4 * std::sqrt(0.09 / 200));
    }

    void itemAndTagLieInTheirBoxes()
    {
        const auto data = shortcut("0.5", 100);
        for (Index n = 0; n < 100; ++n) {
            const auto at = static_cast<std::size_t>(n);
            QVERIFY((data->train.decoys[at] == Evidence(Box{0, 0, kTag, kTag})));
            const Box& box = data->train.evidence[at].boxes.at(0);
            QVERIFY(box.top >= kTag && box.left >= kTag && box.top + box.height <= kSide &&
                    box.left + box.width <= kSide);
            Index top = kSide, left = kSide, bottom = 0, right = 0;
            for (Index i = 0; i < kSide; ++i) {
                for (Index j = 0; j < kSide; ++j) {
                    if (byteAt(data->train, n, i, j) > 51 && !(i < kTag && j < kTag)) {
                        top = std::min(top, i);
                        left = std::min(left, j);
                        bottom = std::max(bottom, i + 1);
                        right = std::max(right, j + 1);
                    }
                }
            }
            QVERIFY((box == Box{top, left, bottom - top, right - left}));
        }
    }

    void testClothesAreOfTheTestFileAlone()
    {
        const PlainClothes clothes;
        const auto data = shortcut("0.5", 50, "50", clothes.path());
        const auto tones = [](const Split& split) {
            std::set<int> found;
            for (Index n = 0; n < split.size(); ++n) {
                found.insert(byteAt(split, n, 20, 20) - split.labels[static_cast<std::size_t>(n)]);
            }
            return found;
        };
        QVERIFY(tones(data->train) == std::set<int>{20});
        QVERIFY(tones(data->validation) == std::set<int>{100});
        QVERIFY(tones(data->test) == std::set<int>{200});
        for (const Variant& one : data->variants) {
            QVERIFY(tones(one.split) == std::set<int>{200});
        }
        QCOMPARE(data->classes.back(), std::string("boot"));
    }
};

QTEST_APPLESS_MAIN(ShortcutTest)
#include "tst_shortcut.moc"
