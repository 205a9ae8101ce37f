// Reading and checking the line of text that describes a trunk; declared in trunk.h.
#include "core/files/wording.h"
#include "core/networks/fit.h"
#include "core/networks/trunk.h"
#include "core/settings/error.h"

#include <charconv>
#include <numeric>
#include <optional>
#include <sstream>

namespace fovea {
namespace {

constexpr Index kMostChannels = 1024;
constexpr Index kLargestWindow = 15;
constexpr Index kLargestPatch = 64;
constexpr std::size_t kMostLayers = 100;

[[noreturn]] void refuse(const std::string& sentence)
{
    throw Error(Error::Kind::Usage, "model.trunk: " + sentence);
}

std::optional<Index> number(std::string_view text)
{
    Index value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc() || end != text.data() + text.size()) {
        return {};
    }
    return value;
}

/// "5x5" as 5.
std::optional<Index> squareSize(const std::string& word)
{
    const std::size_t cross = word.find('x');
    if (cross == std::string::npos) {
        return {};
    }
    const std::optional<Index> first = number(std::string_view(word).substr(0, cross));
    return first == number(std::string_view(word).substr(cross + 1)) ? first : std::nullopt;
}

Index numberIn(const std::string& word, const std::string& what, Index least, Index most)
{
    const std::optional<Index> value = number(word);
    if (!value || *value < least || *value > most) {
        refuse("“" + legibleBriefly(word) + "” is no " + what + "; it must be a whole number from " +
               std::to_string(least) + " to " + std::to_string(most) + ".");
    }
    return *value;
}

Stage parseConv(const std::vector<std::string>& words)
{
    if (words.size() < 2) {
        refuse("conv needs a number of channels, as in “conv 32”.");
    }
    Stage stage{.kind = Stage::Kind::Conv, .channels = numberIn(words[1], "number of channels", 1, kMostChannels)};
    bool padded = true;
    for (std::size_t i = 2; i < words.size(); ++i) {
        if (words[i] == "valid") {
            padded = false;
        } else if (words[i] == "stride" && i + 1 < words.size()) {
            stage.window.stride = numberIn(words[++i], "stride", 1, 8);
        } else if (const std::optional<Index> size = squareSize(words[i])) {
            stage.window.size = *size;
            if (*size < 1 || *size > kLargestWindow || *size % 2 == 0) {
                refuse("a window of " + legibleBriefly(words[i]) +
                       " is not possible; its side must be odd, from 1 to " + std::to_string(kLargestWindow) + ".");
            }
        } else {
            refuse("“" + legibleBriefly(words[i]) +
                   "” after conv is not understood; there may be a size (5x5), stride N, valid.");
        }
    }
    stage.window.padding = padded ? (stage.window.size - 1) / 2 : 0;
    return stage;
}

Stage parseStage(const std::vector<std::string>& words)
{
    if (words[0] == "conv") {
        return parseConv(words);
    }
    if (words[0] == "pool" && words.size() == 1) {
        return {.kind = Stage::Kind::Pool, .window = {.size = 2, .stride = 2}};
    }
    if (words[0] == "pool") {
        refuse("“pool " + legibleBriefly(words[1]) + "”: pool takes nothing; it is always 2 × 2. Write “pool”.");
    }
    if (words[0] == "norm" && words.size() <= 2) {
        return {.kind = Stage::Kind::Norm,
                .groups = words.size() == 2 ? numberIn(words[1], "number of groups", 1, kMostChannels) : 8};
    }
    if (words[0] == "patches" && words.size() == 2) {
        const Index size = numberIn(words[1], "size of a patch", 1, kLargestPatch);
        return {.kind = Stage::Kind::Patches, .window = {.size = size, .stride = size}};
    }
    if (words[0] == "gate" && words.size() == 1) {
        return {.kind = Stage::Kind::Gate};
    }
    if (words[0] == "gate") {
        refuse("“gate " + legibleBriefly(words[1]) +
               "”: gate takes nothing; which gate stands there says gate.mechanism. Write “gate”.");
    }
    refuse("“" + legibleBriefly(words[0]) +
           "” is no layer; there are: conv CHANNELS [SIZExSIZE] [stride N] [valid], pool, norm [GROUPS], patches SIZE, "
           "gate.");
}

} // namespace

