// The attention figure: colour bar always, right and wrong by shape, text inside its cell, no map where there is none,
// and no place named where the map is uniform.
#include "tests/ui/paint/ink.h"
#include "ui/paint/attention_figure.h"
#include "ui/paint/attention_text.h"
#include "ui/paint/colour_bar.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace fovea;

namespace {

AttentionSample sample(bool right)
{
    AttentionSample sample;
    sample.image = Tensor({28, 28, 1});
    for (Index i = 0; i < sample.image.size(); ++i) {
        sample.image[i] = static_cast<Real>(i % 28) / 28;
    }
    sample.map = Tensor({4, 4});
    for (Index i = 0; i < 16; ++i) {
        sample.map[i] = i == 5 ? Real(0.625) : Real(0.025);
    }
    sample.label = "ankle boot";
    sample.prediction = right ? "ankle boot" : "sneaker";
    sample.right = right;
    sample.spreadCells = 5.3;
    sample.largest = 0.625;
    return sample;
}

/// All weights alike but the largest and the least, given in multiples of uniform.
AttentionSample faint(double most, double least)
{
    AttentionSample each = sample(true);
    for (Index i = 0; i < 16; ++i) {
        each.map[i] = static_cast<Real>((i == 5 ? most : i == 6 ? least : 1) / 16);
    }
    each.largest = most / 16;
    each.spreadCells = 15.9;
    each.score = OnEvidence{1, 0.06, 0.06};
    return each;
}

QStringList linesOf(const AttentionSample& sample, double width = 400)
{
    return attentionTexts({sample}, {width, 200}).lines[0];
}

AttentionFigure figureOf(int count)
{
    AttentionFigure figure;
    for (int i = 0; i < count; ++i) {
        figure.samples.push_back(sample(i % 3 != 1));
    }
    return figure;
}

QImage render(const AttentionFigure& figure, QSize pixels = {640, 480})
{
    return renderFigure(FigureSize::ofPixels(pixels.width(), pixels.height()),
                        [&](QPainter& painter, const QRectF& area) { paintAttention(painter, area, figure); });
}

/// Pixels with a hue: neither grey image nor text.
int coloured(const QImage& image, const QRect& area)
{
    int pixels = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            pixels += QColor(image.pixel(x, y)).hsvSaturation() > 60 ? 1 : 0;
        }
    }
    return pixels;
}

} // namespace

