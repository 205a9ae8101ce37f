// Presets: named experiments that show something, with what to watch and what to try next.
#pragma once

#include "core/settings/config.h"

#include <string_view>
#include <utility>
#include <vector>

namespace fovea {

struct Preset
{
    std::string_view key;
    std::string_view title;
    std::string_view watch;                                              ///< what to watch
    std::string_view tryNext;                                            ///< what to try next
    std::vector<std::pair<std::string_view, std::string_view>> settings; ///< what differs from the defaults, as text
};

const std::vector<Preset>& presets();

/// Those of glimpses among them; glimpse_presets.cpp.
std::vector<Preset> glimpsePresets();

/// A preset with some settings changed: one more mechanism on the same task.
struct PresetVariation
{
    std::string_view base; ///< key of the other preset
    Preset preset;         ///< its settings are the changes alone
};

/// Those that belong behind their base in the list; mechanism_presets.cpp.
std::vector<PresetVariation> presetVariations();

/// The preset with this key, or null.
const Preset* findPreset(std::string_view key);

/// The defaults with the preset's settings.
Config configOf(const Preset& preset);

} // namespace fovea
