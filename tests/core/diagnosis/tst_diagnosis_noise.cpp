// What is chance and what is not: networks that answer new images as well as old ones, measured with luck, thousands of
// times; and curves that go down, for good or not.
#include "core/diagnosis/diagnosis.h"
#include "core/tensor/random.h"
#include "tests/core/diagnosis/recorded_runs.h"

#include <QTest>

#include <array>

using namespace fovea;

namespace {

constexpr int kPasses = 12;
constexpr std::array<long, 5> kImages = {40, 100, 200, 500, 2000};

/// Curves that rise to `plateau` together, on so many images; `moved` says where each point lies instead.
template<class Moved>
RecordedCurves together(long trainImages, long validationImages, double plateau, Moved moved)
{
    RecordedCurves curves;
    curves.trainClasses = {trainImages / 2, trainImages - trainImages / 2};
    curves.validationClasses = {validationImages / 2, validationImages - validationImages / 2};
    for (int pass = 1; pass <= kPasses; ++pass) {
        const double accuracy = plateau - (plateau - 0.5) * std::pow(0.6, pass);
        EpochRecord epoch;
        epoch.epoch = pass;
        epoch.trainAccuracy = moved(accuracy, trainImages, pass);
        epoch.valAccuracy = moved(accuracy, validationImages, pass);
        epoch.trainLoss = epoch.valLoss = 0.3;
        curves.history.push_back(epoch);
    }
    return curves;
}

/// Whether overfitting is said after any of the passes.
bool everSaid(const RecordedCurves& whole)
{
    RecordedCurves curves = whole;
    while (!curves.history.empty()) {
        if (says(diagnose(curves), Condition::Overfitting)) {
            return true;
        }
        curves.history.pop_back();
    }
    return false;
}

} // namespace

class DiagnosisNoiseTest : public QObject
{
    Q_OBJECT

private slots:
    /// The grey band of the curves: two standard errors to either side, of both curves, in each pass anew or always the same.
    void noiseWithinTwoStandardErrorsIsNeverCalledOverfitting()
    {
        Stream stream(3, Purpose::Test);
        for (int i = 0; i < 3000; ++i) {
            const double once = i % 3 == 0 ? 1 : 0; // the worst of luck: training up, validation down, in each pass
            const long train = kImages[static_cast<std::size_t>(i % 5)];
            const long validation = kImages[static_cast<std::size_t>(i / 5 % 5)];
            int which = 0;
            const auto moved = [&](double accuracy, long images, int) {
                const double side = once > 0 ? (which++ % 2 == 0 ? 1 : -1) : stream.uniform(-1, 1);
                return std::clamp(accuracy + 2 * side * standardError(accuracy, static_cast<double>(images)), 0.0, 1.0);
            };
            const RecordedCurves curves = together(train, validation, stream.uniform(0.6, 0.97), moved);
            QVERIFY2(!everSaid(curves), std::to_string(i).c_str());
        }
    }

    /// Images drawn by chance, the same in each pass, so that their luck stays. Three standard errors leave one run in 740.
    void luckIsCalledOverfittingInOneRunOf740()
    {
        Stream stream(7, Purpose::Test);
        int said = 0;
        constexpr int kRuns = 8000;
        for (int i = 0; i < kRuns; ++i) {
            const long train = 400, validation = kImages[static_cast<std::size_t>(i % 4)];
            std::array<std::vector<double>, 2> luck; // image by image: it is right where the network is that good
            luck[0].resize(static_cast<std::size_t>(train));
            luck[1].resize(static_cast<std::size_t>(validation));
            for (std::vector<double>& split : luck) {
                for (double& image : split) {
                    image = stream.uniform(0, 1);
                }
            }
            int which = 0;
            const auto moved = [&](double accuracy, long images, int) {
                const std::vector<double>& split = luck[static_cast<std::size_t>(which++ % 2)];
                const auto right =
                    std::count_if(split.begin(), split.end(), [&](double one) { return one < accuracy; });
                return static_cast<double>(right) / static_cast<double>(images);
            };
            const RecordedCurves curves = together(train, validation, stream.uniform(0.6, 0.98), moved);
            said += says(diagnose(curves), Condition::Overfitting);
        }
        qInfo("%d of %d runs", said, kRuns);
        QVERIFY2(said <= kRuns / 740 + 3 * 4,
                 std::to_string(said).c_str()); // three deviations of such a count above it
    }

    /// And a gap that is none of chance is seen.
    void aGapOfFourStandardErrorsIsSaid()
    {
        for (const long train : kImages) {
            for (const long validation : kImages) {
                int which = 0;
                const auto moved = [&](double accuracy, long images, int) {
                    const double error =
                        std::hypot(standardError(0.5, double(train)), standardError(0.5, double(validation)));
                    const double gap = std::max(0.06, 4 * error);
                    return std::clamp(accuracy - (which++ % 2 == 0 ? 0 : gap) + 0.0 * double(images), 0.0, 1.0);
                };
                QVERIFY(everSaid(together(train, validation, 0.95, moved)));
            }
        }
    }

    /// Who falls and comes back fluctuates; who goes down for good does not.
    void aDescentIsNoFluctuation()
    {
        const auto zigzag = [](double accuracy, long, int pass) { return accuracy - (pass % 2 == 0 ? 0.1 : 0); };
        const auto stairs = [](double accuracy, long, int pass) { return accuracy - 0.06 * std::max(0, pass - 3); };
        QVERIFY(says(diagnose(together(2000, 2000, 0.95, zigzag)), Condition::Fluctuation));
        QVERIFY(!says(diagnose(together(2000, 2000, 0.95, stairs)), Condition::Fluctuation));
    }
};

QTEST_GUILESS_MAIN(DiagnosisNoiseTest)
#include "tst_diagnosis_noise.moc"
