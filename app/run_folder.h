// The folder that a run leaves behind.
#pragma once

#include "core/training/report.h"

#include <filesystem>
#include <string>
#include <vector>

namespace fovea {

/// A folder made ready before training starts, so that nobody trains for an hour and then cannot write. At the end of its
/// life, folders that it made are removed where they stayed empty: a command that failed leaves nothing behind.
class PreparedFolder
{
public:
    /// Creates it, and tries to write into it. Error (Usage) where it holds files and `overwrite` is false, Error (Files)
    /// where it cannot be written.
    PreparedFolder(const std::filesystem::path& folder, bool overwrite);
    ~PreparedFolder();
    PreparedFolder(const PreparedFolder&) = delete;
    PreparedFolder& operator=(const PreparedFolder&) = delete;

private:
    explicit PreparedFolder(const std::filesystem::path& folder);

    std::vector<std::filesystem::path> made_; ///< the innermost first
};

/// Error (Usage) that names the folders of the seeds where this is the folder of several; `command` is what was asked.
void requireOneRun(const std::filesystem::path& folder, const std::string& command);

/// The table of a folder of several seeds.
inline constexpr const char* kSeedsFile = "seeds.json";

/// After new results were written over old ones: removes what is left of the old and would belie the new, which is the
/// files of one run beside those of `seeds`, those of seeds beside one run (`seeds` is empty), and the runs of seeds that
/// are not among them. Touches no file that no run writes. Gives the names of what it removed.
std::vector<std::string> removeOutdated(const std::filesystem::path& folder, const std::vector<std::uint64_t>& seeds);

/// The folder as a word of a command line: in quotation marks where a shell needs them.
std::string asArgument(const std::filesystem::path& folder);

/// Writes run.json, metrics.csv, the three pictures, weights.safetensors and state.safetensors; gives the paths of the
/// pictures. Every old file stays whole until its successor is complete. Tries all files, then throws the first Error.
std::vector<std::filesystem::path> writeRun(const std::filesystem::path& folder, const Run& run, const RunFacts& facts,
                                            const EpochRecord& last, const TestReport& test, Workspace& workspace);

} // namespace fovea
