// fovea train: a run from the first batch to the files in its folder.
#include "app/command_line.h"

#include "app/figures.h"
#include "app/interrupt.h"
#include "app/progress.h"
#include "app/run_folder.h"
#include "app/seed_table.h"
#include "core/data/catalog.h"
#include "core/files/safe_writer.h"
#include "core/files/wording.h"
#include "core/settings/error.h"
#include "core/settings/fields.h"
#include "core/settings/rules.h"
#include "core/training/checkpoint.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

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
    Progress progress(label, run);
    const auto start = std::chrono::steady_clock::now();
    do { // a batch at a time, so that the progress can be shown in between; the bits are the same as in one go
        trained.outcome = advance(run, 1, site.stop, mailbox, site.workspace, memory);
        progress.show(run, mailbox);
    } while (trained.outcome.kind == Outcome::Kind::Paused && !site.stop.stop_requested());
    trained.facts.seconds =
        secondsBefore + std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    progress.finish();

    trained.interrupted = trained.outcome.kind == Outcome::Kind::Paused;
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

void printResult(const Trained& trained, const std::vector<fs::path>& pictures)
{
    const Evaluation& test = trained.test.evaluation;
    if (trained.outcome.kind != Outcome::Kind::Finished && !trained.outcome.sentence.empty()) {
        std::printf("%s\n", trained.outcome.sentence.c_str());
    }
    std::printf("%s: %d epochs, %ld batches in %.1f s, %lld parameters\n", trained.facts.outcome.c_str(),
                trained.run.epoch, trained.run.step, trained.facts.seconds,
                static_cast<long long>(trained.run.network->parameters().learned()));
    std::printf("test accuracy %.4f (always the most frequent class: %.4f), loss %.4f\n", test.accuracy,
                trained.test.majority, test.loss);
    if (!std::isnan(test.evidence.hit)) {
        std::printf("hit %.4f (chance %.4f), weight on the object %.4f (chance %.4f)\n", test.evidence.hit,
                    test.chance.hit, test.evidence.mass, test.chance.mass);
    }
    if (!std::isnan(trained.test.accuracy.ceiling)) {
        std::printf("the best that anybody can do on these images: accuracy %.4f", trained.test.accuracy.ceiling);
        if (!std::isnan(trained.test.pointing.ceiling)) {
            std::printf(", hit %.4f", trained.test.pointing.ceiling);
        }
        std::printf("\n");
    }
    for (const fs::path& picture : pictures) {
        std::printf("%s\n", picture.c_str());
    }
}

/// The run in the folder that --resume names, with the changes that --set asks for, and the seconds it took so far.
std::pair<Run, double> resumed(const TrainCommand& command, ThreadPool& pool)
{
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
        const auto before = nlohmann::json::parse(facts->second, nullptr, false);
        seconds = before.is_number() ? before.get<double>() : 0;
    }
    return {std::move(run), seconds};
}

void write(const fs::path& file, std::string_view bytes)
{
    writeSafely(file, bytes);
}

int trainSeeds(const TrainCommand& command, const Site& site)
{
    SeedTable table;
    int code = kDone;
    for (const std::uint64_t seed : command.seeds) {
        Config config = command.config;
        config.seed = seed;
        Run run = startRun(config, makeDataset(config, site.pool));
        run.replay = command.replay;
        const Trained trained = train(std::move(run), 0, "seed " + std::to_string(seed), site);
        const fs::path folder = command.out / ("seed-" + std::to_string(seed));
        prepareFolder(folder, true); // the folder of all seeds was checked
        writeRun(folder, trained.run, trained.facts, trained.last, trained.test, site.workspace);
        table.add({static_cast<double>(seed), trained.last.accuracy, trained.last.valAccuracy,
                   trained.test.evaluation.accuracy, trained.test.evaluation.loss, trained.test.evaluation.evidence.hit,
                   trained.test.evaluation.evidence.mass, trained.facts.seconds},
                  trained.run.history);
        code = std::max(code, exitCode(trained));
        if (trained.interrupted) {
            break;
        }
    }
    write(command.out / "seeds.json", table.json().dump(2) + "\n");
    const QByteArray curves = curvesPng(table.histories());
    write(command.out / "curves.png", {curves.data(), static_cast<std::size_t>(curves.size())});
    table.print();
    std::printf("%s\n", (command.out / "curves.png").c_str());
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
    if (!command.resume.empty()) {
        std::tie(run, seconds) = resumed(command, pool); // first, so that a mistyped folder is not made
        prepareFolder(command.out, command.overwrite || command.out == command.resume);
    } else {
        prepareFolder(command.out, command.overwrite);
        if (!command.seeds.empty()) {
            return trainSeeds(command, site);
        }
        run = startRun(command.config, makeDataset(command.config, pool));
        run.replay = command.replay;
    }
    const Trained trained = train(std::move(run), seconds, "", site);
    const std::vector<fs::path> pictures =
        writeRun(command.out, trained.run, trained.facts, trained.last, trained.test, workspace);
    printResult(trained, pictures);
    return exitCode(trained);
}

} // namespace fovea
