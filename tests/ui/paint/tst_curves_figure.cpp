// The essay's figure: colours, legend, gaps, and text that ends inside the paper.
#include "tests/ui/paint/ink.h"
#include "ui/paint/curves_figure.h"
#include "ui/paint/figure_text.h"
#include "ui/paint/run_colours.h"

#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QTest>

#include <cmath>
#include <limits>
#include <thread>

using namespace fovea;

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

Curve curve(std::vector<double> y, Curve::Role role, int run = 0)
{
    Curve result;
    result.name = QString("run %1").arg(run);
    result.role = role;
    result.run = run;
    for (std::size_t i = 0; i < y.size(); ++i) {
        result.x.push_back(static_cast<double>(i + 1));
    }
    result.y = std::move(y);
    return result;
}

CurvesFigure figureOf(std::vector<Curve> curves)
{
    CurvesFigure figure;
    figure.curves = std::move(curves);
    return figure;
}

/// Training rises to 0.95, validation stays at 0.6: nothing of them in the lower half.
CurvesFigure essay()
{
    return figureOf({curve({0.6, 0.7, 0.8, 0.9, 0.95}, Curve::Role::Training),
                     curve({0.6, 0.62, 0.58, 0.6, 0.6}, Curve::Role::Validation)});
}

QImage render(const CurvesFigure& figure, int dpi = 96)
{
    return renderFigure(FigureSize::ofCentimetres(12, 8, dpi),
                        [&](QPainter& painter, const QRectF& area) { paintCurves(painter, area, figure); });
}

/// How often the colour begins along the row that holds most of it.
int strokes(const QImage& image, const QRect& area, const QColor& colour)
{
    int best = 0;
    int most = 0;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        const int pixels = count(image, QRect(area.left(), y, area.width(), 1), colour, 40);
        if (pixels > most) {
            most = pixels;
            best = y;
        }
    }
    int begun = 0;
    for (int x = area.left() + 1; x <= area.right(); ++x) {
        const bool here = distance(image.pixel(x, best), colour.rgb()) <= 40;
        const bool before = distance(image.pixel(x - 1, best), colour.rgb()) <= 40;
        begun += here && !before ? 1 : 0;
    }
    return begun;
}

} // namespace

