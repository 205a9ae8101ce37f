// The table of diagnosis and its sentences: what the command line, the window and the README read.
#include "core/diagnosis/diagnosis.h"
#include "core/diagnosis/remedies.h"
#include "core/diagnosis/rules.h"

#include <QTest>

#include <set>

using namespace fovea;

class DiagnosisRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void rulesNameRemediesThatExistAndReasonsForTheirThresholds()
    {
        std::set<Condition> before;
        for (const DiagnosisRule& rule : diagnosisRules()) {
            for (const std::string_view key : rule.remedies) {
                remedyFor(key, Config()); // stops where there is none of this name
            }
            for (const Threshold& threshold : rule.thresholds) {
                QVERIFY(threshold.value > 0 && !threshold.what.empty() && !threshold.reason.empty());
            }
            for (const Condition other : rule.unless) {
                QVERIFY(before.contains(other)); // looked for already
            }
            before.insert(rule.condition);
        }
    }

    void nothingIsSaidOfARunThatHasNotBegun()
    {
        const Diagnosis diagnosis = diagnose({});
        QVERIFY(diagnosis.findings.empty() && diagnosis.early && diagnosis.noise.text.empty());
    }

    void sentencesTakeTheirValues()
    {
        QCOMPARE(plain({"%2 of %1, 100 % of %3", {"a", "b"}}), std::string("b of a, 100 % of %3"));
        QCOMPARE(shareText(0.5), std::string("0.5"));
        QCOMPARE(shareText(0.12345), std::string("0.123"));
        QCOMPARE(shareText(kUndefined), std::string("—"));
    }
};

QTEST_GUILESS_MAIN(DiagnosisRulesTest)
#include "tst_diagnosis_rules.moc"
