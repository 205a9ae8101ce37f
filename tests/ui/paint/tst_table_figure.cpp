// Tables on paper: as large as their texts need, smaller where there is less room, nothing cut.
#include "tests/ui/paint/ink.h"
#include "tests/ui/paint/written_text.h"
#include "ui/paint/run_colours.h"
#include "ui/paint/table_figure.h"

#include <QTest>

using namespace fovea;

namespace {

TableFigure runs()
{
    TableFigure table;
    table.heading = {"run", "passes", "accuracy", "loss"};
    table.rows = {{"one weight for each place", "12", "0.934", "0.211"},
                  {"everywhere alike", "12", "0.251", "1.386"},
                  {"2 seeds: mean", "", "0.59 ± 0.48", "0.8"}};
    table.colours = {0, 3, -1};
    table.sums = {2};
    table.notes = {"e = tanh(x V) w, a = softmax(e / τ), y = Σ aₙ xₙ"};
    table.title = "Runs of this sitting";
    table.caption = "Measured on the validation images after the last pass; test images never opened.";
    return table;
}

PaintFigure painted(const TableFigure& table)
{
    return [table](QPainter& painter, const QRectF& area) { paintTable(painter, area, table); };
}

} // namespace

class TableFigureTest : public QObject
{
    Q_OBJECT

private slots:
    void everyTextIsWrittenInItsOwnSize()
    {
        TextReader reader(sizeOf(runs()));
        reader.read(painted(runs()));
        QCOMPARE(reader.cut, QStringList());
        const QString all = reader.written.join(' ');
        for (const QStringList& row : runs().rows) {
            for (const QString& cell : row) {
                QVERIFY2(all.contains(cell), qPrintable(cell + " in " + all));
            }
        }
        QVERIFY(all.contains("τ"));
        QCOMPARE(inkOutside(sizeOf(runs()), painted(runs())), 0);
    }

    void typeShrinksBeforeWordsAreElided()
    {
        const QSizeF full = sizeOf(runs());
        TextReader narrow({0.72 * full.width(), full.height() + 40});
        narrow.read(painted(runs()));
        QCOMPARE(narrow.cut, QStringList());
        TextReader tiny({0.35 * full.width(), full.height() + 80});
        tiny.read(painted(runs()));
        QVERIFY2(tiny.written.filter(QChar(0x2026)).size() == 3, qPrintable(tiny.written.join('|'))); // the names
        QVERIFY(tiny.written.contains("0.934")); // numbers stay whole
        QCOMPARE(inkOutside({0.72 * full.width(), full.height() + 40}, painted(runs())), 0);
    }

    void aRowHasTheColourOfItsRun()
    {
        const QSizeF size = sizeOf(runs());
        const QImage image = renderFigure(FigureSize::ofPixels(int(size.width()), int(size.height())), painted(runs()));
        for (const int run : {0, 3}) {
            QVERIFY(count(image, image.rect(), runColour(run), 4) > 30);
        }
        QCOMPARE(count(image, image.rect(), runColour(1), 4), 0);
    }

    void numbersEndBelowEachOther()
    {
        TableFigure table;
        table.heading = {"a", "numbers"};
        table.rows = {{"x", "1"}, {"x", "1,234,567"}};
        const QSizeF size = sizeOf(table);
        const QImage image = renderFigure(FigureSize::ofPixels(int(size.width()), int(size.height())), painted(table));
        const QRect right = part(image, 0.5, 0, 1, 1);
        const auto lastInk = [&](int from, int to) { // of the rows of pixels
            return inkBox(image, QRect(right.left(), from, right.width(), to - from), 0xffffffff, 100).right();
        };
        const int line = image.height() / 4;
        QVERIFY(std::abs(lastInk(line + 4, 2 * line + 4) - lastInk(2 * line + 8, 3 * line)) <= 3);
    }
};

QTEST_MAIN(TableFigureTest)
#include "tst_table_figure.moc"
