// Near-duplicates: pictures of one burst are found, others are not, and what is found stays in one split.
#include "core/data/alike.h"
#include "core/data/stratified.h"
#include "tests/support/drawn_pictures.h"

#include <QTest>

#include <algorithm>
#include <numeric>
#include <set>

using namespace fovea;

namespace {

PictureMark markOf(const DecodedPicture& picture)
{
    return fovea::markOf(PictureBytes{picture.pixels.data(), picture.height, picture.width, picture.channels});
}

/// Digits are alike in this: a bright stroke on black.
PictureMark markOfStroke(std::uint64_t number)
{
    Stream stream(number, Purpose::Test);
    DecodedPicture picture{std::vector<std::uint8_t>(28 * 28 * 3, 0), 28, 28, 3};
    double x = stream.uniform(8, 20);
    for (std::size_t y = 4; y < 24; ++y) {
        x = std::clamp(x + stream.uniform(-1.5, 1.5), 1.0, 26.0);
        for (std::size_t c = 0; c < 6; ++c) {
            picture.pixels[(y * 28 + static_cast<std::size_t>(x)) * 3 + c] = 255;
        }
    }
    return markOf(picture);
}

} // namespace

class AlikeTest : public QObject
{
    Q_OBJECT

private slots:
    void picturesOfABurstAreAlike()
    {
        for (std::uint64_t number = 0; number < 50; ++number) {
            const PictureMark first = markOf(drawnPicture(number, 120, 160));
            QVERIFY(areAlike(first, markOf(drawnPicture(number, 120, 160, 4)))); // moved by 2.5 %
            QVERIFY(areAlike(first, markOf(drawnPicture(number, 120, 160, 0, 6))));
            QVERIFY(areAlike(first, markOf(drawnPicture(number, 240, 320)))); // saved at another size
        }
    }

    void otherPicturesAreNot()
    {
        std::vector<PictureMark> marks;
        for (std::uint64_t number = 0; number < 200; ++number) {
            marks.push_back(markOf(drawnPicture(number, 60, 80)));
        }
        int found = 0;
        for (std::size_t one = 0; one < marks.size(); ++one) {
            for (std::size_t other = one + 1; other < marks.size(); ++other) {
                found += areAlike(marks[one], marks[other]) ? 1 : 0;
            }
        }
        QCOMPARE(found, 0);
    }

    void plainSurfacesDifferByTheirTone()
    {
        const auto plain = [](std::uint8_t tone) {
            return markOf(DecodedPicture{std::vector<std::uint8_t>(30 * 30 * 3, tone), 30, 30, 3});
        };
        QVERIFY(areAlike(plain(100), plain(110)));
        QVERIFY(!areAlike(plain(100), plain(130)));
    }

    void tinyPicturesHaveMarksToo()
    {
        const std::vector<std::uint8_t> pixels = {10, 200, 40};
        for (const auto& [height, width] : {std::pair<Index, Index>{1, 1}, {1, 3}, {3, 1}}) {
            const PictureMark mark = fovea::markOf(PictureBytes{pixels.data(), height, width, 1});
            QVERIFY(areAlike(mark, mark));
        }
    }

    void burstsAmongThousandsAreFoundWhereverTheyLie()
    {
        constexpr std::size_t kPictures = 2000, kBursts = 40;
        std::vector<PictureMark> marks;
        std::vector<std::uint8_t> labels;
        for (std::size_t i = 0; i < kPictures; ++i) { // the last forty repeat the first, moved a little
            const std::size_t number = i + kBursts < kPictures ? i : i - (kPictures - kBursts);
            marks.push_back(markOf(drawnPicture(number, 24, 32, number == i ? 0 : 0.5)));
            labels.push_back(static_cast<std::uint8_t>(number % 2));
        }
        ThreadPool one(1), two(2);
        const std::vector<Index> groups = alikeGroups(marks, labels, one);
        for (std::size_t i = 0; i < kPictures; ++i) {
            const std::size_t first = i + kBursts < kPictures ? i : i - (kPictures - kBursts);
            QCOMPARE(groups[i], static_cast<Index>(first));
        }
        QVERIFY(groups == alikeGroups(marks, labels, two));
    }

    void picturesOfTwoClassesAreNeverOneGroup()
    {
        const PictureMark mark = markOf(drawnPicture(1, 40, 40));
        const std::vector<PictureMark> marks(3, mark);
        const std::vector<std::uint8_t> labels = {0, 1, 0};
        ThreadPool pool(1);
        QVERIFY(alikeGroups(marks, labels, pool) == (std::vector<Index>{0, 1, 0}));
    }

