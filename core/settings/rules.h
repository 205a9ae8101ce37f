// Rules between settings: what cannot be together, and why. All problems are reported at once.
#pragma once

#include "core/settings/config.h"

#include <string>
#include <vector>

namespace fovea {

/// One thing that cannot be: the field to change, and a sentence with the value, the reason and the remedy.
struct Problem
{
    std::string key;
    std::string sentence;
};

/// Everything that is wrong with a configuration; empty where it can be run. Ranges are checked too.
std::vector<Problem> problems(const Config& config);

/// Throws one Error (Usage) that lists all problems; returns where there are none.
void requireValid(const Config& config);

// Later rooms add the rules that only they can know, beside what the rules are about.
std::vector<Problem> dataProblems(const Config& config);    ///< data/catalog.cpp
std::vector<Problem> networkProblems(const Config& config); ///< tasks/rules.cpp

} // namespace fovea
