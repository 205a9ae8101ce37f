// What follows from the maps of an answer: rollout and how far heads look, beside the maps that they follow from.
#include "core/settings/fields.h"
#include "core/training/analyst.h"
#include "core/training/explained.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <atomic>
#include <cmath>

using namespace fovea;

namespace {

/// The answer to the first validation picture, explained.
AnswerOfSample answered(std::initializer_list<std::pair<const char*, const char*>> settings,
                        MapOverride maps = MapOverride::None)
{
    Practice practice;
    Config config = smallNeedle();
    for (const auto& [key, text] : settings) {
        setFromText(config, key, text);
    }
    const SnapshotPtr snapshot = snapshotOf(practice.start(config));
    std::vector<AnswerOfSample> all =
        answers(snapshot->examined(), {pictureOf(snapshot->data->validation, 0)}, maps, 0, practice.workspace.tape(0));
    explain(all.front(), snapshot->data->image);
    return all.front();
}

const MapOfSample* mapNamed(const AnswerOfSample& answer, const std::string& layer)
{
    for (const MapOfSample& map : answer.maps) {
        if (map.layer == layer) {
            return &map;
        }
    }
    return nullptr;
}

double sumOf(const Real* row, Index count)
{
    double sum = 0;
    for (Index i = 0; i < count; ++i) {
        sum += static_cast<double>(row[i]);
    }
    return sum;
}

} // namespace

class ExplainedTest : public QObject
{
    Q_OBJECT

private slots:
    void rowsOfTheRolloutSumToOne()
    {
        const AnswerOfSample answer =
            answered({{"mix.depth", "3"}, {"mix.heads", "2"}, {"attention.mechanism", "class"}});
        const MapOfSample* tokens = mapNamed(answer, "rollout.tokens");
        QVERIFY(tokens != nullptr);
        QCOMPARE(tokens->weights.shape(), Shape({1, 65, 65}));
        for (Index row = 0; row < 65; ++row) {
            QVERIFY(std::abs(sumOf(tokens->row(0, row), 65) - 1) < 1e-6);
        }
        QVERIFY(std::abs(sumOf(mapNamed(answer, "rollout")->row(0, 0), 64) - 1) < 1e-6);
    }

    void rolloutOfOneLayerIsHalfTheTokenAndHalfItsLayer()
    {
        const AnswerOfSample answer =
            answered({{"mix.depth", "1"}, {"mix.heads", "2"}, {"attention.mechanism", "sequence"}});
        const MapOfSample &layer = *mapNamed(answer, "mix.0"), &tokens = *mapNamed(answer, "rollout.tokens");
        for (Index i = 0; i < 64; ++i) {
            for (Index j = 0; j < 64; ++j) {
                const double mean =
                    (static_cast<double>(layer.row(0, i)[j]) + static_cast<double>(layer.row(1, i)[j])) / 2;
                QVERIFY(std::abs(static_cast<double>(tokens.row(0, i)[j]) - (i == j ? 0.5 : 0) - mean / 2) < 1e-6);
            }
        }
    }

    void rolloutIsReadAsThePoolingReads()
    {
        const AnswerOfSample answer =
            answered({{"mix.depth", "2"}, {"mix.heads", "2"}, {"attention.mechanism", "sequence"}});
        const MapOfSample &pool = *mapNamed(answer, "pool"), &tokens = *mapNamed(answer, "rollout.tokens"),
                          &read = *mapNamed(answer, "rollout");
        for (Index j = 0; j < 64; ++j) {
            double sum = 0;
            for (Index i = 0; i < 64; ++i) {
                sum += static_cast<double>(pool.weights[i]) * static_cast<double>(tokens.row(0, i)[j]);
            }
            QVERIFY(std::abs(static_cast<double>(read.weights[j]) - sum) < 1e-6);
        }
    }

    /// Its row, without what it keeps of itself.
    void rolloutOfAClassTokenIsItsRow()
    {
        const AnswerOfSample answer =
            answered({{"mix.depth", "2"}, {"mix.heads", "2"}, {"attention.mechanism", "class"}});
        const MapOfSample &tokens = *mapNamed(answer, "rollout.tokens"), &read = *mapNamed(answer, "rollout");
        const double places = sumOf(tokens.row(0, 0) + 1, 64);
        QVERIFY(places < 0.76); // two layers keep at least a quarter
        for (Index j = 0; j < 64; ++j) {
            QVERIFY(std::abs(static_cast<double>(read.weights[j]) -
                             static_cast<double>(tokens.row(0, 0)[1 + j]) / places) < 1e-6);
        }
    }

    void uniformHeadsReachAsFarAsChance_data()
    {
        QTest::addColumn<std::string>("mechanism");
        QTest::addColumn<double>("least");
        QTest::addColumn<double>("most");
        QTest::newRow("all") << std::string("global") << 10.0 << 32.0; // 32 pixels a side
        QTest::newRow("windows") << std::string("windowed") << 5.0 << 10.0;
        QTest::newRow("windows that are moved") << std::string("shifted") << 3.0 << 10.0;
    }
    void uniformHeadsReachAsFarAsChance()
    {
        QFETCH(const std::string, mechanism);
        QFETCH(const double, least);
        QFETCH(const double, most);
        const AnswerOfSample answer = answered({{"mix.depth", "2"},
                                                {"mix.heads", "2"},
                                                {"mix.mechanism", mechanism.c_str()},
                                                {"attention.mechanism", "sequence"}},
                                               MapOverride::Uniform);
        for (const char* layer : {"mix.0", "mix.1"}) {
            const MapOfSample& map = *mapNamed(answer, layer);
            QCOMPARE(map.reach.size(), std::size_t(2));
            QVERIFY2(map.uniformReach > least && map.uniformReach < most,
                     qPrintable(QString::number(map.uniformReach)));
            for (const double reach : map.reach) {
                QVERIFY(std::abs(reach - map.uniformReach) < 1e-4);
            }
        }
        QVERIFY(mapNamed(answer, "pool")->reach.empty()); // asks from no place
    }

    void withoutMixingNothingIsAdded()
    {
        QCOMPARE(answered({{"attention.mechanism", "queries"}}).maps.size(), std::size_t(1));
        QCOMPARE(answered({{"gate.mechanism", "cbam"}}).maps.size(), std::size_t(3));
    }

    void whatIsInspectedIsExplained()
    {
        Practice practice;
        Config config = smallNeedle();
        setFromText(config, "mix.depth", "1");
        const SnapshotPtr snapshot = snapshotOf(practice.start(config));
        std::atomic<int> replies = 0;
        Analyst analyst([] {}, [&] { ++replies; });
        for (const Asked what : {Asked::Inspected, Asked::Gallery}) {
            analyst.ask({.what = what, .snapshot = snapshot, .pictures = {pictureOf(snapshot->data->validation, 0)}});
        }
        QTRY_COMPARE(replies.load(), 2);
        for (const Reply& reply : analyst.takeReplies()) {
            const bool inspected = reply.question.what == Asked::Inspected;
            QCOMPARE(mapNamed(reply.answers.front(), "rollout") != nullptr, inspected);
        }
    }
};

QTEST_GUILESS_MAIN(ExplainedTest)
#include "tst_explained.moc"
