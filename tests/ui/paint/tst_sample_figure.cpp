// The essay's second figure: the image in grey, its label above, a colour bar of pixel values beside it.
#include "tests/ui/paint/ink.h"
#include "ui/paint/sample_figure.h"

#include <QLocale>
#include <QPainter>
#include <QTest>

using namespace fovea;

namespace {

/// Left half black, right half at three quarters of the range.
SampleFigure halves(Index channels = 1)
{
    SampleFigure figure;
    figure.image = Tensor({28, 28, channels});
    for (Index i = 0; i < figure.image.size(); ++i) {
        figure.image[i] = (i / channels) % 28 < 14 ? Real(0) : Real(191.25);
    }
    figure.range = {0, 255};
    figure.title = "label 1";
    return figure;
}

QImage render(const SampleFigure& figure)
{
    return renderFigure(FigureSize::ofPixels(480, 360),
                        [&](QPainter& painter, const QRectF& area) { paintSample(painter, area, figure); });
}

} // namespace

class TestSampleFigure : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void imageIsGreyAndSquare()
    {
        const QImage image = render(halves());
        const QRect area = part(image, 0.0, 0.1, 0.75, 1.0);
        const int black = count(image, area, Qt::black, 2);
        const int grey = count(image, area, QColor(191, 191, 191), 1);
        QVERIFY(black > 40000 && std::abs(black - grey) < 4000);
    }

    void titleStandsAboveAndTheBarBeside()
    {
        const QImage image = render(halves());
        QVERIFY(!inkBox(image, part(image, 0.3, 0.0, 0.7, 0.07)).isNull());
        // The bar rises from black to white: some grey that the image does not have.
        QVERIFY(count(image, image.rect(), QColor(80, 80, 80), 3) > 20);
        SampleFigure bare = halves();
        bare.title.clear();
        const QImage larger = render(bare);
        QVERIFY(inkBox(larger).top() < 12);
    }

    void nothingLeavesThePaper()
    {
        SampleFigure figure = halves();
        figure.caption = QString("pixels uniform between 0 and 255 ").repeated(5);
        const QImage image = renderFigure(FigureSize::ofPixels(580, 460), [&](QPainter& painter, const QRectF& area) {
            paintSample(painter, area.adjusted(50, 50, -50, -50), figure);
        });
        QVERIFY(QRect(52, 52, 476, 356).contains(inkBox(image)));
    }

    void aColourImageHasNoBar()
    {
        QCOMPARE(count(render(halves(3)), QRect(0, 0, 480, 360), QColor(80, 80, 80), 3) < 20, true);
    }
};

QTEST_MAIN(TestSampleFigure)
#include "tst_sample_figure.moc"
