// What the form says: labels, values, differences and refusals in people's words and numbers.
#include "ui/form/differences.h"

#include <QLocale>
#include <QTest>

using namespace fovea;

namespace {

Config with(const std::vector<std::pair<const char*, const char*>>& settings)
{
    Config config;
    for (const auto& [key, text] : settings) {
        setFromText(config, key, text);
    }
    return config;
}

QString shown(const char* key, const Config& config)
{
    return shownValue(*findField(key), config, Wording::Plain);
}

} // namespace

class FieldWordsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { QLocale::setDefault(QLocale(QLocale::English)); }
    void cleanup() { QLocale::setDefault(QLocale(QLocale::English)); }

    void labelsAreInTheWordsAskedFor()
    {
        const Field& field = *findField("attention.mechanism");
        QCOMPARE(labelOf(field, Wording::Plain), QString("way of looking"));
        QCOMPARE(labelOf(field, Wording::Term), QString("mechanism"));
    }

    void helpHasTheOtherWordsRangeDefaultAndKey()
    {
        const QString help = helpOf(*findField("train.epochs"), Wording::Plain);
        QVERIFY(help.contains("Term: epochs (passes)."));
        QVERIFY(help.contains("How often every training image is seen."));
        QVERIFY(help.contains("Allowed: a whole number from 1 to 100000."));
        QVERIFY(help.contains("Default: 10."));
        QVERIFY(help.contains("train.epochs"));
        QVERIFY(helpOf(*findField("train.epochs"), Wording::Term).contains("In plain words: passes."));
        QVERIFY(!helpOf(*findField("train.dropout"), Wording::Plain).contains("Term:")); // they are the same
    }

    void valuesAreReadAsPeopleSayThem()
    {
        const Config config = with({{"augment.shift", "2"}, {"augment.flip", "true"}, {"attention.mechanism", "none"}});
        QCOMPARE(shown("augment.shift", config), QString("2") + QChar(0x00a0) + "px");
        QCOMPARE(shown("augment.flip", config), QString("on"));
        QCOMPARE(shown("augment.flip", Config()), QString("off"));
        QCOMPARE(shown("attention.mechanism", config), QString("everywhere alike"));
        QCOMPARE(shownValue(*findField("attention.mechanism"), config, Wording::Term), QString("Mean pooling"));
        QCOMPARE(shown("data.path", config), QString("empty"));
        QLocale::setDefault(QLocale(QLocale::German));
        QCOMPARE(shown("train.learning_rate", config), QString("0,004"));
        QVERIFY(allowedWords(*findField("train.dropout")).endsWith("from 0 to 0,95"));
    }

    void differencesSayFromAndTo()
    {
        const Config now = with({{"train.learning_rate", "0.001"}, {"seed", "3"}});
        QCOMPARE(differences(Config(), now), QString("learning rate 0.004 → 0.001 · seed 0 → 3"));
        QCOMPARE(differences(now, now), QString());
        QCOMPARE(differences(Config(), with({{"attention.mechanism", "none"}}), Wording::Term),
                 QString("mechanism: Soft attention → Mean pooling"));
    }

    void whatDoesNotMatterDoesNotDiffer()
    {
        QCOMPARE(differences(Config(), with({{"train.momentum", "0.5"}})), QString()); // AdamW has none
        const Config plain = with({{"train.optimiser", "sgd"}, {"train.momentum", "0.5"}});
        QCOMPARE(differences(Config(), plain), QString("optimiser: AdamW → plain steps · momentum 0.5"));
    }

    void keysInARulesSentenceBecomeLabels()
    {
        const Problem problem{"train.patience",
                              "train.patience is 3, but data.validation is 0: 27 % of it needs cats.dogs."};
        QCOMPARE(sentenceOf(problem, Wording::Plain),
                 QString("Patience is 3, but validation images is 0: 27") + QChar(0x00a0) + "% of it needs cats.dogs.");
        QVERIFY(sentenceOf(problem, Wording::Term).startsWith("Early stopping is 3, but validation samples is"));
    }
};

QTEST_APPLESS_MAIN(FieldWordsTest)
#include "tst_field_words.moc"
