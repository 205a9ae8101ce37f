// The signs one by one, on curves written by hand: from which pass on, what the loss says, and what is proposed then.
#include "core/attention/catalog.h"
#include "core/diagnosis/diagnosis.h"
#include "core/settings/presets.h"
#include "core/settings/rules.h"
#include "core/training/answer.h"
#include "core/training/snapshot.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <algorithm>

using namespace fovea;

namespace {

/// Two classes, 400 images each way.
RecordedCurves curvesOf(const std::vector<double>& accuracies, const std::vector<double>& losses)
{
    RecordedCurves curves;
    curves.trainClasses = curves.validationClasses = {200, 200};
    for (std::size_t i = 0; i < accuracies.size(); ++i) {
        EpochRecord pass;
        pass.epoch = static_cast<int>(i) + 1;
        pass.valAccuracy = accuracies[i];
        pass.trainAccuracy = 0.97;
        pass.trainLoss = pass.valLoss = losses[i];
        curves.history.push_back(pass);
    }
    return curves;
}

const Finding* findingOf(const Diagnosis& diagnosis, Condition condition)
{
    const auto found = std::ranges::find(diagnosis.findings, condition, &Finding::condition);
    return found == diagnosis.findings.end() ? nullptr : &*found;
}

bool says(const Diagnosis& diagnosis, Condition condition)
{
    return findingOf(diagnosis, condition) != nullptr;
}

const Proposal* proposalOf(const Finding& finding, std::string_view key)
{
    const auto found = std::ranges::find(finding.remedies, key, &Proposal::key);
    return found == finding.remedies.end() ? nullptr : &*found;
}

} // namespace

class SignsTest : public QObject
{
    Q_OBJECT

private slots:
    /// The same two falls: after five passes they may still be the climb.
    void fluctuationIsNotJudgedOnFewPasses()
    {
        const std::vector<double> five = {0.9, 0.9, 0.7, 0.5, 0.9}, six = {0.9, 0.9, 0.7, 0.5, 0.9, 0.9};
        QVERIFY(!says(diagnose(curvesOf(five, std::vector(5, 0.2))), Condition::Fluctuation));
        QVERIFY(says(diagnose(curvesOf(six, std::vector(6, 0.2))), Condition::Fluctuation));
    }

    /// It is finite, and ends far above knowing nothing, log 2.
    void aLossThatRisesFarIsDivergence()
    {
        const std::vector<double> accuracies(4, 0.9);
        QVERIFY(says(diagnose(curvesOf(accuracies, {0.6, 0.5, 1.0, 2.5})), Condition::Divergence));
        QVERIFY(!says(diagnose(curvesOf(accuracies, {0.6, 0.5, 1.0, 1.9})), Condition::Divergence));
        QVERIFY(!says(diagnose(curvesOf(accuracies, {9.0, 6.0, 4.0, 2.5})), Condition::Divergence)); // it comes down
    }

    /// Falling still, or standing: more passes are proposed for the one and not for the other.
    void whatStillLearnsIsGivenTime()
    {
        for (const bool falls : {true, false}) {
            std::vector<double> losses = {0.6, 0.58, 0.57, 0.56, 0.55, 0.54, 0.53, falls ? 0.50 : 0.53};
            RecordedCurves curves = curvesOf(std::vector(8, 0.7), losses);
            for (EpochRecord& pass : curves.history) {
                pass.trainAccuracy = 0.72;
            }
            const Diagnosis told = diagnose(curves);
            const Finding* finding = findingOf(told, Condition::Underfitting);
            QVERIFY(finding != nullptr);
            QCOMPARE(proposalOf(*finding, "longer") != nullptr, falls);
            QVERIFY(plain(finding->words).find("mean of the last 3 passes") != std::string::npos);
        }
    }

    void moreImagesAreFourTimesAsMany()
    {
        RecordedCurves curves = curvesOf(std::vector(6, 0.6), std::vector(6, 0.1));
        curves.config = configOf(*findPreset("needle"));
        curves.config.data.samples = 800;
        const Diagnosis told = diagnose(curves);
        const Finding* finding = findingOf(told, Condition::Overfitting);
        QVERIFY(finding != nullptr);
        const Proposal* more = proposalOf(*finding, "more-data");
        QVERIFY(more != nullptr);
        QCOMPARE(more->config.data.samples, 3200);
        QVERIFY(more->changes == (std::vector<SettingChange>{{"data.samples", "800", "3200"}}));
    }

    /// No curve shows it: the layer gives what it gets.
    void softmaxOverOneNumberIsSaidWithAnotherAttention()
    {
        RecordedCurves curves = curvesOf({0.9, 0.9}, {0.3, 0.2});
        QVERIFY(!says(diagnose(curves), Condition::IdleAttention));
        curves.config = configOf(*findPreset("essay"));
        const Diagnosis told = diagnose(curves);
        const Finding* finding = findingOf(told, Condition::IdleAttention);
        QVERIFY(finding != nullptr);
        QVERIFY(plain(finding->words).find("single number") != std::string::npos);
        const Proposal* other = proposalOf(*finding, "attention");
        QVERIFY(other != nullptr && other->config.attention.mechanism == "soft");
        curves.history.clear();
        QVERIFY(!says(diagnose(curves), Condition::IdleAttention)); // nothing was measured yet
    }

    /// Which mechanisms have one place only: the catalogue says the same as their maps.
    void whatHasOnePlaceInTheCatalogueHasOneInItsMap()
    {
        Practice practice;
        int tried = 0;
        for (const Mechanism& mechanism : mechanisms()) {
            Config config = smallNeedle();
            config.attention.mechanism = mechanism.key;
            if (!problems(config).empty()) {
                continue; // it needs more than a trunk
            }
            const Run run = practice.start(config);
            const auto said = answers(snapshotOf(run)->examined(), {pictureOf(run.data->validation, 0)},
                                      MapOverride::None, 0, practice.workspace.tape(0));
            const bool onePlace = std::ranges::any_of(
                said.front().maps, [](const MapOfSample& map) { return map.learned && map.keys.places() == 1; });
            QVERIFY2(onePlace == mechanism.onePlace, config.attention.mechanism.c_str());
            ++tried;
        }
        QVERIFY(tried >= 5);
    }
};

QTEST_GUILESS_MAIN(SignsTest)
#include "tst_signs.moc"
