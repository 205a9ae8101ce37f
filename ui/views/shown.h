// What the views of pictures are handed: values, complete in themselves. A view never reaches into training; what it needs
// and does not find here is missing here.
#pragma once

#include "core/networks/trunk.h"
#include "core/training/answer.h"
#include "ui/paint/heatmap.h"
#include "ui/paint/map_scale.h"

#include <QStringList>

#include <optional>
#include <vector>

namespace fovea {

/// A picture with what a network says about it.
struct ShownSample
{
    PicturePtr picture;                      ///< null: nothing to show
    std::optional<AnswerOfSample> answer;    ///< nothing yet, before a network was asked
    std::optional<AnswerOfSample> untrained; ///< of the same network before its first batch, where asked for
};

/// What all pictures of a run have in common.
struct Scene
{
    QStringList classes;   ///< in the user's language
    QStringList cues;      ///< what an image as a whole can say, where it says something; colours of its channels
    PixelRange range;      ///< which stored values are drawn black and white
    bool coloured = false; ///< colours are part of what is asked: the map must let them be seen
    bool knowsEvidence = false;
    double background = 0; ///< the stored value that is usual in an image: erasing leaves it
    std::vector<DepthField>
        fields;         ///< what one place can see of the image, at each depth of the trunk; empty: all of it
    bool mixes = false; ///< whether places ask each other after that, and so see the whole image
    LookConfig looking; ///< how it looks at parts of the image, where it does
    PixelScale pixels;  ///< how stored pixels became those that the network sees
    double gazeChance = kUndefined; ///< pixels from a gaze anywhere to the object, in the mean; undefined: nobody knows
    QString moment;                 ///< "pass 2.3", "before the first batch", "at pass 2, training goes on"
};

/// How maps are drawn; the same for all that are seen together.
struct MapLook
{
    ScaleKind scale = ScaleKind::TimesUniform;
    HeatmapStyle style;
    bool evidence = true; ///< whether the outline of the object is drawn
};

} // namespace fovea
