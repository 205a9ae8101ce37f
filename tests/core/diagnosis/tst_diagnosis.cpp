// Diagnosis on 48 recorded runs: eight of each condition, four that show it and four that come near it (examples.inc). What is
// so was measured apart from what the rules see (truth.h). Thresholds may be set on half of the runs; the other half is
// counted by itself, too.
#include "tests/core/diagnosis/recorded_runs.h"

#include <QTest>

#include <map>
#include <set>

using namespace fovea;

namespace {

struct Count
{
    int right = 0, all = 0;

    void add(bool isRight)
    {
        right += isRight;
        ++all;
    }
    bool nineOfTen() const { return 10 * right >= 9 * all; }
};

/// Whether it says of the condition that the run was recorded for what is so.
bool toldRight(const RecordedRun& run)
{
    return says(diagnose(run.measured.curves), run.example.condition) == run.example.shows;
}

/// The run after its first passes.
RecordedCurves after(int passes, const RecordedCurves& whole)
{
    RecordedCurves curves = whole;
    curves.history.resize(static_cast<std::size_t>(passes));
    curves.diverged = false;
    return curves;
}

/// The gap to the further images, as it was after so many passes: mean of the last three.
double trueGapAfter(int passes, const Measured& run)
{
    Measured soFar = run;
    soFar.curves = after(passes, run.curves);
    soFar.accuracy.resize(static_cast<std::size_t>(passes));
    return trueGap(soFar);
}

} // namespace

class DiagnosisTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { runs_ = recordedRuns(FOVEA_TEST_FILES "/core/diagnosis/runs.json"); }

    void thereAreEightOfEachAndHalfOfThemComeOnlyNear()
    {
        std::map<std::pair<Condition, bool>, std::pair<int, int>> counts; // shows and near, of each half
        std::set<std::string> names;
        for (const RecordedRun& run : runs_) {
            auto& count = counts[{run.example.condition, run.example.heldOut()}];
            ++(run.example.shows ? count.first : count.second);
            QVERIFY2(names.insert(run.example.name).second, run.example.name);
        }
        QCOMPARE(counts.size(), std::size_t{12});
        for (const auto& [half, count] : counts) {
            QCOMPARE(count, std::pair(2, 2));
        }
    }

    /// Each label is what the definition says of what was measured, and not what the rules say.
    void theRunsAreWhatTheyWereMadeToBe()
    {
        for (const RecordedRun& run : runs_) {
            QVERIFY2(isSo(run.measured, run.example.condition) == run.example.shows, run.example.name);
        }
    }

    void nineOfTenRunsAreToldRight()
    {
        Count all, heldOut;
        for (const auto& [condition, key] : kConditions) {
            Count count;
            std::string wrong;
            for (const RecordedRun& run : runs_) {
                if (run.example.condition == condition) {
                    const bool right = toldRight(run);
                    count.add(right);
                    all.add(right);
                    if (run.example.heldOut()) {
                        heldOut.add(right);
                    }
                    wrong += right ? "" : std::string(" ") + run.example.name;
                }
            }
            qInfo("%s %d / %d%s%s", key, count.right, count.all, wrong.empty() ? "" : ", wrong:", wrong.c_str());
        }
        qInfo("all %d / %d, held out %d / %d", all.right, all.all, heldOut.right, heldOut.all);
        QVERIFY(all.nineOfTen());
        QVERIFY(heldOut.nineOfTen());
    }

    /// Every run asked about every condition: what it does not have is not said of it either.
    void nineOfTenWordsAboutAnyConditionAreRight()
    {
        Count all;
        for (const RecordedRun& run : runs_) {
            const Diagnosis told = diagnose(run.measured.curves);
            for (const auto& [condition, key] : kConditions) {
                const bool so = isSo(run.measured, condition), said = says(told, condition);
                all.add(so == said);
                if (so != said) {
                    qInfo("%s: %s is %s, and was %s", run.example.name, key, so ? "so" : "not so",
                          said ? "said" : "not said");
                }
            }
        }
        qInfo("all six conditions of all runs: %d / %d", all.right, all.all);
        QVERIFY(all.nineOfTen());
    }

    /// After each pass of each run: where overfitting is said, the gap is wider than twice the standard error, and it is there
    /// on the further images.
    void overfittingIsNeverSaidWithinTheNoise()
    {
        int said = 0;
        for (const RecordedRun& run : runs_) {
            for (int passes = 1; passes <= static_cast<int>(run.measured.curves.history.size()); ++passes) {
                const RecordedCurves curves = after(passes, run.measured.curves);
                if (!says(diagnose(curves), Condition::Overfitting)) {
                    continue;
                }
                ++said;
                const CurveFacts facts(curves);
                QVERIFY2(facts.gap() > 2 * facts.gapError, run.example.name);
                QVERIFY2(trueGapAfter(passes, run.measured) > 0.03, run.example.name);
            }
        }
        QVERIFY(said > 20);
    }

    void evidenceLiesInTheCurve()
    {
        for (const RecordedRun& run : runs_) {
            for (const Finding& finding : diagnose(run.measured.curves).findings) {
                QVERIFY2(!finding.evidence.empty(), run.example.name);
                QVERIFY(!plain(finding.words).empty() && plain(finding.words).find('%') == std::string::npos);
                for (const Mark& mark : finding.evidence) {
                    const int passes = static_cast<int>(run.measured.curves.history.size());
                    QVERIFY(mark.step > 0 || (1 <= mark.first && mark.first <= mark.last && mark.last <= passes));
                }
            }
        }
    }

    void earlyStoppingIsJudgedByTheWeightsThatItKept()
    {
        const auto byHeart = std::find_if(runs_.begin(), runs_.end(), [](const RecordedRun& run) {
            return run.example.name == std::string("needle-200-images");
        });
        QVERIFY(byHeart != runs_.end());
        RecordedCurves curves = byHeart->measured.curves;
        QVERIFY(says(diagnose(curves), Condition::Overfitting));
        curves.keptEpoch = 1;
        QVERIFY(!says(diagnose(curves), Condition::Overfitting));
    }

private:
    std::vector<RecordedRun> runs_;
};

QTEST_GUILESS_MAIN(DiagnosisTest)
#include "tst_diagnosis.moc"
