// Records the runs on which diagnosis is tried (examples.h): trains them with the program's own core and writes what was
// measured to a file that is committed beside this.
//
//     record_runs FILE [NAME …]        those that the file lacks; or only these, which then take the place of their records
//
// It knows the definitions of what is so (truth.h) and says where a run is not what it was made to be. The rules of diagnosis
// it does not know: no run is chosen by what they say.
#include "core/data/catalog.h"
#include "core/files/read_whole.h"
#include "core/files/safe_writer.h"
#include "core/settings/rules.h"
#include "core/tensor/floating_point.h"
#include "core/training/advance.h"
#include "core/training/baselines.h"
#include "core/training/class_counts.h"
#include "tests/core/diagnosis/recorded_runs.h"

#include <cstdio>
#include <filesystem>
#include <map>
#include <set>

using namespace fovea;
using Json = nlohmann::ordered_json;

namespace {

/// The settings it is trained with: the example's, and further images where the test images are.
Config trainedWith(const Example& example)
{
    Config config = configOf(example);
    config.data.test = kFurther;
    requireValid(config);
    return config;
}

void measure(Measured& measured, const Run& run, Workspace& workspace)
{
    const Examined examined{*run.network, run.weights, *run.task, *run.data};
    const auto all = evaluate(examined, run.data->test, -1, {}, run.config.seed, workspace);
    std::map<int, double> named;
    for (const SampleResult& sample : all->samples) {
        named[sample.answered() ? sample.answer.label : -1] += 1 / static_cast<double>(all->samples.size());
    }
    measured.accuracy.push_back(all->accuracy);
    measured.loss.push_back(all->loss);
    measured.mostNamed.push_back(
        std::max_element(named.begin(), named.end(), [](auto& a, auto& b) { return a.second < b.second; })->second);
}

Measured measuredRun(const Config& config, ThreadPool& pool, Workspace& workspace)
{
    Run run = startRun(config, makeDataset(config, pool));
    Measured measured;
    const Examined examined{*run.network, run.weights, *run.task, *run.data};
    measured.firstLoss = evaluate(examined, run.data->train, kMeasuredAfterEpoch, {}, config.seed, workspace)->loss;
    measured.furtherGuess = majorityOf(run.data->test, run.data->classes.size());
    const double ceiling = baselinesOf(run, run.data->validation, workspace).accuracyCeiling;
    Mailbox mailbox;
    LearnerMemory memory;
    Outcome outcome;
    while (outcome.kind == Outcome::Kind::Paused) {
        const std::size_t before = run.history.size();
        outcome = advance(run, 1, {}, mailbox, workspace, memory);
        if (run.history.size() > before) {
            measure(measured, run, workspace);
        }
    }
    measured.curves = recordedCurves(run, ceiling, outcome.kind == Outcome::Kind::Diverged);
    return measured;
}

/// What is so of it, and whether that is what it was made for.
void tell(const RecordedRun& run)
{
    const Measured& m = run.measured;
    std::string so, made;
    for (const auto& [condition, key] : kConditions) {
        so += isSo(m, condition) ? std::string(" ") + key : "";
        made = condition == run.example.condition ? key : made;
    }
    const bool asMade = isSo(m, run.example.condition) == run.example.shows;
    std::printf("%s %-13s %d %-28s %-5s train %.3f further %.3f first loss %.3g last %.3g named %.4f falls %d |%s\n",
                asMade ? "   " : "NOT", made.c_str(), run.example.number, run.example.name,
                run.example.shows ? "shows" : "near", atTheEnd(m.curves.history, &EpochRecord::trainAccuracy),
                atTheEnd(m.accuracy), m.firstLoss, atTheEnd(m.curves.history, &EpochRecord::trainLoss),
                m.mostNamed.empty() ? 0 : m.mostNamed.back(), trueFalls(m), so.c_str());
    std::fflush(stdout);
}

/// What the file holds so far, by name.
std::map<std::string, Json> recordsIn(const std::filesystem::path& file)
{
    std::map<std::string, Json> records;
    if (std::filesystem::exists(file)) {
        for (Json& one : Json::parse(readWhole(file, std::size_t{16} << 20))) {
            records[one.at("name")] = std::move(one);
        }
    }
    return records;
}

/// The records of the list, in its order, a line each.
void write(const std::filesystem::path& file, const std::map<std::string, Json>& records)
{
    std::string text = "[";
    for (const Example& example : examples()) {
        if (const auto at = records.find(example.name); at != records.end()) {
            text.append(text.size() > 1 ? ",\n" : "\n").append(at->second.dump());
        }
    }
    writeSafely(file, text.append("\n]\n"));
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "record_runs FILE [NAME …]\n");
        return 2;
    }
    flushDenormals();
    ThreadPool pool(1);
    Workspace workspace(pool);
    const std::set<std::string> only(argv + 2, argv + argc);
    for (const Example& example : examples()) {
        trainedWith(example); // a mistake in the list is told before minutes are spent
    }
    std::map<std::string, Json> records = recordsIn(argv[1]);
    for (const Example& example : examples()) {
        if (only.empty() ? records.contains(example.name) : !only.contains(example.name)) {
            continue;
        }
        const RecordedRun run{example, measuredRun(trainedWith(example), pool, workspace)};
        tell(run);
        records[example.name] = toJson(run);
        write(argv[1], records);
    }
    return 0;
}
