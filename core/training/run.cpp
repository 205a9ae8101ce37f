#include "core/training/run.h"

namespace fovea {

Run startRun(const Config& config, std::shared_ptr<const Dataset> data)
{
    Run run;
    run.task = taskNamed(config.task).make(static_cast<int>(data->classes.size()));
    run.network = makeNetwork(config, {data->image, run.task->answers()});
    run.data = std::move(data);
    run.horizon = config.train.epochs;
    run.config = config;
    run.weights = run.network->parameters().initialWeights(config.seed);
    run.optimiser = freshState(run.network->parameters());
    run.batchSize = config.train.batchSize;
    return run;
}

} // namespace fovea
