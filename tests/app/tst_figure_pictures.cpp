// Which pictures a figure has: full rows of them, and the large one always.
#include "app/figure_pictures.h"
#include "core/autograd/tape.h"
#include "tests/support/small_run.h"
#include "tests/ui/views/shown_samples.h"

#include <QTest>

using namespace fovea;

namespace {

std::vector<Index> numbersOf(const std::vector<ShownSample>& samples)
{
    std::vector<Index> numbers;
    for (const ShownSample& sample : samples) {
        numbers.push_back(sample.picture->sample);
    }
    return numbers;
}

} // namespace

class FigurePicturesTest : public QObject
{
    Q_OBJECT

private slots:
    void rowsAreFull()
    {
        for (int there = 1; there <= 40; ++there) {
            for (int most = 1; most <= 12; ++most) {
                const auto [count, columns] = fullRows(there, most);
                QVERIFY(count >= 1 && count <= std::min(there, most) && columns >= 1 && columns <= 5);
                QCOMPARE(count % columns, 0);
                QVERIFY(count >= std::min(there, most) - 1); // at most one is left out
            }
        }
        QCOMPARE(fullRows(100, 8).columns, 4);
        QCOMPARE(fullRows(100, 12).count, 12);
        QCOMPARE(fullRows(0, 12).count, 0);
    }

    void theLargeOneIsAmongThem()
    {
        std::vector<ShownSample> all;
        for (int label = 0; label < 6; ++label) {
            all.push_back({pictureOfClass(label), {}, {}});
        }
        const auto chosen = [&](const PicturePtr& large, int count) {
            return numbersOf(chosenFrom(all, large, count));
        };
        QVERIFY((chosen(all[1].picture, 3) == std::vector<Index>{0, 1, 2}));
        QVERIFY((chosen(all[4].picture, 3) == std::vector<Index>{0, 1, 4}));
        QVERIFY((chosen(pictureOfClass(5), 3) == std::vector<Index>{0, 1, 5})); // made anew, but the same picture
        QVERIFY((chosen(nullptr, 3) == std::vector<Index>{0, 1, 2}));
        QVERIFY((chosen(nullptr, 9).size() == 6));
    }

    void eachHasTheAnswerOfTheNetwork()
    {
        Practice practice;
        const Run run = practice.start(smallNeedle());
        const SnapshotPtr snapshot = snapshotOf(run);
        const Split& validation = snapshot->data->validation;
        const std::vector<PicturePtr> first{pictureOf(validation, 0), pictureOf(validation, 1)};
        const auto count = [&](const PicturePtr& large) {
            return figurePictures(snapshot, first, large, MapOverride::None)->size();
        };
        QCOMPARE(count(nullptr), std::size_t(2));
        QCOMPARE(count(first[1]), std::size_t(2));
        QCOMPARE(count(pictureOf(validation, 1)), std::size_t(2)); // made anew, but the same picture
        QCOMPARE(count(pictureOf(validation, 7)), std::size_t(3));
        Picture other = *first[0]; // of another size: this network cannot be asked
        other.pixels = Tensor({5, 5, 1});
        other.sample = -1;
        QCOMPARE(count(std::make_shared<const Picture>(other)), std::size_t(2));

        const auto pictures = figurePictures(snapshot, first, pictureOf(validation, 7), MapOverride::None);
        QVERIFY((numbersOf(pictures->items()) == std::vector<Index>{0, 1, 7}));
        Tape tape;
        const auto alone = answers(snapshot->examined(), {first[1]}, MapOverride::None, snapshot->config.seed, tape);
        QVERIFY(pictures->items()[1].answer->probabilities == alone.front().probabilities);
    }
};

QTEST_MAIN(FigurePicturesTest)
#include "tst_figure_pictures.moc"
