// fovea evaluate: the test figures once more, from the weights in a folder.
#include "app/command_line.h"

#include "app/result_text.h"
#include "app/run_folder.h"
#include "core/data/catalog.h"
#include "core/files/json_text.h"
#include "core/files/read_whole.h"
#include "core/files/wording.h"
#include "core/settings/config_json.h"
#include "core/settings/error.h"
#include "core/settings/rules.h"
#include "core/training/checkpoint.h"
#include "core/training/report.h"

#include <nlohmann/json.hpp>

#include <cstdio>

namespace fovea {

int runEvaluate(const EvaluateCommand& command)
{
    using Json = nlohmann::ordered_json;
    constexpr std::size_t kLargest = std::size_t{4} << 20;
    requireOneRun(command.run, "evaluate --run");
    const std::filesystem::path file = command.run / "run.json";
    const Json json = parseJson(readWhole(file, kLargest));
    if (!json.is_object() || !json.contains("config")) {
        throw Error(Error::Kind::Data, shownPath(file) + " is not the record of a run: it has no “config”.");
    }
    const Config config = configFromJson(json["config"], shownPath(file));
    requireValid(config);

    ThreadPool pool(command.threads);
    Workspace workspace(pool);
    const Run run =
        runOfWeights(Safetensors::read(command.run / "weights.safetensors"), config, makeDataset(config, pool));
    const TestReport report = testReport({*run.network, run.weights, *run.task, *run.data}, config.seed, workspace);
    if (command.json) {
        std::printf("%s\n", toJson(report).dump(2).c_str());
    } else {
        printTest(report);
    }
    return kDone;
}

} // namespace fovea
