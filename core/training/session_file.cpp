// The state of the present run is that of checkpoint.cpp, under the same names; this file adds what stands around it.
#include "core/training/session_file.h"

#include "core/data/fingerprint.h"
#include "core/files/json_text.h"
#include "core/files/read_whole.h"
#include "core/files/wording.h"
#include "core/settings/config_json.h"
#include "core/settings/error.h"
#include "core/settings/fields.h"
#include "core/settings/rules.h"
#include "core/training/checkpoint.h"
#include "core/training/record_json.h"
#include "core/training/session_tensors.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace fovea {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kSetupFormat = "fovea setup 1";

[[noreturn]] void damaged(const std::string& source, const std::string& what)
{
    throw Error(Error::Kind::Data, shown(source) + " is damaged: " + what + ". Open an earlier copy of it.");
}

struct BaselineColumn
{
    const char* name;
    double& (*of)(Baselines&);
};

constexpr std::array<BaselineColumn, 7> kBaselineColumns = {{
    {"chance", [](Baselines& b) -> double& { return b.chance; }},
    {"majority", [](Baselines& b) -> double& { return b.majority; }},
    {"evidence_mass", [](Baselines& b) -> double& { return b.evidence.mass; }},
    {"pointing", [](Baselines& b) -> double& { return b.evidence.hit; }},
    {"strict_pointing", [](Baselines& b) -> double& { return b.evidence.strictHit; }},
    {"accuracy_ceiling", [](Baselines& b) -> double& { return b.accuracyCeiling; }},
    {"pointing_ceiling", [](Baselines& b) -> double& { return b.hitCeiling; }},
}};

Json toJson(Baselines baselines)
{
    Json json;
    for (const BaselineColumn& column : kBaselineColumns) {
        json[column.name] = exactly(column.of(baselines));
    }
    json["grid"] = {baselines.grid.h, baselines.grid.w};
    json["learned"] = baselines.learned;
    return json;
}

/// A member of an object; null where it has none of this name.
const Json& member(const Json& object, const char* name)
{
    static const Json kNone;
    const auto at = object.is_object() ? object.find(name) : object.end();
    return object.is_object() && at != object.end() ? *at : kNone;
}

/// A whole number from 0 to `most`.
long countOf(const Json& object, const char* name, long most, const std::string& source)
{
    const Json& value = member(object, name);
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > static_cast<std::uint64_t>(most)) {
        damaged(source, "“" + std::string(name) + "” of a run is missing or wrong");
    }
    return value.get<long>();
}

Baselines baselinesFrom(const Json& json, const std::string& source)
{
    constexpr Index kMostPlaces = 1 << 16;
    const Json& grid = member(json, "grid");
    const auto side = [](const Json& value) {
        return value.is_number_unsigned() && value.get<std::uint64_t>() <= static_cast<std::uint64_t>(kMostPlaces);
    };
    if (!grid.is_array() || grid.size() != 2 || !side(grid[0]) || !side(grid[1]) ||
        !member(json, "learned").is_boolean()) {
        damaged(source, "the baselines of a run are not whole");
    }
    Baselines baselines;
    for (const BaselineColumn& column : kBaselineColumns) {
        column.of(baselines) = exactNumber(member(json, column.name));
    }
    baselines.grid = {grid[0].get<Index>(), grid[1].get<Index>()};
    baselines.learned = json["learned"].get<bool>();
    return baselines;
}

std::string textOf(const Json& value, std::size_t most, const std::string& source)
{
    if (!value.is_string() || value.get_ref<const std::string&>().size() > most) {
        damaged(source, "a name is missing or too long");
    }
    return value.get<std::string>();
}

Json toJson(const RecordedRun& run)
{
    Json json{{"number", run.number}, {"name", run.name}};
    json["config"] = toJson(run.config);
    json["validation_images"] = run.validationImages;
    json["baselines"] = toJson(run.baselines);
    json["parameters"] = run.parameters;
    json["elsewhere"] = run.elsewhere;
    json["changes"] = toJson(run.changes);
    json["history"] = toJson(run.epochs);
    return json;
}

RecordedRun recordedFrom(const Json& json, const Safetensors& file)
{
    constexpr int kMostRuns = 1'000'000;
    constexpr std::size_t kLongestName = 4096;
    const std::string& source = file.source();
    RecordedRun run;
    run.number = static_cast<int>(countOf(json, "number", kMostRuns, source));
    run.name = textOf(member(json, "name"), kLongestName, source);
    run.config = configFromJson(member(json, "config"), shown(source));
    run.validationImages = countOf(json, "validation_images", 1'000'000'000, source);
    run.baselines = baselinesFrom(member(json, "baselines"), source);
    const Json& parameters = member(json, "parameters");
    if (!parameters.is_array()) {
        damaged(source, "the parameters of a run have no names");
    }
    for (const Json& name : parameters) {
        run.parameters.push_back(textOf(name, kLongestName, source));
    }
    run.elsewhere = member(json, "elsewhere") == true;
    run.changes = changesFromJson(member(json, "changes"), shown(source));
    run.epochs = historyFromJson(member(json, "history"), shown(source));
    run.steps = stepsFrom(file, "runs." + std::to_string(run.number), run.parameters.size());
    return run;
}

/// What is recorded of the present run, as far as the state in the file goes.
RecordedRun upTo(const Run& run, RecordedRun recorded)
{
    recorded.epochs = run.history;
    recorded.changes = run.changes;
    recorded.steps = recorded.steps.until(run.step);
    return recorded;
}

Json metadata(const Safetensors& file, const char* key)
{
    const auto at = file.metadata.find(key);
    Json json = at != file.metadata.end() ? parseJson(at->second) : Json();
    if (json.is_discarded()) {
        damaged(file.source(), "its “" + std::string(key) + "” is not JSON");
    }
    return json;
}

} // namespace

