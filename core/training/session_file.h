// Session: what somebody worked on, as one file. A safetensors container: settings, list of runs and where the present one
// stands as JSON in its metadata, every number that belongs to them as tensors. Nothing in it is ever executed.
//
// Which tensor is what stands in the README; any reader of safetensors finds them. Steps of a run: step_log.h.
#pragma once

#include "core/files/safetensors.h"
#include "core/training/baselines.h"
#include "core/training/snapshot.h"
#include "core/training/step_log.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fovea {

/// A run of the sitting as its curves show it.
struct RecordedRun
{
    int number = 0;      ///< counts the runs of a sitting; no two have the same
    std::string name;    ///< as it is called in the window
    Config config;       ///< that it began with
    Baselines baselines; ///< of its validation images
    long validationImages = 0;
    std::vector<std::string> parameters; ///< names, in the order of StepRecord::parameterNorms
    bool elsewhere = false;              ///< it began with the weights of another run's moment
    std::vector<Change> changes;
    std::vector<EpochRecord> epochs;
    StepLog steps;
};

/// Everything that is saved. Copying it is cheap: what is large is shared and never changed.
struct SessionContents
{
    Config wanted;                       ///< the settings in the form
    std::vector<RecordedRun> runs;       ///< in the order in which they began
    std::optional<int> present;          ///< number of the run that goes on; none before the first is made
    std::shared_ptr<const Run> run;      ///< that run
    std::vector<SnapshotPtr> kept;       ///< its moments, by time
    std::optional<std::uint64_t> dataIs; ///< fingerprintOf() its data, where it is known already
    int testOpenings = 0;                ///< how often the test images have been looked at
};

/// The file. What is recorded of the present run is cut to where `run` stands, so the file is of one moment.
Safetensors sessionFile(const SessionContents& contents);

/// A session that was read. What needs its data comes with runOf() and momentsOf(), once they are there.
struct OpenedSession
{
    SessionContents contents; ///< without run and kept
    /// Of the present run, as it is now: what its data and network are made from. Whoever finds that its images were moved
    /// says here where they are.
    std::optional<Config> runConfig;
    Safetensors file;

    const std::string& source() const { return file.source(); }
};

/// Reads a session; `name` is the file's name for errors. Error (Data, Usage) where it is none, or something in it is missing,
/// wrong or not allowed: settings are checked as if they were typed.
OpenedSession sessionFrom(Safetensors file);
OpenedSession readSession(const std::filesystem::path& path);

/// Error (Data) where these are not the images that the session learned from.
void requireItsImages(const OpenedSession& opened, const Dataset& data);

/// The present run, with its data. Going on from it gives the same bits as if it had never been saved. Error (Data) where the
/// state is not whole; see also requireItsImages(), which it calls.
Run runOf(const OpenedSession& opened, std::shared_ptr<const Dataset> data);

/// The moments that were kept of it.
std::vector<SnapshotPtr> momentsOf(const OpenedSession& opened, const Run& run);

/// Settings only, as text: what is given to a class. --config reads it.
std::string setupText(const Config& config);
/// The way back; also reads a run.json and a bare object of settings. Error (Usage, Data) where it is none.
Config setupFrom(std::string_view text, const std::string& name);

} // namespace fovea
