// What the window remembers of its runs: what was changed while one was learning.
#include "app/diagnosed.h"
#include "app/run_stories.h"
#include "core/settings/fields.h"

#include <QTest>

#include <algorithm>

using namespace fovea;

namespace {

RunStories storiesWithOneRun()
{
    RunStories stories;
    RunHead head;
    head.number = 0;
    stories.begin(head);
    return stories;
}

/// One batch that ends after so many passes.
std::vector<StepRecord> stepsUpTo(double passes)
{
    StepRecord step;
    step.epoch = passes;
    return {step};
}

/// As the session tells it, and what it then says of the run.
void change(RunStory& story, double at, const std::string& key, const std::string& to)
{
    story.noteChange(at, key, to);
    setFromText(story.now, key, to);
}

} // namespace

class RunStoriesTest : public QObject
{
    Q_OBJECT

private slots:
    void valuesOfOneDragAreOneChange()
    {
        RunStories stories = storiesWithOneRun();
        RunStory& story = stories.of(0);
        story.noteChange(1.0, "train.learning_rate", "0.003");
        story.noteChange(1.2, "train.learning_rate", "0.002");
        story.noteChange(1.4, "train.learning_rate", "0.001");
        const std::vector<RunChange> shown = story.changesToShow();
        QCOMPARE(shown.size(), std::size_t(1));
        QCOMPARE(shown[0].passes, 1.0); // when it began
        QVERIFY2(shown[0].text.contains("0.001"), qPrintable(shown[0].text));
        QVERIFY(!shown[0].text.contains("0.003"));
    }

    void laterValuesAndOtherSettingsAreChangesOfTheirOwn()
    {
        RunStories stories = storiesWithOneRun();
        RunStory& story = stories.of(0);
        story.noteChange(1.0, "train.learning_rate", "0.003");
        story.noteChange(1.1, "train.epochs", "20");
        story.noteChange(1.2, "train.learning_rate", "0.002");
        story.noteChange(2.0, "train.learning_rate", "0.001");
        QCOMPARE(story.changesToShow().size(), std::size_t(4));
    }

    void whatIsChangedAfterTheEndIsNotWhatItLearnedWith()
    {
        RunStories stories = storiesWithOneRun();
        RunStory& story = stories.of(0);
        const Config first = story.now;
        story.append(stepsUpTo(2), {});
        story.end({});
        change(story, 2, "train.learning_rate", "0.5");
        change(story, 2, "train.epochs", "77");
        QVERIFY(story.learned() == first && !story.changedOnTheWay() && story.over);
        QVERIFY(stories.rows()[0].config == first && stories.rows()[0].over && !stories.rows()[0].changedOnTheWay);
        story.append(stepsUpTo(2.5), {}); // it goes on
        QVERIFY(!story.over && story.changedOnTheWay());
        QCOMPARE(story.learned().train.epochs, 77);
        QCOMPARE(story.learned().train.learningRate, 0.5);
    }

    void whatIsChangedWhileItLearnsCountsFromTheNextBatch()
    {
        RunStories stories = storiesWithOneRun();
        RunStory& story = stories.of(0);
        const double usual = story.now.train.learningRate;
        story.append(stepsUpTo(1), {});
        change(story, 1, "train.learning_rate", "0.5");
        QVERIFY(!story.changedOnTheWay());
        QCOMPARE(story.learned().train.learningRate, usual);
        story.append(stepsUpTo(1.5), {});
        change(story, 1.5, "train.learning_rate", "0.25");
        QVERIFY(story.changedOnTheWay());
        QCOMPARE(story.learned().train.learningRate, 0.5);
    }

    /// What a change goes back to is the value just before it, however often the setting was changed.
    void aChangeThatCameTooLateGoesBackByOne()
    {
        RunStories stories = storiesWithOneRun();
        RunStory& story = stories.of(0);
        change(story, 1, "train.learning_rate", "0.5");
        change(story, 2, "train.learning_rate", "0.25");
        story.append(stepsUpTo(2.5), {});
        change(story, 2.5, "train.learning_rate", "0.125");
        QCOMPARE(story.changes.back().from, std::string("0.25"));
        QCOMPARE(story.learned().train.learningRate, 0.25);
    }

