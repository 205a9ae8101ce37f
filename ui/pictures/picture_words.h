// What is said about a set of pictures before it is used: how many, of what, which are few or nearly the same, what follows.
#pragma once

#include "core/data/own_pictures.h"

#include <QString>

namespace fovea {

/// "240 pictures in 3 classes: 160 to learn from, 40 for validation, 40 for the test. 12 are …"
QString pictureSummary(const PictureSet& set, const Config& proposed);

/// That there is only one class; which have too few pictures, and which show the same again and again. Empty where nothing is
/// wrong.
QString pictureWarning(const PictureSet& set);

/// "The network to begin with: …"
QString proposedNetwork(const Config& proposed);

} // namespace fovea
