// Handmade values for views of pictures: samples whose maps, classes and evidence are known to the last digit.
#pragma once

#include "ui/views/shown.h"

#include <utility>

namespace fovea {

inline Scene needleScene()
{
    Scene scene;
    scene.classes = {"plus", "cross", "square", "diamond"};
    scene.range = {-1, 1};
    scene.knowsEvidence = true;
    scene.fields = {{8, 8, {13, 4, -4}}};
    scene.moment = "pass 2.3";
    return scene;
}

/// 32 × 32 grey pixels of 0; the object lies in rows 8 … 15 and columns 16 … 23: cell (2, 4) … of an 8 × 8 map, exactly
/// the four cells of rows 2 and 3, columns 4 and 5.
inline PicturePtr pictureOfClass(int label, bool evidence = true)
{
    Picture picture;
    picture.pixels = Tensor({32, 32, 1});
    picture.label = label;
    picture.sample = label;
    if (evidence) {
        picture.evidence = Box{8, 16, 8, 8};
    }
    return std::make_shared<const Picture>(std::move(picture));
}

/// An h × w map: `weight` at one place, the rest shared equally by the others.
inline MapOfSample mapWithPeak(Index h, Index w, Index place, double weight, Index heads = 1)
{
    const Index places = h * w;
    MapOfSample map{Tensor({heads, 1, places}), {h, w}, "pool", true};
    const double others = places > 1 ? (1 - weight) / static_cast<double>(places - 1) : 0;
    for (Index head = 0; head < heads; ++head) {
        for (Index i = 0; i < places; ++i) {
            map.weights[head * places + i] = static_cast<Real>(i == place ? weight : others);
        }
    }
    return map;
}

inline MapOfSample uniformMap(bool learned)
{
    MapOfSample map = mapWithPeak(8, 8, 0, 1.0 / 64);
    map.learned = learned;
    return map;
}

/// The network says `label` with probability 0.7.
inline AnswerOfSample answerOf(int label, MapOfSample map)
{
    AnswerOfSample answer;
    answer.probabilities = {0.1, 0.1, 0.1, 0.1};
    answer.probabilities[static_cast<std::size_t>(label)] = 0.7;
    answer.answer = {label, 0.7};
    answer.maps = {std::move(map)};
    return answer;
}

inline ShownSample sampleOf(int label, int said, MapOfSample map)
{
    ShownSample sample;
    sample.picture = pictureOfClass(label);
    sample.answer = answerOf(said, std::move(map));
    return sample;
}

} // namespace fovea
