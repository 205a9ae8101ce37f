// What a run's folder tells without its weights: run.json and metrics.csv, read back for diagnosis and figures.
#pragma once

#include "core/diagnosis/recorded_curves.h"
#include "core/training/history.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace fovea {

struct RunRecord
{
    std::filesystem::path folder;
    Config config;               ///< as it ended
    std::vector<Change> changes; ///< on the way there
    std::vector<EpochRecord> history;
    std::vector<long> trainClasses,
        validationClasses; ///< images of each class; empty in a record of before they were told
    double ceiling = kUndefined, majority = kUndefined; ///< accuracies on the test images: ideal observer, larger class
    double testAccuracy = kUndefined;
    double validationCeiling =
        kUndefined;      ///< of the ideal observer on the validation images; undefined in older records
    std::string outcome; ///< "finished", "diverged", …
    long steps = 0;
    int keptEpoch = 0;
};

/// The record in a folder. Error where the folder holds several seeds (Usage; `command` is what was asked), a file is missing
/// (Files) or is not what it should be (Data).
RunRecord readRecord(const std::filesystem::path& folder, const std::string& command);

/// The same from the texts of run.json and metrics.csv; `folder` is where they lie, for errors.
RunRecord recordFrom(std::string_view json, std::string_view csv, const std::filesystem::path& folder);

/// What diagnosis needs of it. The classes of the images are counted anew where the record does not tell them, which makes
/// the images once more, on `threads` threads.
RecordedCurves recordedCurves(const RunRecord& record, int threads);

} // namespace fovea