Safetensors sessionFile(const SessionContents& contents)
{
    Safetensors file;
    Json standing{{"test_openings", contents.testOpenings}};
    if (contents.run != nullptr && contents.present) {
        file = stateFile(*contents.run);
        addMoments(file, contents.kept);
        standing["present"] = *contents.present;
        standing["data"] = fingerprintText(contents.dataIs ? *contents.dataIs : fingerprintOf(*contents.run->data));
    }
    Json runs = Json::array();
    for (const RecordedRun& recorded : contents.runs) {
        const bool present = contents.run != nullptr && contents.present == recorded.number;
        const RecordedRun now = present ? upTo(*contents.run, recorded) : recorded;
        runs.push_back(toJson(now));
        addSteps(file, "runs." + std::to_string(now.number), now.steps, now.parameters.size());
    }
    file.metadata["format"] = kSessionFormat;
    file.metadata["version"] = FOVEA_VERSION;
    file.metadata["config"] = fovea::toJson(contents.wanted).dump();
    const auto text = [](const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); };
    file.metadata["runs"] = text(runs);
    file.metadata["standing"] = text(standing);
    return file;
}

OpenedSession sessionFrom(Safetensors file)
{
    const std::string source = file.source();
    const auto format = file.metadata.find("format");
    if (format == file.metadata.end() || format->second != kSessionFormat) {
        throw Error(Error::Kind::Data, shown(source) +
                                           " is no session of this version of Fovea (its format should be “" +
                                           kSessionFormat + "”). Choose a file that ends in .fovea.");
    }
    OpenedSession opened;
    SessionContents& contents = opened.contents;
    contents.wanted = configFromJson(metadata(file, "config"), shown(source));
    const Json runs = metadata(file, "runs"), standing = metadata(file, "standing");
    if (!runs.is_array() || !standing.is_object()) {
        damaged(source, "the list of its runs is missing");
    }
    std::set<int> numbers;
    for (const Json& run : runs) {
        contents.runs.push_back(recordedFrom(run, file));
        if (!numbers.insert(contents.runs.back().number).second) {
            damaged(source, "two of its runs have the same number");
        }
    }
    contents.testOpenings = static_cast<int>(countOf(standing, "test_openings", 1'000'000, source));
    if (standing.contains("present")) {
        contents.present = static_cast<int>(countOf(standing, "present", 1'000'000, source));
        if (!numbers.contains(*contents.present)) {
            damaged(source, "the run that goes on is not among its runs");
        }
        opened.runConfig = configOfState(file, shown(source));
        requireValid(*opened.runConfig);
        contents.dataIs = fingerprintFrom(textOf(member(standing, "data"), 16, source));
        if (!contents.dataIs) {
            damaged(source, "it does not say which data it learned from");
        }
    }
    opened.file = std::move(file);
    return opened;
}

OpenedSession readSession(const std::filesystem::path& path)
{
    return sessionFrom(Safetensors::read(path));
}

void requireItsImages(const OpenedSession& opened, const Dataset& data)
{
    FOVEA_CHECK(opened.contents.present && opened.contents.dataIs, "a session with a run");
    if (fingerprintOf(data) != *opened.contents.dataIs) {
        throw Error(Error::Kind::Data,
                    "The images that were found are not those that this session learned from: some were added, changed "
                    "or taken away. Name the folder that holds the images as they were, or start a new run.");
    }
}

Run runOf(const OpenedSession& opened, std::shared_ptr<const Dataset> data)
{
    requireItsImages(opened, *data);
    Run run = runFrom(opened.file, shown(opened.source()), std::move(data));
    run.config.data = opened.runConfig->data; // the images may lie elsewhere by now
    for (const RecordedRun& recorded : opened.contents.runs) {
        const bool names = static_cast<int>(recorded.parameters.size()) == run.network->parameters().count();
        if (recorded.number == *opened.contents.present && !names) {
            damaged(opened.source(), "the names of its parameters do not fit its network");
        }
    }
    return run;
}

std::string setupText(const Config& config)
{
    Json json{{"format", kSetupFormat}, {"version", FOVEA_VERSION}};
    json["config"] = toJson(config);
    return json.dump(2) + "\n";
}

Config setupFrom(std::string_view text, const std::string& name)
{
    const Json json = parseJson(text);
    if (!json.is_object()) {
        throw Error(Error::Kind::Usage, shown(name) + " is not a configuration: it holds no JSON object.");
    }
    return configFromJson(json.contains("config") ? json["config"] : json, shown(name));
}

} // namespace fovea
