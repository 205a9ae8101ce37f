// Configurations as JSON: one flat object, the keys those of --set.
#pragma once

#include "core/settings/config.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace fovea {

/// {"seed": 0, "data.set": "needle", …}: every field.
nlohmann::ordered_json toJson(const Config& config);

/// The defaults with what the object says. Throws Error (Usage) that lists unknown keys and values that are not allowed, the
/// first twenty; `source` names the file in its sentences.
Config configFromJson(const nlohmann::ordered_json& object, const std::string& source);

} // namespace fovea
