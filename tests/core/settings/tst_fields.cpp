// The table of settings: every field explains itself, and its value survives text, JSON and mistakes.
#include "core/attention/catalog.h"
#include "core/data/catalog.h"
#include "core/settings/config_json.h"
#include "core/settings/fields.h"
#include "core/tasks/task.h"
#include "tests/support/error_of.h"

#include <QTest>

#include <nlohmann/json.hpp>

#include <cstring>
#include <regex>
#include <set>

using namespace fovea;
using Json = nlohmann::ordered_json;

namespace {

bool isNumber(const Field& field)
{
    Config config;
    const FieldPlace place = field.place(config);
    return !std::holds_alternative<bool*>(place) && !std::holds_alternative<std::string*>(place);
}

bool isWhole(const Field& field)
{
    Config config;
    return !std::holds_alternative<double*>(field.place(config));
}

/// Some values that a field allows, as text.
std::vector<std::string> allowedTexts(const Field& field)
{
    if (field.choices != nullptr) {
        std::vector<std::string> keys;
        for (const Choice& choice : field.choices()) {
            keys.emplace_back(choice.key);
        }
        return keys;
    }
    if (isNumber(field)) {
        const auto text = [&](double value) {
            return isWhole(field) ? std::to_string(static_cast<long long>(value)) : Json(value).dump();
        };
        const double third = field.least + (field.most - field.least) / 3;
        return {text(field.least), text(third), text(field.most)};
    }
    Config config;
    if (std::holds_alternative<bool*>(field.place(config))) {
        return {"true", "false"};
    }
    return {"", "a b/c", "ünïcode, with \"quotes\"\n"};
}

std::string setError(const std::string& key, const std::string& text)
{
    Config config;
    return errorOf(Error::Kind::Usage, [&] { setFromText(config, key, text); });
}

bool holds(const std::string& sentence, const std::string& part)
{
    return sentence.find(part) != std::string::npos;
}

void addKeys(std::set<std::string>& keys, const auto& rows)
{
    for (const auto& row : rows) {
        keys.emplace(row.key);
    }
}

std::set<std::string> keysOf(const std::vector<Choice>& choices)
{
    std::set<std::string> keys;
    addKeys(keys, choices);
    return keys;
}

} // namespace

class FieldsTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFieldExplainsItself_data() { addFields(); }
    void everyFieldExplainsItself()
    {
        const Field& field = fetched();
        QVERIFY(std::regex_match(std::string(field.key), std::regex("[a-z0-9_]+(\\.[a-z0-9_]+)?")));
        QVERIFY(!field.plain.empty());
        QVERIFY(!field.term.empty());
        QVERIFY2(field.help.size() >= 15 && field.help.back() == '.', std::string(field.help).c_str());
        QVERIFY(!allowed(field).empty());
        QVERIFY(findField(field.key) == &field);
        QVERIFY(!isNumber(field) || field.least < field.most);
        QVERIFY(!field.logarithmic || isNumber(field));
    }

    void sliderCoversPartOfWhatIsAllowed_data() { addFields(); }
    void sliderCoversPartOfWhatIsAllowed()
    {
        const Field& field = fetched();
        if (isNumber(field)) {
            QVERIFY(field.usual.least < field.usual.most);
            QVERIFY(field.usual.least >= field.least && field.usual.most <= field.most);
            QVERIFY(!field.logarithmic || field.usual.least > 0);
            QVERIFY(field.usual.base == 10 || field.usual.base == 2);
        } else {
            QVERIFY(field.usual.least == 0 && field.usual.most == 0);
        }
    }

    void fieldsOfAGroupStandTogether()
    {
        std::vector<FieldGroup> ofFields;
        for (const Field& field : fields()) {
            if (ofFields.empty() || ofFields.back() != field.group) {
                ofFields.push_back(field.group);
            }
        }
        std::vector<FieldGroup> ofForm;
        for (const GroupRow& row : fieldGroups()) {
            QVERIFY(!row.plain.empty() && !row.term.empty());
            ofForm.push_back(row.group);
        }
        QVERIFY(ofFields == ofForm);
    }

    void everyDefaultIsAllowed_data() { addFields(); }
    void everyDefaultIsAllowed()
    {
        const Field& field = fetched();
        Config config;
        setFromText(config, field.key, textOf(field, config)); // throws where it is not
        QVERIFY(config == Config());
    }

    void everyValueSurvivesTextAndJson_data() { addFields(); }
    void everyValueSurvivesTextAndJson()
    {
        const Field& field = fetched();
        for (const std::string& text : allowedTexts(field)) {
            Config config;
            setFromText(config, field.key, text);
            Config fromText;
            setFromText(fromText, field.key, textOf(field, config));
            QVERIFY(fromText == config);
            const Config fromJson = configFromJson(Json::parse(toJson(config).dump()), "run.json");
            QVERIFY2(fromJson == config, text.c_str());
        }
    }

    void everyFieldIsOfItsOwn_data() { addFields(); }
    void everyFieldIsOfItsOwn()
    {
        const Field& field = fetched();
        Config config;
        for (const std::string& text : allowedTexts(field)) {
            setFromText(config, field.key, text);
            if (!(config == Config())) {
                break;
            }
        }
        QVERIFY(!(config == Config()) || allowedTexts(field).size() == 1); // else one differs from the default
        for (const Field& other : fields()) {
            QVERIFY(&other == &field || textOf(other, config) == textOf(other, Config()));
        }
    }

    void outOfRangeNamesKeyValueAndRange_data() { addFields(); }
    void outOfRangeNamesKeyValueAndRange()
    {
        const Field& field = fetched();
        std::vector<std::string> wrong = {"maybe", "1 2", "--1"};
        if (isNumber(field)) {
            wrong = {"nan", "", "1x", "0x10", "inf", "1,2,3"};
            wrong.push_back(isWhole(field) ? std::to_string(static_cast<long long>(field.most) + 1)
                                           : Json(field.most * 1.01).dump());
            wrong.push_back(Json(field.least - 1).dump());
        } else if (textOf(field, Config()) != "true" && textOf(field, Config()) != "false" &&
                   field.choices == nullptr) {
            wrong.clear(); // free text
        }
        for (const std::string& text : wrong) {
            const std::string sentence = setError(std::string(field.key), text);
            QVERIFY2(holds(sentence, std::string(field.key) + " is “" + text + "”, but must be " + allowed(field)),
                     sentence.c_str());
        }
    }

    void keysAreUnique()
    {
        std::set<std::string_view> keys;
        for (const Field& field : fields()) {
            QVERIFY2(keys.insert(field.key).second, std::string(field.key).c_str());
        }
    }

    void unknownKeysAreNamed()
    {
        QVERIFY(holds(setError("train.speed", "1"), "There is no setting “train.speed”. “fovea list” shows"));
        QVERIFY(holds(setError("train.seed", "1"), "Is “seed” meant?"));
        QVERIFY(holds(setError("data.epochs", "1"), "Is “train.epochs” meant?"));
        QVERIFY(holds(setError("", "1"), "There is no setting “”"));
        QVERIFY(holds(setError("Train.Epochs", "1"), "There is no setting “Train.Epochs”"));
    }

    void aDecimalCommaIsUnderstood()
    {
        Config config;
        setFromText(config, "train.learning_rate", "0,25");
        QCOMPARE(config.train.learningRate, 0.25);
        QVERIFY(holds(setError("train.learning_rate", "1.000,5"), "train.learning_rate is “1.000,5”"));
        QVERIFY(holds(setError("train.learning_rate", "1,000,5"), "train.learning_rate is “1,000,5”"));
        for (const char* twoWays : {"1,000", "-12,500", "1,234"}) {
            QVERIFY(holds(setError("train.learning_rate", twoWays), "which can be read in two ways"));
        }
        setFromText(config, "train.learning_rate", "0,125");
        QCOMPARE(config.train.learningRate, 0.125);
        QVERIFY(holds(setError("train.epochs", "1,5"), "train.epochs is “1,5”")); // whole numbers have none
    }

    void numbersAreExactHoweverTheyAreWritten()
    {
        for (const double value : {0.1, 1.0 / 3, 4e-3, 1e-7, 1e30, 1e-300}) {
            Config config;
            setFromText(config, "train.learning_rate", Json(value).dump());
            QCOMPARE(std::memcmp(&config.train.learningRate, &value, sizeof value), 0);
            QCOMPARE(std::stod(textOf(*findField("train.learning_rate"), config)), value);
        }
        Config config;
        setFromText(config, "seed", "4294967295");
        QVERIFY(configFromJson(toJson(config), "x").seed == 4'294'967'295U);
    }

    void allProblemsOfAFileAreReportedAtOnce()
    {
        const Json json = {{"train.epochs", 0}, {"colour", "red"}, {"data.set", "cats"}, {"train.l1", 0.5}};
        const std::string sentence = errorOf(Error::Kind::Usage, [&] { (void)configFromJson(json, "run.json"); });
        QVERIFY(holds(sentence, "run.json: train.epochs is “0”, but must be a whole number from 1 to 100000."));
        QVERIFY(holds(sentence, "run.json: There is no setting “colour”"));
        QVERIFY(holds(sentence, "data.set is “cats”, but must be one of: brightness, needle, "));
        QVERIFY(!holds(sentence, "l1"));
        QVERIFY(fails(Error::Kind::Usage, "not an object", [] { (void)configFromJson(Json::array(), "run.json"); }));
        QVERIFY(fails(Error::Kind::Usage, "train.epochs is “null”", [] {
            (void)configFromJson({{"train.epochs", nullptr}}, "run.json");
        }));
    }

    void keysOfEachChoiceAreUniqueAndExplained()
    {
        for (const Field& field : fields()) {
            if (field.choices == nullptr) {
                continue;
            }
            const std::vector<Choice> choices = field.choices();
            QCOMPARE(keysOf(choices).size(), choices.size());
            for (const Choice& choice : choices) {
                QVERIFY(!choice.plain.empty() && !choice.term.empty() && choice.idea.ends_with('.'));
            }
        }
    }

    void everyRowOfACatalogCanBeChosen()
    {
        std::set<std::string> rows;
        addKeys(rows, mechanisms());
        QCOMPARE(keysOf(findField("attention.mechanism")->choices()), rows);
        for (const Mechanism& row : mechanisms()) {
            QVERIFY(&mechanismNamed(row.key) == &row);
        }
        rows.clear();
        addKeys(rows, dataSets());
        QCOMPARE(keysOf(findField("data.set")->choices()), rows);
        for (const DataSetRow& row : dataSets()) {
            QVERIFY(&dataSetNamed(row.key) == &row);
        }
        rows.clear();
        addKeys(rows, tasks());
        QCOMPARE(keysOf(findField("task")->choices()), rows);
        QCOMPARE(keysOf(findField("train.optimiser")->choices()), (std::set<std::string>{"sgd", "adam", "adamw"}));
        QCOMPARE(keysOf(findField("train.schedule")->choices()),
                 (std::set<std::string>{"constant", "cosine", "one_cycle"}));
    }

    void fieldsAreShownWhereTheyMatter()
    {
        const auto applies = [](const char* key, const char* other, const char* value) {
            Config config;
            setFromText(config, other, value);
            return findField(key)->applies(config);
        };
        QVERIFY(applies("data.signal", "data.set", "needle") && !applies("data.signal", "data.set", "fashion"));
        QVERIFY(applies("data.difference", "data.set", "odd-one-out") &&
                !applies("data.difference", "data.set", "pair"));
        QVERIFY(applies("data.changed", "data.set", "pair") && !applies("data.changed", "data.set", "corners"));
        QVERIFY(applies("data.side", "data.set", "corners") && !applies("data.side", "data.set", "odd-one-out"));
        QVERIFY(applies("data.noise", "data.set", "corners") && !applies("data.noise", "data.set", "needle"));
        QVERIFY(applies("data.signal", "data.set", "coloured") && applies("data.channels", "data.set", "coloured"));
        QVERIFY(applies("data.rho", "data.set", "shortcut") && !applies("data.rho", "data.set", "clutter"));
        QVERIFY(applies("data.items", "data.set", "clutter") && applies("data.items", "data.set", "shortcut"));
        QVERIFY(applies("data.canvas", "data.set", "clutter") && !applies("data.distractors", "data.set", "digits"));
        Config clothes;
        clothes.data.set = "shortcut";
        QVERIFY(!findField("data.path")->applies(clothes));
        clothes.data.items = "clothes";
        QVERIFY(findField("data.path")->applies(clothes));
        QVERIFY(applies("data.path", "data.set", "fashion") && !applies("data.path", "data.set", "needle"));
        QVERIFY(applies("train.momentum", "train.optimiser", "sgd") &&
                !applies("train.momentum", "train.optimiser", "adam"));
        QVERIFY(!applies("attention.hidden", "attention.mechanism", "none"));
        QVERIFY(applies("train.epochs", "data.set", "fashion"));
    }

private:
    static void addFields()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < fields().size(); ++i) {
            QTest::newRow(std::string(fields()[i].key).c_str()) << static_cast<int>(i);
        }
    }
    static const Field& fetched()
    {
        QFETCH(int, index);
        return fields()[static_cast<std::size_t>(index)];
    }
};

QTEST_APPLESS_MAIN(FieldsTest)
#include "tst_fields.moc"
