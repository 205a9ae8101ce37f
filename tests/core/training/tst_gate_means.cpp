// The gates of each class: the mean of what the answers say, on any number of threads.
#include "core/settings/fields.h"
#include "core/training/answer.h"
#include "core/training/gate_means.h"
#include "core/training/snapshot.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <cmath>

using namespace fovea;

namespace {

SnapshotPtr gated(Practice& practice, const char* mechanism)
{
    Config config = smallNeedle();
    setFromText(config, "gate.mechanism", mechanism);
    config.train.epochs = 1;
    return snapshotOf(practice.trained(config));
}

GateMeans measured(const SnapshotPtr& snapshot, Practice& practice, Index count = -1)
{
    return *gateMeans(snapshot->examined(), snapshot->data->validation, count, 0, practice.workspace);
}

} // namespace

class GateMeansTest : public QObject
{
    Q_OBJECT

private slots:
    void meansAreThoseOfTheAnswers()
    {
        Practice practice;
        const SnapshotPtr snapshot = gated(practice, "se");
        const GateMeans means = measured(snapshot, practice);
        QCOMPARE(means.images, Index(30));
        QCOMPARE(means.gates.size(), std::size_t(1));
        const Split& split = snapshot->data->validation;
        std::vector<PicturePtr> pictures;
        for (Index i = 0; i < split.size(); ++i) {
            pictures.push_back(pictureOf(split, i));
        }
        const auto all = answers(snapshot->examined(), pictures, MapOverride::None, 0, practice.workspace.tape(0));
        for (std::size_t label = 0; label < snapshot->data->classes.size(); ++label) {
            for (Index c = 0; c < 8; ++c) {
                double sum = 0, count = 0;
                for (std::size_t i = 0; i < all.size(); ++i) {
                    if (split.labels[i] == static_cast<int>(label)) {
                        sum += static_cast<double>(all[i].maps.back().weights[c]);
                        count += 1;
                    }
                }
                QVERIFY(count > 0);
                QVERIFY(std::abs(means.gates[0].byClass[label][static_cast<std::size_t>(c)] - sum / count) < 1e-6);
            }
        }
    }

    void cuesHaveMeansOfTheirOwnWhereTheDataHasThem()
    {
        Practice practice;
        const SnapshotPtr plain = gated(practice, "se");
        QVERIFY(measured(plain, practice).gates[0].byCue.empty());
        QCOMPARE(pictureOf(plain->data->validation, 0)->cue, -1);

        Config config = smallNeedle();
        setFromText(config, "data.set", "coloured");
        setFromText(config, "model.trunk", "conv 4, pool, gate, conv 8, pool");
        setFromText(config, "gate.mechanism", "se");
        setFromText(config, "gate.reduction", "1");
        config.train.epochs = 1;
        const SnapshotPtr coloured = snapshotOf(practice.trained(config));
        const Split& split = coloured->data->validation;
        const ClassGates gates = measured(coloured, practice).gates[0];
        QCOMPARE(gates.byCue.size(), std::size_t(3));
        const auto counted = [&](const std::vector<int>& groups, const std::vector<std::vector<double>>& means) {
            double sum = 0; // of the first channel over all images
            for (const int group : groups) {
                sum += means[static_cast<std::size_t>(group)][0];
            }
            return sum;
        };
        QVERIFY(std::abs(counted(split.cues, gates.byCue) - counted(split.labels, gates.byClass)) < 1e-6);
        QVERIFY(gates.byCue[0] != gates.byCue[1]);
        QCOMPARE(pictureOf(split, 2)->cue, split.cues[2]);
    }

    void threadsDoNotMatter()
    {
        Practice one, three(3);
        const SnapshotPtr snapshot = gated(one, "eca");
        QCOMPARE(measured(snapshot, one).gates[0].byClass, measured(snapshot, three).gates[0].byClass);
    }

    /// CBAM has one of places, too, which is a map and not a row of bars.
    void onlyGatesOfChannelsAreMeasured()
    {
        Practice practice;
        const GateMeans means = measured(gated(practice, "cbam"), practice);
        QCOMPARE(means.gates.size(), std::size_t(1));
        QVERIFY(means.gates[0].layer.ends_with(".channels"));
        QVERIFY(measured(gated(practice, "none"), practice).gates.empty());
    }

    void aClassWithoutImagesHasNoMean()
    {
        Practice practice;
        const GateMeans means = measured(gated(practice, "se"), practice, 1);
        QCOMPARE(means.images, Index(1));
        int defined = 0;
        for (const std::vector<double>& mean : means.gates[0].byClass) {
            defined += std::isnan(mean.front()) ? 0 : 1;
        }
        QCOMPARE(defined, 1);
    }

    void stoppingGivesNothing()
    {
        Practice practice;
        const SnapshotPtr snapshot = gated(practice, "se");
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(
            !gateMeans(snapshot->examined(), snapshot->data->validation, -1, 0, practice.workspace, stop.get_token()));
    }
};

QTEST_GUILESS_MAIN(GateMeansTest)
#include "tst_gate_means.moc"
