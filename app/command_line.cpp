#include "app/command_line.h"

#include "core/files/read_whole.h"
#include "core/files/wording.h"
#include "core/settings/config_json.h"
#include "core/settings/error.h"
#include "core/settings/fields.h"
#include "core/settings/presets.h"
#include "core/settings/rules.h"
#include "core/tensor/thread_pool.h"
#include "core/training/record_json.h"

#include <QCommandLineParser>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace fovea {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

constexpr const char* kHelp = R"(Fovea trains small networks and shows where they look while they learn.

  fovea                    opens the window; without a display it trains the preset "needle" and writes
                           what came of it to runs/needle
  fovea train [OPTIONS]    trains, with a progress line, and writes figures, pictures and weights to a folder
      --preset NAME        start from this preset (default needle); "fovea list" shows all
      --config FILE        start from the configuration in FILE, the run.json of another run
      --set KEY=VALUE      change a setting; may be repeated
      --out DIR            the folder to write; refused where it exists and is not empty, unless
      --overwrite          says that its files may be replaced
      --resume DIR         go on with the run in DIR (written back there unless --out is given)
      --seeds 0..4         one run for each seed, a folder each, and their mean
      --threads N          threads to use (default: all processors); the result is the same
  fovea evaluate --run DIR [--json]
                           prints the test figures of the weights in DIR again
  fovea list [--json]      tasks, data sets, mechanisms, presets and every setting with its range
  fovea cost [--json]      measures what a layer of global, windowed and linear attention takes from 16 to
                           1,024 patches, and how fast that grows
  fovea bench [--threads N] [--seconds S] [--json]
                           measures what this machine can do at most, and how fast networks learn on it
  fovea --perf-report SECONDS [--present]
                           opens the window, trains at full speed, prints how quick it was
  fovea --help, --version  this text (also after a command), the version

Exit codes: 0 done, 1 training diverged, 2 usage or setting, 3 bad data, 4 cannot read or write, 130 interrupted.
)";

[[noreturn]] void refuse(const std::string& sentence)
{
    throw Error(Error::Kind::Usage, sentence);
}

/// The options of one command, understood by Qt, refused in our words.
class Options
{
public:
    /// Takes at most so many `words` that belong to no option.
    Options(const QStringList& arguments, const QList<QCommandLineOption>& options, qsizetype words = 0)
    {
        parser_.setSingleDashWordOptionMode(QCommandLineParser::ParseAsLongOptions);
        parser_.addOptions(options);
        if (!parser_.parse(arguments)) {
            refuse(parser_.errorText().toStdString() + " “fovea --help” shows what can be written.");
        }
        if (parser_.positionalArguments().size() > words) {
            refuse("“" + parser_.positionalArguments()[words].toStdString() +
                   "” is not understood. “fovea --help” shows what can be written.");
        }
    }

    bool has(const char* name) const { return parser_.isSet(name); }
    std::string text(const char* name) const { return parser_.value(name).toStdString(); }
    QStringList all(const char* name) const { return parser_.values(name); }
    QStringList words() const { return parser_.positionalArguments(); }
    fs::path path(const char* name) const { return parser_.value(name).toStdString(); }

    int threads() const
    {
        if (!has("threads")) {
            return ThreadPool::processors();
        }
        bool ok = false;
        const int count = parser_.value("threads").toInt(&ok);
        if (!ok || count < 1 || count > 256) {
            refuse("--threads is “" + text("threads") + "”, but must be a whole number from 1 to 256.");
        }
        return count;
    }

private:
    QCommandLineParser parser_;
};

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

/// The configuration of --preset or --config, and the changes that a run.json tells of.
void readStart(const Options& options, TrainCommand& command)
{
    if (options.has("config") && options.has("preset")) {
        refuse("--preset and --config both say where to start from; give one of them.");
    }
    if (options.has("config")) {
        const fs::path file = options.path("config");
        constexpr std::size_t kLargest = std::size_t{16} << 20;
        const Json json = Json::parse(readWhole(file, kLargest), nullptr, false);
        if (!json.is_object()) {
            throw Error(Error::Kind::Usage, shownPath(file) + " is not a configuration: it holds no JSON object.");
        }
        command.config = configFromJson(json.contains("config") ? json["config"] : json, shownPath(file));
        if (json.contains("changes")) {
            command.replay = changesFromJson(json["changes"], shownPath(file));
            for (auto change = command.replay.rbegin(); change != command.replay.rend(); ++change) {
                setFromText(command.config, change->key,
                            change->from); // run.json tells how it ended: begin before that
            }
        }
        return;
    }
    const std::string key = options.has("preset") ? options.text("preset") : "needle";
    const Preset* preset = findPreset(key);
    if (preset == nullptr) {
        refuse("There is no preset “" + key + "”; there are: " + presetKeys() + ".");
    }
    command.config = configOf(*preset);
}

/// Takes the settings of --set; gives those that cannot be taken.
std::vector<Problem> readSettings(const Options& options, TrainCommand& command)
{
    std::vector<Problem> found;
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
    return found;
}

