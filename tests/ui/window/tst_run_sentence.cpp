// The sentence for the last row: what is known and no more.
#include "ui/window/run_sentence.h"

#include <QLocale>
#include <QTest>

using namespace fovea;

namespace {

RunHead needle()
{
    RunHead head;
    head.places = 64;
    return head;
}

EpochRecord passed(int number, double accuracy)
{
    EpochRecord record;
    record.epoch = number;
    record.valAccuracy = accuracy;
    return record;
}

} // namespace

class RunSentenceTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void anUntrainedNetworkIsSaidToBeOne()
    {
        QCOMPARE(runSentence(needle(), nullptr, nullptr),
                 QString("Untrained: it looks everywhere alike. Space starts."));
        RunHead head = needle();
        head.learnedMap = false;
        head.config.attention.mechanism = "none";
        QVERIFY(runSentence(head, nullptr, nullptr).startsWith("No attention: every place counts the same"));
        head.places = 1;
        QVERIFY(runSentence(head, nullptr, nullptr).contains("There is nothing to choose"));
    }

    void accuracyAndLooksAreSaidTogether()
    {
        const EpochRecord record = passed(3, 0.947);
        const LookRecord look{.epoch = 3, .spread = 3.24, .mass = 0.6, .hit = 0.9, .pictures = 10};
        QCOMPARE(
            runSentence(needle(), &record, &look),
            QString("After pass 3: 95 % of new images right · now, in the pictures below, it looks at about 3.2 of "
                    "64 cells and hits 9 of 10 objects"));
    }

    void whoLooksEverywhereAlikeIsNotSaidToHit()
    {
        const LookRecord alike{.epoch = 0.1, .spread = 63.8, .mass = 0.03, .hit = 0.7, .pictures = 10};
        QCOMPARE(runSentence(needle(), nullptr, &alike),
                 QString("Now, in the pictures below, it looks at about 64 of 64 cells"));
        const LookRecord chosen{.epoch = 0.1, .spread = 40, .mass = 0.1, .hit = 0.7, .pictures = 10};
        QVERIFY(runSentence(needle(), nullptr, &chosen).endsWith("and hits 7 of 10 objects"));
    }

    void whatStandsInThePlaceOfItsAttentionIsSaidAndNotScored()
    {
        const EpochRecord record = passed(3, 0.947);
        const LookRecord look{.epoch = 3, .spread = 3.24, .mass = 0.6, .hit = 0.9, .pictures = 10};
        const QString text = runSentence(needle(), &record, &look, MapOverride::Uniform);
        QVERIFY2(text.contains("replaced by a uniform map") && !text.contains("hits"), qPrintable(text));
        QVERIFY(runSentence(needle(), &record, &look, MapOverride::Shuffled).contains("shuffled"));
    }

    void whatIsNotDefinedIsLeftOut()
    {
        const EpochRecord record = passed(1, kUndefined);
        const LookRecord look{.epoch = 1, .spread = kUndefined};
        QCOMPARE(runSentence(needle(), &record, &look), QString("The first pass is under way."));
        const LookRecord withoutObjects{.epoch = 1, .spread = 8.5, .pictures = 10};
        QVERIFY(!runSentence(needle(), nullptr, &withoutObjects).contains("objects"));
    }
};

QTEST_MAIN(RunSentenceTest)
#include "tst_run_sentence.moc"
