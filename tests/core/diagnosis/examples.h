// The runs on which diagnosis is tried: eight of each condition, four that were made to show it and four that were made to
// come near it. Each row says why; what is so by definition stands in truth.h, and neither asks the rules.
//
// Numbers 2, 4, 6, 8 of a condition are of the half that thresholds may be set on; 1, 3, 5, 7 are held out for the figure.
#pragma once

#include "core/diagnosis/diagnosis.h"
#include "core/settings/fields.h"
#include "core/settings/presets.h"

#include <string>
#include <utility>
#include <vector>

namespace fovea {

struct Example
{
    Condition condition;
    int number; ///< 1 … 8 within its condition
    const char* name;
    bool shows;
    const char* why; ///< the label follows from how it was made
    const char* preset;
    std::vector<std::pair<const char*, const char*>> settings; ///< seed 0 where none is said

    bool heldOut() const { return number % 2 == 1; }
};

/// Images that are measured beside those that the rules see: enough for a standard error of at most 0.008.
inline constexpr int kFurther = 4000;

inline Config configOf(const Example& example)
{
    Config config = configOf(*findPreset(example.preset));
    for (const auto& [key, value] : example.settings) {
        setFromText(config, key, value);
    }
    return config;
}

inline const std::vector<Example>& examples()
{
    static constexpr const char* kSmall = "conv 8 5x5, pool, norm, conv 16, pool, norm";
    static constexpr const char* kBare = "conv 8 5x5, pool, conv 8, pool"; // no norm holds it back
    static const std::vector<Example> kExamples = {
#include "tests/core/diagnosis/examples.inc"
    };
    return kExamples;
}

} // namespace fovea
