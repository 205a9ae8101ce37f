// Tables of results: numbers come back bit for bit, in any country, and broken tables are named with their line.
#include "core/files/csv.h"
#include "tests/support/error_of.h"

#include <QTest>

#include <clocale>
#include <cmath>
#include <limits>
#include <locale>

using namespace fovea;

namespace {

std::string parseError(const std::string& text)
{
    return errorOf(Error::Kind::Data, [&] { (void)parseCsv(text, "metrics.csv"); });
}

bool holds(const std::string& sentence, const std::string& part)
{
    return sentence.find(part) != std::string::npos;
}

} // namespace

class CsvTest : public QObject
{
    Q_OBJECT

private slots:
    void aRowIsALine()
    {
        CsvRow row;
        row.add("loss").add(0.1F).add(0.1).add(-3).add(std::size_t{18446744073709551615ULL}).add("");
        QCOMPARE(row.line(), std::string("loss,0.1,0.1,-3,18446744073709551615,\n"));
        QCOMPARE(CsvRow().add("").add("").line(), std::string(",\n"));
        QCOMPARE(CsvRow().line(), std::string("\n"));
    }

    void moreCellsThanAnyTableHasAreRefused()
    {
        QVERIFY(parseError(std::string(kMostCsvCells, ',')).find("more than 2000000 cells") != std::string::npos);
        QVERIFY(parseError("a" + std::string(kMostCsvCells + 1, '\n')).find("more than 2000000 cells") !=
                std::string::npos);
        QCOMPARE(parseCsv("a" + std::string(100'000, '\n'), "a").rows.size(), std::size_t(99'999));
    }

    void notANumberIsAnEmptyCell()
    {
        const double undefined = std::numeric_limits<double>::quiet_NaN();
        QCOMPARE(CsvRow().add(1.5).add(undefined).add(static_cast<float>(undefined)).line(), std::string("1.5,,\n"));
        const CsvTable table = parseCsv("a,b,c\n1.5,,\n", "metrics.csv");
        QVERIFY(std::isnan(table.number(0, 1)) && std::isnan(table.number(0, 2)));
        QCOMPARE(table.number(0, 0), 1.5);
    }

    void numbersComeBackBitForBit()
    {
        using Limits = std::numeric_limits<double>;
        const std::vector<double> numbers = {0.0,
                                             -0.0,
                                             0.1,
                                             1.0 / 3,
                                             1e22,
                                             123456789.125,
                                             Limits::denorm_min(),
                                             Limits::max(),
                                             Limits::lowest(),
                                             Limits::infinity(),
                                             -Limits::infinity()};
        for (const double number : numbers) {
            const CsvTable table = parseCsv("x\n" + CsvRow().add(number).line(), "metrics.csv");
            QVERIFY(table.number(0, 0) == number && std::signbit(table.number(0, 0)) == std::signbit(number));
            const float narrow = static_cast<float>(number > 1e38 || number < -1e38 ? 1 : number);
            const CsvTable other = parseCsv("x\n" + CsvRow().add(narrow).line(), "metrics.csv");
            QVERIFY(static_cast<float>(other.number(0, 0)) == narrow);
        }
    }

    void theCountryDoesNotMatter()
    {
        struct Comma : std::numpunct<char>
        {
            char do_decimal_point() const override { return ','; }
            char do_thousands_sep() const override { return '.'; }
            std::string do_grouping() const override { return "\3"; }
        };
        const std::locale before = std::locale::global(std::locale(std::locale(), new Comma));
        std::setlocale(LC_NUMERIC, "de_DE.UTF-8"); // where it is installed, the C functions are tried too
        const std::string line = CsvRow().add(1234.5).add(1234567).line();
        const double number = parseCsv("x\n1234.5\n", "metrics.csv").number(0, 0);
        std::setlocale(LC_NUMERIC, "C");
        std::locale::global(before);
        QCOMPARE(line, std::string("1234.5,1234567\n"));
        QCOMPARE(number, 1234.5);
    }

    void textsComeBack()
    {
        const std::vector<std::string> texts = {"plain", "a,b",      "\"",      "two\nlines", "\r",
                                                "",      " blanks ", "Größe ü", "a\"\"b"};
        CsvRow heading;
        CsvRow row;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            heading.add(i);
            row.add(texts[i]);
        }
        const CsvTable table = parseCsv(heading.line() + row.line() + row.line(), "metrics.csv");
        QVERIFY(table.rows.size() == 2 && table.rows[0] == texts && table.rows[1] == texts);
    }

    void spreadsheetsMayHaveSavedIt()
    {
        const CsvTable table = parseCsv("\xef\xbb\xbfstep,\"loss\"\r\n1,\"0.5\"\r\n2,0.25", "metrics.csv");
        QVERIFY(table.columns == (std::vector<std::string>{"step", "loss"}));
        QCOMPARE(table.rows.size(), std::size_t{2});
        QCOMPARE(table.number(1, table.column("loss")), 0.25);
    }

    void brokenTablesAreNamed()
    {
        QVERIFY(holds(parseError(""), "\"metrics.csv\" is not a table that can be read: it is empty"));
        QVERIFY(holds(parseError("a,b\n1,2\n3\n"), "line 3 has 1 cells, and the heading has 2"));
        QVERIFY(holds(parseError("a,b\n\"1\n\n\",2\n3,4,5\n"), "line 5 has 3 cells"));
        QVERIFY(holds(parseError("a,b\n\n"), "line 2 has 1 cells"));
        QVERIFY(holds(parseError("a\n\"1"), "opened in line 2 is never closed"));
        QVERIFY(holds(parseError("a\n\"1\"2\n"), "line 2 goes on after a closing"));
        QVERIFY(holds(parseError("a\n1\"2\n"), "line 2 has a quotation mark inside"));
        QVERIFY(holds(parseError("a,b,a\n"), "two columns are called \"a\""));
    }

    void wrongCellsAreNamed()
    {
        const CsvTable table = parseCsv("step,loss\n1,0.5\n2,\"0,25\"\n3,1x\n4, 1\n", "metrics.csv");
        const auto kind = Error::Kind::Data;
        QVERIFY(fails(kind, "row 2 of column \"loss\" says \"0,25\", which is not a number",
                      [&] { (void)table.number(1, 1); }));
        QVERIFY(fails(kind, "\"1x\"", [&] { (void)table.number(2, 1); }));
        QVERIFY(fails(kind, "\" 1\"", [&] { (void)table.number(3, 1); }));
        QVERIFY(fails(kind, "no column \"accuracy\"", [&] { (void)table.column("accuracy"); }));
    }
};

QTEST_APPLESS_MAIN(CsvTest)
#include "tst_csv.moc"
