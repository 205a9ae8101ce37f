// How fast a network learns: images a second of forward, backward and step, without validation or pictures.
//
//     training_speed [--threads N] [--images N] [--seconds S] KEY=VALUE …
//
// Random images of 28 × 28 in ten classes (two for the essay's network). Prints one JSON object. Used by versus_pytorch.py.
#include "core/ops/kernels/kernels.h"
#include "core/settings/fields.h"
#include "core/settings/rules.h"
#include "core/tensor/floating_point.h"
#include "core/tensor/random.h"
#include "core/training/learn.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <numeric>
#include <string>

namespace {

using namespace fovea;

std::shared_ptr<const Dataset> randomImages(Index count, int classes)
{
    auto data = std::make_shared<Dataset>();
    data->image = {28, 28, 1};
    data->classes.assign(static_cast<std::size_t>(classes), "");
    data->train.images.shape = data->image;
    Stream stream(0, Purpose::Test);
    for (Index i = 0; i < count * data->image.size(); ++i) {
        data->train.images.reals.push_back(static_cast<Real>(stream.normal()));
    }
    for (Index i = 0; i < count; ++i) {
        data->train.labels.push_back(static_cast<int>(stream.below(static_cast<std::uint64_t>(classes))));
    }
    return data;
}

} // namespace

int main(int argc, char** argv)
{
    flushDenormals();
    int threads = ThreadPool::processors(), classes = 10;
    Index images = 6400;
    double seconds = 2;
    Config config;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const std::size_t equals = word.find('=');
        if (word == "--threads") {
            threads = std::stoi(argv[++i]);
        } else if (word == "--images") {
            images = std::stol(argv[++i]);
        } else if (word == "--classes") {
            classes = std::stoi(argv[++i]);
        } else if (word == "--seconds") {
            seconds = std::stod(argv[++i]);
        } else {
            setFromText(config, word.substr(0, equals), word.substr(equals + 1));
        }
    }
    ThreadPool pool(threads);
    Workspace workspace(pool);
    LearnerMemory memory;
    Run run = startRun(config, randomImages(images, classes));

    using Clock = std::chrono::steady_clock;
    const auto epoch = [&] {
        for (Index first = 0; first < images; first += config.train.batchSize) {
            std::vector<Index> batch(static_cast<std::size_t>(std::min<Index>(config.train.batchSize, images - first)));
            std::iota(batch.begin(), batch.end(), first);
            learn(run, batch, config.train.learningRate, workspace, memory);
            ++run.step;
        }
    };
    epoch(); // warm-up
    const auto start = Clock::now();
    double passed = 0;
    int epochs = 0;
    do {
        epoch();
        ++epochs;
        passed = std::chrono::duration<double>(Clock::now() - start).count();
    } while (passed < seconds);
    const double perSecond = static_cast<double>(images) * epochs / passed;
    const nlohmann::ordered_json result = {{"images_per_second", perSecond},
                                           {"ms_per_epoch", 1000 * passed / epochs},
                                           {"parameters", run.network->parameters().learned()},
                                           {"threads", threads},
                                           {"instruction_set", kernels::active().name}};
    std::printf("%s\n", result.dump().c_str());
    return 0;
}
