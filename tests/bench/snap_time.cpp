// How long until attention has found the object: seconds of training at full speed until the hit on the validation images
// passes a threshold.
//
//     snap_time [--threads N] [--preset NAME] [--hit 0.9] [--every 10] KEY=VALUE …
//
// Looks every so many batches; looking takes no time of the training. Prints one JSON object; exits with 1 where the run ends
// before. The first pass over the data is the slowest: memory is new.
#include "core/data/catalog.h"
#include "core/settings/fields.h"
#include "core/settings/presets.h"
#include "core/tensor/floating_point.h"
#include "core/training/advance.h"
#include "core/training/evaluate.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <string>

using namespace fovea;

int main(int argc, char** argv)
{
    flushDenormals();
    int threads = ThreadPool::processors();
    long every = 10;
    double wanted = 0.9;
    Config config = configOf(*findPreset("needle"));
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const std::size_t equals = word.find('=');
        if (word == "--threads") {
            threads = std::stoi(argv[++i]);
        } else if (word == "--preset") {
            config = configOf(*findPreset(argv[++i]));
        } else if (word == "--hit") {
            wanted = std::stod(argv[++i]);
        } else if (word == "--every") {
            every = std::stol(argv[++i]);
        } else {
            setFromText(config, word.substr(0, equals), word.substr(equals + 1));
        }
    }
    ThreadPool pool(threads);
    Workspace workspace(pool);
    LearnerMemory memory;
    Mailbox mailbox;
    Run run = startRun(config, makeDataset(config, pool));

    using Clock = std::chrono::steady_clock;
    double seconds = 0, hit = 0;
    Outcome outcome;
    while (!(hit > wanted) && outcome.kind == Outcome::Kind::Paused) {
        const auto start = Clock::now();
        outcome = advance(run, every, {}, mailbox, workspace, memory);
        seconds += std::chrono::duration<double>(Clock::now() - start).count();
        const auto validation = evaluate({*run.network, run.weights, *run.task, *run.data}, run.data->validation, -1,
                                         MapOverride::None, config.seed, workspace, {});
        hit = validation->evidence.hit;
    }
    const nlohmann::ordered_json result = {{"seconds", seconds}, {"batches", run.step}, {"passes", run.epochs()},
                                           {"hit", hit},         {"wanted", wanted},    {"threads", threads},
                                           {"seed", config.seed}};
    std::printf("%s\n", result.dump().c_str());
    return hit > wanted ? 0 : 1;
}
