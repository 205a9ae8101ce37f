// What differs between two configurations, in one line for people.
#pragma once

#include "ui/form/field_words.h"

#include <vector>

namespace fovea {

/// The fields whose values differ and that matter under the second configuration, in the order of the form.
std::vector<const Field*> changedFields(const Config& from, const Config& to);

/// "learning rate 0.004 → 0.001 · seed 0 → 1"; empty where nothing differs. A field that did not matter before is
/// written without its earlier value.
QString differences(const Config& from, const Config& to, Wording wording);
QString differences(const Config& from, const Config& to);

} // namespace fovea
