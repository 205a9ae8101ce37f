// The command line: what was asked for, as a value.
#pragma once

#include "core/settings/config.h"
#include "core/training/history.h"

#include <QStringList>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fovea {

/// Exit codes beyond Error::Kind.
enum ExitCode
{
    kDone = 0,
    kDiverged = 1,
    kUsage = 2,
    kInterrupted = 130
};

/// fovea train …
struct TrainCommand
{
    Config config;
    std::vector<Change> replay; ///< live changes of the run that --config names
    std::filesystem::path out;
    std::filesystem::path resume;                              ///< empty: a new run
    std::vector<std::pair<std::string, std::string>> settings; ///< --set, in order; already in `config` for a new run
    std::vector<std::uint64_t> seeds;                          ///< empty: one run with the configuration's seed
    int threads = 1;
    bool overwrite = false;
};

/// fovea --preset NAME …: the window with these settings
struct WindowCommand
{
    Config config;
};

/// fovea evaluate --run DIR [--json]
struct EvaluateCommand
{
    std::filesystem::path run;
    int threads = 1;
    bool json = false;
};

/// fovea list [--json]
struct ListCommand
{
    bool json = false;
};

/// fovea cost [--json]
struct CostCommand
{
    bool json = false;
};

/// fovea bench [--threads N] [--seconds S] [--json]
struct BenchCommand
{
    int threads = 1;
    double seconds = 1; ///< of each measurement
    bool json = false;
};

/// fovea diagnose RUN… [--json], or --rules
struct DiagnoseCommand
{
    std::vector<std::filesystem::path> runs;
    int threads = 1;
    bool json = false, rules = false;
};

/// fovea plot RUN… --out FILE
struct PlotCommand
{
    std::vector<std::filesystem::path> runs;
    std::filesystem::path out;     ///< .png, .svg, .pdf or .csv
    std::string what = "accuracy"; ///< or loss, attention, sample
    bool pixels = false;           ///< whether the size is in pixels, not centimetres
    double width = 0, height = 0;  ///< 0: what suits the figure
    int dpi = 300;
    bool dark = false;
    std::optional<QString> caption; ///< in place of the settings
    int threads = 1;
};

/// fovea --perf-report SECONDS [--present]
struct PerfReportCommand
{
    double seconds = 60;
    bool present = false;
};

/// fovea --soak MINUTES [--seed N] [--log FILE]
struct SoakCommand
{
    double minutes = 30;
    std::uint64_t seed = 0;
    std::filesystem::path log; ///< a line for each input, written at once; empty: none
};

/// One of the commands, or a text to print (help, version).
struct Command
{
    std::optional<WindowCommand> window;
    std::optional<TrainCommand> train;
    std::optional<EvaluateCommand> evaluate;
    std::optional<ListCommand> list;
    std::optional<CostCommand> cost;
    std::optional<BenchCommand> bench;
    std::optional<DiagnoseCommand> diagnose;
    std::optional<PlotCommand> plot;
    std::optional<PerfReportCommand> perfReport;
    std::optional<SoakCommand> soak;
    std::string text;
};

/// Whether a first argument tells what the window is to open with.
bool opensWindow(const QString& argument);

/// Reads the arguments, the program's name first. Throws Error (Usage) with what is wrong and what to write instead.
Command parseCommandLine(const QStringList& arguments);

/// Error (Usage) where an argument is not UTF-8: it would be taken for another name.
void requireReadable(int argc, char** argv);

/// What runs without arguments where there is no display: the preset needle, into the first free folder runs/needle,
/// runs/needle-2, …
TrainCommand defaultTraining();

// The commands. Each gives the exit code.
int runTrain(const TrainCommand& command);       // train_command.cpp
int runEvaluate(const EvaluateCommand& command); // evaluate_command.cpp
int runList(const ListCommand& command);         // list_command.cpp
int runCost(const CostCommand& command);         // cost_command.cpp
int runBench(const BenchCommand& command);       // bench_command.cpp
int runPlot(const PlotCommand& command);         // plot_command.cpp
int runDiagnose(const DiagnoseCommand& command); // diagnose_command.cpp
/// 1 where it found something that stalls or grows. All files lie in a folder that is thrown away.
int runSoak(const SoakCommand& command); // soak_command.cpp

} // namespace fovea
