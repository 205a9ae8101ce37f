// Cells stay cells: a map's picture holds the map's weights and nothing in between.
#include "tests/ui/paint/ink.h"
#include "ui/paint/colour_bar.h"
#include "ui/paint/device_pixels.h"
#include "ui/paint/figure.h"
#include "ui/paint/heatmap.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QSet>
#include <QTest>

#include <cmath>
#include <limits>

using namespace fovea;

namespace {

Tensor filled(Shape shape, std::initializer_list<double> values)
{
    Tensor tensor(shape);
    Index i = 0;
    for (const double value : values) {
        tensor[i++] = static_cast<Real>(value);
    }
    return tensor;
}

QSet<QRgb> coloursOf(const QImage& image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            colours.insert(image.pixel(x, y));
        }
    }
    return colours;
}

QImage blackPicture()
{
    QImage picture(4, 4, QImage::Format_RGB32);
    picture.fill(Qt::black);
    return picture;
}

const Tensor& threeByTwo()
{
    static const Tensor map = filled({2, 3}, {0.0, 0.1, 0.2, 0.3, 0.4, 1.0});
    return map;
}

} // namespace

class TestHeatmap : public QObject
{
    Q_OBJECT

private slots:
    void greyPixelsSpanTheRange()
    {
        const QImage image = pixelImage(filled({1, 3, 1}, {0, 127.5, 300}), {0, 255});
        QCOMPARE(image.size(), QSize(3, 1));
        QCOMPARE(image.pixel(0, 0), qRgb(0, 0, 0));
        QCOMPARE(image.pixel(1, 0), qRgb(128, 128, 128));
        QCOMPARE(image.pixel(2, 0), qRgb(255, 255, 255));
    }

    void colourPixelsAreRedGreenBlue()
    {
        const QImage image = pixelImage(filled({2, 1, 3}, {1, 0, 0.2, 0, 0.4, 1}), {0, 1});
        QCOMPARE(image.pixel(0, 0), qRgb(255, 0, 51));
        QCOMPARE(image.pixel(0, 1), qRgb(0, 102, 255));
    }

    /// More channels than colours: each is a hue of its own, evenly around the circle from red on.
    void channelsThatAreNoColoursAreHues()
    {
        const QImage four = pixelImage(filled({1, 4, 4}, {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}), {0, 1});
        for (int c = 0; c < 4; ++c) {
            const QColor colour = QColor::fromRgb(four.pixel(c, 0));
            QVERIFY2(std::abs(colour.hsvHue() - 90 * c) <= 30, qPrintable(colour.name()));
            for (int other = 0; other < c; ++other) {
                QVERIFY(four.pixel(c, 0) != four.pixel(other, 0));
            }
        }
    }

    void allChannelsTogetherAreGrey()
    {
        for (const Index channels : {4, 5, 9}) {
            Tensor image({1, 3, channels});
            for (Index c = 0; c < channels; ++c) {
                image[channels + c] = Real(0.4);
                image[2 * channels + c] = 1;
            }
            const QImage pixels = pixelImage(image, {0, 1});
            QCOMPARE(pixels.pixel(0, 0), qRgb(0, 0, 0));
            QCOMPARE(pixels.pixel(1, 0), qRgb(102, 102, 102));
            QCOMPARE(pixels.pixel(2, 0), qRgb(255, 255, 255));
        }
    }

    void cellsStayCells()
    {
        HeatmapStyle style;
        style.opacity = 1;
        // 31 × 17 is no multiple of 3 × 2: still six colours, each where its cell is.
        const QImage image = heatmapImage(blackPicture(), threeByTwo(), MapScale::fixed(), style, {31, 17});
        QCOMPARE(coloursOf(image).size(), 6);
        for (int y = 0; y < 17; ++y) {
            for (int x = 0; x < 31; ++x) {
                const Index row = (2 * y + 1) * 2 / (2 * 17);
                const Index column = (2 * x + 1) * 3 / (2 * 31);
                const double weight = static_cast<double>(threeByTwo()[row * 3 + column]);
                QCOMPARE(image.pixel(x, y), colour(ColourMap::Viridis, weight));
            }
        }
    }

    void cellsStayCellsAtEveryDpiAndPlace()
    {
        for (const int dpi : {96, 141, 300}) {
            const QImage image = renderFigure(FigureSize::ofPixels(2 * dpi, dpi, dpi), [&](QPainter& painter,
                                                                                           const QRectF&) {
                HeatmapStyle style;
                style.opacity = 1;
                paintHeatmap(painter, {10.3, 7.7, 100.4, 60.9}, blackPicture(), threeByTwo(), MapScale::fixed(), style);
            });
            QCOMPARE(coloursOf(image).size(), 7); // six cells and the paper: no blended edge
        }
    }

    void smoothingComesOnlyOnRequest()
    {
        HeatmapStyle style;
        style.opacity = 1;
        style.smooth = true;
        const QImage image = heatmapImage(blackPicture(), threeByTwo(), MapScale::fixed(), style, {90, 60});
        QVERIFY(coloursOf(image).size() > 50);
        QCOMPARE(image.pixel(0, 0), colour(ColourMap::Viridis, 0)); // and keeps the corners' weights
        QCOMPARE(image.pixel(89, 59), colour(ColourMap::Viridis, 1));
    }

