// Remedies: what can be tried against what was found, as changes of settings. One row each; which of them belong to a
// condition stands in the table of rules.
#pragma once

#include "core/diagnosis/diagnosis.h"

#include <optional>

namespace fovea {

struct RemedyRow
{
    std::string_view key, plain, why;
    /// Settings to try, the best first; what is not allowed for these data or changes nothing is passed over.
    std::vector<Config> (*candidates)(const Config&);
};

const std::vector<RemedyRow>& remedyRows();

/// The remedy with this key for a configuration; nothing where it does not apply.
std::optional<Proposal> remedyFor(std::string_view key, const Config& config);

/// The line of layers with every number of channels multiplied, within 1 … 1024: "conv 16 5x5, pool" doubled is
/// "conv 32 5x5, pool".
std::string scaledTrunk(const std::string& trunk, double factor);

} // namespace fovea
