// What is said of looks in plain words: how far each fell from the object, what the network would have said by then.
#pragma once

#include "ui/views/shown.h"

#include <QString>
#include <QStringList>

namespace fovea {

/// Pixels from a look to the middle of the nearest part of the object; undefined where nobody knows it.
double distanceOf(const GlimpseOfSample& glimpse, const Picture& picture);
/// "6.1 px"
QString pixelsText(double pixels);

/// "from the object: 14, 6.1, 2.2 px; anywhere in the picture: 15.6 px"; empty where nobody knows the object. `byChance` may
/// be undefined.
QString distancesText(const std::vector<GlimpseOfSample>& looks, const Picture& picture, double byChance);
/// All looks in a line or two: how large a part is seen of the picture, and the distances.
QStringList linesAboutLooks(const Scene& scene, const ShownSample& sample);
/// One of them: where it fell, what the network would say by then, what reward it expected.
QStringList linesAboutLook(const Scene& scene, const ShownSample& sample, int look);

/// "cross (0.41)": the most probable of these; empty without any.
QString likeliestText(const Scene& scene, const std::vector<double>& probabilities);

} // namespace fovea