    void opacityBlendsPictureAndMap()
    {
        HeatmapStyle style;
        style.colours = ColourMap::Grey;
        style.opacity = 0.25;
        const QImage image = heatmapImage(blackPicture(), filled({1, 1}, {1}), MapScale::fixed(), style, {8, 8});
        QCOMPARE(coloursOf(image), QSet<QRgb>{qRgb(64, 64, 64)});
    }

    /// The middle of each cell is the picture as it is, its edge the weight's colour as the bar has it.
    void framedCellsLeaveThePictureItsColours()
    {
        QImage picture(6, 4, QImage::Format_RGB32);
        picture.fill(qRgb(200, 30, 40));
        HeatmapStyle style;
        style.opacity = 1;
        style.framed = true;
        const QImage image = heatmapImage(picture, threeByTwo(), MapScale::fixed(), style, {90, 60});
        for (int y = 0; y < 60; ++y) {
            for (int x = 0; x < 90; ++x) {
                const int across = x % 30, down = y % 30;
                const bool edge = across < 5 || across >= 25 || down < 5 || down >= 25;
                const double weight = static_cast<double>(threeByTwo()[y / 30 * 3 + x / 30]);
                QCOMPARE(image.pixel(x, y), edge ? colour(ColourMap::Viridis, weight) : qRgb(200, 30, 40));
            }
        }
        const QImage small = heatmapImage(picture, threeByTwo(), MapScale::fixed(), style, {6, 4});
        QCOMPARE(coloursOf(small).size(), 6); // cells of two pixels have no middle: the map, not a picture without one
    }

    void everyLineOfThePictureShowsThroughTheMap()
    {
        QImage picture(4, 4, QImage::Format_RGB32);
        for (int i = 0; i < 16; ++i) {
            picture.setPixel(i % 4, i / 4, qRgb(16 * i, 255 - 16 * i, 8 * i));
        }
        HeatmapStyle style;
        style.opacity = 0.5;
        const QImage image = heatmapImage(picture, threeByTwo(), MapScale::fixed(), style, {24, 24});
        for (int y = 0; y < 24; ++y) {
            for (int x = 0; x < 24; ++x) {
                const QRgb under = picture.pixel(x / 6, y / 6);
                const double weight = static_cast<double>(threeByTwo()[y / 12 * 3 + x / 8]);
                const QRgb over = colour(ColourMap::Viridis, weight);
                const auto half = [](int a, int b) { return (a + b + 1) / 2; };
                QCOMPARE(image.pixel(x, y), qRgb(half(qRed(under), qRed(over)), half(qGreen(under), qGreen(over)),
                                                 half(qBlue(under), qBlue(over))));
            }
        }
    }

    void whereThereIsNoWeightThePictureShows()
    {
        HeatmapStyle style;
        style.opacity = 1;
        const Tensor map = filled({1, 2}, {std::numeric_limits<double>::quiet_NaN(), 1});
        QImage picture = blackPicture();
        picture.fill(qRgb(90, 90, 90));
        const QImage image = heatmapImage(picture, map, MapScale::fixed(), style, {8, 8});
        QCOMPARE(image.pixel(1, 4), qRgb(90, 90, 90));
        QCOMPARE(image.pixel(6, 4), colour(ColourMap::Viridis, 1));
    }

    void anUntrainedMapIsMidToneEverywhere()
    {
        HeatmapStyle style;
        style.opacity = 1;
        Tensor map({8, 8});
        for (Index i = 0; i < 64; ++i) {
            map[i] = Real(1) / Real(64);
        }
        const QImage image = heatmapImage(blackPicture(), map, MapScale::timesUniform(64), style, {80, 80});
        QCOMPARE(coloursOf(image), QSet<QRgb>{colour(ColourMap::Viridis, 0.5)});
    }

    void enlargedPixelsKeepTheirEdges()
    {
        QImage image(2, 1, QImage::Format_RGB32);
        image.setPixel(0, 0, qRgb(10, 20, 30));
        image.setPixel(1, 0, qRgb(200, 100, 50));
        const QImage large = resized(image, {7, 3});
        QCOMPARE(coloursOf(large).size(), 2);
        QCOMPARE(large.pixel(2, 2), qRgb(10, 20, 30));
        QCOMPARE(large.pixel(4, 0), qRgb(200, 100, 50));
    }

