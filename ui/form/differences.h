// What differs between configurations, in one line for people.
#pragma once

#include "ui/form/field_words.h"

#include <QStringList>

#include <vector>

namespace fovea {

/// The fields whose values differ and that matter under the second configuration, in the order of the form.
std::vector<const Field*> changedFields(const Config& from, const Config& to);

/// "learning rate 0.004 → 0.001 · seed 0 → 1"; empty where nothing differs. A field that did not matter before is
/// written without its earlier value.
QString differences(const Config& from, const Config& to, Wording wording);
QString differences(const Config& from, const Config& to);

/// For each what tells it from the others: the values of all settings in which any two of them differ, as far as they matter
/// for it, without the seed: "dropout 0.3 · shift 2 px"; choices by their name alone. Where the data differ they come first, and
/// the rest is compared among those with the same data. Empty where nothing differs.
QStringList tellingApart(const std::vector<Config>& all, Wording wording);

} // namespace fovea
