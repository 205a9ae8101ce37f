// Presets that can be run, and what cannot be together: each problem names its key, the reason and the remedy.
#include "core/networks/trunk.h"
#include "core/settings/fields.h"
#include "core/settings/presets.h"
#include "core/settings/rules.h"
#include "tests/support/error_of.h"

#include <QTest>

#include <set>

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

std::string sentenceOf(const Config& config, const std::string& key)
{
    for (const Problem& problem : problems(config)) {
        if (problem.key == key) {
            return problem.sentence;
        }
    }
    return "[no problem]";
}

bool holds(const std::string& sentence, const std::string& part)
{
    return sentence.find(part) != std::string::npos;
}

} // namespace

class RulesTest : public QObject
{
    Q_OBJECT

private slots:
    void everyPresetCanBeRun()
    {
        std::set<std::string_view> keys;
        for (const Preset& preset : presets()) {
            QVERIFY(keys.insert(preset.key).second);
            QVERIFY(findPreset(preset.key) == &preset);
            QVERIFY(!preset.title.empty() && preset.watch.ends_with('.') && preset.tryNext.ends_with('.'));
            requireValid(configOf(preset)); // throws where it cannot
        }
        QVERIFY(findPreset("cats") == nullptr);
        QVERIFY(configOf(*findPreset("needle")) == Config()); // the default
    }

    void presetsSayOnlyWhatDiffersAndMatters()
    {
        for (const Preset& preset : presets()) {
            const Config config = configOf(preset);
            for (const auto& [key, text] : preset.settings) {
                const Field* field = findField(key);
                QVERIFY(field != nullptr);
                QVERIFY2(field->applies(config), std::string(key).c_str());
            }
        }
    }

