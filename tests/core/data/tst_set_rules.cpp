// What the generated sets refuse: augmentations that would make a label wrong, and numbers that make no set.
#include "core/settings/fields.h"
#include "core/settings/rules.h"

#include <QTest>

using namespace fovea;

namespace {

/// What is said about a setting; empty where nothing is wrong with it.
std::string problemWith(const std::string& set, const std::string& key, const std::string& text,
                        const std::string& items = "digits")
{
    Config config;
    config.data.set = set;
    config.data.items = items;
    setFromText(config, key, text);
    for (const Problem& problem : problems(config)) {
        if (problem.key == key) {
            return problem.sentence;
        }
    }
    return "";
}

} // namespace

class SetRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void whatWouldMakeALabelWrongIsRefused_data()
    {
        QTest::addColumn<QString>("set");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* set, const char* key, const char* value, const char* words) {
            QTest::addRow("%s, %s", set, key) << set << key << value << words;
        };
        row("odd-one-out", "augment.shift", "2", "another quarter, and the label be wrong. Set it to 0.");
        row("odd-one-out", "augment.flip", "true",
            "left becomes right, and the label would be wrong. Set it to false.");
        row("odd-one-out", "augment.rotation", "5", "label would be wrong. Set it to 0.");
        row("odd-one-out", "augment.cutout", "4", "cover the odd bar");
        row("odd-one-out", "data.pixels", "unit", "no bytes that 255 could divide: take raw or standard.");
        row("pair", "augment.shift", "1", "shifted out, and nothing left to compare. Set it to 0.");
        row("pair", "augment.rotation", "5", "turn out of the image. Set it to 0.");
        row("pair", "augment.cutout", "4", "squares in which two blots differ. Set it to 0.");
        row("pair", "data.pixels", "unit", "take raw or standard.");
        row("corners", "augment.shift", "1", "out of its corner, and half of the question with it. Set it to 0.");
        row("corners", "augment.rotation", "5", "corners turn out of the image");
        row("corners", "augment.cutout", "4", "cover a patch");
        row("corners", "data.pixels", "unit", "take raw or standard.");
        row("coloured", "augment.shift", "1", "the frame, which says what counts");
        row("coloured", "augment.rotation", "5", "a plus turned by 45° is a cross");
        row("coloured", "augment.cutout", "3", "would cover the glyph");
        row("shortcut", "augment.shift", "1", "the tag would leave its corner");
        row("shortcut", "augment.flip", "true", "the tag would leave its corner");
        row("shortcut", "augment.rotation", "1", "the tag would leave its corner");
        row("shortcut", "augment.cutout", "2", "would cover some tags");
        row("digits", "augment.shift", "7", "augment.shift is 7");
        row("digits", "augment.flip", "true", "a mirrored 2 is no digit");
        row("digits", "augment.rotation", "31", "a 6 is a 9");
        row("digits", "augment.cutout", "9", "augment.cutout is 9");
        row("clutter", "augment.shift", "1", "one at the border would be shifted out");
        row("clutter", "augment.flip", "true", "a mirrored 2 is no digit");
        row("clutter", "augment.rotation", "1", "turned out of the image");
        row("clutter", "augment.cutout", "9", "a square larger than 8");
    }
    void whatWouldMakeALabelWrongIsRefused()
    {
        QFETCH(QString, set);
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, words);
        const std::string sentence = problemWith(set.toStdString(), key.toStdString(), value.toStdString());
        QVERIFY2(sentence.starts_with(key.toStdString()), sentence.c_str());
        QVERIFY2(sentence.find(words.toStdString()) != std::string::npos, sentence.c_str());
        QVERIFY2(sentence.find("Set it to") != std::string::npos || key == "data.pixels", sentence.c_str());
    }

    void whatLeavesLabelsRightIsNot()
    {
        const std::string fine;
        QCOMPARE(problemWith("pair", "augment.flip", "true"), fine); // both blots are mirrored
        QCOMPARE(problemWith("corners", "augment.flip", "true"), fine);
        QCOMPARE(problemWith("corners", "data.side", "64"), fine);
        QCOMPARE(problemWith("coloured", "augment.flip", "true"), fine); // every glyph is its own mirror image
        QCOMPARE(problemWith("clutter", "augment.flip", "true", "clothes"), fine);
        QCOMPARE(problemWith("clutter", "augment.cutout", "8"), fine);
        QCOMPARE(problemWith("digits", "augment.shift", "6"), fine);
        for (const char* set : {"odd-one-out", "pair", "corners", "coloured", "shortcut", "digits", "clutter"}) {
            QCOMPARE(problemWith(set, "augment.noise", "0.2"), fine);
        }
    }

    void patchesThatDoNotDivideAnImageAreRefused()
    {
        Config config;
        config.data.set = "corners";
        config.model.trunk = "patches 4";
        QVERIFY(problems(config).empty());
        config.data.side = 30;
        QCOMPARE(problems(config).size(), std::size_t{1});
        QCOMPARE(problems(config)[0].key, std::string("model.trunk"));
    }

    void settingsOutsideTheirRangeNameKeyValueAndRemedy()
    {
        for (const double rho : {-0.1, 1.01}) {
            Config config;
            config.data.set = "shortcut";
            config.data.rho = rho;
            const std::vector<Problem> found = problems(config);
            QCOMPARE(found.size(), std::size_t{1});
            QCOMPARE(found.front().key, std::string("data.rho"));
            QVERIFY(found.front().sentence.ends_with("but must be a number from 0 to 1."));
            QVERIFY(found.front().sentence.starts_with(rho < 0 ? "data.rho is “-0.1”" : "data.rho is “1.01”"));
        }
        for (const char* set : {"coloured", "shortcut", "digits", "clutter"}) {
            QVERIFY(problemWith(set, "data.samples", "0").find("ask for at least 1") != std::string::npos);
            QVERIFY(problemWith(set, "data.test", "0").find("ask for at least 1") != std::string::npos);
        }
    }
};

QTEST_APPLESS_MAIN(SetRulesTest)
#include "tst_set_rules.moc"