class TestCurvesFigure : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void trainingIsBlueAndValidationOrange()
    {
        const QImage image = render(essay(), 300);
        const QRect top = part(image, 0.15, 0.0, 1.0, 0.5);
        QVERIFY(count(image, top, trainingColour()) > 500);
        QVERIFY(count(image, top, validationColour()) > 500);
        QVERIFY(trainingColour().blue() > trainingColour().red());
        QVERIFY(validationColour().red() > validationColour().blue());
        // Accuracy 0.95 lies above 0.6.
        const QRect right = part(image, 0.9, 0.0, 1.0, 0.5);
        int blue = 0;
        int orange = 0;
        for (int y = right.bottom(); y >= right.top(); --y) {
            const QRect row(right.left(), y, right.width(), 1);
            blue = count(image, row, trainingColour()) > 0 ? y : blue;
            orange = count(image, row, validationColour()) > 0 ? y : orange;
        }
        QVERIFY(blue > 0 && blue < orange);
    }

    void legendIsAtTheLowerRight()
    {
        const QImage image = render(essay(), 300);
        const QRect lowerRight = part(image, 0.55, 0.6, 1.0, 0.87);
        const QRect lowerLeft = part(image, 0.15, 0.6, 0.55, 0.87);
        for (const QColor& colour : {trainingColour(), validationColour()}) {
            QVERIFY(count(image, lowerRight, colour) > 100);
            QCOMPARE(count(image, lowerLeft, colour), 0);
        }
    }

    void theLegendHidesNoValue()
    {
        const QImage image = render(figureOf({curve(std::vector<double>(11, 0.1), Curve::Role::Validation)}), 300);
        const QRect legend = part(image, 0.6, 0.6, 0.95, 0.82);
        int columns = 0;
        for (int x = legend.left(); x <= legend.right(); ++x) {
            columns += count(image, QRect(x, legend.top(), 1, legend.height()), validationColour()) > 0 ? 1 : 0;
        }
        QVERIFY(columns > 0.9 * legend.width());
    }

    void legendTextKeepsItsDescenders()
    {
        CurvesFigure figure = figureOf({curve({0.95, 0.95}, Curve::Role::Training)});
        const QImage image = render(figure, 300);
        const QRect lowerRight = part(image, 0.55, 0.6, 1.0, 0.815);
        QRect text; // dark ink only: not the grid, the frame or the blue sample
        for (int y = lowerRight.top(); y <= lowerRight.bottom(); ++y) {
            for (int x = lowerRight.left(); x <= lowerRight.right(); ++x) {
                const QColor pixel(image.pixel(x, y));
                if (pixel.lightness() < 120 && pixel.saturation() < 40) {
                    text |= QRect(x, y, 1, 1);
                }
            }
        }
        QPainterPath letters;
        letters.addText(0, 0, figureFont(kTextPixels), "training");
        QVERIFY(text.height() * 96.0 / 300 >= letters.boundingRect().height() - 0.5);
    }

    void accuracyRunsFromZeroToOneWhateverTheValues()
    {
        // Two flat lines a quarter of the axis apart: their distance is a quarter of the axis' height.
        const QImage image = render(figureOf({curve({0.75, 0.75, 0.75}, Curve::Role::Training),
                                              curve({0.5, 0.5, 0.5}, Curve::Role::Validation)}),
                                    300);
        const QRect column = part(image, 0.28, 0.0, 0.3, 0.6);
        const auto middle = [&](const QColor& colour) {
            int first = 0;
            int last = 0;
            for (int y = column.top(); y <= column.bottom(); ++y) {
                if (count(image, QRect(column.left(), y, column.width(), 1), colour) > 0) {
                    first = first == 0 ? y : first;
                    last = y;
                }
            }
            return (first + last) / 2.0;
        };
        const double quarter = middle(validationColour()) - middle(trainingColour());
        QVERIFY(quarter > 0.17 * image.height() && quarter < 0.20 * image.height());
    }

    void notANumberIsAGap()
    {
        std::vector<double> values(11, 0.8);
        const QImage whole = render(figureOf({curve(values, Curve::Role::Training)}), 300);
        values[5] = kNaN;
        const QImage gap = render(figureOf({curve(values, Curve::Role::Training)}), 300);
        const QRect middle = part(gap, 0.52, 0.1, 0.56, 0.5);
        QVERIFY(count(whole, middle, trainingColour()) > 100);
        QCOMPARE(count(gap, middle, trainingColour()), 0);
        QVERIFY(count(gap, part(gap, 0.3, 0.1, 0.45, 0.5), trainingColour()) > 100);
    }

    void infinityIsAGapAndLeavesTheAxesAlone()
    {
        CurvesFigure nan = figureOf({curve({0.5, kNaN, 0.8, 0.9}, Curve::Role::Training)});
        CurvesFigure infinite = figureOf({curve({0.5, kInfinity, 0.8, 0.9}, Curve::Role::Training)});
        QCOMPARE(render(infinite), render(nan));
        nan.yRange.reset();
        infinite.yRange.reset();
        QCOMPARE(render(infinite), render(nan));
    }

    void aLonePointBetweenGapsIsSeen()
    {
        std::vector<double> values(60, kNaN);
        values[30] = 0.8;
        const QImage image = render(figureOf({curve(values, Curve::Role::Training)}), 300);
        QVERIFY(count(image, part(image, 0.15, 0.0, 1.0, 0.5), trainingColour()) > 20);
    }

    void severalRunsAreHuesAndSplitsAreStrokes()
    {
        std::vector<Curve> curves;
        for (int run = 0; run < 2; ++run) {
            curves.push_back(curve(std::vector<double>(30, 0.9 - 0.2 * run), Curve::Role::Training, run));
            curves.push_back(curve(std::vector<double>(30, 0.8 - 0.2 * run), Curve::Role::Validation, run));
        }
        const QImage image = render(figureOf(curves), 300);
        const auto band = [&](double y) { // around that accuracy
            const double at = 0.06 + 0.75 * (1 - y);
            return part(image, 0.2, at - 0.03, 0.95, at + 0.03);
        };
        for (int run = 0; run < 2; ++run) {
            const double training = 0.9 - 0.2 * run;
            QVERIFY(strokes(image, band(training), runColour(run)) > 10);
            QCOMPARE(strokes(image, band(training - 0.1), runColour(run)), 0); // one stroke from edge to edge
            QVERIFY(count(image, band(training - 0.1), runColour(run)) > 500);
        }
        QVERIFY(runColour(0) != runColour(1));
        QCOMPARE(runColour(8), runColour(0));
    }

    void referenceLinesAreNamedBesideThePlot()
    {
        CurvesFigure figure = essay();
        const QImage bare = render(figure, 300);
        figure.lines = {{"majority 0.575", 0.575}, {"chance 0.5", 0.5}, {"another 0.49", 0.49}};
        const QImage image = render(figure, 300);
        QVERIFY(count(image, part(image, 0.8, 0.3, 1.0, 0.6), Paper::light().faint, 60) >
                count(bare, part(bare, 0.8, 0.3, 1.0, 0.6), Paper::light().faint, 60) + 500);
        // Three names, and white rows between them though the lines are close.
        const QRect names = part(image, 0.84, 0.2, 0.99, 0.7);
        int lines = 0;
        bool before = false;
        for (int y = names.top(); y <= names.bottom(); ++y) {
            const bool ink = !inkBox(image, QRect(names.left(), y, names.width(), 1)).isNull();
            lines += ink && !before ? 1 : 0;
            before = ink;
        }
        QCOMPARE(lines, 3);
    }

    void theLegendCallsTrainingWhatTheFigureSays()
    {
        CurvesFigure figure = essay();
        const auto legendLeft = [&] { // of the letters, right of the grid's first lines
            const QImage image = render(figure, 300);
            const QRect lower = part(image, 0.3, 0.7, 1.0, 0.82);
            for (int x = lower.left(); x <= lower.right(); ++x) {
                if (count(image, QRect(x, lower.top(), 1, lower.height()), trainingColour()) > 0) {
                    return x;
                }
            }
            return image.width();
        };
        const int usual = legendLeft();
        figure.training = "training (mean while learning)";
        const double longer = QFontMetricsF(figureFont(kTextPixels)).horizontalAdvance(figure.training) -
                              QFontMetricsF(figureFont(kTextPixels)).horizontalAdvance("validation");
        QVERIFY(std::abs(usual - legendLeft() - longer * 300 / 96) < 12);
    }

    void bandsAreExplainedInTheLegendWhereThereAreAny()
    {
        CurvesFigure figure = essay();
        const QImage bare = render(figure, 300);
        figure.band = "band: ± 1 standard deviation\nover 3 seeds";
        QCOMPARE(render(figure, 300), bare);
        figure.curves[0].sd.assign(5, 0.02);
        const QImage image = render(figure, 300);
        const auto grey = [](const QImage& of) { // the sample of the band, without a hue
            const QRect legend = part(of, 0.3, 0.5, 0.7, 0.82);
            const QColor faint = Paper::light().faint;
            const int pale = static_cast<int>(std::lround(255 + 0.35 * (faint.red() - 255)));
            return count(of, legend, QColor(pale, pale, pale), 6);
        };
        QVERIFY(grey(bare) < 200);
        QVERIFY(grey(image) > grey(bare) + 800);
    }

    void bandIsPaleAndBehindTheMean()
    {
        Curve mean = curve(std::vector<double>(11, 0.7), Curve::Role::Training);
        const QImage bare = render(figureOf({mean}), 300);
        mean.sd.assign(11, 0.1);
        const QImage image = render(figureOf({mean}), 300);
        QColor pale; // trainingColour at 0.2 on white
        pale.setRgbF(static_cast<float>(0.8 + 0.2 * trainingColour().redF()),
                     static_cast<float>(0.8 + 0.2 * trainingColour().greenF()),
                     static_cast<float>(0.8 + 0.2 * trainingColour().blueF()));
        const QRect top = part(image, 0.2, 0.05, 0.9, 0.5);
        QVERIFY(count(image, top, pale, 6) > 20000);
        QCOMPARE(count(bare, top, pale, 6) < 2000, true);
        QVERIFY(count(image, top, trainingColour()) > 1000);
    }

    void nothingIsCutAtThePapersEdge()
    {
        CurvesFigure figure = essay();
        figure.title = "A title";
        figure.caption = QString("caption with settings and seeds ").repeated(8);
        figure.lines = {{"majority 0.575", 0.575}};
        figure.yLabel = "validation accuracy";
        // Painted into the middle of a larger paper, all ink stays within the figure's own rectangle.
        const QImage image = renderFigure(FigureSize::ofPixels(700, 500), [&](QPainter& painter, const QRectF& area) {
            paintCurves(painter, area.adjusted(100, 80, -100, -80), figure);
        });
        QVERIFY(QRect(104, 84, 492, 332).contains(inkBox(image)));
        // And a larger rectangle shows no more of the outer type: its distance from the edges is the same.
        const QImage large = renderFigure(FigureSize::ofPixels(900, 700), [&](QPainter& painter, const QRectF& area) {
            paintCurves(painter, area.adjusted(100, 80, -100, -80), figure);
        });
        QVERIFY(std::abs(inkBox(large).left() - inkBox(image).left()) <= 1);
        QVERIFY(std::abs((900 - inkBox(large).right()) - (700 - inkBox(image).right())) <= 12); // lines of type differ
    }

    void figureIsTheSameAtEveryDpi()
    {
        const QRect small = inkBox(render(essay(), 96));
        const QRect large = inkBox(render(essay(), 600));
        const double scale = 600.0 / 96;
        QVERIFY(std::abs(large.left() / scale - small.left()) < 2);
        QVERIFY(std::abs(large.right() / scale - small.right()) < 2);
        QVERIFY(std::abs(large.top() / scale - small.top()) < 2);
        QVERIFY(std::abs(large.bottom() / scale - small.bottom()) < 2);
    }

    /// A worker draws what the window would.
    void anyThreadDrawsTheSame()
    {
        CurvesFigure figure = essay();
        figure.title = "title";
        figure.lines = {{"chance 0.5", 0.5}};
        figure.marks = {{2, 3, 0.5, 0.7}};
        QImage there;
        std::thread worker([&] { there = render(figure, 300); });
        worker.join();
        QCOMPARE(there, render(figure, 300));
    }

    /// Three powers of ten are three equal steps.
    void aLogarithmicAxisHasEqualSteps()
    {
        std::vector<double> rows;
        for (const double value : {1000.0, 10.0, 0.1}) {
            Curve level = curve(std::vector<double>(30, value), Curve::Role::Training);
            Curve ends = curve({0.1, 1000}, Curve::Role::Validation);
            ends.faint = true;
            CurvesFigure figure = figureOf({level, ends});
            figure.yRange.reset();
            figure.logarithmic = true;
            const QImage image = render(figure, 300);
            const QRect column = part(image, 0.3, 0.0, 0.32, 0.9);
            double sum = 0, pixels = 0;
            for (int y = column.top(); y <= column.bottom(); ++y) {
                const int here = count(image, QRect(column.left(), y, column.width(), 1), trainingColour());
                sum += here * y;
                pixels += here;
            }
            QVERIFY(pixels > 0);
            rows.push_back(sum / pixels);
        }
        QVERIFY(rows[1] - rows[0] > 100);
        QVERIFY(std::abs((rows[1] - rows[0]) - (rows[2] - rows[1])) < 3);
    }

    void noCurvesOrATinyPaperAreNoAccident()
    {
        QVERIFY(!inkBox(render(CurvesFigure())).isNull());
        render(figureOf({curve({}, Curve::Role::Training)}));
        render(figureOf({curve({0.5}, Curve::Role::Training)}));
        render(figureOf({curve({kNaN, kInfinity}, Curve::Role::Training)}));
        CurvesFigure figure = essay();
        figure.caption = "caption";
        for (const int side : {1, 10, 40}) {
            renderFigure(FigureSize::ofPixels(side, side),
                         [&](QPainter& painter, const QRectF& area) { paintCurves(painter, area, figure); });
        }
    }
};

QTEST_MAIN(TestCurvesFigure)
#include "tst_curves_figure.moc"
