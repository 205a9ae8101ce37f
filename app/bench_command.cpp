// fovea bench: how fast networks learn here, and how much of what the machine can do that is.
//
// The count of operations is nominal: what the definition of a network needs, with every convolution done directly, forward
// and twice as much back. A network that learns by a shorter way shows a larger share of the peak than it uses.
#include "app/command_line.h"

#include "core/data/noise_images.h"
#include "core/ops/kernels/kernels.h"
#include "core/ops/machine_speed.h"
#include "core/settings/fields.h"
#include "core/training/learn.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <numeric>

namespace fovea {
namespace {

using Json = nlohmann::ordered_json;
using Settings = std::vector<std::pair<const char*, const char*>>;

constexpr Index kSide = 28;

/// Multiply-adds of a 3 × 3 convolution with side × side results, and of a matrix (in × out) on so many rows.
constexpr double convolution(double side, double in, double out)
{
    return side * side * 9 * in * out;
}
constexpr double linear(double rows, double in, double out)
{
    return rows * in * out;
}
/// One block of a transformer, its inner layer twice as wide.
constexpr double block(double tokens, double width)
{
    return 4 * linear(tokens, width, width) + 2 * linear(tokens, width, 2 * width) + 2 * linear(tokens, tokens, width);
}

struct BenchNetwork
{
    const char* name;
    Settings settings;
    double multiplyAdds; ///< forward, one image
    int classes = 10;
};

std::vector<BenchNetwork> networks()
{
    return {
        {"essay",
         {{"model.trunk", "conv 32 3x3 valid"},
          {"model.hidden", "64"},
          {"model.initialiser", "glorot"},
          {"attention.mechanism", "essay"}},
         convolution(26, 1, 32) + linear(1, 21632, 65) + linear(1, 64, 1),
         2},
        {"conv-attention",
         {{"model.trunk", "conv 32, pool, conv 64, pool"}, {"attention.mechanism", "soft"}, {"attention.hidden", "0"}},
         convolution(28, 1, 32) + convolution(14, 32, 64) + 2 * linear(49, 64, 1) + linear(1, 64, 10)},
        {"group-norm",
         {{"model.trunk", "conv 16, pool, conv 32, pool, conv 64, norm"},
          {"attention.mechanism", "soft"},
          {"attention.hidden", "32"}},
         convolution(28, 1, 16) + convolution(14, 16, 32) + convolution(7, 32, 64) + linear(49, 64, 32) +
             linear(49, 32, 1) + linear(49, 64, 1) + linear(1, 64, 10)},
        {"vit",
         {{"model.trunk", "patches 4"},
          {"mix.depth", "4"},
          {"mix.width", "64"},
          {"mix.heads", "4"},
          {"attention.mechanism", "none"}},
         linear(49, 16, 64) + 4 * block(49, 64) + linear(1, 64, 10)},
        {"gates",
         {{"model.trunk", "conv 24, pool, gate, conv 48, gate, conv 48, pool, gate, conv 96, gate, conv 96, gate"},
          {"gate.mechanism", "se"},
          {"gate.reduction", "4"},
          {"attention.mechanism", "none"}},
         convolution(28, 1, 24) + convolution(14, 24, 48) + convolution(14, 48, 48) + convolution(7, 48, 96) +
             convolution(7, 96, 96) + linear(1, 96, 10)},
    };
}

struct Speed
{
    double imagesPerSecond = 0;
    Index parameters = 0;
};

Speed measure(const BenchNetwork& network, ThreadPool& pool, double seconds)
{
    Config config;
    for (const auto& [key, value] : network.settings) {
        setFromText(config, key, value);
    }
    config.train.batchSize = 64;
    Run run = startRun(config, noiseImages({kSide, kSide, 1}, config.train.batchSize, network.classes));
    std::vector<Index> batch(static_cast<std::size_t>(config.train.batchSize));
    std::iota(batch.begin(), batch.end(), Index{0});
    Workspace workspace(pool);
    LearnerMemory memory;
    const auto step = [&] {
        learn(run, batch, config.train.learningRate, workspace, memory);
        ++run.step;
    };
    step(); // the first one fetches its memory
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    double images = 0, passed = 0;
    while (passed < seconds) {
        step();
        images += config.train.batchSize;
        passed = std::chrono::duration<double>(Clock::now() - start).count();
    }
    return {images / passed, run.network->parameters().learned()};
}

} // namespace

int runBench(const BenchCommand& command)
{
    ThreadPool pool(command.threads);
    const MachineSpeed machine = measureMachine(pool, command.seconds);
    Json json;
    json["machine"] = {{"instruction_set", kernels::active().name},
                       {"threads", command.threads},
                       {"peak_gflops", machine.operations / 1e9},
                       {"bandwidth_gbytes", machine.bytes / 1e9}};
    if (!command.json) {
        std::printf("%s, %d threads: at most %.0f GFLOP/s, and %.0f GB/s from memory.\n\n", kernels::active().name,
                    command.threads, machine.operations / 1e9, machine.bytes / 1e9);
        std::printf("%-16s %10s %10s %10s %8s\n", "learning", "weights", "images/s", "GFLOP/s", "of peak");
    }
    for (const BenchNetwork& network : networks()) {
        const Speed speed = measure(network, pool, command.seconds);
        const double operations = speed.imagesPerSecond * 3 * 2 * network.multiplyAdds; // forward, and back twice that
        const double share = operations / machine.operations;
        json["networks"].push_back({{"name", network.name},
                                    {"parameters", speed.parameters},
                                    {"images_per_second", speed.imagesPerSecond},
                                    {"multiply_adds", network.multiplyAdds},
                                    {"gflops", operations / 1e9},
                                    {"share_of_peak", share}});
        if (!command.json) {
            std::printf("%-16s %10ld %10.0f %10.1f %7.0f%%\n", network.name, static_cast<long>(speed.parameters),
                        speed.imagesPerSecond, operations / 1e9, 100 * share);
        }
    }
    if (command.json) {
        std::printf("%s\n", json.dump(2).c_str());
    }
    return kDone;
}

} // namespace fovea
