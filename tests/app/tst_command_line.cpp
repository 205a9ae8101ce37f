// What may be asked of the program, and what it answers to what it cannot do: a sentence and an exit code.
#include "app/command_line.h"
#include "core/attention/catalog.h"
#include "core/data/catalog.h"
#include "core/settings/fields.h"
#include "core/settings/presets.h"
#include "core/tasks/task.h"
#include "tests/support/program.h"

#include <QJsonArray>
#include <QTest>

#include <cmath>
#include <map>

using namespace fovea;

namespace {

/// The keys of one list of `fovea list --json`.
QStringList keysOf(const QJsonObject& json, const char* list)
{
    QStringList keys;
    for (const QJsonValue& row : json[list].toArray()) {
        keys.append(row.toObject()["key"].toString());
    }
    return keys;
}

QStringList keysOf(const auto& rows)
{
    QStringList keys;
    for (const auto& row : rows) {
        keys.append(QString::fromUtf8(row.key.data(), static_cast<qsizetype>(row.key.size())));
    }
    return keys;
}

} // namespace

class CommandLineTest : public QObject
{
    Q_OBJECT

private slots:
    void listAsJsonHoldsEveryCatalog()
    {
        const Said said = call({"list", "--json"});
        QCOMPARE(said.code, 0);
        const QJsonObject json = QJsonDocument::fromJson(said.out.toUtf8()).object();
        QCOMPARE(keysOf(json, "mechanisms"), keysOf(mechanisms()));
        QCOMPARE(keysOf(json, "datasets"), keysOf(dataSets()));
        QCOMPARE(keysOf(json, "tasks"), keysOf(tasks()));
        QCOMPARE(keysOf(json, "presets"), keysOf(presets()));
        QCOMPARE(keysOf(json, "settings"), keysOf(fields()));
        const QJsonObject preset = json["presets"].toArray()[0].toObject();
        QVERIFY(!preset["watch"].toString().isEmpty() && !preset["try"].toString().isEmpty());
        const QJsonObject setting = json["settings"].toArray()[4].toObject();
        QVERIFY(setting.contains("default") && setting.contains("help") && setting.contains("min"));
    }

    void theWindowOpensWithThePresetAndSettingsThatAreNamed()
    {
        const Command command =
            parseCommandLine({"fovea", "--preset", "clutter", "--set", "data.distractors=3", "--set", "seed=7"});
        QVERIFY(command.window && !command.train);
        Config expected = configOf(*findPreset("clutter"));
        expected.data.distractors = 3;
        expected.seed = 7;
        QVERIFY(command.window->config == expected);
        QVERIFY(parseCommandLine({"fovea", "--set", "data.signal=4"}).window->config.data.signal == 4);
        QVERIFY(opensWindow("--preset=clutter") && !opensWindow("train") && !opensWindow("--perf-report"));
    }

    void wrongSettingsOpenNoWindow()
    {
        QVERIFY(call({"--preset", "nosuch"}).error.contains("There is no preset “nosuch”"));
        QVERIFY(call({"--set", "mix.heads=0"}).error.contains("mix.heads is “0”"));
        QVERIFY(call({"--preset", "needle", "--config", "a"}).error.contains("give one of them"));
        QVERIFY(call({"--preset", "needle", "--out", "a"}).error.contains("out"));
        const Said headless = call({"--preset", "needle"}); // there is no display
        QCOMPARE(headless.code, 2);
        QVERIFY2(headless.error.contains("there is no display"), qPrintable(headless.error));
    }

    void listForPeopleNamesEverything()
    {
        const Said said = call({"list"});
        QCOMPARE(said.code, 0);
        for (const QString& key : keysOf(mechanisms()) + keysOf(dataSets()) + keysOf(presets()) + keysOf(fields())) {
            QVERIFY2(said.out.contains("  " + key + " "), qPrintable(key));
        }
        QVERIFY(!said.out.contains("()"));                                              // a formula without a source
        QVERIFY(said.out.contains("a number from 0.01 to 100; takes effect: new run")); // a range, of the temperature
    }

    /// Every point, and what does not depend on the moment: bytes grow as N² and as N.
    void costIsMeasuredAndFitted()
    {
        const QJsonObject cost = QJsonDocument::fromJson(call({"cost", "--json"}).out.toUtf8()).object();
        QCOMPARE(cost["points"].toArray().size(), 24);
        const QJsonArray slopes = cost["slopes"].toArray();
        QCOMPARE(slopes.size(), 3);
        for (const QJsonValue& slope : slopes) {
            const bool global = slope.toObject()["mechanism"].toString() == "global";
            QVERIFY(std::abs(slope.toObject()["bytes"].toDouble() - (global ? 1.9 : 1.0)) < 0.1);
            QVERIFY(slope.toObject()["time"].toDouble() > 0);
        }
        QVERIFY(call({"cost"}).out.contains("from 256 to 1024 patches:"));
    }

