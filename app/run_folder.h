// The folder that a run leaves behind.
#pragma once

#include "core/training/report.h"

#include <filesystem>
#include <string>
#include <vector>

namespace fovea {

/// Makes the folder ready before training starts, so that nobody trains for an hour and then cannot write: creates it, and
/// tries to write into it. Error (Usage) where it holds files and `overwrite` is false, Error (Files) where it cannot be
/// written.
void prepareFolder(const std::filesystem::path& folder, bool overwrite);

/// Writes run.json, metrics.csv, the three pictures, weights.safetensors and state.safetensors; gives the paths of the
/// pictures. Every old file stays whole until its successor is complete. Tries all files, then throws the first Error.
std::vector<std::filesystem::path> writeRun(const std::filesystem::path& folder, const Run& run, const RunFacts& facts,
                                            const EpochRecord& last, const TestReport& test, Workspace& workspace);

} // namespace fovea
