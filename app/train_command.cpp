// fovea train: a run from the first batch to the files in its folder.
#include "app/command_line.h"

#include "app/curve_figures.h"
#include "app/figures.h"
#include "app/interrupt.h"
#include "app/progress.h"
#include "app/result_text.h"
#include "app/run_folder.h"
#include "app/run_words.h"
#include "app/seed_table.h"
#include "core/data/catalog.h"
#include "core/files/json_text.h"
#include "core/files/safe_writer.h"
#include "core/files/wording.h"
#include "core/settings/error.h"
#include "core/settings/fields.h"
#include "core/settings/rules.h"
#include "core/training/checkpoint.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <optional>

namespace fovea {
namespace {

namespace fs = std::filesystem;

/// What all runs of one command share.
struct Site
{
    ThreadPool& pool;
    Workspace& workspace;
    std::stop_token stop;
};

struct Trained
{
    Run run;
    RunFacts facts;
    EpochRecord last;
    TestReport test;
    Outcome outcome;
    bool interrupted = false;
    long steps = 0; ///< batches that were learned from now
};

const char* outcomeWord(const Trained& trained)
{
    if (trained.interrupted) {
        return "interrupted";
    }
    switch (trained.outcome.kind) {
    case Outcome::Kind::Stopped:
        return "stopped early";
    case Outcome::Kind::Diverged:
        return "diverged";
    case Outcome::Kind::Paused:
        return "interrupted";
    case Outcome::Kind::Finished:
        break;
    }
    return "finished";
}

/// Trains to the end, or to Ctrl+C; then measures on the test images.
Trained train(Run run, double secondsBefore, const std::string& label, const Site& site)
{
    Trained trained;
    Mailbox mailbox;
    LearnerMemory memory;
    const long stepsBefore = run.step;
    const auto start = std::chrono::steady_clock::now();
    trained.outcome = advance(run, 0, site.stop, mailbox, site.workspace, memory); // takes what --set changes
    Progress progress(label, run);
    std::fputs(endOfSchedule(run).c_str(), stderr);
    while (trained.outcome.kind == Outcome::Kind::Paused && !site.stop.stop_requested()) {
        // a batch at a time, so that the progress can be shown in between; the bits are the same as in one go
        trained.outcome = advance(run, 1, site.stop, mailbox, site.workspace, memory);
        progress.show(run, mailbox);
    }
    trained.facts.seconds =
        secondsBefore + std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    progress.finish();

    trained.interrupted = trained.outcome.kind == Outcome::Kind::Paused;
    trained.steps = run.step - stepsBefore;
    trained.facts.threads = site.pool.threads();
    trained.facts.outcome = outcomeWord(trained);
    trained.last = finalRecord(run, site.workspace);
    trained.test = testReport({*run.network, run.weights, *run.task, *run.data}, run.config.seed, site.workspace);
    trained.run = std::move(run);
    return trained;
}

int exitCode(const Trained& trained)
{
    return trained.interrupted ? kInterrupted : trained.outcome.kind == Outcome::Kind::Diverged ? kDiverged : kDone;
}

/// "finished: 6 epochs, 18 batches in 0.4 s, 765 parameters", or why there was nothing to do.
void printOutcome(const Trained& trained)
{
    const Run& run = trained.run;
    if (trained.steps == 0 && run.finished()) {
        std::printf("nothing left to do: this run has ended after %s; %s\n", shownEpochs(run).c_str(),
                    howToGoOn(run).c_str());
        return;
    }
    const bool early = trained.interrupted || trained.outcome.kind == Outcome::Kind::Diverged;
    std::printf("%s%s%s, %s in %.1f s, %lld parameters\n", trained.facts.outcome.c_str(), early ? " after " : ": ",
                shownEpochs(run).c_str(), counted(run.step, "batch").c_str(), trained.facts.seconds,
                static_cast<long long>(run.network->parameters().learned()));
}

void printResult(const Trained& trained, const std::vector<fs::path>& pictures, const fs::path& folder)
{
    if (trained.outcome.kind != Outcome::Kind::Finished && !trained.outcome.sentence.empty()) {
        std::printf("%s\n", trained.outcome.sentence.c_str());
    }
    printOutcome(trained);
    printTest(trained.test);
    for (const fs::path& picture : pictures) {
        std::printf("%s\n", picture.c_str());
    }
    if (trained.interrupted) {
        std::printf("go on with: fovea train --resume %s\n", asArgument(folder).c_str());
    }
}

/// The run in the folder that --resume names, with the changes that --set asks for, and the seconds it took so far.
std::pair<Run, double> resumed(const TrainCommand& command, ThreadPool& pool)
{
    requireOneRun(command.resume, "train --resume");
    const fs::path file = command.resume / "state.safetensors";
    const Safetensors state = Safetensors::read(file);
    Config config = configOfState(state, shownPath(file));
    requireValid(config);
    for (const auto& [key, value] : command.settings) {
        if (findField(key)->takesEffect == TakesEffect::NewRun) {
            throw Error(Error::Kind::Usage,
                        key +
                            " cannot change while a run goes on: it needs a new run. Leave it out, or "
                            "train anew with --config " +
                            shownPath(command.resume / "run.json") + ".");
        }
        setFromText(config, key, value);
    }
    requireValid(config);
    Run run = runFrom(state, shownPath(file), makeDataset(config, pool));
    for (const auto& [key, value] : command.settings) { // recorded, so that the whole run can be replayed
        const Field& field = *findField(key);
        run.replay.push_back({run.step, key, textOf(field, run.config), textOf(field, config)});
    }
    std::stable_sort(run.replay.begin(), run.replay.end(),
                     [](const Change& a, const Change& b) { return a.step < b.step; });
    double seconds = 0;
    if (const auto facts = state.metadata.find("seconds"); facts != state.metadata.end()) {
        const auto before = parseJson(facts->second);
        seconds = before.is_number() ? before.get<double>() : 0;
    }
    return {std::move(run), seconds};
}

void write(const fs::path& file, std::string_view bytes)
{
    writeSafely(file, bytes);
}

SeedTable::Row rowOf(const Trained& trained)
{
    const Evaluation& test = trained.test.evaluation;
    return {static_cast<double>(trained.run.config.seed),
            trained.last.accuracy,
            trained.last.valAccuracy,
            test.accuracy,
            test.loss,
            test.evidence.hit,
            test.evidence.mass,
            trained.facts.seconds};
}

/// The curves of the finished seeds; where there are none, of those that have epochs.
struct SeedCurves
{
    std::vector<LearningCurves> finished, begun;

