#include "app/run_record.h"

#include "app/run_folder.h"
#include "core/data/catalog.h"
#include "core/files/read_whole.h"
#include "core/settings/rules.h"
#include "core/training/class_counts.h"

namespace fovea {

RunRecord readRecord(const std::filesystem::path& folder, const std::string& command)
{
    constexpr std::size_t kLargest = std::size_t{4} << 20, kLargestTable = std::size_t{16} << 20;
    requireOneRun(folder, command);
    const std::string json = readWhole(folder / "run.json", kLargest);
    return recordFrom(json, readWhole(folder / "metrics.csv", kLargestTable), folder);
}

RecordedCurves recordedCurves(const RunRecord& record, int threads)
{
    RecordedCurves curves;
    curves.config = record.config;
    curves.history = record.history;
    curves.trainClasses = record.trainClasses;
    curves.validationClasses = record.validationClasses;
    curves.ceiling = record.ceiling;
    curves.steps = record.steps;
    curves.keptEpoch = record.keptEpoch;
    curves.diverged = record.outcome == "diverged";
    if (curves.trainClasses.empty()) {
        requireValid(record.config);
        ThreadPool pool(threads);
        const auto data = makeDataset(record.config, pool);
        curves.trainClasses = classCounts(data->train.labels, data->classes.size(), kMeasuredAfterEpoch);
        curves.validationClasses = classCounts(data->validation.labels, data->classes.size());
    }
    return curves;
}

} // namespace fovea
