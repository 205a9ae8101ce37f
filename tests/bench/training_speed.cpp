// How fast a network learns: images a second of forward, backward and step, without validation or pictures.
//
//     training_speed [--threads N] [--images N] [--side PIXELS] [--classes N] [--seconds S] [--one-image] KEY=VALUE …
//
// Random square images, 28 × 28 unless --side says otherwise. With --one-image the network only answers, one image at a time, as while somebody draws. Prints
// one JSON object. Used by versus_pytorch.py and scaling.py.
#include "core/data/noise_images.h"
#include "core/ops/kernels/kernels.h"
#include "core/settings/fields.h"
#include "core/settings/rules.h"
#include "core/tensor/floating_point.h"
#include "core/training/learn.h"

#include <nlohmann/json.hpp>

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <numeric>
#include <string>

namespace {

using namespace fovea;

/// Answers to all images, one at a time.
void answerEach(const Run& run, Tape& tape)
{
    const Shape one = run.data->image;
    const Context context;
    for (Index i = 0; i < run.samples(); ++i) {
        tape.restart(false);
        Pass pass(tape, run.network->parameters(), run.weights, context);
        const Real* const pixels = run.data->train.images.reals.data() + i * one.size();
        run.network->forward(pass, {tape.constant(pixels, {1, one.dim(0), one.dim(1), one.dim(2)})});
    }
}

/// The most memory that this process has had, in bytes.
long mostMemory()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss * 1024;
}

} // namespace

int main(int argc, char** argv)
{
    flushDenormals();
    int threads = ThreadPool::processors(), classes = 10;
    Index images = 6400, side = 28;
    double seconds = 2;
    bool oneImage = false;
    Config config;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const std::size_t equals = word.find('=');
        if (word == "--threads") {
            threads = std::stoi(argv[++i]);
        } else if (word == "--images") {
            images = std::stol(argv[++i]);
        } else if (word == "--side") {
            side = std::stol(argv[++i]);
        } else if (word == "--classes") {
            classes = std::stoi(argv[++i]);
        } else if (word == "--one-image") {
            oneImage = true;
        } else if (word == "--seconds") {
            seconds = std::stod(argv[++i]);
        } else {
            setFromText(config, word.substr(0, equals), word.substr(equals + 1));
        }
    }
    ThreadPool pool(threads);
    Workspace workspace(pool);
    LearnerMemory memory;
    Run run = startRun(config, noiseImages({side, side, 1}, images, classes));

    using Clock = std::chrono::steady_clock;
    const auto epoch = [&] {
        if (oneImage) {
            answerEach(run, workspace.tape(0));
            return;
        }
        for (Index first = 0; first < images; first += config.train.batchSize) {
            std::vector<Index> batch(static_cast<std::size_t>(std::min<Index>(config.train.batchSize, images - first)));
            std::iota(batch.begin(), batch.end(), first);
            learn(run, batch, config.train.learningRate, workspace, memory);
            ++run.step;
        }
    };
    epoch(); // warm-up
    const auto start = Clock::now();
    const std::clock_t used = std::clock();
    double passed = 0;
    int epochs = 0;
    do {
        epoch();
        ++epochs;
        passed = std::chrono::duration<double>(Clock::now() - start).count();
    } while (passed < seconds);
    const double ofProcessor = static_cast<double>(std::clock() - used) / CLOCKS_PER_SEC;
    const double perSecond = static_cast<double>(images) * epochs / passed;
    const nlohmann::ordered_json result = {{"images_per_second", perSecond},
                                           {"images_per_processor_second", perSecond * passed / ofProcessor},
                                           {"ms_per_epoch", 1000 * passed / epochs},
                                           {"parameters", run.network->parameters().learned()},
                                           {"data_bytes", run.data->train.images.reals.size() * sizeof(Real)},
                                           {"most_memory_bytes", mostMemory()},
                                           {"threads", threads},
                                           {"instruction_set", kernels::active().name}};
    std::printf("%s\n", result.dump().c_str());
    return 0;
}
