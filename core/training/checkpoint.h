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

/// A run of these settings that has the weights of such a file, to be asked: it knows nothing of how they were learned. `data` is
/// that of the settings. Error (Data) as above, before memory for the network is asked for.
Run runOfWeights(const Safetensors& file, const Config& config, std::shared_ptr<const Dataset> data);

/// Everything that a run is, but its data.
Safetensors stateFile(const Run& run);

/// The configuration that a state was made with: what its data and network are built from.
Config configOfState(const Safetensors& file, const std::string& source);

/// The run of a state. `data` is the data of its configuration. Error (Data) where the file is not a whole state.
Run runFrom(const Safetensors& file, const std::string& source, std::shared_ptr<const Dataset> data);

} // namespace fovea
