// Gaze survey: where a network looks in many images at once, and what that says: does it look where it has learned to look, or
// wherever the first picture's object lay?
#pragma once

#include "core/training/evaluate.h"

namespace fovea {

/// All gazes of one time: the first look at each image, or the second, …
struct GazesOfTime
{
    std::vector<Gaze> gazes; ///< one an image, in pixels from its left upper corner
    Gaze mean;               ///< of them
    double scatter =
        kUndefined; ///< root mean square distance from the mean, pixels: 0 where no picture changes anything
    double distance = kUndefined; ///< mean distance to the evidence, pixels; undefined where nobody knows it
};

struct GazeSurvey
{
    Index images = 0;
    double width = 0, height = 0;     ///< of an image, pixels
    std::vector<GazesOfTime> learned; ///< the network's own without chance, in order of time
    GazesOfTime random;               ///< one gaze an image, anywhere in it: what looking without knowing is
    std::vector<Gaze> evidence;       ///< the middle of each image's evidence; empty where nobody knows it
};

/// Over the first `count` images of a split (all where count < 0). Empty where `stop` came first, which it notices within a few
/// images; no `learned` where the network sees images as a whole. The result does not depend on the number of threads.
std::optional<GazeSurvey> gazeSurvey(const Examined& examined, const Split& split, Index count, std::uint64_t seed,
                                     Workspace& workspace, std::stop_token stop = {});

/// Mean distance of gazes that fall anywhere in an image to the evidence of a split, in pixels: over the middles of all pixels
/// of its first images. Undefined where nobody knows the evidence.
double distanceByChance(const Split& split);

} // namespace fovea
