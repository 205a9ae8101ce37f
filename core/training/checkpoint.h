// Checkpoint: a run as a file, from which it goes on bit for bit, and weights as a file, for everybody.
#pragma once

#include "core/files/safetensors.h"
#include "core/training/run.h"

#include <filesystem>

namespace fovea {

/// The network's parameters under their names, readable by the Python package safetensors; the configuration is in the
/// metadata.
Safetensors weightsFile(const Config& config, const Network& network, const Weights& weights);

/// Parameters from such a file. Error (Data) where a name is missing or a shape differs.
Weights weightsFrom(const Safetensors& file, const Network& network);

/// Everything that a run is, but its data.
Safetensors stateFile(const Run& run);

/// The configuration that a state was made with: what its data and network are built from.
Config configOfState(const Safetensors& file, const std::string& source);

/// The run of a state. `data` is the data of its configuration. Error (Data) where the file is not a whole state.
Run runFrom(const Safetensors& file, const std::string& source, std::shared_ptr<const Dataset> data);

} // namespace fovea