/// Refuses all problems of a new run's settings at once: those of --set, and what does not go together.
void refuseProblems(std::vector<Problem> found, const TrainCommand& command)
{
    const bool choiceIsOpen = std::any_of(found.begin(), found.end(), [](const Problem& problem) {
        const Field* field = findField(problem.key);
        return field != nullptr && field->choices != nullptr;
    });
    if (!choiceIsOpen && command.resume.empty()) { // which rules hold depends on what was chosen
        Config config = command.config;
        std::vector<Problem> more = problems(config);
        for (auto change = command.replay.begin(); more.empty() && change != command.replay.end(); ++change) {
            setFromText(config, change->key, change->to); // as it will be from that step on
            more = problems(config);
        }
        std::move(more.begin(), more.end(), std::back_inserter(found));
    }
    std::string sentences;
    for (const Problem& problem : found) {
        sentences += (sentences.empty() ? "" : "\n") + problem.sentence;
    }
    if (!sentences.empty()) {
        refuse(sentences);
    }
}

TrainCommand parseTrain(const QStringList& arguments)
{
    const Options options(arguments, {{"preset", "", "NAME"},
                                      {"config", "", "FILE"},
                                      {"set", "", "KEY=VALUE"},
                                      {"out", "", "DIR"},
                                      {"overwrite", ""},
                                      {"resume", "", "DIR"},
                                      {"seeds", "", "A..B"},
                                      {"threads", "", "N"}});
    for (const char* name : {"resume", "config", "out"}) {
        if (options.has(name) && options.text(name).empty()) {
            refuse("--" + std::string(name) + " is empty; name a file or folder, or leave it out.");
        }
    }
    TrainCommand command;
    command.threads = options.threads();
    command.overwrite = options.has("overwrite");
    command.resume = options.path("resume");
    command.out = options.has("out") ? options.path("out") : command.resume;
    if (command.out.empty()) {
        refuse("--out DIR is missing: the folder that the results are written to.");
    }
    if (options.has("resume") && (options.has("preset") || options.has("config") || options.has("seeds"))) {
        refuse("--resume goes on with the configuration of its run; leave out --preset, --config and --seeds.");
    }
    if (!options.has("resume")) {
        readStart(options, command);
    }
    refuseProblems(readSettings(options, command), command);
    if (options.has("seeds")) {
        command.seeds = parseSeeds(options.text("seeds"));
    }
    return command;
}

/// --run DIR, or the folder alone.
EvaluateCommand parseEvaluate(const QStringList& arguments)
{
    const Options options(arguments, {{"run", "", "DIR"}, {"json", ""}, {"threads", "", "N"}}, 1);
    const QStringList words = options.words();
    if (options.has("run") && !words.isEmpty()) {
        refuse("“" + words.first().toStdString() + "” is one folder too many: --run names one already.");
    }
    const std::string folder = words.isEmpty() ? options.text("run") : words.first().toStdString();
    if (folder.empty()) {
        refuse("--run DIR is missing: the folder that “fovea train” wrote.");
    }
    return {folder, options.threads(), options.has("json")};
}

/// Whether the arguments of a command ask for help instead.
bool wantsHelp(const QStringList& arguments)
{
    return arguments.contains("--help") || arguments.contains("-h");
}

PerfReportCommand parsePerfReport(const QStringList& arguments)
{
    const Options options(arguments, {{"perf-report", "", "SECONDS"}, {"present", ""}});
    bool readable = false;
    const double seconds = QString::fromStdString(options.text("perf-report")).toDouble(&readable);
    if (!readable || seconds < 1 || seconds > 3600) {
        refuse("--perf-report takes the seconds to measure for, 1 to 3600.");
    }
    return {seconds, options.has("present")};
}

BenchCommand parseBench(const QStringList& arguments)
{
    const Options options(arguments, {{"threads", "", "N"}, {"seconds", "", "S"}, {"json", ""}});
    BenchCommand command{.threads = options.threads(), .json = options.has("json")};
    if (options.has("seconds")) {
        bool readable = false;
        command.seconds = QString::fromStdString(options.text("seconds")).toDouble(&readable);
        if (!readable || !(command.seconds >= 0.01 && command.seconds <= 600)) {
            refuse("--seconds is “" + options.text("seconds") +
                   "”; bench measures each network for 0.01 to 600 seconds.");
        }
    }
    return command;
}

} // namespace

Command parseCommandLine(const QStringList& arguments)
{
    const QString name = arguments.size() > 1 ? arguments[1] : QString();
    QStringList rest = arguments;
    if (rest.size() > 1) {
        rest.removeAt(1);
    }
    Command command;
    if (name == "--help" || name == "-h" || name == "help" || wantsHelp(rest)) {
        command.text = kHelp;
    } else if (name == "train") {
        command.train = parseTrain(rest);
    } else if (name == "evaluate") {
        command.evaluate = parseEvaluate(rest);
    } else if (name == "list") {
        command.list = ListCommand{Options(rest, {{"json", ""}}).has("json")};
    } else if (name == "cost") {
        command.cost = CostCommand{Options(rest, {{"json", ""}}).has("json")};
    } else if (name == "bench") {
        command.bench = parseBench(rest);
    } else if (name == "--perf-report") {
        command.perfReport = parsePerfReport(arguments);
    } else if (name == "--version") {
        command.text = "fovea " FOVEA_VERSION "\n";
    } else {
        refuse("“" + name.toStdString() +
               "” is no command; there are: train, evaluate, list, cost, bench. “fovea --help” explains them.");
    }
    return command;
}

TrainCommand defaultTraining()
{
    TrainCommand command;
    command.config = configOf(*findPreset("needle"));
    command.threads = ThreadPool::processors();
    command.out = "runs/needle";
    std::error_code ignored;
    for (int n = 2; fs::exists(command.out, ignored); ++n) {
        command.out = "runs/needle-" + std::to_string(n);
    }
    return command;
}

} // namespace fovea
