// Handmade looks: where each fell and what was seen there is known to the last digit.
#pragma once

#include "tests/ui/views/shown_samples.h"

namespace fovea {

inline LookConfig lookingAt(const char* mechanism, int size = 8, int scales = 1)
{
    LookConfig look;
    look.mechanism = mechanism;
    look.size = size;
    look.scales = scales;
    return look;
}

/// A square look around a place of a picture of 32 × 32 pixels; what is seen is `tone` everywhere, a tone more at each scale.
inline GlimpseOfSample lookAt(double x, double y, int size = 8, int scales = 1, double tone = 0.25)
{
    GlimpseOfSample look;
    look.middle = {x, y};
    look.width = look.height = size;
    const double half = size / 32.0;
    look.window = {half, 0, 2 * x / 32 - 1, 0, half, 2 * y / 32 - 1};
    look.seen = Tensor({scales, size, size, 1});
    for (Index i = 0; i < look.seen.size(); ++i) {
        look.seen[i] = static_cast<Real>(tone * static_cast<double>(1 + i / (size * size)));
    }
    return look;
}

inline Scene lookingScene(const LookConfig& look = lookingAt("glimpses"))
{
    Scene scene = needleScene();
    scene.looking = look;
    scene.gazeChance = 15.6;
    return scene;
}

/// Looks at (4, 4), then (20, 12) where the object's middle lies, then (20, 20): 17.9, 0 and 8 pixels from it.
inline ShownSample lookedAt(int scales = 1)
{
    ShownSample sample = sampleOf(2, 2, mapWithPeak(8, 8, 5, 0.4));
    sample.answer->maps.clear();
    sample.answer->glimpses = {lookAt(4, 4, 8, scales), lookAt(20, 12, 8, scales), lookAt(20, 20, 8, scales)};
    sample.answer->glimpses[0].probabilities = {0.4, 0.3, 0.2, 0.1};
    sample.answer->glimpses[1].probabilities = {0.1, 0.6, 0.2, 0.1};
    sample.answer->glimpses[2].probabilities = sample.answer->probabilities;
    sample.answer->glimpses[1].promised = 0.62;
    return sample;
}

} // namespace fovea
