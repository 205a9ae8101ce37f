#include "core/training/checkpoint.h"

#include "core/files/json_text.h"
#include "core/files/wording.h"
#include "core/settings/config_json.h"
#include "core/settings/error.h"
#include "core/settings/rules.h"
#include "core/training/record_json.h"
#include "core/training/session_tensors.h"

#include <nlohmann/json.hpp>

namespace fovea {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kWeightsFormat = "fovea weights 1";
constexpr const char* kStateFormat = "fovea state 1";

/// An array as long as the weights, cut into its parameters.
void addArray(Safetensors& file, const std::string& prefix, const ParameterTable& table, const Reals& values)
{
    for (int p = 0; p < table.count(); ++p) {
        const Real* from = values.data() + table.slot(p).offset;
        file.add(prefix + table[p].name, Tensor(table[p].shape, Reals(from, from + table.slot(p).size)));
    }
}

/// Error (Data) where the file has not what a network of these parameters needs. Asks for no memory.
void requireShapes(const Safetensors& file, const std::string& prefix, const ParameterTable& table)
{
    for (int p = 0; p < table.count(); ++p) {
        Shape has;
        for (const Index size : file.array(prefix + table[p].name).shape) {
            has.append(size);
        }
        if (has != table[p].shape) {
            throw Error(Error::Kind::Data, shown(file.source()) + ": “" + prefix + table[p].name + "” has the shape " +
                                               has.text() + ", but this network needs " + table[p].shape.text() +
                                               ": the file belongs to another configuration.");
        }
    }
}

/// Before a network is begun whose settings promise more weights than the file has.
void requireWeights(const Safetensors& file, const std::string& prefix, const Config& config, const Dataset& data)
{
    const auto task = taskNamed(config.task).make(static_cast<int>(data.classes.size()));
    requireShapes(file, prefix, makeNetwork(config, {data.image, task->answers()})->parameters());
}

Reals arrayFrom(const Safetensors& file, const std::string& prefix, const ParameterTable& table)
{
    requireShapes(file, prefix, table);
    Reals values(static_cast<std::size_t>(table.arraySize()), Real(0));
    for (int p = 0; p < table.count(); ++p) {
        const Tensor tensor = file.tensor(prefix + table[p].name);
        std::copy_n(tensor.data(), tensor.size(), values.data() + table.slot(p).offset);
    }
    return values;
}

Json metadata(const Safetensors& file, const std::string& source)
{
    const auto format = file.metadata.find("format");
    const auto run = file.metadata.find("run");
    const bool known =
        format != file.metadata.end() && (format->second == kStateFormat || format->second == kSessionFormat);
    if (!known || run == file.metadata.end()) {
        throw Error(Error::Kind::Data,
                    source + " is not the state of a run (its format should be “" + kStateFormat + "”).");
    }
    Json json = parseJson(run->second);
    if (!json.is_object()) {
        throw Error(Error::Kind::Data, source + ": the description of the run is damaged.");
    }
    return json;
}

/// A member of the description. Error (Data) where it is missing or of another kind, or a number is below `least`.
template<class T>
T number(const Json& json, const std::string& source, const char* key, double least = -1e300)
{
    const double most = std::is_same_v<T, int> ? 2e9 : std::is_integral_v<T> ? 9e18 : 1e300;
    const auto at = json.find(key);
    const bool right = at != json.end() && (std::is_same_v<T, bool> ? at->is_boolean()
                                            : std::is_integral_v<T> ? at->is_number_integer()
                                                                    : at->is_number());
    if (!right || (at->is_number() && (at->template get<double>() < least || at->template get<double>() > most))) {
        throw Error(Error::Kind::Data, source + ": the description of the run is damaged, “" + std::string(key) +
                                           "” is missing or wrong.");
    }
    return at->get<T>();
}

} // namespace

Safetensors weightsFile(const Config& config, const Network& network, const Weights& weights)
{
    Safetensors file;
    file.metadata = {{"format", kWeightsFormat}, {"version", FOVEA_VERSION}, {"config", toJson(config).dump()}};
    addArray(file, "", network.parameters(), weights);
    return file;
}

Weights weightsFrom(const Safetensors& file, const Network& network)
{
    return arrayFrom(file, "", network.parameters());
}

