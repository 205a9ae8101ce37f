// Presets that show what one more mechanism is for: each is another preset with a few settings changed, so that the two can be
// laid side by side.
#include "core/settings/presets.h"

namespace fovea {

std::vector<PresetVariation> presetVariations()
{
    return {
        {"needle",
         {"needle-queries",
          "Four learned queries",
          "Four heads ask with learned questions. One of them snaps onto the needle, the others look about: open the page of heads.",
          "One head: it has to do alone what the four share.",
          {{"attention.mechanism", "queries"}}}},
        {"corners",
         {"corners-windows",
          "Far corners, through windows",
          "The loss stays at 0.693, a guess: a token asks only the 4 × 4 places of its own window, and no window holds two "
          "corners.",
          "Every token asks all (corners). Then two layers of windows, the second moved (corners-shifted).",
          {{"mix.mechanism", "windowed"}}}},
        {"corners",
         {"corners-shifted",
          "Far corners, windows that move",
          "Two layers, the second with windows moved by half: what one layer gathered, the next brings together. Accuracy jumps "
          "as with global attention, at less cost.",
          "Images of 64 × 64: two layers reach no longer from corner to corner, and the answers are guesses again.",
          {{"mix.mechanism", "shifted"}, {"mix.depth", "2"}}}},
        {"odd-one-out",
         {"odd-linear",
          "The odd one out, linear attention",
          "The loss stays at 1.386, a guess among four: linear attention does not find the one bar that differs.",
          "Softmax attention (odd-one-out), which finds it. Then corners with linear attention, which learns that as well.",
          {{"mix.mechanism", "linear"}}}},
        {"coloured",
         {"coloured-eca",
          "Which colour counts? A few at a time",
          "A gate that looks at a few neighbouring channels at once follows the frame as well as one that looks at all of them, "
          "with fewer weights.",
          "Squeeze and excitation (coloured), then CBAM (coloured-cbam).",
          {{"gate.mechanism", "eca"}}}},
        {"coloured",
         {"coloured-cbam",
          "Which colour counts? Channels, places",
          "The answers come, but by another way: its gate on places sees glyph and frame at once, and its gates on channels need "
          "not follow the cue.",
          "Squeeze and excitation (coloured): there the gates of the channels tell the frame's colour.",
          {{"gate.mechanism", "cbam"}}}},
        {"clutter",
         {"clutter-fit",
          "A digit in clutter, by fit",
          "Each place is compared with the image as a whole, in a learned direction and at three depths: three maps find the digit.",
          "The plain dot product (clutter-fit-dot). Then one depth instead of three.",
          {{"attention.mechanism", "jetley"}, {"attention.depths", "3"}}}},
        {"clutter",
         {"clutter-fit-dot",
          "A digit in clutter, by dot product",
          "A place counts the more the more it resembles the image as a whole: there is no weight that could choose otherwise, so "
          "the features have to learn it.",
          "On the needle, at one depth: it hits every second needle only, where the learned direction hits all.",
          {{"attention.mechanism", "jetley-dot"}, {"attention.depths", "3"}}}},
    };
}

} // namespace fovea
