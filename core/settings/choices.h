// The lists that choice fields choose from. Each is the catalog of a later room and is written there, beside what it
// lists: a new mechanism, data set or task is one file and one row, and no list elsewhere has to follow.
#pragma once

#include <string_view>
#include <vector>

namespace fovea {

/// One entry of a catalog, as texts. `key` is what files and the command line say; the others are what people read.
struct Choice
{
    std::string_view key;
    std::string_view plain;                     ///< the name in plain words
    std::string_view term;                      ///< the name in the field's words
    std::string_view idea;                      ///< one sentence
    std::string_view formula = {}, source = {}; ///< as in its paper, and which paper; empty where there is none
};

std::vector<Choice> taskChoices();      ///< tasks/catalog.cpp
std::vector<Choice> dataChoices();      ///< data/catalog.cpp
std::vector<Choice> itemChoices();      ///< data/items.cpp
std::vector<Choice> colourChoices();    ///< data/own_files.cpp
std::vector<Choice> fitChoices();       ///< data/own_files.cpp
std::vector<Choice> mechanismChoices(); ///< attention/catalog.cpp
std::vector<Choice> lookChoices();      ///< attention/catalog.cpp
std::vector<Choice> gateChoices();      ///< attention/catalog.cpp
std::vector<Choice> mixChoices();       ///< attention/catalog.cpp
std::vector<Choice> positionChoices();  ///< attention/positions.cpp
std::vector<Choice> optimiserChoices(); ///< training/optimiser.cpp
std::vector<Choice> scheduleChoices();  ///< training/schedule.cpp

} // namespace fovea
