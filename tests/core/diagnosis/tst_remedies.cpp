// Remedies: each is allowed where it is offered, changes what it says and nothing else, and is offered for a recorded run
// that it applies to (applies.inc).
#include "core/diagnosis/remedies.h"
#include "core/diagnosis/rules.h"
#include "core/settings/rules.h"
#include "tests/core/diagnosis/applies.h"
#include "tests/core/diagnosis/recorded_runs.h"

#include <QTest>

#include <set>

using namespace fovea;

namespace {

/// What diagnosis proposes under this key against the condition that the run was recorded for.
std::optional<Proposal> offered(const RecordedRun& run, std::string_view key)
{
    for (const Finding& finding : diagnose(run.measured.curves).findings) {
        for (const Proposal& remedy : finding.remedies) {
            if (finding.condition == run.example.condition && remedy.key == key) {
                return remedy;
            }
        }
    }
    return {};
}

} // namespace

class RemediesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { runs_ = recordedRuns(FOVEA_TEST_FILES "/core/diagnosis/runs.json"); }

    void everyRemedyIsAllowedAndChangesWhatItSays()
    {
        for (const RecordedRun& run : runs_) {
            const Config& before = run.measured.curves.config;
            for (const Finding& finding : diagnose(run.measured.curves).findings) {
                const std::size_t least = finding.condition == Condition::IdleAttention ? 1 : 3;
                QVERIFY2(finding.remedies.size() >= least, run.example.name);
                for (const Proposal& remedy : finding.remedies) {
                    QVERIFY2(problems(remedy.config).empty(), std::string(remedy.key).c_str());
                    Config changed = before;
                    for (const SettingChange& change : remedy.changes) {
                        QCOMPARE(textOf(*findField(change.key), changed), change.from);
                        setFromText(changed, change.key, change.to);
                    }
                    QVERIFY2(!remedy.changes.empty() && !(changed == before), std::string(remedy.key).c_str());
                }
            }
        }
    }

    void everyRemedyIsOfferedForARunThatItAppliesTo()
    {
        std::set<std::string_view> keys;
        for (const Applies& one : applies()) {
            const std::optional<Proposal> remedy = offered(runNamed(runs_, one.run), one.remedy);
            QVERIFY2(remedy, nameOf(one).c_str());
            keys.insert(one.remedy);
        }
        for (const RemedyRow& row : remedyRows()) {
            QVERIFY2(keys.contains(row.key), std::string(row.key).c_str());
        }
    }

    void aRemedyNeverGoesTheWrongWay()
    {
        Config far;
        far.train.dropout = 0.8;
        far.train.l1 = far.train.l2 = 0.5;
        far.augment.shift = 10;
        for (const char* key : {"dropout", "l1", "l2", "augmentation"}) {
            if (const auto remedy = remedyFor(key, far)) {
                QVERIFY2(remedy->config.train.dropout >= far.train.dropout, key);
                QVERIFY2(remedy->config.train.l1 >= far.train.l1 && remedy->config.train.l2 >= far.train.l2, key);
                QVERIFY2(remedy->config.augment.shift >= far.augment.shift, key);
            }
        }
        Config still;
        still.train.learningRate = 0;
        const auto faster = remedyFor("faster", still);
        QVERIFY(faster && faster->config.train.learningRate > 0);
    }

    void layersAreScaledByTheirChannelsAlone()
    {
        QCOMPARE(scaledTrunk("conv 16 5x5, pool, norm, conv 32 stride 2", 0.5),
                 std::string("conv 8 5x5, pool, norm, conv 16 stride 2"));
        QCOMPARE(scaledTrunk("patches 4, conv 1000", 2), std::string("patches 4, conv 1024"));
        QCOMPARE(scaledTrunk("conv 1", 0.5), std::string("conv 1"));
    }

private:
    std::vector<RecordedRun> runs_;
};

QTEST_GUILESS_MAIN(RemediesTest)
#include "tst_remedies.moc"
