// Pictures brought to a square: what is kept, what is averaged, what stays as it is.
#include "core/data/fit_picture.h"

#include <QTest>

#include <numeric>
#include <vector>

using namespace fovea;

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes fitted(const Bytes& pixels, Index height, Index width, Index channels, Fit fit, Index side, Index wanted)
{
    Bytes out(static_cast<std::size_t>(side * side * wanted), 77);
    fitPicture({pixels.data(), height, width, channels}, fit, side, wanted, out);
    return out;
}

} // namespace

class FitPictureTest : public QObject
{
    Q_OBJECT

private slots:
    void whatHasTheRightSizeStaysAsItIs()
    {
        Bytes picture(5 * 5 * 3);
        std::iota(picture.begin(), picture.end(), std::uint8_t{100});
        QVERIFY(fitted(picture, 5, 5, 3, Fit::Crop, 5, 3) == picture);
        QVERIFY(fitted(picture, 5, 5, 3, Fit::Whole, 5, 3) == picture);
    }

    void whatShrinksIsTheMeanOfItsArea()
    {
        const Bytes picture = {0, 100, 10, 10, 200, 100, 10, 10, 0, 0, 255, 255, 0, 0, 255, 255};
        QVERIFY(fitted(picture, 4, 4, 1, Fit::Crop, 2, 1) == (Bytes{100, 10, 0, 255}));
        QVERIFY(fitted({0, 30, 60, 0, 30, 60, 0, 30, 60}, 3, 3, 1, Fit::Crop, 2, 1) == (Bytes{10, 50, 10, 50}));
    }

    void whatGrowsLiesBetweenItsNeighbours()
    {
        QVERIFY(fitted({0, 100, 0, 100}, 2, 2, 1, Fit::Crop, 4, 1) ==
                (Bytes{0, 25, 75, 100, 0, 25, 75, 100, 0, 25, 75, 100, 0, 25, 75, 100}));
    }

    void cropKeepsTheMiddleAndWholeAddsBars()
    {
        const Bytes wide = {1, 2, 3, 4, 5, 6, 7, 8}; // 2 × 4
        QVERIFY(fitted(wide, 2, 4, 1, Fit::Crop, 2, 1) == (Bytes{2, 3, 6, 7}));
        QVERIFY(fitted(wide, 2, 4, 1, Fit::Whole, 4, 1) == (Bytes{0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0}));
        const Bytes high = {1, 2, 3, 4, 5, 6, 7, 8}; // 4 × 2
        QVERIFY(fitted(high, 4, 2, 1, Fit::Crop, 2, 1) == (Bytes{3, 4, 5, 6}));
    }

    void coloursBecomeGreyByTheirLumaAndGreyBecomesThree()
    {
        QVERIFY(fitted({100, 0, 0}, 1, 1, 3, Fit::Crop, 1, 1) == Bytes{30});
        QVERIFY(fitted({0, 100, 0}, 1, 1, 3, Fit::Crop, 1, 1) == Bytes{59});
        QVERIFY(fitted({0, 0, 100}, 1, 1, 3, Fit::Crop, 1, 1) == Bytes{11});
        QVERIFY(fitted({9}, 1, 1, 1, Fit::Crop, 1, 3) == (Bytes{9, 9, 9}));
    }
};

QTEST_APPLESS_MAIN(FitPictureTest)
#include "tst_fit_picture.moc"