    const std::vector<LearningCurves>& shown() const { return finished.empty() ? begun : finished; }
};

void writeTable(const SeedTable& table, const std::vector<LearningCurves>& curves, const fs::path& folder)
{
    write(folder / kSeedsFile, table.json().dump(2) + "\n");
    table.print();
    if (!curves.empty()) {
        const QByteArray png = curvesPng(curves);
        write(folder / "curves.png", {png.data(), static_cast<std::size_t>(png.size())});
        std::printf("%s\n", (folder / "curves.png").c_str());
    }
}

/// With --overwrite, once the new results are written: takes away what the old ones would still claim.
void sweep(const TrainCommand& command)
{
    if (command.overwrite) {
        for (const std::string& name : removeOutdated(command.out, command.seeds)) {
            std::printf("removed %s, of the results before\n", name.c_str());
        }
    }
}

int trainSeeds(const TrainCommand& command, const Site& site)
{
    SeedTable table;
    SeedCurves curves;
    int code = kDone;
    fs::path begun; // the folder of the seed that was interrupted
    for (const std::uint64_t seed : command.seeds) {
        if (site.stop.stop_requested()) {
            table.leaveOut(seed);
            code = kInterrupted;
            continue;
        }
        Config config = command.config;
        config.seed = seed;
        Run run = startRun(config, makeDataset(config, site.pool));
        run.replay = command.replay;
        const Trained trained = train(std::move(run), 0, "seed " + std::to_string(seed), site);
        code = std::max(code, exitCode(trained));
        if (trained.interrupted) {
            table.leaveOut(seed);
        } else {
            table.add(rowOf(trained));
            if (trained.outcome.kind == Outcome::Kind::Diverged) {
                table.noteDiverged(seed, trained.outcome.sentence);
            }
        }
        if (!trained.interrupted || !trained.run.history.empty()) {
            (trained.interrupted ? curves.begun : curves.finished)
                .push_back(learningCurves(trained.run, site.workspace));
        }
        if (!trained.interrupted || trained.steps > 0) {
            const fs::path folder = command.out / ("seed-" + std::to_string(seed));
            const PreparedFolder prepared(folder, true); // the folder of all seeds was checked
            writeRun(folder, trained.run, trained.facts, trained.last, trained.test, site.workspace);
            begun = trained.interrupted ? folder : begun;
        }
    }
    writeTable(table, curves.shown(), command.out);
    sweep(command);
    if (!begun.empty()) {
        std::printf("go on with: fovea train --resume %s\n", asArgument(begun).c_str());
    }
    return code;
}

} // namespace

int runTrain(const TrainCommand& command)
{
    const std::stop_token stop = stopOnInterrupt(); // before any other thread starts
    ThreadPool pool(command.threads);
    Workspace workspace(pool);
    const Site site{pool, workspace, stop};
    double seconds = 0;
    Run run;
    std::optional<PreparedFolder> folder;
    if (!command.resume.empty()) {
        std::tie(run, seconds) = resumed(command, pool); // first, so that a mistyped folder is not made
        folder.emplace(command.out, command.overwrite || command.out == command.resume);
    } else {
        folder.emplace(command.out, command.overwrite);
        if (!command.seeds.empty()) {
            return trainSeeds(command, site);
        }
        run = startRun(command.config, makeDataset(command.config, pool));
        run.replay = command.replay;
    }
    const Trained trained = train(std::move(run), seconds, "", site);
    const std::vector<fs::path> pictures =
        writeRun(command.out, trained.run, trained.facts, trained.last, trained.test, workspace);
    printResult(trained, pictures, command.out);
    sweep(command);
    return exitCode(trained);
}

} // namespace fovea