    /// Diagnosis proposes to change what the run learned with, not what was set afterwards.
    void aRunIsDiagnosedWithItsOwnSettings()
    {
        RunStories stories = storiesWithOneRun();
        RunStory& story = stories.of(0);
        for (int epoch = 1; epoch <= 4; ++epoch) {
            EpochRecord pass;
            pass.epoch = epoch;
            pass.trainAccuracy = 1;
            pass.valAccuracy = 0.6;
            pass.trainLoss = 0.01;
            story.passes.push_back(pass);
        }
        story.append(stepsUpTo(4), {});
        story.end({});
        change(story, 4, "train.dropout", "0.6");
        Dataset data;
        data.classes = {"a", "b"};
        for (int i = 0; i < 200; ++i) {
            data.train.labels.push_back(i % 2);
            data.validation.labels.push_back(i % 2);
        }
        const Diagnosis told = diagnosed(story, data).diagnosis;
        QVERIFY(!told.findings.empty());
        const auto dropout = std::ranges::find(told.findings.front().remedies, "dropout", &Proposal::key);
        QVERIFY(dropout != told.findings.front().remedies.end());
        QCOMPARE(dropout->changes.front().from, std::string("0"));
        QCOMPARE(dropout->config.train.dropout, 0.3);
    }

    void fewerPassesThatEndARunAreItsSettings()
    {
        RunStories stories = storiesWithOneRun();
        RunStory& story = stories.of(0);
        story.append(stepsUpTo(2), {});
        change(story, 2, "train.epochs", "2"); // no batch follows
        story.end({});
        QCOMPARE(story.learned().train.epochs, 2);
        QVERIFY(story.changedOnTheWay());
    }

    void theTwinIsComparedAfterAsManyPassesOrItsDifferenceIsKnown()
    {
        const auto pass = [](int epoch, double accuracy) {
            EpochRecord record;
            record.epoch = epoch;
            record.valAccuracy = accuracy;
            return record;
        };
        for (const char* settings : {"attention.mechanism=soft", "mix.depth=2"}) {
            RunStories stories;
            RunHead with, without;
            const QStringList parts = QString(settings).split('=');
            with.config.attention.mechanism = "none";
            setFromText(with.config, parts[0].toStdString(), parts[1].toStdString());
            without.number = 1;
            without.config = withoutAttention(with.config);
            stories.begin(with);
            QVERIFY(stories.switchRows().measurable);
            stories.of(0).passes = {pass(1, 0.5), pass(2, 0.9)};
            stories.begin(without);
            QVERIFY(!stories.switchRows().measurable);
            stories.of(1).passes = {pass(1, 0.4)};
            WithoutAttention rows = *stories.switchRows().retrained;
            QVERIFY(rows.equalPasses());
            QCOMPARE(rows.withAttention, 0.5);
            for (int epoch = 2; epoch <= 5; ++epoch) {
                stories.of(1).passes.push_back(pass(epoch, 0.6));
            }
            rows = *stories.switchRows().retrained;
            QVERIFY(rows.equalPasses()); // the twin has had five by now, and is looked at after its second
            QCOMPARE(rows.epochs, 2);
            QCOMPARE(rows.accuracy, 0.6);
            QCOMPARE(rows.withAttention, 0.9);
            stories.of(1).passes.erase(stories.of(1).passes.begin(), stories.of(1).passes.begin() + 2);
            rows = *stories.switchRows().retrained; // its first passes were not measured
            QVERIFY(!rows.equalPasses());
            QCOMPARE(rows.epochs, 5);
            QCOMPARE(rows.withEpochs, 2);
        }
    }

    void looksAreHeldAgainstLooksThatGoAnywhereOrTheWholeImage()
    {
        RunHead looking;
        looking.config.look.mechanism = "glimpses";
        RunStories stories;
        stories.begin(looking);
        SwitchRows rows = stories.switchRows();
        QVERIFY(rows.measurable && !rows.replaceable);
        QVERIFY(rows.rival == Rival::RandomGazes);
        RunHead anywhere{looking};
        anywhere.number = 1;
        anywhere.config = withoutAttention(looking.config);
        QCOMPARE(anywhere.config.look.gaze, std::string("random"));
        QCOMPARE(anywhere.config.look.mechanism, std::string("glimpses")); // only who chooses is another
        stories.begin(anywhere);
        rows = stories.switchRows();
        QVERIFY(!rows.measurable && rows.rival == Rival::RandomGazes);
        EpochRecord pass;
        pass.epoch = 1;
        pass.valAccuracy = 0.6;
        stories.of(1).passes = {pass};
        QCOMPARE(stories.switchRows().retrained->accuracy, 0.6);

        for (const char* mechanism : {"gumbel", "draw", "transformer"}) {
            RunHead window;
            window.config.look.mechanism = mechanism;
            QCOMPARE(withoutAttention(window.config).look.mechanism, std::string("none"));
            RunStories others;
            others.begin(window);
            QVERIFY(others.switchRows().rival == Rival::WholeImage);
            QCOMPARE(others.switchRows().replaceable, std::string_view(mechanism) != "draw");
        }
    }