class TestAttentionFigure : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void aMapIsNeverWithoutItsColourBar()
    {
        AttentionFigure figure = figureOf(4);
        figure.style.opacity = 1;
        const QImage image = render(figure);
        // Right of the last image: the bar's colours from end to end.
        const QRect right = part(image, 0.8, 0.0, 1.0, 1.0);
        for (const double t : {0.1, 0.5, 0.9}) {
            QVERIFY(count(image, right, QColor(colour(ColourMap::Viridis, t)), 6) > 5);
        }
    }

    void oneColourMeansOneWeightInAllImages()
    {
        AttentionFigure figure = figureOf(2);
        figure.columns = 2;
        figure.style.opacity = 1;
        const QImage image = render(figure);
        const QColor peak(colour(figure.style.colours, MapScale::timesUniform(16).t(0.625)));
        QVERIFY(count(image, part(image, 0, 0, 0.42, 1), peak, 2) > 500);
        QVERIFY(count(image, part(image, 0.42, 0, 0.83, 1), peak, 2) > 500);
    }

    void onePlaceIsSaidNotDrawn()
    {
        AttentionFigure figure = figureOf(2);
        for (AttentionSample& each : figure.samples) {
            each.map = Tensor();
            each.right = true;
        }
        const AttentionTexts texts = attentionTexts(figure.samples, {200, 100});
        QVERIFY(texts.lines[0].join(' ').contains("one place, weight 1, nothing to choose"));
        const QImage image = render(figure);
        QVERIFY(coloured(image, image.rect()) < 200); // two marks, no map, no bar
        figure.samples[0].map = Tensor({1, 1});
        figure.samples[0].map[0] = 1;
        QVERIFY(coloured(render(figure), image.rect()) < 200);
    }

    void rightAndWrongDifferInShape()
    {
        AttentionFigure figure = figureOf(1);
        figure.samples[0].prediction = figure.samples[0].label;
        figure.samples[0].right = true;
        const QImage right = render(figure).convertToFormat(QImage::Format_Grayscale8);
        figure.samples[0].right = false;
        const QImage wrong = render(figure).convertToFormat(QImage::Format_Grayscale8);
        int differing = 0;
        for (int y = 0; y < right.height(); ++y) {
            for (int x = 0; x < right.width(); ++x) {
                differing += (qGray(right.pixel(x, y)) > 200) != (qGray(wrong.pixel(x, y)) > 200) ? 1 : 0;
            }
        }
        QVERIFY(differing > 15);
    }

    void aWrongAnswerNamesWhatItIs()
    {
        const std::vector<AttentionSample> both = {sample(true), sample(false)};
        QCOMPARE(attentionTexts(both, {400, 200}).lines[1][0], QString("sneaker (is ankle boot)"));
        QCOMPARE(attentionTexts(both, {400, 200}).lines[0][0], QString("ankle boot"));
        const AttentionTexts narrow = attentionTexts(both, {105, 200});
        QCOMPARE(narrow.lines[1][0], QString("sneaker"));
        QCOMPARE(narrow.lines[1][1], QString("is ankle boot"));
    }

    void spreadAndLargestStandBesideEachMap()
    {
        const QStringList lines = attentionTexts({sample(true)}, {400, 200}).lines[0];
        QVERIFY(lines.contains("over 5.3 of 16 cells"));
        QVERIFY(lines.contains("largest 0.62") || lines.contains("largest 0.63"));
        AttentionSample mean = sample(true);
        mean.note = "uniform by definition,\nnot learned";
        QVERIFY(attentionTexts({mean}, {400, 200}).lines[0].contains("not learned"));
    }

    void whereAttentionIsUndefinedTheNoteSaysSo()
    {
        AttentionSample none = sample(false);
        none.map = Tensor();
        none.note = "attention undefined";
        const QStringList lines = linesOf(none);
        QCOMPARE(lines.last(), QString("attention undefined"));
        QVERIFY(!lines.join(' ').contains("one place"));
    }

    void evidenceComesWithItsChance()
    {
        AttentionFigure figure = figureOf(2);
        figure.caption = "Caption.";
        QCOMPARE(captionOf(figure), figure.caption);
        for (AttentionSample& each : figure.samples) {
            each.score = OnEvidence{1, 0.7, 0.06};
        }
        QCOMPARE(captionOf(figure), QString("Caption. By chance, 0.06 of the weight would lie on the object."));
        QVERIFY(attentionTexts(figure.samples, {400, 200}).lines[0].contains("on object 0.70"));
        figure.samples[1].score->chance = 0.12; // no longer shared: said below each image
        QCOMPARE(captionOf(figure), figure.caption);
        QVERIFY(attentionTexts(figure.samples, {400, 200}).lines[0].contains("by chance 0.06"));
        QVERIFY(attentionTexts(figure.samples, {400, 200}).lines[1].contains("by chance 0.12"));
    }

    void aMapThatIsNotLearnedHasItsChanceAndHitsNothing()
    {
        AttentionFigure figure;
        AttentionSample each = faint(1, 1);
        each.note = "uniform by definition, not learned";
        figure.samples = {each, each};
        QCOMPARE(captionOf(figure),
                 QString("All maps: uniform by definition, not learned. By chance, 0.06 of the weight would lie "
                         "on the object."));
        QVERIFY(linesOf(each).contains("on object 0.06"));
        QCOMPARE(linesOf(each).filter("hit").size() + linesOf(each).filter("miss").size(), 0);
    }

    void aLongNoteIsBrokenNotCutAndNotSetTiny()
    {
        AttentionSample each = sample(true);
        each.note = "uniform by definition, not learned";
        const QSizeF room(120, 120); // of a tile in the picture that a run leaves
        const AttentionTexts texts = attentionTexts({each}, room);
        QVERIFY(texts.pixels >= 10);
        QVERIFY(texts.lines[0].join(' ').contains(each.note));
        for (const QString& line : texts.lines[0].mid(1)) {
            QVERIFY(QFontMetricsF(figureFont(texts.pixels)).horizontalAdvance(line) <= room.width());
        }
    }

    void whatIsAllButUniformIsCalledUniform()
    {
        QCOMPARE(linesOf(faint(1.012, 0.98)).mid(1),
                 QStringList({"uniform within 2 %", "largest 0.063, unclear", "on object 0.06"}));
        QVERIFY(linesOf(faint(1.245, 1)).contains("uniform within 25 %"));
        QVERIFY(!linesOf(faint(1.26, 1)).join(' ').contains("uniform"));
        QVERIFY(!linesOf(faint(1.01, 0.7)).join(' ').contains("uniform")); // what it does not look at counts, too
    }

    void theCaptionSaysThatAllMapsAreUniformOnlyWhereAllAre()
    {
        AttentionFigure figure;
        figure.samples = {faint(1.011, 1), faint(1.03, 1)};
        QVERIFY(
            captionOf(figure).contains("These maps are uniform within 3 %: the network looks nowhere in particular"));
        figure.samples.push_back(faint(1.195, 1));
        QVERIFY(captionOf(figure).contains("uniform within 20 %: the network hardly prefers any cell"));
        figure.samples.push_back(faint(1.3, 1));
        QVERIFY(!captionOf(figure).contains("These maps"));
        figure.samples = {faint(1, 1)};
        figure.samples[0].note = "uniform by definition, not learned";
        QVERIFY(!captionOf(figure).contains("nowhere"));
        figure.samples = {faint(1, 1)};
        figure.samples[0].map[3] = std::nanf("");
        QVERIFY(!captionOf(figure).contains("nowhere"));
    }

    void aLargestWeightHardlyAboveUniformIsNoHit()
    {
        AttentionFigure figure;
        figure.samples = {faint(1.09, 0.6)};
        QVERIFY(linesOf(figure.samples[0]).contains("largest 0.068, unclear"));
        QVERIFY(captionOf(figure).contains("Unclear: the largest weight exceeds uniform by less than 10 %."));
        figure.samples = {faint(1.11, 0.6)};
        QVERIFY(linesOf(figure.samples[0]).contains("largest 0.069, hit"));
        QVERIFY(!captionOf(figure).contains("nclear"));
        AttentionSample miss = faint(1.5, 0.8);
        miss.score->hit = 0;
        QVERIFY(linesOf(miss).contains("largest 0.094, miss"));
    }

    void equalWeightsShareTheHit()
    {
        AttentionSample each = faint(2, 0.5);
        each.score->hit = 0.25;
        QVERIFY(linesOf(each).contains("largest 0.12, hit shared: 0.25") ||
                linesOf(each).contains("largest 0.13, hit shared: 0.25"));
    }

    void theLargestWeightHasTwoDigitsThatCount()
    {
        AttentionSample each = sample(true);
        for (const auto& [weight, text] : std::vector<std::pair<double, QString>>{{0.00134, "largest 0.0013"},
                                                                                  {0.0162, "largest 0.016"},
                                                                                  {0.414, "largest 0.41"},
                                                                                  {1, "largest 1.00"}}) {
            each.largest = weight;
            QVERIFY2(linesOf(each).filter(text).size() == 1, qPrintable(linesOf(each).join('|')));
        }
    }

    void aBarOfTwoHalvesNamesThemWhereItIsHighEnough()
    {
        ColourBar bar;
        const QFont font = figureFont(11);
        // Ink below the colours, left of the ticks' labels.
        const auto words = [&](double opacity, int height) {
            bar.opacity = opacity;
            const QImage image = renderFigure(FigureSize::ofPixels(120, height), [&](QPainter& painter, const QRectF&) {
                paintColourBar(painter, QRectF(10, 0, 100, height), bar, font, Qt::black);
            });
            const int half = static_cast<int>(QFontMetricsF(font).height());
            int columns = 0;
            for (int x = 10; x < 10 + 2 * half; x += half) {
                columns += coloured(image, QRect(x + 2, height - 60, half - 4, 50)) == 0 &&
                                   count(image, QRect(x + 2, height - 60, half - 4, 60), Qt::black, 120) > 30
                               ? 1
                               : 0;
            }
            return columns;
        };
        QCOMPARE(words(0.6, 300), 2);
        QCOMPARE(words(1.0, 300), 0);
        QCOMPARE(words(0.6, 120), 0);
    }

    void textShrinksToItsCellAndIsElidedAtTheLeastSize()
    {
        AttentionSample wordy = sample(false);
        wordy.prediction = "a very long answer about the picture";
        wordy.label = "another very long answer about it";
        const AttentionTexts wide = attentionTexts({wordy}, {800, 200});
        const AttentionTexts narrow = attentionTexts({wordy}, {90, 200});
        QVERIFY(narrow.pixels < wide.pixels);
        QVERIFY(narrow.pixels >= 8);
        QVERIFY(narrow.width <= 90);
        const QImage image = renderFigure(FigureSize::ofPixels(200, 120), [&](QPainter& painter, const QRectF&) {
            paintAttentionText(painter, {50, 10, 90, 100}, narrow.lines[0], narrow, false, Paper::light());
        });
        QVERIFY(QRect(49, 9, 92, 102).contains(inkBox(image)));
    }

    void everyImageIsShownAndNothingLeavesThePaper_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("alone");
        QTest::addColumn<QSize>("size");
        QTest::newRow("4 × 4") << 16 << false << QSize(600, 760);
        QTest::newRow("pairs") << 4 << true << QSize(600, 380);
        QTest::newRow("five") << 5 << false << QSize(640, 480);
        QTest::newRow("flat") << 4 << false << QSize(800, 200);
        QTest::newRow("tall") << 4 << true << QSize(300, 900);
    }
    void everyImageIsShownAndNothingLeavesThePaper()
    {
        QFETCH(int, count);
        QFETCH(bool, alone);
        QFETCH(QSize, size);
        AttentionFigure figure = figureOf(count);
        figure.imageAlone = alone;
        figure.title = "Where it looks";
        figure.caption = QString("soft attention, seed 1, ").repeated(6);
        figure.style.opacity = 1;
        const QImage image = renderFigure(FigureSize::ofPixels(size.width() + 100, size.height() + 100),
                                          [&](QPainter& painter, const QRectF& area) {
                                              paintAttention(painter, area.adjusted(50, 50, -50, -50), figure);
                                          });
        QVERIFY(QRect(QPoint(52, 52), size - QSize(4, 4)).contains(inkBox(image)));
        // One peak of its own colour for each sample.
        const QColor peak(colour(figure.style.colours, MapScale::timesUniform(16).t(0.625)));
        const int all = fovea::count(image, image.rect(), peak, 1);
        figure.samples.resize(1);
        QVERIFY(all >= count * 25);
    }

    void perImageScaleSaysSoAndHasNoNumbers()
    {
        AttentionFigure figure = figureOf(2);
        figure.scale = ScaleKind::PerImage;
        figure.style.opacity = 1;
        const QImage image = render(figure);
        QVERIFY(count(image, image.rect(), QColor(colour(ColourMap::Viridis, 1)), 2) > 200);
        QVERIFY(count(image, image.rect(), QColor(colour(ColourMap::Viridis, 0)), 2) > 2000);
    }

    void noSamplesAreNoAccident()
    {
        QVERIFY(inkBox(render(AttentionFigure())).isNull());
        render(figureOf(4), {40, 30});
    }
};

QTEST_MAIN(TestAttentionFigure)
#include "tst_attention_figure.moc"
