// The settings of the layers and of their attention: rows of the table in fields.cpp.
#include "core/settings/field_rows.h"

namespace fovea {
namespace {

constexpr auto kModel = &Config::model;
constexpr auto kGate = &Config::gate;
constexpr auto kMix = &Config::mix;
constexpr auto kAttention = &Config::attention;

bool readsAll(const Config& c) // layers over what is seen, not glimpses into a state
{
    return c.look.mechanism == "none" || c.look.mechanism == "transformer";
}
bool scores(const Config& c)
{
    return readsAll(c) && (c.attention.mechanism == "soft" || c.attention.mechanism == "gated");
}
bool attends(const Config& c)
{
    const std::string& how = c.attention.mechanism;
    return readsAll(c) && how != "none" && how != "flatten" && how != "class";
}
bool asksQueries(const Config& c)
{
    return readsAll(c) && c.attention.mechanism == "queries";
}
bool comparesWithTheWhole(const Config& c)
{
    return readsAll(c) && (c.attention.mechanism == "jetley" || c.attention.mechanism == "jetley-dot");
}
bool narrowsGate(const Config& c)
{
    return readsAll(c) && (c.gate.mechanism == "se" || c.gate.mechanism == "cbam");
}
bool hasGateWindow(const Config& c)
{
    return readsAll(c) && (c.gate.mechanism == "eca" || c.gate.mechanism == "cbam");
}
bool mixes(const Config& c)
{
    return readsAll(c) && c.mix.depth > 0;
}
bool mixesInWindows(const Config& c)
{
    return mixes(c) && (c.mix.mechanism == "windowed" || c.mix.mechanism == "shifted");
}

} // namespace

std::vector<Choice> initialiserChoices()
{
    return {
        {"he", "He", "He normal", "Deviation √(2 / inputs): keeps the signal's size through ReLU layers."},
        {"glorot", "Glorot", "Glorot uniform", "Between ±√(6 / (inputs + outputs)): Keras' default."},
        {"normal", "small numbers", "normal", "Deviation 0.05, however many inputs there are: deep layers go quiet."},
        {"zeros", "all zero", "zeros",
         "All units alike, so they stay alike: nothing is learned. A lesson, not a method."}};
}

std::vector<Field> networkFields()
{
    return {
        {"model.trunk", kOfNetwork, "layers", "trunk",
         "The layers before attention, separated by commas: conv CHANNELS [SIZExSIZE] [stride N] [valid], "
         "pool, norm, patches SIZE, gate. "
         "A convolution is followed by a ReLU.",
         "", 0, 0, kNoNumber, false, kNewRun, false, in<kModel, &ModelConfig::trunk>, nullptr, readsAll},
        {"model.hidden", kOfNetwork, "dense units", "hidden units",
         "A dense layer between attention and answer; 0 leaves it out.", "", 0, 4096, usual(8, 512, 2), true, kNewRun,
         false, in<kModel, &ModelConfig::hidden>, nullptr, readsAll},
        {"model.initialiser", kOfNetwork, "first weights", "initialiser",
         "How convolutions and the dense layer start; the answer always starts as Glorot.", "", 0, 0, kNoNumber, false,
         kNewRun, false, in<kModel, &ModelConfig::initialiser>, initialiserChoices, readsAll},

        {"gate.mechanism", kOfNetwork, "gate", "gate",
         "Turns channels or places down, where the layers say gate; at their end where they do not say it.", "", 0, 0,
         kNoNumber, false, kNewRun, false, in<kGate, &GateConfig::mechanism>, gateChoices, readsAll},
        {"gate.reduction", kOfNetwork, "channels for one unit", "reduction r",
         "How narrow the layer is through which a gate on channels decides.", "", 1, 64, usual(1, 16, 2), true, kNewRun,
         false, in<kGate, &GateConfig::reduction>, nullptr, narrowsGate},
        {"gate.size", kOfNetwork, "gate window", "kernel size k",
         "Side of the gate's window, an odd number: channels of ECA, pixels of CBAM; 0 takes what the paper takes.", "",
         0, 15, usual(0, 9), false, kNewRun, false, in<kGate, &GateConfig::size>, nullptr, hasGateWindow},

        {"mix.depth", kOfNetwork, "mixing layers", "transformer blocks",
         "Layers in which the places look at each other before one of them, or their mean, answers; 0 has none.", "", 0,
         16, usual(0, 6), false, kNewRun, false, in<kMix, &MixConfig::depth>, nullptr, readsAll},
        {"mix.mechanism", kOfNetwork, "who asks whom", "kind of self-attention",
         "Which places a place looks at while mixing.", "", 0, 0, kNoNumber, false, kNewRun, true,
         in<kMix, &MixConfig::mechanism>, mixChoices, mixes},
        {"mix.width", kOfNetwork, "features of a place", "width d",
         "Each place becomes so many numbers before it is mixed; 0 keeps the channels of the layers before.", "", 0,
         512, usual(8, 256, 2), true, kNewRun, false, in<kMix, &MixConfig::width>, nullptr, mixes},
        {"mix.heads", kOfNetwork, "heads", "heads h",
         "How many things a place can look for at once; divides its features.", "", 1, 64, usual(1, 16, 2), true,
         kNewRun, false, in<kMix, &MixConfig::heads>, nullptr, mixes},
        {"mix.expansion", kOfNetwork, "inner width", "MLP ratio",
         "Units of the dense layer in each block, in multiples of the width.", "", 1, 8, usual(1, 4), false, kNewRun,
         false, in<kMix, &MixConfig::expansion>, nullptr, mixes},
        {"mix.window", kOfNetwork, "window", "window side w", "Side of the square in which places look at each other.",
         "places", 1, 32, usual(1, 8), false, kNewRun, false, in<kMix, &MixConfig::window>, nullptr, mixesInWindows},
        {"mix.positions", kOfNetwork, "sense of place", "position embedding", "How a place is told where it lies.", "",
         0, 0, kNoNumber, false, kNewRun, false, in<kMix, &MixConfig::positions>, positionChoices, mixes},

        {"attention.mechanism", kOfAttention, "way of looking", "mechanism", "How the network decides where to look.",
         "", 0, 0, kNoNumber, false, kNewRun, true, in<kAttention, &AttentionConfig::mechanism>, mechanismChoices,
         readsAll},
        {"attention.hidden", kOfAttention, "score units", "score width L",
         "Hidden units of the score; 0 makes it linear.", "", 0, 1024, usual(4, 256, 2), true, kNewRun, false,
         in<kAttention, &AttentionConfig::hidden>, nullptr, scores},
        {"attention.temperature", kOfAttention, "temperature", "temperature τ",
         "Scores are divided by it before the softmax: small looks at one place, large at all.", "", 0.01, 100,
         usual(0.1, 10), true, kNewRun, false, in<kAttention, &AttentionConfig::temperature>, nullptr, attends},
        {"attention.coordinates", kOfAttention, "tell the place", "coordinate channels",
         "Gives the score two further numbers, where the place lies. Never needed where only the content "
         "matters.",
         "", 0, 0, kNoNumber, false, kNewRun, false, in<kAttention, &AttentionConfig::coordinates>, nullptr, scores},
        {"attention.queries", kOfAttention, "questions", "queries M", "How many learned vectors ask the places.", "", 1,
         64, usual(1, 16, 2), true, kNewRun, false, in<kAttention, &AttentionConfig::queries>, nullptr, asksQueries},
        {"attention.heads", kOfAttention, "heads of a question", "heads of a query h",
         "How many things a question looks for at once; divides the features of a place.", "", 1, 64, usual(1, 16, 2),
         true, kNewRun, false, in<kAttention, &AttentionConfig::heads>, nullptr, asksQueries},
        {"attention.depths", kOfAttention, "depths", "attention stages",
         "At how many depths of the layers places are compared with the whole, from the last one on.", "", 1, 3,
         usual(1, 3), false, kNewRun, false, in<kAttention, &AttentionConfig::depths>, nullptr, comparesWithTheWhole},
    };
}

} // namespace fovea