    void eachBoxOfTheEvidenceIsOutlined()
    {
        QImage image(112, 112, QImage::Format_RGB32);
        image.fill(qRgb(120, 120, 120));
        QPainter painter(&image);
        paintEvidence(painter, {0, 0, 112, 112}, {28, 28},
                      Evidence{Box{2, 2, 6, 6}, Box{2, 8, 6, 6}, Box{18, 20, 4, 4}});
        painter.end();
        const QRgb white = qRgb(255, 255, 255);
        QCOMPARE(image.pixel(7, 20), white);  // beside the left edge of the first
        QCOMPARE(image.pixel(32, 20), white); // beside its right edge, where the black of its neighbour would lie
        QCOMPARE(image.pixel(31, 20), white); // beside the left edge of the second
        QCOMPARE(image.pixel(79, 80), white); // beside the left edge of the third
        QCOMPARE(image.pixel(60, 60), qRgb(120, 120, 120));
        QCOMPARE(image.pixel(8, 20), qRgb(120, 120, 120)); // inside the first: what a map says of the object is seen
    }

    void evidenceIsWhiteOnBlackAroundTheBox()
    {
        QImage grey(28, 28, QImage::Format_RGB32);
        grey.fill(qRgb(120, 120, 120));
        const QImage image = renderFigure(FigureSize::ofPixels(280, 280), [&](QPainter& painter, const QRectF& area) {
            const QRectF place = paintPicture(painter, area, grey);
            paintEvidence(painter, place, grey.size(), Box{14, 7, 7, 7});
        });
        const QRect box = inkBox(image, image.rect(), qRgb(120, 120, 120));
        QVERIFY(std::abs(box.left() - 70) <= 3 && std::abs(box.right() - 140) <= 3);
        QVERIFY(std::abs(box.top() - 140) <= 3 && std::abs(box.bottom() - 210) <= 3);
        QVERIFY(count(image, box, Qt::white) > 100);
        QVERIFY(count(image, box, Qt::black) > 100);
        QCOMPARE(image.pixel(105, 175), qRgb(120, 120, 120)); // the evidence itself stays bare
    }

    void colourBarRisesAndKeepsInsideItsArea()
    {
        const ColourBar bar{ColourMap::Viridis, MapScale::timesUniform(64).ticks(), MapScale::timesUniform(64).name(),
                            1};
        const QFont font = figureFont(12);
        const QRect area(40, 30, static_cast<int>(colourBarWidth(bar, font)), 240);
        const QImage image = renderFigure(FigureSize::ofPixels(240, 300), [&](QPainter& painter, const QRectF&) {
            paintColourBar(painter, area, bar, font, Qt::black);
        });
        QVERIFY(area.contains(inkBox(image)));
        QVERIFY(distance(image.pixel(44, 262), colour(ColourMap::Viridis, 0)) < 12);
        QVERIFY(distance(image.pixel(44, 150), colour(ColourMap::Viridis, 0.5)) < 6);
        QVERIFY(distance(image.pixel(44, 38), colour(ColourMap::Viridis, 1)) < 12);
        // Name and labels have ink: right of the bar, and in the right-most line of type.
        QVERIFY(!inkBox(image, QRect(area.left() + 22, area.top(), 30, area.height())).isNull());
        QVERIFY(inkBox(image).right() > area.right() - 30);
    }

    void lyingBarRisesToTheRightAndKeepsItsLabelsInside()
    {
        const ColourBar bar{ColourMap::Viridis, MapScale::timesUniform(64).ticks(), {}, 1};
        for (const int width : {90, 300}) { // where there is little room some labels go; none overlaps or sticks out
            const QRect area(20, 10, width, 30);
            const QImage image = renderFigure(FigureSize::ofPixels(340, 60), [&](QPainter& painter, const QRectF&) {
                paintFlatColourBar(painter, area, bar, figureFont(12), Qt::black);
            });
            QVERIFY(area.contains(inkBox(image)));
            QVERIFY(distance(image.pixel(area.left(), 12), colour(ColourMap::Viridis, 0)) < 12);
            QVERIFY(distance(image.pixel(area.center().x(), 12), colour(ColourMap::Viridis, 0.5)) < 8);
            QVERIFY(distance(image.pixel(area.right(), 12), colour(ColourMap::Viridis, 1)) < 12);
            const QRect labels(area.left(), area.bottom() - 13, width, 14);
            QVERIFY(inkBox(image, labels).right() > area.right() - 8); // the highest weight's label
        }
    }

    void colourBarShowsAMapsOpacityOnBlackAndOnWhite()
    {
        const ColourBar bar{ColourMap::Viridis, {}, {}, 0.6};
        const QImage image = renderFigure(FigureSize::ofPixels(60, 200), [&](QPainter& painter, const QRectF& area) {
            paintColourBar(painter, area, bar, figureFont(12), Qt::black);
        });
        const QRgb top = colour(ColourMap::Viridis, 1);
        const auto over = [&](int under) {
            const auto channel = [&](int value) {
                return static_cast<int>(std::lround(under + 0.6 * (value - under)));
            };
            return qRgb(channel(qRed(top)), channel(qGreen(top)), channel(qBlue(top)));
        };
        const int y = inkBox(image).top();
        QVERIFY(distance(image.pixel(2, y), over(0)) < 4);
        QVERIFY(distance(image.pixel(20, y), over(255)) < 4);
    }
};

QTEST_MAIN(TestHeatmap)
#include "tst_heatmap.moc"