    void whatCannotBeTogetherIsExplained_data()
    {
        QTest::addColumn<QStringList>("settings");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const QStringList& settings, const char* key, const char* words) {
            QTest::newRow(name) << settings << key << words;
        };
        const QStringList onBrightness = {"data.set=brightness"};
        row("Nesterov without momentum", {"train.optimiser=sgd", "train.nesterov=true", "train.momentum=0"},
            "train.nesterov", "train.momentum is 0: there is nothing to look ahead with. Raise");
        row("patience without validation", {"train.patience=3", "data.validation=0"}, "train.patience",
            "train.patience is 3, but data.validation is 0: early stopping needs");
        row("an oracle that nobody is", {"data.set=brightness", "look.mechanism=glimpses", "look.gaze=oracle"},
            "look.gaze", "look.gaze is oracle, but nobody knows where the evidence lies in data.set brightness");
        row("no images", {"data.samples=0"}, "data.samples", "ask for at least 1");
        row("no test", {"data.test=0"}, "data.test", "ask for at least 1");
        row("needle, pixels between 0 and 1", {"data.pixels=unit"}, "data.pixels",
            "are no bytes that 255 could divide");
        row("brightness, shift", onBrightness + QStringList{"augment.shift=2"}, "augment.shift",
            "moves the mean of an image by 9.10, and images differ by only 2.62");
        row("brightness, rotation", onBrightness + QStringList{"augment.rotation=45"}, "augment.rotation",
            "moves the mean of an image by 21.9, and images differ by only 2.62");
        row("brightness, cut-out", onBrightness + QStringList{"augment.cutout=7"}, "augment.cutout",
            "moves the mean of an image by 7.96, and images differ by only 2.62");
        row("brightness, noise", onBrightness + QStringList{"augment.noise=1"}, "augment.noise",
            "moves the mean of an image by 2.62, and images differ by only 2.62");
        row("brightness, noise on raw pixels", onBrightness + QStringList{"data.pixels=raw", "augment.noise=2"},
            "augment.noise", "moves the mean of an image by 0.07");
        row("needle, shift", {"augment.shift=2"}, "augment.shift", "shifted out, in up to 27 % of the images");
        row("needle, largest shift", {"augment.shift=16"}, "augment.shift", "in up to 100 % of the images");
        row("needle, rotation", {"augment.rotation=5"}, "augment.rotation", "a plus turned by 45° is a cross");
        row("needle, cut-out", {"augment.cutout=5"}, "augment.cutout", "would cover the needle");
    }
    void whatCannotBeTogetherIsExplained()
    {
        QFETCH(QStringList, settings);
        QFETCH(QString, key);
        QFETCH(QString, words);
        Config config;
        for (const QString& setting : settings) {
            const QStringList parts = setting.split('=');
            setFromText(config, parts[0].toStdString(), parts[1].toStdString());
        }
        const std::string sentence = sentenceOf(config, key.toStdString());
        QVERIFY2(holds(sentence, words.toStdString()), sentence.c_str());
        QVERIFY2(sentence.starts_with(key.toStdString()), sentence.c_str()); // so that it is clear what to change
        QCOMPARE(problems(config).size(), std::size_t{1});
    }

    void whatCanBeTogetherIsNot()
    {
        QVERIFY(
            problems(with({{"augment.flip", "true"}, {"augment.noise", "0.5"}})).empty()); // every glyph is its mirror
        QVERIFY(problems(with({{"data.set", "brightness"}, {"augment.flip", "true"}})).empty());
        QVERIFY(problems(with({{"data.set", "fashion"},
                               {"data.samples", "0"},
                               {"data.test", "0"},
                               {"augment.shift", "2"},
                               {"augment.rotation", "10"},
                               {"augment.cutout", "8"},
                               {"augment.noise", "0.1"}}))
                    .empty());
        QVERIFY(problems(with({{"train.nesterov", "true"}, {"train.momentum", "0"}})).empty()); // Adam has neither
    }

    void allProblemsAreReportedAtOnce()
    {
        const Config config = with({{"train.patience", "3"},
                                    {"data.validation", "0"},
                                    {"augment.rotation", "5"},
                                    {"model.trunk", "conv 3, norm 2"}});
        QCOMPARE(problems(config).size(), std::size_t{3});
        const std::string sentence = errorOf(Error::Kind::Usage, [&] { requireValid(config); });
        QVERIFY(holds(sentence, "train.patience is 3") && holds(sentence, "augment.rotation cannot be used") &&
                holds(sentence, "model.trunk: norm"));

        Config outOfRange;
        outOfRange.train.epochs = 0;
        outOfRange.train.dropout = 7;
        outOfRange.attention.mechanism = "hard";
        QCOMPARE(problems(outOfRange).size(), std::size_t{3});
        QVERIFY(
            holds(sentenceOf(outOfRange, "train.epochs"), "train.epochs is “0”, but must be a whole number from 1"));
    }

    void trunksAreRead()
    {
        const std::vector<Stage> stages = parseTrunk(" conv 16 5x5 stride 2 valid,pool , conv 32, norm 4");
        QCOMPARE(stages.size(), std::size_t{4});
        QCOMPARE(stages[0].channels, Index{16});
        QCOMPARE(stages[0].window.size, Index{5});
        QCOMPARE(stages[0].window.stride, Index{2});
        QCOMPARE(stages[0].window.padding, Index{0});
        QCOMPARE(stages[1].kind, Stage::Kind::Pool);
        QCOMPARE(stages[2].window.size, Index{3});
        QCOMPARE(stages[2].window.padding, Index{1});
        QCOMPARE(stages[3].groups, Index{4});
        const std::vector<Shape> shapes = trunkShapes(stages, {32, 32, 1});
        QVERIFY((shapes.back() == Shape{7, 7, 32})); // 32 → 14 → 7 → 7 → 7
    }

    void badTrunksAreExplained_data()
    {
        QTest::addColumn<QString>("trunk");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* trunk, const char* words) { QTest::newRow(trunk) << trunk << words; };
        row("", "it is empty; write at least one layer");
        row("dense 5", "“dense” is no layer; there are: conv CHANNELS");
        row("conv", "conv needs a number of channels");
        row("conv x", "“x” is no number of channels; it must be a whole number from 1 to 1024");
        row("conv 0", "“0” is no number of channels");
        row("conv 1025", "“1025” is no number of channels");
        row("conv 8 4x4", "a window of 4x4 is not possible; its side must be odd, from 1 to 15");
        row("conv 8 17x17", "a window of 17x17 is not possible");
        row("conv 8 3x5", "“3x5” after conv is not understood");
        row("conv 8 stride", "“stride” after conv is not understood");
        row("conv 8 stride 9", "“9” is no stride; it must be a whole number from 1 to 8");
        row("conv 8 same", "“same” after conv is not understood; there may be a size (5x5), stride N, valid");
        row("conv 8,, pool", "empty layer between two commas");
        row("pool 3", "it is always 2 × 2");
        row("conv 12, norm", "norm in layer 2 has 8 groups, which do not divide its 12 channels");
        row("conv 8, norm 0", "“0” is no number of groups");
        row("pool, pool, pool, pool, pool, pool", "layer 6 (2x2) does not fit into the 1 × 1 map before it");
        row("pool, pool, pool, conv 4 5x5 valid", "layer 4 (5x5) does not fit into the 4 × 4 map");
    }
    void badTrunksAreExplained()
    {
        QFETCH(QString, trunk);
        QFETCH(QString, words);
        Config config;
        config.model.trunk = trunk.toStdString();
        const std::string sentence = sentenceOf(config, "model.trunk");
        QVERIFY2(sentence.starts_with("model.trunk: ") && holds(sentence, words.toStdString()), sentence.c_str());
    }
};

QTEST_APPLESS_MAIN(RulesTest)
#include "tst_rules.moc"
