// Records the runs on which diagnosis is tried (examples.h): trains them with the program's own core and writes what was
// measured to a file that is committed beside this.
//
//     record_runs FILE [NAME …]        those that the file lacks; or only these, which then take the place of their records
//
// It knows the definitions of what is so (truth.h) and says where a run is not what it was made to be. The rules of diagnosis
// it does not know: no run is chosen by what they say.
#include "core/tensor/floating_point.h"
#include "tests/core/diagnosis/measured_run.h"
#include "tests/core/diagnosis/recorded_file.h"
#include "tests/core/diagnosis/recorded_runs.h"

#include <cstdio>
#include <set>

using namespace fovea;

namespace {

/// What is so of it, and whether that is what it was made for.
void tell(const RecordedRun& run)
{
    const Measured& m = run.measured;
    std::string so, made;
    for (const auto& [condition, key] : kConditions) {
        so += isSo(m, condition) ? std::string(" ") + key : "";
        made = condition == run.example.condition ? key : made;
    }
    const bool asMade = isSo(m, run.example.condition) == run.example.shows;
    std::printf("%s %-13s %d %-28s %-5s train %.3f further %.3f first loss %.3g last %.3g named %.4f falls %d |%s\n",
                asMade ? "   " : "NOT", made.c_str(), run.example.number, run.example.name,
                run.example.shows ? "shows" : "near", atTheEnd(m.curves.history, &EpochRecord::trainAccuracy),
                atTheEnd(m.accuracy), m.firstLoss, atTheEnd(m.curves.history, &EpochRecord::trainLoss),
                m.mostNamed.empty() ? 0 : m.mostNamed.back(), trueFalls(m), so.c_str());
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "record_runs FILE [NAME …]\n");
        return 2;
    }
    flushDenormals();
    ThreadPool pool(1);
    Workspace workspace(pool);
    const std::set<std::string> only(argv + 2, argv + argc);
    std::vector<std::string> names;
    for (const Example& example : examples()) {
        requireValid(configOf(example)); // a mistake in the list is told before minutes are spent
        names.emplace_back(example.name);
    }
    Records records = recordsIn(argv[1]);
    for (const Example& example : examples()) {
        if (only.empty() ? records.contains(example.name) : !only.contains(example.name)) {
            continue;
        }
        const RecordedRun run{example, measuredRun(configOf(example), pool, workspace)};
        tell(run);
        records[example.name] = toJson(run);
        write(argv[1], records, names);
    }
    return 0;
}