    /// What does not depend on the moment: which networks, how large, how many multiply-adds an image; and what follows from
    /// what.
    void benchMeasuresTheMachineAndItsNetworks()
    {
        const Said said = call({"bench", "--json", "--seconds", "0.01", "--threads", "1"});
        QCOMPARE(said.code, 0);
        const QJsonObject bench = QJsonDocument::fromJson(said.out.toUtf8()).object();
        const double peak = bench["machine"].toObject()["peak_gflops"].toDouble();
        QVERIFY(peak > 0 && bench["machine"].toObject()["bandwidth_gbytes"].toDouble() > 0);
        const std::map<QString, std::pair<int, double>> wanted = {{"essay", {1'406'529, 1'600'832}},
                                                                  {"conv-attention", {19'531, 3'845'376}},
                                                                  {"group-norm", {26'187, 2'024'928}},
                                                                  {"vit", {138'122, 7'702'656}},
                                                                  {"gates", {168'826, 12'363'072}}};
        QCOMPARE(static_cast<std::size_t>(bench["networks"].toArray().size()), wanted.size());
        for (const QJsonValue& row : bench["networks"].toArray()) {
            const QJsonObject network = row.toObject();
            const auto [parameters, multiplyAdds] = wanted.at(network["name"].toString());
            QCOMPARE(network["parameters"].toInt(), parameters);
            QCOMPARE(network["multiply_adds"].toDouble(), multiplyAdds);
            const double gflops = network["images_per_second"].toDouble() * 6 * multiplyAdds / 1e9;
            QVERIFY(gflops > 0 && std::abs(network["gflops"].toDouble() / gflops - 1) < 1e-9);
            QVERIFY(std::abs(network["share_of_peak"].toDouble() / (gflops / peak) - 1) < 1e-9);
        }
        QVERIFY(call({"bench", "--seconds", "0.01"}).out.contains("group-norm"));
    }

    void helpAndVersionAreAnswered()
    {
        for (const char* word : {"--help", "-h", "help"}) {
            const Said said = call({word});
            QCOMPARE(said.code, 0);
            QVERIFY(said.out.contains("--preset NAME") && said.out.contains("130 interrupted"));
        }
        QVERIFY(call({"--version"}).out.startsWith("fovea "));
    }

    void helpIsAnsweredAfterACommand()
    {
        const QString help = call({"--help"}).out;
        for (const char* command : {"train", "evaluate", "list", "cost", "bench"}) {
            const Said said = call({command, "--help"});
            QCOMPARE(said.code, 0);
            QCOMPARE(said.out, help);
        }
    }

    void mistakesAreNamed_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QStringList>("words");
        const auto row = [](const char* name, const QStringList& arguments, const QStringList& words) {
            QTest::newRow(name) << arguments << words;
        };
        const QStringList train = {"train", "--out", "never"};
        const auto set = [&](const QStringList& settings) {
            QStringList arguments = train;
            for (const QString& setting : settings) {
                arguments += {"--set", setting};
            }
            return arguments;
        };
        row("no such command", {"learn"}, {"“learn” is no command; there are: train, evaluate, list"});
        row("no such option", {"train", "--speed", "9"}, {"speed", "fovea --help"});
        row("a stray word", train + QStringList{"needle"}, {"“needle” is not understood"});
        row("no folder", {"train"}, {"--out DIR is missing"});
        row("an empty resume", train + QStringList{"--resume", ""}, {"--resume is empty"});
        row("an empty run", {"evaluate", "--run", ""}, {"--run DIR is missing"});
        row("no preset of that name", train + QStringList{"--preset", "cats"},
            {"no preset “cats”; there are: needle, needle-queries, essay, essay-corrected"});
        row("preset and config", train + QStringList{"--preset", "essay", "--config", "run.json"},
            {"--preset and --config both say where to start"});
        row("unknown key", set({"train.speed=9"}), {"There is no setting “train.speed”", "fovea list"});
        row("a key with a slip", set({"train.epoch=9"}), {"“train.epoch”. Is “train.epochs” meant?"});
        row("the end of a key", set({"mechanism=soft"}),
            {"“mechanism”. Is “gate.mechanism” or “", "attention.mechanism” meant?"});
        row("a folder too many", {"evaluate", "a", "--run", "b"}, {"“a” is one folder too many"});
        row("two folders", {"evaluate", "a", "b"}, {"“b” is not understood"});
        row("no value", set({"train.epochs"}), {"--set “train.epochs” needs a key and a value"});
        row("no key", set({"=9"}), {"--set “=9” needs a key and a value"});
        row("unknown choice", set({"attention.mechanism=hard"}),
            {"attention.mechanism is “hard”, but must be one of: none, flatten, essay, soft, gated"});
        row("out of range", set({"train.epochs=0"}),
            {"train.epochs is “0”, but must be a whole number from 1 to 100000"});
        row("far out of range", set({"train.epochs=99999999999999999999"}), {"must be a whole number from 1 to"});
        row("not a number", set({"train.dropout=nan"}),
            {"train.dropout is “nan”, but must be a number from 0 to 0.95"});
        row("trailing text", set({"train.epochs=10x"}), {"train.epochs is “10x”"});
        row("bad trunk", set({"model.trunk=conv"}), {"model.trunk: conv needs a number of channels"});
        row("impossible together", set({"train.patience=3", "data.validation=0"}),
            {"train.patience is 3, but data.validation is 0"});
        row("all at once",
            set({"train.epochs=0", "train.speed=1", "train.dropout=2", "train.patience=3", "data.validation=0",
                 "augment.shift=2"}),
            {"train.epochs is “0”, but must be a whole number from 1 to 100000", "no setting “train.speed”",
             "train.dropout is “2”, but must be a number from 0 to 0.95", "data.validation is 0: early stopping needs",
             "augment.shift cannot be used on the needle"});
        row("a bad thread count", train + QStringList{"--threads", "0"}, {"--threads is “0”", "from 1 to 256"});
        row("a bad seed", set({"seed=-1"}), {"seed is “-1”, but must be a whole number from 0 to 4294967295"});
        row("falling seeds", train + QStringList{"--seeds", "4..0"}, {"--seeds is “4..0”", "must rise"});
        row("no seeds", train + QStringList{"--seeds", "a..b"}, {"--seeds is “a..b”", "0..4"});
        row("a seed twice", train + QStringList{"--seeds", "1,1"}, {"a seed stands there twice"});
        row("resume with a preset", {"train", "--resume", "x", "--preset", "essay"}, {"leave out --preset"});
        row("evaluate what", {"evaluate"}, {"--run DIR is missing"});
    }
    void mistakesAreNamed()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QStringList, words);
        const QTemporaryDir folder;
        const Said said = call(arguments, folder.path());
        QCOMPARE(said.code, 2);
        QVERIFY2(said.error.startsWith("fovea: "), qPrintable(said.error));
        for (const QString& word : words) {
            QVERIFY2(said.error.contains(word), qPrintable(word + "\n in \n" + said.error));
        }
        QVERIFY(QDir(folder.path()).isEmpty()); // nothing was made
    }

    void anUnknownChoiceDoesNotBlameTheDefault()
    {
        const Said said = call({"train", "--out", "never", "--set", "data.set=fashon", "--set", "augment.shift=2"});
        QCOMPARE(said.code, 2);
        QVERIFY(said.error.contains("data.set is “fashon”, but must be one of: brightness, needle, "));
        QVERIFY(!said.error.contains("needle: ")); // shifting is fine on what was meant
    }

    void aDecimalCommaIsUnderstood()
    {
        const QTemporaryDir folder;
        const Said said = call(quickly("run", {"--set", "train.learning_rate=0,002"}), folder.path());
        QCOMPARE(said.code, 0);
        QCOMPARE(jsonOf(folder.filePath("run/run.json"))["config"].toObject()["train.learning_rate"].toDouble(), 0.002);
    }

    void withoutArgumentsItTrainsTheNeedleIntoAFreeFolder()
    {
        // The whole preset takes long: start it twice, and stop each once its folder is there.
        const QTemporaryDir folder;
        for (const char* expected : {"runs/needle", "runs/needle-2"}) {
            QProcess process;
            process.setWorkingDirectory(folder.path());
            process.start(FOVEA_PROGRAM, QStringList());
            QTRY_VERIFY_WITH_TIMEOUT(QDir(folder.filePath(expected)).exists(), kPatience);
            process.kill();
            QVERIFY(process.waitForFinished(kPatience));
        }
    }
};

QTEST_GUILESS_MAIN(CommandLineTest)
#include "tst_command_line.moc"
