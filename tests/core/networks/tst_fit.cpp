// What does not fit together inside a network is refused with key, value and remedy; the lines of trunks with patches and
// gates are read.
#include "core/attention/catalog.h"
#include "core/networks/fit.h"
#include "core/networks/network.h"
#include "core/networks/trunk.h"
#include "core/settings/fields.h"
#include "tests/support/error_of.h"

#include <QTest>

using namespace fovea;

namespace {

Config configOf(const QStringList& settings)
{
    Config config;
    for (const QString& setting : settings) {
        const QStringList parts = setting.split('=');
        setFromText(config, parts[0].toStdString(), parts[1].toStdString());
    }
    return config;
}

bool holds(const std::string& sentence, const std::string& part)
{
    return sentence.find(part) != std::string::npos;
}

/// What one place of this trunk's map can see.
Index sees(const char* trunk)
{
    return receptiveField(parseTrunk(trunk)).size;
}

} // namespace

class FitTest : public QObject
{
    Q_OBJECT

private slots:
    void whatDoesNotFitIsExplained_data()
    {
        QTest::addColumn<QStringList>("settings");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QStringList& settings, const char* key, const char* words) {
            QTest::newRow(name) << settings << key << words;
        };
        const QStringList mixing = {"mix.depth=1", "mix.width=12"};
        row("heads that do not divide the width", mixing + QStringList{"mix.heads=5"}, "mix.heads",
            "mix.heads is 5, but does not divide the 12 features of a token (mix.width). Choose one of 1, 2, 3, 4, 6, 12.");
        row("heads that do not divide the channels", {"mix.depth=1", "mix.heads=5"}, "mix.heads",
            "mix.heads is 5, but does not divide the 32 features of a token (the channels that model.trunk ends in).");
        row("patches that do not divide the image", {"model.trunk=patches 5"}, "model.trunk",
            "patches of 5 × 5 in layer 1 do not divide the 32 × 32 map before them; write patches with a divisor of both "
            "sides, one of 1, 2, 4, 8, 16, 32.");
        row("patches that do not divide a map", {"model.trunk=conv 8 3x3 valid, patches 4"}, "model.trunk",
            "in layer 2 do not divide the 30 × 30 map");
        row("a window larger than the map", mixing + QStringList{"mix.mechanism=windowed", "mix.window=9"},
            "mix.window",
            "mix.window is 9, but the map has 8 × 8 places: a window cannot be larger than the map. Choose 8");
        row("a shifted window larger than the map", mixing + QStringList{"mix.mechanism=shifted", "mix.window=20"},
            "mix.window", "mix.window is 20, but the map has 8 × 8 places");
        row("waves of a width they do not fit", {"mix.depth=1", "mix.width=10", "mix.heads=2", "mix.positions=sine"},
            "mix.positions", "multiple of 4 and at least 8, and a token has 10 features (mix.width)");
        row("waves of width 4", {"mix.depth=1", "mix.width=4", "mix.positions=sine"}, "mix.positions",
            "a token has 4 features");
        row("a class token without mixing", {"attention.mechanism=class"}, "attention.mechanism",
            "attention.mechanism is class, but mix.depth is 0: a class token learns of the image only where tokens are "
            "mixed. Set mix.depth to 1 or more.");
        row("a class token in windows", {"attention.mechanism=class", "mix.depth=1", "mix.mechanism=shifted"},
            "attention.mechanism", "mix.mechanism is shifted: a class token has no place, so it lies in no window");
        row("queries' heads", {"attention.mechanism=queries", "attention.heads=3"}, "attention.heads",
            "attention.heads is 3, but does not divide the 32 features of a token");
        row("more depths than the trunk has", {"attention.mechanism=jetley", "attention.depths=3"}, "attention.depths",
            "attention.depths is 3, but model.trunk has 2 depths, one for each convolution. Choose 2 or less");
        row("a gate too narrow", {"gate.mechanism=se", "gate.reduction=33"}, "gate.reduction",
            "gate.reduction is 33, but a gate stands on a map of 32 channels: nothing would be left. Choose 32 or less");
        row("a gate too narrow in the middle",
            {"gate.mechanism=cbam", "gate.reduction=9", "model.trunk=conv 8, gate, conv 32"}, "gate.reduction",
            "a gate stands on a map of 8 channels");
        row("a gate's window without a middle", {"gate.mechanism=eca", "gate.size=4"}, "gate.size",
            "gate.size is 4, but a window needs a middle. Choose an odd number, for instance 3");
        row("a gate's window larger than the map", {"gate.mechanism=cbam", "gate.size=9"}, "gate.size",
            "gate.size is 9, but a gate stands on a map of 8 × 8 places. Choose 8 or less");
        row("a gate's window larger than the channels", {"gate.mechanism=eca", "gate.size=5", "model.trunk=conv 4"},
            "gate.size", "gate.size is 5, but a gate stands on a map of 4 channels");
        const QStringList looking = {"look.mechanism=glimpses"};
        row("no glimpse", looking + QStringList{"look.glimpses=0"}, "look.glimpses",
            "look.glimpses is 0: without a glimpse the network sees nothing. Choose 1 or more");
        row("no glimpse of a grid", {"look.mechanism=gumbel", "look.glimpses=0"}, "look.glimpses", "Choose 1 or more");
        row("a glimpse larger than the image", looking + QStringList{"look.size=33"}, "look.size",
            "look.size is 33, but an image has 32 × 32 pixels: a glimpse cannot be larger than the image. Choose 32 or less");
        row("a window larger than the image", {"look.mechanism=transformer", "look.size=40"}, "look.size",
            "look.size is 40, but an image has 32 × 32 pixels");
        row("more scales than the image has", looking + QStringList{"look.size=16", "look.scales=3"}, "look.scales",
            "look.scales is 3, but 2 of them already cover the image of 32 × 32 pixels. Choose 2 or less");
        row("gazes that never stray", looking + QStringList{"look.sigma=0"}, "look.sigma",
            "look.sigma is 0: a gaze that never strays tries nothing out, so no reward can teach it. Choose a scatter above 0");
        row("gazes that stop straying", looking + QStringList{"look.sigma_end=0"}, "look.sigma_end",
            "look.sigma_end is 0: a gaze that never strays");
        row("one path, compared with the others", looking + QStringList{"look.rollouts=1"}, "look.rollouts",
            "look.rollouts is 1, but look.baseline is leave-one-out: with one try an image there are no others to compare it "
            "with. Choose 2 or more, or another baseline");
        row("a trunk that does not fit a window",
            {"look.mechanism=transformer", "look.size=4", "model.trunk=pool, pool, pool"}, "model.trunk",
            "layer 3 (2x2) does not fit into the 1 × 1 map");
        row("a gate before all", {"model.trunk=gate, conv 8"}, "model.trunk",
            "a gate needs a layer of its own before it; leave out the gate in layer 1");
        row("two gates", {"model.trunk=conv 8, gate, gate"}, "model.trunk", "leave out the gate in layer 3");
        row("no patches", {"model.trunk=patches 0"}, "model.trunk", "“0” is no size of a patch");
        row("a gate of a size", {"model.trunk=conv 8, gate 4"}, "model.trunk",
            "“gate 4”: gate takes nothing; which gate");
    }
    void whatDoesNotFitIsExplained()
    {
        QFETCH(const QStringList, settings);
        QFETCH(const QString, key);
        QFETCH(const QString, words);
        const std::vector<Problem> found = fitProblems(configOf(settings), {32, 32, 1});
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(found[0].key, key.toStdString());
        QVERIFY2(holds(found[0].sentence, words.toStdString()), found[0].sentence.c_str());
        QVERIFY2(found[0].sentence.starts_with(key.toStdString()), found[0].sentence.c_str());
    }

    void whatFitsIsNotRefused()
    {
        for (const QStringList& settings :
             std::vector<QStringList>{{},
                                      {"model.trunk=patches 4", "mix.depth=4", "mix.width=64"},
                                      {"mix.heads=5"}, // nothing is mixed
                                      {"look.mechanism=glimpses", "look.size=32"},
                                      {"look.mechanism=glimpses", "look.rollouts=1", "look.baseline=learned"},
                                      {"look.mechanism=glimpses", "model.trunk=pool, pool, pool, pool, pool, pool"},
                                      {"look.mechanism=gumbel", "look.sigma=0", "look.rollouts=1"},
                                      {"look.mechanism=draw", "look.scales=4"}, // it has none
                                      {"look.size=64", "look.glimpses=0"},      // nothing is looked at in parts
                                      {"mix.depth=1", "mix.window=20"},
                                      {"mix.depth=1", "mix.mechanism=shifted", "mix.window=8"},
                                      {"mix.depth=1", "mix.mechanism=shifted", "mix.window=3"},
                                      {"mix.depth=1", "mix.mechanism=linear", "attention.mechanism=class"},
                                      {"attention.mechanism=jetley", "attention.depths=2"},
                                      {"attention.depths=3", "attention.heads=3"},
                                      {"gate.reduction=64", "gate.size=4"},
                                      {"gate.mechanism=cbam"},
                                      {"gate.mechanism=cbam", "model.trunk=patches 16"},
                                      {"gate.mechanism=se", "gate.size=4"},
                                      {"gate.mechanism=eca", "gate.reduction=64", "model.trunk=conv 4"}}) {
            const std::vector<Problem> found = fitProblems(configOf(settings), {32, 32, 1});
            QVERIFY2(found.empty(), found.empty() ? "" : found[0].sentence.c_str());
            const auto network = makeNetwork(configOf(settings), {{32, 32, 1}, 4}); // and it can be built
            QVERIFY(network->parameters().learned() > 0);
        }
    }

    void linesWithPatchesAndGatesAreRead()
    {
        const std::vector<Stage> stages = parseTrunk("patches 4, gate, conv 8, norm,gate");
        QCOMPARE(stages.size(), std::size_t{5});
        QCOMPARE(stages[0].kind, Stage::Kind::Patches);
        QCOMPARE(stages[0].window.size, Index{4});
        QCOMPARE(stages[1].kind, Stage::Kind::Gate);
        const std::vector<Shape> shapes = trunkShapes(stages, {28, 20, 3});
        QCOMPARE(shapes[1], Shape({7, 5, 48}));
        QCOMPARE(shapes[2], Shape({7, 5, 48}));
        QCOMPARE(shapes.back(), Shape({7, 5, 8}));
    }

    void whereTheLineNamesNoGateItStandsAtTheEnd()
    {
        const auto gates = [](const QStringList& settings) {
            std::vector<std::size_t> places;
            const std::vector<Stage> stages = trunkStages(configOf(settings));
            for (std::size_t i = 0; i < stages.size(); ++i) {
                if (stages[i].kind == Stage::Kind::Gate) {
                    places.push_back(i);
                }
            }
            return places;
        };
        QVERIFY(gates({"model.trunk=conv 8, pool"}).empty());
        QVERIFY((gates({"model.trunk=conv 8, pool", "gate.mechanism=se"}) == std::vector<std::size_t>{2}));
        QVERIFY((gates({"model.trunk=conv 8, gate, pool", "gate.mechanism=se"}) == std::vector<std::size_t>{1}));
    }

    void aPlaceSeesItsPatchAndAGateChangesNothingOfThat()
    {
        QCOMPARE(sees("patches 4"), Index{4});
        QCOMPARE(sees("patches 4, conv 8"), Index{12});
        QCOMPARE(sees("conv 8, pool, conv 8"), sees("conv 8, gate, pool, gate, conv 8, gate"));
    }

    void channelsSeenTogetherFollowThePapersFormula()
    {
        for (const auto& [channels, k] :
             {std::pair{8, 3}, {16, 3}, {32, 3}, {64, 3}, {128, 5}, {256, 5}, {512, 5}, {1024, 5}}) {
            QCOMPARE(channelWindow({}, channels), Index{k});
        }
        QCOMPARE(channelWindow({.size = 7}, 64), Index{7});
        QCOMPARE(placeWindow({}, {8, 8, 1}), Index{7});
        QCOMPARE(placeWindow({}, {6, 9, 1}), Index{5});
        QCOMPARE(placeWindow({}, {1, 1, 1}), Index{1});
    }

    void everyRowOfTheCatalogsExplainsItself()
    {
        const auto check = [](const auto& rows) {
            for (const auto& row : rows) {
                QVERIFY(!row.key.empty() && !row.plain.empty() && !row.title.empty() && row.idea.ends_with('.'));
                QVERIFY(!row.formula.empty() && !row.cost.empty());
                QVERIFY(!row.source.empty() || row.key == "none");
                QVERIFY(row.make != nullptr);
            }
        };
        check(mechanisms());
        check(gateMechanisms());
        check(lookMechanisms());
        QCOMPARE(findField("look.mechanism")->choices().size(), lookMechanisms().size());
        check(mixMechanisms());
        QCOMPARE(findField("gate.mechanism")->choices().size(), gateMechanisms().size());
        QCOMPARE(findField("mix.mechanism")->choices().size(), mixMechanisms().size());
    }

    void settingsAreShownWhereTheyMatter()
    {
        const auto applies = [](const char* key, const QStringList& settings) {
            return findField(key)->applies(configOf(settings));
        };
        QVERIFY(!applies("mix.heads", {}) && applies("mix.heads", {"mix.depth=1"}));
        QVERIFY(!applies("mix.window", {"mix.depth=1"}) &&
                applies("mix.window", {"mix.depth=1", "mix.mechanism=shifted"}));
        QVERIFY(!applies("gate.reduction", {}) && applies("gate.reduction", {"gate.mechanism=se"}));
        QVERIFY(!applies("gate.size", {"gate.mechanism=se"}) && applies("gate.size", {"gate.mechanism=eca"}));
        QVERIFY(!applies("attention.depths", {}) && applies("attention.depths", {"attention.mechanism=jetley-dot"}));
        QVERIFY(!applies("attention.queries", {}) && applies("attention.queries", {"attention.mechanism=queries"}));
        QVERIFY(!applies("attention.temperature", {"attention.mechanism=class"}));
    }
};

QTEST_APPLESS_MAIN(FitTest)
#include "tst_fit.moc"
