// Numbers as people type and read them, in any locale.
#include "core/settings/error.h"
#include "core/settings/fields.h"
#include "ui/form/number_text.h"

#include <QLocale>
#include <QTest>

using namespace fovea;

namespace {

/// The learning rate as typed; −1 where it is refused.
double read(const QString& typed)
{
    Config config;
    try {
        setFromText(config, "train.learning_rate", typedNumber(typed, "px"));
        return config.train.learningRate;
    } catch (const Error&) {
        return -1;
    }
}

} // namespace

class NumberTextTest : public QObject
{
    Q_OBJECT

private slots:
    void commaAndPointAreUnderstoodInEveryLocale_data() { addLocales(); }
    void commaAndPointAreUnderstoodInEveryLocale()
    {
        useFetchedLocale();
        QCOMPARE(read("0,004"), 0.004);
        QCOMPARE(read("0.004"), 0.004);
        QCOMPARE(read(" 4e-3 "), 0.004);
        QCOMPARE(read("+2"), 2.0);
    }

    void shownNumbersAreReadBackExactly_data() { addLocales(); }
    void shownNumbersAreReadBackExactly()
    {
        useFetchedLocale();
        for (const double value :
             {0.0, 0.004, 1.0 / 3, 1e-7, 1.5e-8, 8000.0, 4294967295.0, 1e20, 1.234, 123.456, 12345.678}) {
            QCOMPARE(read(shownNumber(value)), value);
        }
    }

    void numbersAreShownInTheUsersLocale()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(shownNumber(0.004), QString("0,004"));
        QCOMPARE(shownNumber("0.004"), QString("0,004"));
        QLocale::setDefault(QLocale(QLocale::English));
        QCOMPARE(shownNumber(0.004), QString("0.004"));
        QCOMPARE(shownNumber(1000000), QString("1000000")); // neither 1,000,000 nor 1e+06
    }

    void groupedDigitsAreOneNumber()
    {
        QCOMPARE(typedNumber("10 000", ""), std::string("10000"));
        QCOMPARE(typedNumber(QString("1") + QChar(0x202f) + "000" + QChar(0x00a0) + "000", ""), std::string("1000000"));
        QCOMPARE(typedNumber("1 2", ""), std::string("1 2")); // no grouping: refused by the field
        QCOMPARE(read("1 2"), -1.0);
    }

    void theUnitMayBeTyped()
    {
        QCOMPARE(typedNumber("4 px", "px"), std::string("4"));
        QCOMPARE(typedNumber("45°", "°"), std::string("45"));
        QCOMPARE(typedNumber("4 px", "°"), std::string("4 px"));
    }

    void whatIsNoNumberIsLeftToTheField()
    {
        QCOMPARE(read("much"), -1.0);
        QCOMPARE(read(""), -1.0);
        QCOMPARE(read("1,2,3"), -1.0);
        QCOMPARE(read(QString(QChar(0x2212)) + "1"), -1.0); // a minus sign is one
        QCOMPARE(typedNumber(QString(QChar(0x2212)) + "1", ""), std::string("-1"));
    }

    void cleanup() { QLocale::setDefault(QLocale(QLocale::English)); }

private:
    static void addLocales()
    {
        QTest::addColumn<QString>("locale");
        for (const char* name : {"C", "en_GB", "de_DE", "fr_FR", "ar_EG", "sv_SE"}) {
            QTest::newRow(name) << name;
        }
    }
    static void useFetchedLocale()
    {
        QFETCH(QString, locale);
        QLocale::setDefault(QLocale(locale));
    }
};

QTEST_APPLESS_MAIN(NumberTextTest)
#include "tst_number_text.moc"
