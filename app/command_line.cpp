#include "app/command_line.h"

#include "app/options.h"
#include "app/plot_arguments.h"
#include "app/train_arguments.h"
#include "core/files/wording.h"
#include "core/settings/presets.h"
#include "core/tensor/thread_pool.h"

namespace fovea {
namespace {

constexpr const char* kHelp = R"(Fovea trains small networks and shows where they look while they learn.

  fovea                    opens the window; without a display it trains the preset "needle" and writes
                           what came of it to runs/needle
  fovea FILE               opens a session (.fovea) or settings (.fovea-setup) in the window
  fovea --preset NAME      opens the window with this preset; --config and --set as below
  fovea train [OPTIONS]    trains, with a progress line, and writes figures, pictures and weights to a folder
      --preset NAME        start from this preset (default needle); "fovea list" shows all
      --config FILE        start from the configuration in FILE: settings saved in the window
                           (.fovea-setup), or the run.json of another run
      --set KEY=VALUE      change a setting; may be repeated
      --out DIR            the folder to write; refused where it exists and is not empty, unless
      --overwrite          says that its files may be replaced
      --resume DIR         go on with the run in DIR (written back there unless --out is given)
      --seeds 0..4         one run for each seed, a folder each, and their mean
      --threads N          threads to use (default: all processors); the result is the same
  fovea evaluate --run DIR [--json]
                           prints the test figures of the weights in DIR again
  fovea plot RUN… --out FILE
                           draws the curves of these runs to a .png, .svg or .pdf file, or writes their .csv;
                           runs that differ in their seed only become a mean with its band
      --what WHAT          accuracy (default) or loss; of one run also attention or sample
      --size 12x8          centimetres, or pixels as 1200x800px
      --dpi N              dots per inch (default 300)
      --caption TEXT       in place of the settings; --dark draws on dark paper
  fovea diagnose RUN… [--json]
                           what the curves in these folders tell (overfitting, collapse …), and what to try;
                           --rules prints the rules with their thresholds and reasons
  fovea list [--json]      tasks, data sets, mechanisms, presets and every setting with its range
  fovea cost [--json]      measures what a layer of global, windowed and linear attention takes from 16 to
                           1,024 patches, and how fast that grows
  fovea bench [--threads N] [--seconds S] [--json]
                           measures what this machine can do at most, and how fast networks learn on it
  fovea --perf-report SECONDS [--present]
                           opens the window, trains at full speed, prints how quick it was
  fovea --soak MINUTES [--seed N] [--log FILE]
                           uses the whole window at random, the same way for the same seed, and prints
                           whether it stalls or grows: then it ends with 1
  fovea --help, --version  this text (also after a command), the version

Exit codes: 0 done, 1 training diverged, 2 usage or setting, 3 bad data, 4 cannot read or write, 130 interrupted.
)";

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

DiagnoseCommand parseDiagnose(const QStringList& arguments)
{
    constexpr qsizetype kMost = 1000;
    const Options options(arguments, {{"json", ""}, {"rules", ""}, {"threads", "", "N"}}, kMost);
    DiagnoseCommand command{{}, options.threads(), options.has("json"), options.has("rules")};
    for (const QString& word : options.words()) {
        command.runs.emplace_back(word.toStdString());
    }
    if (command.runs.empty() && !command.rules) {
        refuse("diagnose needs a folder that “fovea train” wrote: fovea diagnose runs/needle");
    }
    return command;
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

SoakCommand parseSoak(const QStringList& arguments)
{
    const Options options(arguments, {{"soak", "", "MINUTES"}, {"seed", "", "N"}, {"log", "", "FILE"}});
    bool readable = false, whole = true;
    const double minutes = QString::fromStdString(options.text("soak")).toDouble(&readable);
    if (!readable || !(minutes >= 0.01 && minutes <= 10'000)) {
        refuse("--soak takes the minutes to go on for, 0.01 to 10000.");
    }
    const std::uint64_t seed = options.has("seed") ? QString::fromStdString(options.text("seed")).toUInt(&whole) : 0;
    if (!whole) {
        refuse("--seed is “" + options.text("seed") + "”; write a whole number from 0 on.");
    }
    return {minutes, seed, options.path("log")};
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

bool opensWindow(const QString& argument)
{
    const QString name = argument.section('=', 0, 0);
    return name == "--preset" || name == "--config" || name == "--set";
}

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
    } else if (opensWindow(name)) {
        command.window = parseWindow(arguments);
    } else if (name == "train") {
        command.train = parseTrain(rest);
    } else if (name == "evaluate") {
        command.evaluate = parseEvaluate(rest);
    } else if (name == "plot") {
        command.plot = parsePlot(rest);
    } else if (name == "diagnose") {
        command.diagnose = parseDiagnose(rest);
    } else if (name == "list") {
        command.list = ListCommand{Options(rest, {{"json", ""}}).has("json")};
    } else if (name == "cost") {
        command.cost = CostCommand{Options(rest, {{"json", ""}}).has("json")};
    } else if (name == "bench") {
        command.bench = parseBench(rest);
    } else if (name == "--perf-report") {
        command.perfReport = parsePerfReport(arguments);
    } else if (name == "--soak") {
        command.soak = parseSoak(arguments);
    } else if (name == "--version") {
        command.text = "fovea " FOVEA_VERSION "\n";
    } else {
        refuse(
            "“" + name.toStdString() +
            "” is no command; there are: train, evaluate, list, cost, bench, plot, diagnose. “fovea --help” explains them.");
    }
    return command;
}

void requireReadable(int argc, char** argv)
{
    for (int i = 1; i < argc; ++i) {
        if (QString::fromUtf8(argv[i]).toUtf8() != QByteArray(argv[i])) {
            refuse(shown(argv[i]) +
                   " is not UTF-8, so it cannot be understood. Give files and folders names in UTF-8, or "
                   "name a folder above them.");
        }
    }
}

TrainCommand defaultTraining()
{
    TrainCommand command;
    command.config = configOf(*findPreset("needle"));
    command.threads = ThreadPool::processors();
    command.out = "runs/needle";
    std::error_code ignored;
    for (int n = 2; std::filesystem::exists(command.out, ignored); ++n) {
        command.out = "runs/needle-" + std::to_string(n);
    }
    return command;
}

} // namespace fovea
