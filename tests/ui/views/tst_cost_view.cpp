// The cost view: slopes, crossings and numbers as they were measured, and where they are drawn.
#include "ui/views/cost_plot.h"
#include "ui/views/cost_view.h"
#include "ui/window/segments.h"

#include <QImage>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <cmath>

using namespace fovea;

namespace {

CostCurve power(const std::string& name, double factor, double exponent, std::size_t points = 8)
{
    CostCurve curve{name, {}};
    for (std::size_t i = 0; i < points; ++i) {
        const Index places = measuredSides()[i] * measuredSides()[i];
        const double y = factor * std::pow(static_cast<double>(places), exponent);
        curve.points.push_back({places, y, 2048 * y});
    }
    return curve;
}

/// Global and linear meet at N = 100.
std::vector<CostCurve> measured()
{
    return {power("global", 0.0001, 2), power("windowed", 0.02, 1), power("linear", 0.01, 1)};
}

QToolButton* quantity(CostView& view, const QString& name)
{
    for (QToolButton* button : view.findChildren<QToolButton*>()) {
        if (button->text() == name) {
            return button;
        }
    }
    return nullptr;
}

} // namespace

class TestCostView : public QObject
{
    Q_OBJECT

private slots:
    void nothingIsShownBeforeItWasMeasured()
    {
        CostView view;
        view.show();
        QVERIFY(!view.findChild<CostPlot*>()->isVisible());
        QVERIFY(view.sentences().join(' ').contains("Measure it"));
        QVERIFY(view.table().isEmpty());
        QSignalSpy asked(&view, &CostView::measureAsked);
        view.findChild<QPushButton*>()->click();
        QCOMPARE(asked.count(), 1);
    }

    void slopesAndCrossingsAreThoseOfTheCurves()
    {
        CostView view;
        view.showCosts(measured(), false);
        const CostFigure& figure = view.findChild<CostPlot*>()->figure();
        QCOMPARE(figure.series.size(), std::size_t(3));
        QVERIFY(std::abs(figure.series[0].slope - 2) < 1e-9 && std::abs(figure.series[2].slope - 1) < 1e-9);
        QCOMPARE(figure.crossings.size(), std::size_t(2)); // global with both; those two never
        QVERIFY(std::abs(figure.crossings[1].x() - 100) < 1e-6);
        QVERIFY(std::abs(figure.crossings[1].y() - 1) < 1e-6);
        const QString words = view.sentences().join('\n');
        QVERIFY(words.contains("From 200 patches on global is slower than windowed."));
        QVERIFY(words.contains("From 100 patches on global is slower than linear."));
        QVERIFY(!words.contains("windowed is slower"));
    }

    void theTableHoldsEveryNumber()
    {
        CostView view;
        view.show();
        view.showCosts(measured(), false);
        QCOMPARE(view.table().size(), 9);
        QCOMPARE(view.table()[0], QString("patches\tglobal\twindowed\tlinear"));
        QCOMPARE(view.table()[4],
                 QString("256\t%1\t%2\t%3")
                     .arg(QLocale().toString(6.55), QLocale().toString(5.12), QLocale().toString(2.56)));
        quantity(view, "memory")->click();
        QCOMPARE(view.table()[4].section('\t', 3), QLocale().toString(5)); // KiB
        QVERIFY(view.findChild<CostPlot*>()->figure().crossings.empty());
    }

    void whileItMeasuresItSaysHowFarItIs()
    {
        CostView view;
        view.show();
        view.showCosts({power("global", 1, 2, 2), power("windowed", 1, 1, 2), power("linear", 1, 1, 1)}, true);
        QPushButton& button = *view.findChild<QPushButton*>();
        QVERIFY(!button.isEnabled());
        QVERIFY(button.text().contains("5 of 24"));
        QCOMPARE(view.table()[2].count('\t'), 3);
        QVERIFY(!view.sentences().join(' ').contains("slower")); // too early to say
        QVERIFY(std::isnan(view.findChild<CostPlot*>()->figure().series[0].slope));
        view.showCosts(measured(), true);
        QVERIFY(!view.sentences().join(' ').contains("slower")); // the last point may still change that
        view.showCosts(measured(), false);
        QVERIFY(button.isEnabled());
        QVERIFY(view.sentences().join(' ').contains("slower"));
    }

    /// A power law is a straight line: the pixels of 16 and 1,024 patches and their middle, 128, lie on one.
    void powersAreStraightLines()
    {
        CostFigure figure;
        figure.series = {{"square", {{16, 1}, {128, 64}, {512, 1024}, {1024, 4096}}, 2}};
        figure.xTicks = {16, 64, 256, 1024};
        figure.fitFrom = 16;
        figure.fitTo = 1024;
        QImage image(400, 300, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintCosts(painter, QRectF(0, 0, 400, 300), figure);
        painter.end();
        const auto blue = [&](int x) { // the middle of what is blue in a column
            double sum = 0, count = 0;
            for (int y = 90; y < image.height(); ++y) {
                const QColor colour = image.pixelColor(x, y);
                if (colour.blue() > colour.red() + 60) {
                    sum += y;
                    count += 1;
                }
            }
            return count > 0 ? sum / count : -1;
        };
        QVERIFY(blue(120) > 0 && blue(180) > 0 && blue(240) > 0);
        QVERIFY(std::abs(blue(120) + blue(240) - 2 * blue(180)) < 3);
    }
};

QTEST_MAIN(TestCostView)
#include "tst_cost_view.moc"