    // Each way of looking against its own rival, and nothing else about the run changes.
    void aRivalDiffersInNothingButHowItLooks()
    {
        Config config;
        config.seed = 7;
        config.attention.mechanism = "soft";
        config.attention.hidden = 5;
        config.mix.depth = 2;
        config.train.epochs = 3;
        config.look.glimpses = 4;
        config.look.size = 6;
        for (const auto& [mechanism, rival] : {std::pair{"glimpses", Rival::RandomGazes},
                                               {"gumbel", Rival::WholeImage},
                                               {"draw", Rival::WholeImage},
                                               {"transformer", Rival::WholeImage},
                                               {"none", Rival::NoAttention}}) {
            config.look.mechanism = mechanism;
            Config wanted = config;
            if (rival == Rival::RandomGazes) {
                wanted.look.gaze = "random";
            } else if (rival == Rival::WholeImage) {
                wanted.look = LookConfig();
            } else {
                wanted.attention = AttentionConfig();
                wanted.attention.mechanism = "none";
                wanted.mix = MixConfig();
            }
            QVERIFY2(withoutAttention(config) == wanted, mechanism);
            RunStories stories;
            RunHead with, without;
            with.config = config;
            without.number = 1;
            without.config = wanted;
            EpochRecord pass;
            pass.epoch = 1;
            pass.valAccuracy = 0.9;
            stories.begin(with);
            QVERIFY2(stories.switchRows().rival == rival && stories.switchRows().measurable, mechanism);
            stories.of(0).passes = {pass};
            stories.begin(without);
            pass.valAccuracy = 0.6;
            stories.of(1).passes = {pass};
            if (rival != Rival::WholeImage) { // who sees the whole has attention of its own, and a rival of its own
                QVERIFY2(!stories.switchRows().measurable && stories.switchRows().rival == rival, mechanism);
            } else {
                QVERIFY2(stories.switchRows().rival == Rival::NoAttention, mechanism);
            }
            stories.begin(with);
            stories.of(0).passes = {pass};
            QVERIFY2(stories.switchRows().retrained && stories.switchRows().retrained->accuracy == 0.6, mechanism);
        }
    }

    void onlyGazesThatLearnAreAttention()
    {
        for (const char* gaze : {"learned", "random", "centre", "frozen", "oracle"}) {
            RunStories stories;
            RunHead head;
            head.config.look.mechanism = "glimpses";
            head.config.look.gaze = gaze;
            stories.begin(head);
            QCOMPARE(stories.switchRows().measurable, std::string_view(gaze) == "learned");
            QVERIFY(stories.switchRows().rival == Rival::RandomGazes);
        }
        for (const char* mechanism :
             {"gumbel", "draw", "transformer"}) { // who chooses gazes by chance is no matter there
            RunStories stories;
            RunHead window, whole; // mean pooling, but it chooses where it looks
            window.config.look.mechanism = mechanism;
            window.config.look.gaze = "random";
            window.config.attention.mechanism = "none";
            stories.begin(window);
            QVERIFY2(stories.switchRows().measurable, mechanism);
            whole.number = 1;
            whole.config = withoutAttention(window.config);
            stories.begin(whole); // it has no attention itself, so both rows are about the other
            QVERIFY2(!stories.switchRows().measurable, mechanism);
            QVERIFY2(stories.switchRows().rival == Rival::WholeImage, mechanism);
        }
    }

    void aRunMadeInThePlaceOfOneThatNeverLearnedHasItsOwnName()
    {
        RunHead needle, looking;
        needle.name = "1: soft";
        looking.name = "1: glimpses";
        looking.config.look.mechanism = "glimpses";
        RunStories stories;
        stories.begin(needle);
        stories.of(0).head.name = "mine";
        stories.begin(needle); // it comes back after a reset
        QCOMPARE(stories.of(0).head.name, QString("mine"));
        stories.begin(looking);
        QCOMPARE(stories.of(0).head.name, QString("1: glimpses"));
    }

    void aResetForgetsThem()
    {
        RunStories stories = storiesWithOneRun();
        stories.of(0).noteChange(1.0, "train.learning_rate", "0.003");
        stories.clear(0);
        QVERIFY(stories.of(0).changesToShow().empty());
    }
};

QTEST_GUILESS_MAIN(RunStoriesTest)
#include "tst_run_stories.moc"
