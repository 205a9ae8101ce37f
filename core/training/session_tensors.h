// The numbers of a session as tensors: the batches of each run, the moments that were kept.
#pragma once

#include "core/training/session_file.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace fovea {

inline constexpr const char* kSessionFormat = "fovea session 1";

/// The records of n batches as `prefix`.step (n), I64, and, F64, .epoch, .loss, .accuracy, .rate, .gradient_norm, .reward,
/// .promised (n each) and .parameter_norms (n × parameters). Nothing where there are none.
void addSteps(Safetensors& file, const std::string& prefix, const StepLog& steps, std::size_t parameters);
/// The way back. Error (Data) where an array is missing, has another length or type, or time runs backwards.
StepLog stepsFrom(const Safetensors& file, const std::string& prefix, std::size_t parameters);

/// m moments as moments.step (m), I64, moments.epoch (m), F64, and moments.NAME (m × shape) for each parameter.
void addMoments(Safetensors& file, const std::vector<SnapshotPtr>& moments);

/// 16 hexadecimal digits, and back; nothing where the text is anything else.
std::string fingerprintText(std::uint64_t fingerprint);
std::optional<std::uint64_t> fingerprintFrom(const std::string& text);

} // namespace fovea
