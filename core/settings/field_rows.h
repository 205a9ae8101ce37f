// The words that rows of the table of settings are written in. For the *_fields.cpp alone.
#pragma once

#include "core/settings/fields.h"

namespace fovea {

/// Where a member of a part of the configuration lies.
template<auto Part, auto Member>
FieldPlace in(Config& config)
{
    return &((config.*Part).*Member);
}

/// Where a member of the configuration itself lies.
template<auto Member>
FieldPlace top(Config& config)
{
    return &(config.*Member);
}

constexpr auto kOfData = FieldGroup::Data;
constexpr auto kOfNetwork = FieldGroup::Network;
constexpr auto kOfAttention = FieldGroup::Attention;
constexpr auto kOfTraining = FieldGroup::Training;
constexpr auto kOfRegularisation = FieldGroup::Regularisation;
constexpr auto kOfSeed = FieldGroup::Seed;

constexpr auto kLive = TakesEffect::Live;
constexpr auto kNextEpoch = TakesEffect::NextEpoch;
constexpr auto kNewRun = TakesEffect::NewRun;

constexpr UsualRange kNoNumber = {};
constexpr UsualRange usual(double least, double most, int base = 10)
{
    return {least, most, base};
}

// A row is: key, group, plain, term, help, unit,
// least, most, usual (least, most, base of the stops), logarithmic, takes effect, simple, place, choices, shown when

std::vector<Field> dataFields();     ///< data_fields.cpp
std::vector<Field> networkFields();  ///< network_fields.cpp: layers, gates, mixing, attention
std::vector<Field> lookFields();     ///< look_fields.cpp: glimpses
std::vector<Field> trainingFields(); ///< training_fields.cpp, with regularisation and augmentation

} // namespace fovea
