#include "core/networks/fit.h"

#include "core/attention/class_token.h"
#include "core/attention/look.h"
#include "core/networks/trunk.h"
#include "core/settings/error.h"

#include <algorithm>

namespace fovea {
namespace {

std::string text(Index number)
{
    return std::to_string(number);
}
std::string sides(const Shape& map)
{
    return text(map.dim(0)) + " × " + text(map.dim(1));
}

/// One gate, on a map of this shape.
void checkGate(const GateConfig& gate, const Shape& map, std::vector<Problem>& out)
{
    const Index side = std::min(map.dim(0), map.dim(1)), channels = map.dim(2);
    if ((gate.mechanism == "se" || gate.mechanism == "cbam") && gate.reduction > channels) {
        out.push_back({"gate.reduction", "gate.reduction is " + text(gate.reduction) +
                                             ", but a gate stands on a map of " + text(channels) +
                                             " channels: nothing would be left. Choose " + text(channels) +
                                             " or less."});
    }
    if ((gate.mechanism == "eca" || gate.mechanism == "cbam") && gate.size > 0 && gate.size % 2 == 0) {
        out.push_back({"gate.size", "gate.size is " + text(gate.size) +
                                        ", but a window needs a middle. Choose an odd number, for instance " +
                                        text(gate.size - 1) + "."});
    } else if (gate.mechanism == "eca" && gate.size > channels) {
        out.push_back({"gate.size", "gate.size is " + text(gate.size) + ", but a gate stands on a map of " +
                                        text(channels) + " channels. Choose " + text(channels) + " or less."});
    } else if (gate.mechanism == "cbam" && gate.size > side) {
        out.push_back({"gate.size", "gate.size is " + text(gate.size) + ", but a gate stands on a map of " +
                                        sides(map) + " places. Choose " + text(side) + " or less."});
    }
}

void checkGates(const Config& config, const std::vector<Stage>& stages, const std::vector<Shape>& shapes,
                std::vector<Problem>& out)
{
    for (std::size_t i = 0; i < stages.size() && out.empty(); ++i) {
        if (stages[i].kind == Stage::Kind::Gate) {
            checkGate(config.gate, shapes[i], out);
        }
    }
}

/// Heads share the features of a token evenly.
void checkHeads(const std::string& key, Index heads, Index width, const std::string& whose, std::vector<Problem>& out)
{
    if (width % heads != 0) {
        out.push_back({key, key + " is " + text(heads) + ", but does not divide the " + text(width) +
                                " features of a token (" + whose + "). Choose one of " + divisorsOf(width) + "."});
    }
}

void checkMixing(const MixConfig& mix, const Shape& map, Index width, const std::string& whose,
                 std::vector<Problem>& out)
{
    checkHeads("mix.heads", mix.heads, width, whose, out);
    if (mix.positions == "sine" && (width % 4 != 0 || width < 8)) {
        out.push_back(
            {"mix.positions", "mix.positions is sine, but waves in two directions need a width that is a multiple "
                              "of 4 and at least 8, and a token has " +
                                  text(width) + " features (" + whose + "). Change the width or choose learned."});
    }
    const Index side = std::min(map.dim(0), map.dim(1));
    if ((mix.mechanism == "windowed" || mix.mechanism == "shifted") && mix.window > side) {
        out.push_back({"mix.window", "mix.window is " + text(mix.window) + ", but the map has " + sides(map) +
                                         " places: a window cannot be larger than the map. Choose " + text(side) +
                                         " or less."});
    }
}

void checkPooling(const Config& config, Index depths, Index width, const std::string& whose, std::vector<Problem>& out)
{
    const std::string& mechanism = config.attention.mechanism;
    if (mechanism == "queries") {
        checkHeads("attention.heads", config.attention.heads, width, whose, out);
    }
    if ((mechanism == "jetley" || mechanism == "jetley-dot") && config.attention.depths > depths) {
        out.push_back({"attention.depths", "attention.depths is " + text(config.attention.depths) +
                                               ", but model.trunk has " + text(depths) +
                                               " depths, one for each convolution. Choose " + text(depths) +
                                               " or less, or add a convolution."});
    }
    if (!readsClassToken(config.attention)) {
        return;
    }
    if (config.mix.depth == 0) {
        out.push_back({"attention.mechanism",
                       "attention.mechanism is class, but mix.depth is 0: a class token learns of the "
                       "image only where tokens are mixed. Set mix.depth to 1 or more."});
    } else if (config.mix.mechanism == "windowed" || config.mix.mechanism == "shifted") {
        out.push_back(
            {"attention.mechanism", "attention.mechanism is class, but mix.mechanism is " + config.mix.mechanism +
                                        ": a class token has no place, so it lies in no window. Choose global "
                                        "or linear mixing, or another way of looking."});
    }
}

/// Gazes that are drawn by chance and learned from reward.
void checkPolicy(const LookConfig& look, std::vector<Problem>& out)
{
    for (const auto& [key, sigma] : {std::pair{"look.sigma", look.sigma}, {"look.sigma_end", look.sigmaEnd}}) {
        if (sigma == 0) {
            out.push_back({key, std::string(key) +
                                    " is 0: a gaze that never strays tries nothing out, so no reward can "
                                    "teach it. Choose a scatter above 0, for instance 0.1."});
        }
    }
    if (look.baseline == "leave-one-out" && look.rollouts == 1) {
        out.push_back({"look.rollouts",
                       "look.rollouts is 1, but look.baseline is leave-one-out: with one try an image there "
                       "are no others to compare it with. Choose 2 or more, or another baseline."});
    }
}

void checkLook(const LookConfig& look, const Shape& image, std::vector<Problem>& out)
{
    const Index side = std::min(image.dim(0), image.dim(1));
    if (look.size > side) {
        out.push_back({"look.size", "look.size is " + text(look.size) + ", but an image has " + sides(image) +
                                        " pixels: a glimpse cannot be larger than the image. Choose " + text(side) +
                                        " or less."});
    } else if (look.mechanism == "glimpses" || look.mechanism == "gumbel") {
        Index enough = 1;
        while ((look.size << (enough - 1)) < side) {
            ++enough;
        }
        if (look.scales > enough) {
            out.push_back({"look.scales", "look.scales is " + text(look.scales) + ", but " + text(enough) +
                                              " of them already cover the image of " + sides(image) +
                                              " pixels. Choose " + text(enough) + " or less, or smaller glimpses."});
        }
    }
    if (looksOftenAt(look) && look.glimpses == 0) {
        out.push_back(
            {"look.glimpses", "look.glimpses is 0: without a glimpse the network sees nothing. Choose 1 or more."});
    }
    if (look.mechanism == "transformer" && side < 8) {
        out.push_back({"look.mechanism", "look.mechanism is transformer, but an image has " + sides(image) +
                                             " pixels: what finds the window needs 8 × 8. Choose none."});
    }
    if (learnsFromReward(look)) {
        checkPolicy(look, out);
    }
}

} // namespace

std::vector<Problem> fitProblems(const Config& config, const Shape& image)
{
    if (config.look.mechanism != "none") {
        std::vector<Problem> found;
        checkLook(config.look, image, found);
        if (!found.empty() || looksOftenAt(config.look)) {
            return found; // glimpses into a state go through no trunk
        }
    }
    const bool windowed = config.look.mechanism == "transformer";
    const Shape seen = windowed ? Shape{config.look.size, config.look.size, image.dim(2)} : image;
    std::vector<Stage> stages;
    std::vector<Shape> shapes;
    try {
        stages = trunkStages(config);
        shapes = trunkShapes(stages, seen);
    } catch (const Error& error) {
        return {{"model.trunk", error.what()}};
    }
    std::vector<Problem> found;
    checkGates(config, stages, shapes, found);
    const bool mixes = config.mix.depth > 0, hasOwnWidth = mixes && config.mix.width > 0;
    const Index width = hasOwnWidth ? config.mix.width : shapes.back().dim(2);
    const std::string whose = hasOwnWidth ? "mix.width" : "the channels that model.trunk ends in";
    if (mixes) {
        checkMixing(config.mix, shapes.back(), width, whose, found);
    }
    const Index depths = std::max<Index>(1, std::count_if(stages.begin(), stages.end(), startsDepth));
    checkPooling(config, depths, width, whose, found);
    return found;
}

std::string divisorsOf(Index n)
{
    std::string list;
    for (Index divisor = 1; divisor <= n; ++divisor) {
        if (n % divisor == 0) {
            list += (list.empty() ? "" : ", ") + text(divisor);
        }
    }
    return list;
}

} // namespace fovea