    void framesOfASlowPanHangTogether()
    {
        std::vector<PictureMark> marks;
        for (int frame = 0; frame < 12; ++frame) { // the last is not like the first, but each is like the next
            marks.push_back(markOf(drawnPicture(7, 48, 64, 1.2 * frame)));
        }
        QVERIFY(!areAlike(marks.front(), marks.back()));
        for (std::uint64_t other = 100; other < 130; ++other) {
            marks.push_back(markOf(drawnPicture(other, 48, 64)));
        }
        ThreadPool pool(1);
        const std::vector<Index> groups = alikeGroups(marks, std::vector<std::uint8_t>(marks.size(), 0), pool);
        for (std::size_t frame = 0; frame < 12; ++frame) {
            QCOMPARE(groups[frame], Index{0});
        }
    }

    void drawnSignsDoNotBecomeOneGroup()
    {
        std::vector<PictureMark> marks;
        for (std::uint64_t number = 0; number < 400; ++number) {
            marks.push_back(markOfStroke(number));
        }
        ThreadPool pool(1);
        const std::vector<Index> groups = alikeGroups(marks, std::vector<std::uint8_t>(marks.size(), 0), pool);
        QVERIFY(std::set<Index>(groups.begin(), groups.end()).size() > 200);
    }

    void groupsStayInOnePart()
    {
        constexpr Index kImages = 300;
        std::vector<std::uint8_t> labels;
        std::vector<Index> all(kImages), groups;
        std::iota(all.begin(), all.end(), Index{0});
        for (Index i = 0; i < kImages; ++i) {
            labels.push_back(static_cast<std::uint8_t>(i / 5 % 3));
            groups.push_back(i / 5 * 5); // bursts of five
        }
        const TwoParts parts = takeStratified(labels, all, 60, 3, groups);
        QCOMPARE(parts.taken.size(), std::size_t(60));
        QCOMPARE(parts.taken.size() + parts.kept.size(), std::size_t(kImages));
        std::set<Index> taken, kept;
        std::array<int, 3> ofClass{};
        for (const Index i : parts.taken) {
            taken.insert(groups[static_cast<std::size_t>(i)]);
            ++ofClass[labels[static_cast<std::size_t>(i)]];
        }
        for (const Index i : parts.kept) {
            kept.insert(groups[static_cast<std::size_t>(i)]);
        }
        QVERIFY(std::none_of(taken.begin(), taken.end(), [&](Index group) { return kept.contains(group); }));
        QVERIFY(ofClass == (std::array<int, 3>{20, 20, 20}));
        QVERIFY(takeStratified(labels, all, 60, 3, groups).taken == parts.taken);
        QVERIFY(takeStratified(labels, all, 60, 4, groups).taken != parts.taken);
    }

    void whereEachIsByItselfGroupsChangeNothing()
    {
        std::vector<std::uint8_t> labels;
        std::vector<Index> all(200);
        std::iota(all.begin(), all.end(), Index{0});
        for (Index i = 0; i < 200; ++i) {
            labels.push_back(static_cast<std::uint8_t>(i % 7));
        }
        QVERIFY(takeStratified(labels, all, 50, 1, all).taken == takeStratified(labels, all, 50, 1).taken);
    }

    void aGroupTooLargeForItsShareStaysToBeLearned()
    {
        const std::vector<std::uint8_t> labels(10, 0);
        std::vector<Index> all(10);
        std::iota(all.begin(), all.end(), Index{0});
        const std::vector<Index> groups = {0, 0, 0, 0, 0, 0, 0, 0, 8, 9};
        QVERIFY(takeStratified(labels, all, 5, 1, groups).taken == (std::vector<Index>{8, 9}));
    }

    void whereAllAreAlikeTheLastAreTaken()
    {
        const std::vector<std::uint8_t> labels(10, 0);
        std::vector<Index> all(10);
        std::iota(all.begin(), all.end(), Index{0});
        const TwoParts parts = takeStratified(labels, all, 3, 1, std::vector<Index>(10, 0));
        QVERIFY(parts.taken == (std::vector<Index>{7, 8, 9}) && parts.kept.size() == 7);
    }
};

QTEST_APPLESS_MAIN(AlikeTest)
#include "tst_alike.moc"
