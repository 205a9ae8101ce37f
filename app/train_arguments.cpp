#include "app/train_arguments.h"

#include "core/files/json_text.h"
#include "core/files/read_whole.h"
#include "core/files/wording.h"
#include "core/settings/config_json.h"
#include "core/settings/error.h"
#include "core/settings/fields.h"
#include "core/settings/presets.h"
#include "core/settings/rules.h"
#include "core/training/record_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace fovea {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// "0..4" or "0,3,7" as a list.
std::vector<std::uint64_t> parseSeeds(const std::string& text)
{
    const auto number = [&](const QString& part) {
        bool ok = false;
        const uint value = part.toUInt(&ok);
        if (!ok) {
            refuse("--seeds is “" + text + "”; write a range such as 0..4 or a list such as 0,3,7.");
        }
        return std::uint64_t{value};
    };
    const QString all = QString::fromStdString(text);
    std::vector<std::uint64_t> seeds;
    if (const QStringList ends = all.split(".."); ends.size() == 2) {
        const std::uint64_t first = number(ends[0]), last = number(ends[1]);
        if (last < first || last - first >= 1000) {
            refuse("--seeds is “" + text + "”: the range must rise and hold at most 1,000 seeds.");
        }
        for (std::uint64_t seed = first; seed <= last; ++seed) {
            seeds.push_back(seed);
        }
        return seeds;
    }
    for (const QString& part : all.split(',')) {
        seeds.push_back(number(part));
    }
    std::sort(seeds.begin(), seeds.end());
    if (std::adjacent_find(seeds.begin(), seeds.end()) != seeds.end()) {
        refuse("--seeds is “" + text + "”: a seed stands there twice.");
    }
    return seeds;
}

std::string presetKeys()
{
    std::string keys;
    for (const Preset& preset : presets()) {
        keys += (keys.empty() ? "" : ", ") + std::string(preset.key);
    }
    return keys;
}

/// The configuration in the file of --config, and the changes that a run.json tells of.
void readConfig(const fs::path& file, TrainCommand& command)
{
    constexpr std::size_t kLargest = std::size_t{4} << 20;
    const Json json = parseJson(readWhole(file, kLargest));
    if (!json.is_object()) {
        refuse(shownPath(file) + " is not a configuration: it holds no JSON object.");
    }
    command.config = configFromJson(json.contains("config") ? json["config"] : json, shownPath(file));
    if (json.contains("changes")) {
        command.replay = changesFromJson(json["changes"], shownPath(file));
        for (auto change = command.replay.rbegin(); change != command.replay.rend(); ++change) {
            setFromText(command.config, change->key, change->from); // run.json tells how it ended: begin before that
        }
    }
}

/// Where a new run starts from: --config or --preset. What is wrong with it joins `found`; then its settings are unknown,
/// and false is given.
bool readStart(const Options& options, TrainCommand& command, std::vector<Problem>& found)
{
    if (options.has("config") && options.has("preset")) {
        found.push_back({"", "--preset and --config both say where to start from; give one of them."});
        return false;
    }
    if (options.has("config")) {
        readConfig(options.path("config"), command);
        return true;
    }
    const std::string key = options.has("preset") ? options.text("preset") : "needle";
    const Preset* preset = findPreset(key);
    if (preset == nullptr) {
        found.push_back({"", "There is no preset “" + key + "”; there are: " + presetKeys() + "."});
        return false;
    }
    command.config = configOf(*preset);
    return true;
}

/// Takes the settings of --set; those that cannot be taken join `found`.
void readSettings(const Options& options, TrainCommand& command, std::vector<Problem>& found)
{
    for (const QString& setting : options.all("set")) {
        const qsizetype equals = setting.indexOf('=');
        const std::string key = setting.left(equals).toStdString(), value = setting.mid(equals + 1).toStdString();
        try {
            if (equals < 1) {
                refuse("--set “" + setting.toStdString() + "” needs a key and a value: --set KEY=VALUE.");
            }
            setFromText(command.config, key, value);
            command.settings.emplace_back(key, value);
        } catch (const Error& error) {
            found.push_back({key, error.what()});
        }
    }
}

/// What does not go together in a new run's settings, at its start or after a change that is replayed.
std::vector<Problem> conflicts(const TrainCommand& command)
{
    Config config = command.config;
    std::vector<Problem> found = problems(config);
    for (auto change = command.replay.begin(); found.empty() && change != command.replay.end(); ++change) {
        setFromText(config, change->key, change->to);
        found = problems(config);
    }
    return found;
}

/// Whether a problem leaves open what was chosen, and so which rules hold.
bool leavesChoiceOpen(const Problem& problem)
{
    const Field* field = findField(problem.key);
    return field != nullptr && field->choices != nullptr;
}

void refuseAll(const std::vector<Problem>& found)
{
    std::string sentences;
    for (const Problem& problem : found) {
        sentences += (sentences.empty() ? "" : "\n") + problem.sentence;
    }
    if (!sentences.empty()) {
        refuse(sentences);
    }
}

/// What a new run is made of.
QList<QCommandLineOption> experimentOptions()
{
    return {{"preset", "", "NAME"}, {"config", "", "FILE"}, {"set", "", "KEY=VALUE"}};
}

/// Takes --preset or --config, and --set; what is wrong joins `found`.
void readExperiment(const Options& options, TrainCommand& command, std::vector<Problem>& found)
{
    const bool known = readStart(options, command, found);
    readSettings(options, command, found);
    if (known && std::none_of(found.begin(), found.end(), leavesChoiceOpen)) {
        const std::vector<Problem> more = conflicts(command);
        found.insert(found.end(), more.begin(), more.end());
    }
}

void refuseEmpty(const Options& options, std::initializer_list<const char*> names)
{
    for (const char* name : names) {
        if (options.has(name) && options.text(name).empty()) {
            refuse("--" + std::string(name) + " is empty; name a file or folder, or leave it out.");
        }
    }
}

} // namespace

WindowCommand parseWindow(const QStringList& arguments)
{
    const Options options(arguments, experimentOptions());
    refuseEmpty(options, {"config"});
    TrainCommand asked;
    std::vector<Problem> found;
    readExperiment(options, asked, found);
    refuseAll(found);
    return {asked.config};
}

TrainCommand parseTrain(const QStringList& arguments)
{
    const Options options(arguments, experimentOptions() + QList<QCommandLineOption>{{"out", "", "DIR"},
                                                                                     {"overwrite", ""},
                                                                                     {"resume", "", "DIR"},
                                                                                     {"seeds", "", "A..B"},
                                                                                     {"threads", "", "N"}});
    refuseEmpty(options, {"resume", "config", "out"});
    TrainCommand command;
    command.threads = options.threads();
    command.overwrite = options.has("overwrite");
    command.resume = options.path("resume");
    command.out = options.has("out") ? options.path("out") : command.resume;
    std::vector<Problem> found; // all of them are told at once
    if (command.out.empty()) {
        found.push_back({"", "--out DIR is missing: the folder that the results are written to."});
    }
    const bool fresh = !options.has("resume");
    if (!fresh && (options.has("preset") || options.has("config") || options.has("seeds"))) {
        found.push_back(
            {"", "--resume goes on with the configuration of its run; leave out --preset, --config and --seeds."});
    }
    if (fresh) {
        readExperiment(options, command, found);
    } else {
        readSettings(options, command, found);
    }
    refuseAll(found);
    if (options.has("seeds")) {
        command.seeds = parseSeeds(options.text("seeds"));
    }
    return command;
}

} // namespace fovea