std::vector<Stage> parseTrunk(std::string_view text)
{
    std::vector<Stage> stages;
    std::istringstream line{std::string(text)};
    for (std::string part; std::getline(line, part, ',');) {
        std::istringstream partLine(part);
        std::vector<std::string> words;
        for (std::string word; partLine >> word;) {
            words.push_back(word);
        }
        if (words.empty()) {
            refuse("there is an empty layer between two commas.");
        }
        const Stage stage = parseStage(words);
        if (stage.kind == Stage::Kind::Gate && (stages.empty() || stages.back().kind == Stage::Kind::Gate)) {
            refuse("a gate needs a layer of its own before it; leave out the gate in layer " +
                   std::to_string(stages.size() + 1) + ".");
        }
        if (stages.size() == kMostLayers) {
            refuse("it has more than " + std::to_string(kMostLayers) + " layers. Leave some out.");
        }
        stages.push_back(stage);
    }
    if (stages.empty()) {
        refuse("it is empty; write at least one layer, for instance “conv 32”.");
    }
    return stages;
}

std::vector<Stage> trunkStages(const Config& config)
{
    std::vector<Stage> stages = parseTrunk(config.model.trunk);
    for (const Stage& stage : stages) {
        if (stage.kind == Stage::Kind::Gate) {
            return stages;
        }
    }
    if (config.gate.mechanism != "none") {
        stages.push_back({.kind = Stage::Kind::Gate});
    }
    return stages;
}

std::vector<Shape> trunkShapes(const std::vector<Stage>& stages, Shape image)
{
    std::vector<Shape> shapes{image};
    for (std::size_t i = 0; i < stages.size(); ++i) {
        const Stage& stage = stages[i];
        const Shape in = shapes.back();
        Shape out = in;
        if (stage.kind == Stage::Kind::Norm) {
            if (in.dim(-1) % stage.groups != 0) {
                refuse("norm in layer " + std::to_string(i + 1) + " has " + std::to_string(stage.groups) +
                       " groups, which do not divide its " + std::to_string(in.dim(-1)) +
                       " channels; write norm with a divisor.");
            }
        } else if (stage.kind == Stage::Kind::Patches) {
            const Index p = stage.window.size;
            if (in.dim(0) % p != 0 || in.dim(1) % p != 0) {
                refuse("patches of " + std::to_string(p) + " × " + std::to_string(p) + " in layer " +
                       std::to_string(i + 1) + " do not divide the " + std::to_string(in.dim(0)) + " × " +
                       std::to_string(in.dim(1)) +
                       " map before them; write patches with a divisor of both sides, one of " +
                       divisorsOf(std::gcd(in.dim(0), in.dim(1))) + ".");
            }
            out = {in.dim(0) / p, in.dim(1) / p, p * p * in.dim(-1)};
        } else if (stage.kind != Stage::Kind::Gate) {
            const Index h = stage.window.places(in.dim(0)), w = stage.window.places(in.dim(1));
            if (h == 0 || w == 0) {
                refuse("layer " + std::to_string(i + 1) + " (" + std::to_string(stage.window.size) + "x" +
                       std::to_string(stage.window.size) + ") does not fit into the " + std::to_string(in.dim(0)) +
                       " × " + std::to_string(in.dim(1)) + " map before it; leave out a pool.");
            }
            out = {h, w, stage.kind == Stage::Kind::Conv ? stage.channels : in.dim(-1)};
        }
        shapes.push_back(out);
    }
    return shapes;
}

ReceptiveField receptiveField(const std::vector<Stage>& stages)
{
    ReceptiveField field;
    for (const Stage& stage : stages) {
        if (stage.kind != Stage::Kind::Norm && stage.kind != Stage::Kind::Gate) {
            field.size += (stage.window.size - 1) * field.step;
            field.start -= stage.window.padding * field.step;
            field.step *= stage.window.stride;
        }
    }
    return field;
}

std::vector<DepthField> depthFields(const std::vector<Stage>& stages, const Shape& image)
{
    const std::vector<Shape> shapes = trunkShapes(stages, image);
    std::vector<DepthField> fields;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        if (i + 1 == stages.size() || startsDepth(stages[i + 1])) {
            const auto end = stages.begin() + static_cast<std::ptrdiff_t>(i) + 1;
            fields.push_back({shapes[i + 1].dim(0), shapes[i + 1].dim(1), receptiveField({stages.begin(), end})});
        }
    }
    return fields;
}

} // namespace fovea