Run runOfWeights(const Safetensors& file, const Config& config, std::shared_ptr<const Dataset> data)
{
    requireWeights(file, "", config, *data);
    Run run = startRun(config, std::move(data));
    run.weights = weightsFrom(file, *run.network);
    return run;
}

Safetensors stateFile(const Run& run)
{
    const ParameterTable& table = run.network->parameters();
    Safetensors file;
    addArray(file, "weights.", table, run.weights);
    addArray(file, "optimiser.first.", table, run.optimiser.first);
    addArray(file, "optimiser.second.", table, run.optimiser.second);
    if (!run.best.weights.empty()) {
        addArray(file, "best.", table, run.best.weights);
    }
    Json json;
    json["config"] = toJson(run.config);
    json["horizon"] = run.horizon;
    json["step"] = run.step;
    json["epoch"] = run.epoch;
    json["seen"] = run.seen;
    json["batch_size"] = run.batchSize;
    json["over"] = run.over;
    json["restored"] = run.restored;
    json["loss_sum"] = run.lossSum;
    json["correct_sum"] = run.correctSum;
    json["norm_sum"] = run.normSum;
    json["reward_sum"] = run.rewardSum;
    json["promised_sum"] = run.promisedSum;
    json["batches"] = run.batches;
    json["optimiser_steps"] = run.optimiser.steps;
    json["best_epoch"] = run.best.epoch;
    json["best_val_loss"] = exactly(run.best.valLoss);
    json["history"] = toJson(run.history);
    json["changes"] = toJson(run.changes);
    json["replay"] = toJson(run.replay);
    file.metadata = {{"format", kStateFormat}, {"version", FOVEA_VERSION}, {"run", json.dump()}};
    return file;
}

Config configOfState(const Safetensors& file, const std::string& source)
{
    const Json json = metadata(file, source);
    const auto config = json.find("config");
    if (config == json.end()) {
        throw Error(Error::Kind::Data, source + ": the configuration is missing.");
    }
    return configFromJson(*config, source);
}

Run runFrom(const Safetensors& file, const std::string& source, std::shared_ptr<const Dataset> data)
{
    const Json json = metadata(file, source);
    const Config config = configOfState(file, source);
    requireValid(config);
    requireWeights(file, "weights.", config, *data);
    Run run = startRun(config, std::move(data));
    const ParameterTable& table = run.network->parameters();
    run.weights = arrayFrom(file, "weights.", table);
    run.optimiser = {arrayFrom(file, "optimiser.first.", table), arrayFrom(file, "optimiser.second.", table),
                     number<long>(json, source, "optimiser_steps", 0)};
    run.horizon = number<int>(json, source, "horizon", 1);
    run.step = number<long>(json, source, "step", 0);
    run.epoch = number<int>(json, source, "epoch", 0);
    run.seen = number<Index>(json, source, "seen", 0);
    run.batchSize = number<int>(json, source, "batch_size", 1);
    run.over = number<bool>(json, source, "over");
    run.restored = number<bool>(json, source, "restored");
    run.lossSum = number<double>(json, source, "loss_sum");
    run.correctSum = number<double>(json, source, "correct_sum");
    run.normSum = number<double>(json, source, "norm_sum");
    run.rewardSum = number<double>(json, source, "reward_sum");
    run.promisedSum = number<double>(json, source, "promised_sum");
    run.batches = number<long>(json, source, "batches", 0);
    run.best.epoch = number<int>(json, source, "best_epoch", 0);
    run.best.valLoss = exactNumber(json.value("best_val_loss", Json()));
    if (file.has("best." + table[0].name)) {
        run.best.weights = arrayFrom(file, "best.", table);
    }
    run.history = historyFromJson(json.value("history", Json::array()), source);
    run.changes = changesFromJson(json.value("changes", Json::array()), source);
    run.replay = changesFromJson(json.value("replay", Json::array()), source);
    if (run.seen > run.samples()) {
        throw Error(Error::Kind::Data, source + ": it has seen more images than its data has.");
    }
    if (run.history.size() != static_cast<std::size_t>(run.epoch) || run.best.epoch > run.epoch ||
        (run.restored && (run.best.weights.empty() || run.best.epoch < 1))) {
        throw Error(Error::Kind::Data, source + ": its history does not fit its epochs.");
    }
    return run;
}

} // namespace fovea
