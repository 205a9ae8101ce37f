// The session file: what goes in comes out, training goes on from it to the same bits, and no file that is cut, flipped or
// lies does anything but be refused with a sentence.
#include "core/data/fingerprint.h"
#include "core/files/read_whole.h"
#include "core/settings/config_json.h"
#include "core/training/record_json.h"
#include "core/training/session_file.h"
#include "tests/support/error_of.h"
#include "tests/support/small_run.h"

#include <QTemporaryDir>
#include <QTest>
#include <nlohmann/json.hpp>

#include <algorithm>

using namespace fovea;

namespace {

const std::string kGolden = FOVEA_TEST_FILES "/core/training/golden.fovea";

/// Everything that draws by chance.
Config everythingByChance()
{
    Config config = smallNeedle();
    config.train.dropout = 0.2;
    config.augment.flip = true;
    config.augment.noise = 0.1;
    config.train.patience = 2;
    return config;
}

/// A network of a few weights, so that the file is small.
Config tiny()
{
    Config config = smallNeedle();
    config.model.trunk = "conv 1 3x3, pool";
    config.attention.mechanism = "none";
    config.train.epochs = 2;
    return config;
}

/// A run with its records, as somebody who watches it has them.
struct Watched
{
    Practice practice;
    SessionContents contents;

    explicit Watched(const Config& config)
    {
        practice.mailbox.keepMoments(true);
        contents.wanted = config;
        contents.runs.resize(1);
        contents.runs[0].number = 3;
        contents.runs[0].name = "needle, the first";
        contents.runs[0].config = config;
        contents.present = 3;
        run = practice.start(config);
        for (int p = 0; p < run.network->parameters().count(); ++p) {
            contents.runs[0].parameters.push_back(run.network->parameters()[p].name);
        }
        contents.runs[0].baselines = baselinesOf(run, run.data->validation, practice.workspace);
        contents.runs[0].validationImages = run.data->validation.size();
    }

    void advance(long steps)
    {
        practice.advance(run, steps);
        const Delivery delivery = practice.mailbox.take();
        RecordedRun& recorded = contents.runs[0];
        recorded.steps.append(delivery.steps);
        recorded.epochs.insert(recorded.epochs.end(), delivery.epochs.begin(), delivery.epochs.end());
        contents.kept.insert(contents.kept.end(), delivery.kept.begin(), delivery.kept.end());
        contents.run = std::make_shared<const Run>(run);
    }

    Run run;
};

/// Through the bytes of a file.
OpenedSession throughAFile(const SessionContents& contents)
{
    return sessionFrom(Safetensors::parse(sessionFile(contents).bytes(), "a.fovea"));
}

bool sameRun(const Run& a, const Run& b)
{
    return sameBits(a.weights, b.weights) && sameBits(a.optimiser.first, b.optimiser.first) &&
           sameBits(a.optimiser.second, b.optimiser.second) && sameBits(a.best.weights, b.best.weights) &&
           metricsCsv(a.history) == metricsCsv(b.history) && a.step == b.step && a.changes == b.changes;
}

bool sameSteps(const StepLog& a, const StepLog& b)
{
    const std::vector<StepRecord> x = a.records(), y = b.records();
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](const StepRecord& p, const StepRecord& q) {
        return p.step == q.step && p.epoch == q.epoch && p.loss == q.loss && p.rate == q.rate &&
               p.accuracy == q.accuracy && p.gradientNorm == q.gradientNorm && p.parameterNorms == q.parameterNorms &&
               std::isnan(p.reward) == std::isnan(q.reward);
    });
}

/// Reads the bytes of a session to the last of its numbers. True where they are a session, false where they are refused with
/// an Error; any other exception goes through.
bool readsWhole(std::string_view bytes, const std::shared_ptr<const Dataset>& data)
{
    try {
        const OpenedSession opened = sessionFrom(Safetensors::parse(bytes, "flipped.fovea"));
        if (opened.contents.present) {
            const Run run = runOf(opened, data);
            momentsOf(opened, run);
        }
        return true;
    } catch (const Error& error) {
        if (std::string_view(error.what()).empty()) {
            throw std::logic_error("an error without a sentence");
        }
        return false;
    }
}

/// The golden file with one text in place of another, in its header; what is read stays as long as it was.
std::string altered(std::string bytes, const std::string& from, const std::string& to)
{
    const std::size_t at = bytes.find(from);
    if (at == std::string::npos || from.size() != to.size()) {
        throw std::logic_error("the golden file has no " + from);
    }
    return bytes.replace(at, from.size(), to);
}

} // namespace

class SessionFileTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (qEnvironmentVariableIsSet(
                "FOVEA_WRITE_GOLDEN")) { // after a change of the format, which then has a new name
            Watched watched(tiny());
            watched.advance(5);
            sessionFile(watched.contents).write(kGolden);
        }
        golden_ = readWhole(kGolden, 1 << 16);
        Practice practice;
        goldenData_ = makeDataset(tiny(), practice.pool);
    }

    void trainingGoesOnFromAFileToTheSameBits()
    {
        Practice practice;
        const Config config = everythingByChance();
        const Run whole = practice.trained(config);
        for (const long split : {0L, 1L, 4L, 7L}) {
            Watched watched(config);
            watched.advance(split);
            const OpenedSession opened = throughAFile(watched.contents);
            Run again = runOf(opened, makeDataset(*opened.runConfig, practice.pool));
            Practice other(2);
            other.advance(again);
            QVERIFY(sameRun(again, whole));
        }
    }

    void liveChangesSurviveAndGoOn()
    {
        Watched watched(everythingByChance()), whole(everythingByChance());
        for (Watched* each : {&watched, &whole}) {
            each->advance(2);
            each->practice.mailbox.change("train.learning_rate", "0.001");
            each->advance(3);
        }
        Run again = runOf(throughAFile(watched.contents), watched.run.data);
        QCOMPARE(again.changes.size(), std::size_t(1));
        watched.practice.advance(again);
        whole.practice.advance(whole.run);
        QVERIFY(sameRun(again, whole.run));
    }

    void whatWasRecordedComesBack()
    {
        Watched watched(everythingByChance());
        watched.advance(6);
        RecordedRun earlier = watched.contents.runs[0];
        earlier.number = 1;
        earlier.name = "ω „quoted“ \n";
        earlier.changes = {{2, "train.learning_rate", "0.004", "0.001"}};
        watched.contents.runs.insert(watched.contents.runs.begin(), earlier);
        watched.contents.testOpenings = 2;
        watched.contents.wanted.seed = 77;
        const OpenedSession opened = throughAFile(watched.contents);
        const SessionContents& back = opened.contents;
        QVERIFY(back.wanted == watched.contents.wanted);
        QCOMPARE(back.testOpenings, 2);
        QCOMPARE(*back.present, 3);
        QCOMPARE(back.runs.size(), std::size_t(2));
        for (std::size_t i = 0; i < 2; ++i) {
            const RecordedRun &a = back.runs[i], &b = watched.contents.runs[i];
            QCOMPARE(a.number, b.number);
            QCOMPARE(QString::fromStdString(a.name), QString::fromStdString(b.name));
            QVERIFY(a.config == b.config && a.parameters == b.parameters && a.changes == b.changes);
            QCOMPARE(a.validationImages, b.validationImages);
            QCOMPARE(a.baselines.chance, b.baselines.chance);
            QCOMPARE(a.baselines.hitCeiling, b.baselines.hitCeiling);
            QVERIFY(a.baselines.grid == b.baselines.grid && a.baselines.learned == b.baselines.learned);
            QVERIFY(sameSteps(a.steps, b.steps));
            QCOMPARE(metricsCsv(a.epochs), metricsCsv(b.epochs));
        }
    }

    void momentsComeBackWithTheSettingsOfTheirTime()
    {
        Watched watched(smallNeedle());
        watched.advance(5);
        watched.practice.mailbox.change("train.dropout", "0.25");
        watched.advance(7);
        QVERIFY(watched.contents.kept.size() >= 2);
        const OpenedSession opened = throughAFile(watched.contents);
        const Run run = runOf(opened, watched.run.data);
        const std::vector<SnapshotPtr> moments = momentsOf(opened, run);
        QCOMPARE(moments.size(), watched.contents.kept.size());
        for (std::size_t i = 0; i < moments.size(); ++i) {
            QCOMPARE(moments[i]->step, watched.contents.kept[i]->step);
            QCOMPARE(moments[i]->epoch, watched.contents.kept[i]->epoch);
            QVERIFY(moments[i]->config == watched.contents.kept[i]->config);
            QVERIFY(sameBits(moments[i]->weights, watched.contents.kept[i]->weights));
        }
    }

    void theFileIsOfOneMoment()
    {
        Watched watched(smallNeedle());
        watched.advance(3);
        const auto then = watched.contents.run;
        watched.advance(4); // records go on while it is written
        watched.contents.run = then;
        const OpenedSession opened = throughAFile(watched.contents);
        QCOMPARE(opened.contents.runs[0].steps.size(), std::size_t(3));
        QVERIFY(opened.contents.runs[0].epochs.empty());
    }

    void aCopyIsWhatPausingThereWouldLeave()
    {
        Watched watched(everythingByChance());
        watched.practice.mailbox.askCopy();
        watched.practice.advance(watched.run, 5);
        const auto copy = watched.practice.mailbox.take().copy;
        QVERIFY(copy != nullptr);
        QCOMPARE(copy->step, 0L);
        Run again = *copy;
        Practice other;
        other.advance(again, 5);
        QVERIFY(sameRun(again, watched.run));
        watched.practice.advance(watched.run, 1);
        QVERIFY(watched.practice.mailbox.take().copy == nullptr); // one for each time that it is asked for
    }

    void otherImagesAreRefused()
    {
        Watched watched(smallNeedle());
        watched.advance(1);
        const OpenedSession opened = throughAFile(watched.contents);
        Config other = smallNeedle();
        other.seed = 1;
        const auto data = makeDataset(other, watched.practice.pool);
        QVERIFY(fails(Error::Kind::Data, "not those", [&] { runOf(opened, data); }));
        auto flipped = std::make_shared<Dataset>(*watched.run.data);
        flipped->train.labels.back() ^= 1;
        QVERIFY(fails(Error::Kind::Data, "not those", [&] { runOf(opened, flipped); }));
    }

    void aSessionWithoutARunIsItsSettings()
    {
        SessionContents contents;
        contents.wanted.seed = 5;
        const OpenedSession opened = throughAFile(contents);
        QVERIFY(!opened.contents.present && !opened.runConfig && opened.contents.runs.empty());
        QVERIFY(opened.contents.wanted == contents.wanted);
    }

    void aSetupIsSettingsOnly()
    {
        const Config config = everythingByChance();
        QVERIFY(setupFrom(setupText(config), "a") == config);
        QVERIFY(setupFrom(toJson(config).dump(), "a") == config);
        QVERIFY(fails(Error::Kind::Usage, "no JSON", [] { setupFrom("seed 3", "a"); }));
        QVERIFY(fails(Error::Kind::Usage, "unheard", [] { setupFrom(R"({"unheard": 3})", "a"); }));
        QVERIFY(fails(Error::Kind::Usage, "dropout", [] { setupFrom(R"({"train.dropout": 7})", "a"); }));
    }

    void aFileOfTheFirstVersionIsStillRead()
    {
        const OpenedSession opened = sessionFrom(Safetensors::parse(golden_, "golden.fovea"));
        QCOMPARE(opened.contents.runs.size(), std::size_t(1));
        QCOMPARE(opened.contents.runs[0].steps.size(), std::size_t(5));
        QCOMPARE(opened.contents.runs[0].epochs.size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(opened.contents.runs[0].name), QString("needle, the first"));
        QVERIFY(*opened.runConfig == tiny());
        QVERIFY(opened.file.has("weights.answer.weight"));
        QVERIFY(readsWhole(golden_, goldenData_));
    }

    void everyPrefixIsRefused()
    {
        for (std::size_t length = 0; length < golden_.size(); ++length) {
            QVERIFY2(!readsWhole(std::string_view(golden_).substr(0, length), goldenData_),
                     std::to_string(length).c_str());
        }
    }

    void everyFlippedByteIsRefusedOrHarmless()
    {
        const std::size_t stride = qEnvironmentVariableIsSet("FOVEA_THOROUGH") ? 1 : 5;
        std::size_t refused = 0, read = 0;
        for (std::size_t i = 0; i < golden_.size(); i += stride) {
            for (const int flip : {0x01, 0x80}) {
                std::string bytes = golden_;
                bytes[i] = static_cast<char>(bytes[i] ^ flip);
                (readsWhole(bytes, goldenData_) ? read : refused) += 1;
            }
        }
        QVERIFY(refused > read && read > 0); // numbers may change, structure may not
    }

    void sizesAndNumbersThatLieAreRefused_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        const auto row = [](const char* name, const char* from, const char* to) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to);
        };
        row("another format", "fovea session 1", "fovea session 2");
        row("more steps than there are", R"("runs.3.step":{"dtype":"I64","shape":[5])",
            R"("runs.3.step":{"dtype":"I64","shape":[9])");
        row("fewer epochs than steps", R"("runs.3.epoch")", R"("runs.3.opoch")");
        row("numbers of another type", R"("runs.3.loss":{"dtype":"F64")", R"("runs.3.loss":{"dtype":"I64")");
        row("another run goes on", R"(\"present\":3)", R"(\"present\":4)");
        row("a negative number", R"(\"number\":3)", R"(\"number\":-)");
        row("a number that is none", R"(\"number\":3)", R"(\"number\":e)");
        row("a setting that is not allowed", R"(\"train.dropout\":0.0)", R"(\"train.dropout\":9.0)");
        row("a setting that is unknown", R"(\"train.dropout\":0.0)", R"(\"train.dropuot\":0.0)");
        row("a batch of 0", R"(\"batch_size\":32)", R"(\"batch_size\":00)");
        row("fewer seen than none", R"(\"seen\":32)", R"(\"seen\":-2)");
        row("a pass without its record", R"(\"epoch\":1,\"seen\")", R"(\"epoch\":2,\"seen\")");
        row("no grid", R"(\"grid\":[)", R"(\"gird\":[)");
        row("no fingerprint", R"(\"data\":\")", R"(\"dota\":\")");
    }
    void sizesAndNumbersThatLieAreRefused()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QVERIFY(readsWhole(golden_, goldenData_));
        QVERIFY(!readsWhole(altered(golden_, from.toStdString(), to.toStdString()), goldenData_));
    }

    void momentsThatWouldNeedMoreThanTheFileAreRefusedBeforeMemoryIsAskedFor()
    {
        Watched watched(smallNeedle());
        watched.advance(2);
        Safetensors file = sessionFile(watched.contents);
        Safetensors lying;
        lying.metadata = file.metadata;
        for (const auto& [name, array] : file.arrays()) {
            if (!name.starts_with("moments.")) {
                array.dtype == Dtype::I64   ? lying.add(name, array.shape, file.numbers<std::int64_t>(name))
                : array.dtype == Dtype::F64 ? lying.add(name, array.shape, file.numbers<double>(name))
                                            : lying.add(name, array.shape, file.numbers<float>(name));
            }
        }
        std::vector<std::int64_t> rising(1 << 20);
        std::vector<double> epochs(rising.size());
        for (std::size_t i = 0; i < rising.size(); ++i) {
            rising[i] = static_cast<std::int64_t>(i);
        }
        lying.add("moments.step", {1 << 20}, rising);
        lying.add("moments.epoch", {1 << 20}, epochs);
        const OpenedSession opened = sessionFrom(Safetensors::parse(lying.bytes(), "a.fovea"));
        const Run run = runOf(opened, watched.run.data);
        QVERIFY(fails(Error::Kind::Data, "moments.", [&] { momentsOf(opened, run); }));
        lying.add("moments.trunk.0.weight", {1 << 20, 0}, std::vector<float>());
        const OpenedSession more = sessionFrom(Safetensors::parse(lying.bytes(), "a.fovea"));
        QVERIFY(fails(Error::Kind::Data, "moments.", [&] { momentsOf(more, run); }));
    }

    void copiesOfALogShareWhatIsFull()
    {
        StepLog log;
        std::vector<StepRecord> records(1000);
        for (std::size_t i = 0; i < records.size(); ++i) {
            records[i].step = static_cast<long>(i) + 1;
        }
        log.append(records);
        const StepLog copy = log;
        log.append({StepRecord{1001, 0, 0, 0, 0, 0, {}, 0, 0}});
        QCOMPARE(copy.size(), std::size_t(1000));
        QCOMPARE(log.records().back().step, 1001L);
        QCOMPARE(log.until(1000).size(), std::size_t(1000));
        QCOMPARE(log.until(300).records().back().step, 300L);
        QVERIFY(log.until(0).empty());
        const StepRecord *first = nullptr, *firstOfCopy = nullptr;
        log.forEach([&](const StepRecord& r) { first = first != nullptr ? first : &r; });
        copy.forEach([&](const StepRecord& r) { firstOfCopy = firstOfCopy != nullptr ? firstOfCopy : &r; });
        QVERIFY(first == firstOfCopy);
    }

private:
    std::string golden_;
    std::shared_ptr<const Dataset> goldenData_;
};

QTEST_GUILESS_MAIN(SessionFileTest)
#include "tst_session_file.moc"
