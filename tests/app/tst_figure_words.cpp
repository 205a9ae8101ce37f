// What pictures say of their run: presets that differ are told apart, and what was changed is named.
#include "app/figure_words.h"
#include "core/data/catalog.h"
#include "core/settings/fields.h"
#include "core/settings/presets.h"
#include "ui/form/field_words.h"

#include <QTest>

using namespace fovea;

namespace {

Config preset(const char* key)
{
    return configOf(*findPreset(key));
}

QString sentence(Config config, const std::vector<std::pair<const char*, const char*>>& settings = {})
{
    for (const auto& [key, value] : settings) {
        setFromText(config, key, value);
    }
    return settingsSentence(config);
}

/// Settings of data that no preset has.
} // namespace

class TestFigureWords : public QObject
{
    Q_OBJECT

private slots:
    void everyPresetIsNamedAsWhatItIs()
    {
        for (const Preset& each : presets()) {
            const QString key = QString::fromUtf8(each.key.data(), static_cast<qsizetype>(each.key.size()));
            QCOMPARE(settingsSentence(configOf(each)), QString("Preset %1.").arg(key));
        }
    }

    void whatWasChangedIsNamed()
    {
        QCOMPARE(sentence(preset("needle"), {{"data.samples", "320"}, {"train.epochs", "1"}}),
                 QString("Preset needle with data.samples 320, train.epochs 1."));
        QCOMPARE(sentence(preset("essay-corrected"), {{"attention.mechanism", "none"}}),
                 QString("Preset essay-corrected with attention.mechanism none."));
    }

    /// In the window's figures: titles, labels and values as in the form, no key.
    void inPlainWordsNothingIsAKey()
    {
        Config config = preset("needle");
        config.data.samples = 320;
        config.train.epochs = 1;
        config.attention.mechanism = "none";
        const QString text = settingsSentence(config, Wording::Plain);
        QVERIFY2(text.startsWith("A needle in noise with training images 320, ") && text.contains("passes 1"),
                 qPrintable(text));
        QVERIFY(!text.contains("train.") && !text.contains("data.") && !text.contains("mechanism"));
        Config files;
        files.data.set = "files";
        QCOMPARE(settingsSentence(files, Wording::Plain), catalogText(dataSetNamed("files").title) + '.');
    }

    void manyChangesAreCounted()
    {
        const QString text = sentence(preset("needle"), {{"data.samples", "320"},
                                                         {"data.test", "200"},
                                                         {"data.signal", "6"},
                                                         {"train.epochs", "1"},
                                                         {"train.dropout", "0.1"},
                                                         {"train.clip", "1"},
                                                         {"train.batch_size", "32"}});
        QVERIFY2(text.endsWith(" and 2 more settings changed."), qPrintable(text));
    }

    void whatDoesNotMatterIsNotNamed()
    {
        QCOMPARE(sentence(preset("needle"), {{"attention.mechanism", "none"}, {"attention.hidden", "16"}}),
                 QString("Preset needle with attention.mechanism none."));
    }

    void theSeedIsNoDifference() { QCOMPARE(sentence(preset("essay"), {{"seed", "4"}}), QString("Preset essay.")); }

    void dataWithoutAPresetIsNamedItself()
    {
        QCOMPARE(sentence({}, {{"data.set", "files"}}), QString("Data set files."));
    }

    void theTitleNamesDataMechanismAndSeeds()
    {
        QCOMPARE(figureTitle(preset("needle"), {3}), QString("Needle, soft attention, seed 3"));
        QCOMPARE(figureTitle(preset("essay"), {0, 1}),
                 QString("Brightness: the essay, the essay's attention layer, seeds 0, 1"));
        QCOMPARE(figureTitle(preset("needle"), {0, 1, 2}), QString("Needle, soft attention, seeds 0 to 2"));
        QCOMPARE(figureTitle(preset("needle"), {0, 4, 9}), QString("Needle, soft attention, seeds 0, 4, 9"));
    }

    /// What mixes, gates or looks is no mean pooling.
    void theTitleNamesAllThatAttends()
    {
        QVERIFY2(mechanismsText(preset("corners")).startsWith("multi-head self-attention + "),
                 qPrintable(mechanismsText(preset("corners"))));
        QVERIFY(mechanismsText(preset("glimpses-clutter")).startsWith("recurrent glimpses"));
        Config draw = preset("glimpses-clutter");
        draw.look.mechanism = "draw";
        QVERIFY(mechanismsText(draw).startsWith("DRAW's filter bank"));
        Config plain = preset("needle");
        plain.attention.mechanism = "none";
        QCOMPARE(mechanismsText(plain), QString("mean pooling"));
        bool gated = false;
        for (const Preset& each : presets()) {
            const Config config = configOf(each);
            gated = gated || config.gate.mechanism != "none";
            QVERIFY2(config.gate.mechanism == "none" || mechanismsText(config).contains(" + "), each.key.data());
        }
        QVERIFY(gated);
    }
};

QTEST_MAIN(TestFigureWords)
#include "tst_figure_words.moc"
