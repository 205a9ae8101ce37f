// One new setting is one row here and one member in config.h; those of glimpses stand in look_fields.cpp.
#include "core/settings/fields.h"

#include <algorithm>

namespace fovea {
namespace {

template<auto Part, auto Member>
FieldPlace in(Config& config)
{
    return &((config.*Part).*Member);
}
template<auto Member>
FieldPlace top(Config& config)
{
    return &(config.*Member);
}

constexpr auto kData = &Config::data;
constexpr auto kModel = &Config::model;
constexpr auto kGate = &Config::gate;
constexpr auto kMix = &Config::mix;
constexpr auto kAttention = &Config::attention;
constexpr auto kTrain = &Config::train;
constexpr auto kAugment = &Config::augment;

bool isColouredNoise(const Config& c)
{
    return c.data.set == "coloured";
}
bool hidesGlyphs(const Config& c)
{
    return c.data.set == "needle" || isColouredNoise(c);
}
bool isShortcut(const Config& c)
{
    return c.data.set == "shortcut";
}
bool isClutter(const Config& c)
{
    return c.data.set == "clutter";
}
bool placesItems(const Config& c)
{
    return isShortcut(c) || isClutter(c);
}
bool isOddOneOut(const Config& c)
{
    return c.data.set == "odd-one-out";
}
bool isPair(const Config& c)
{
    return c.data.set == "pair";
}
bool isCorners(const Config& c)
{
    return c.data.set == "corners";
}
bool isOwnFiles(const Config& c)
{
    return c.data.set == "files";
}
bool hasSide(const Config& c)
{
    return isCorners(c) || isOwnFiles(c);
}
bool hasNoise(const Config& c)
{
    return isOddOneOut(c) || isPair(c) || isCorners(c);
}
bool readsFiles(const Config& c)
{
    return isOwnFiles(c) || c.data.set == "fashion" || (placesItems(c) && c.data.items == "clothes");
}
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
    return readsAll(c) && c.attention.mechanism != "none" && c.attention.mechanism != "class";
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
bool isAdam(const Config& c)
{
    return c.train.optimiser == "adam" || c.train.optimiser == "adamw";
}
bool isSgd(const Config& c)
{
    return c.train.optimiser == "sgd";
}
bool warmsUp(const Config& c)
{
    return c.train.schedule != "constant";
}
bool decays(const Config& c)
{
    return c.train.optimiser == "adamw";
}

constexpr auto kOfData = FieldGroup::Data;
constexpr auto kOfNetwork = FieldGroup::Network;
constexpr auto kOfAttention = FieldGroup::Attention;
constexpr auto kOfTraining = FieldGroup::Training;
constexpr auto kOfRegularisation = FieldGroup::Regularisation;
constexpr auto kOfSeed = FieldGroup::Seed;

/// The rows with those of glimpses among them, before those of attention: what is seen comes before how it is weighed.
std::vector<Field> joined(std::vector<Field> rows)
{
    const std::vector<Field> look = lookFields();
    const auto attention =
        std::find_if(rows.begin(), rows.end(), [](const Field& row) { return row.key == "attention.mechanism"; });
    rows.insert(attention, look.begin(), look.end());
    return rows;
}

constexpr UsualRange kNoNumber = {};
constexpr UsualRange usual(double least, double most, int base = 10)
{
    return {least, most, base};
}

constexpr auto kLive = TakesEffect::Live;
constexpr auto kNewRun = TakesEffect::NewRun;
constexpr auto kNextEpoch = TakesEffect::NextEpoch;

} // namespace

std::vector<Choice> pixelChoices()
{
    return {{"raw", "as they are", "raw", "Numbers as stored: 0 to 255 for pictures."},
            {"unit", "between 0 and 1", "unit", "Divided by 255."},
            {"standard", "centred, spread 1", "standardised",
             "Mean 0 and standard deviation 1 over the training images; the needle's are divided by 3."}};
}

std::vector<Choice> initialiserChoices()
{
    return {
        {"he", "He", "He normal", "Deviation √(2 / inputs): keeps the signal's size through ReLU layers."},
        {"glorot", "Glorot", "Glorot uniform", "Between ±√(6 / (inputs + outputs)): Keras' default."},
        {"normal", "small numbers", "normal", "Deviation 0.05, however many inputs there are: deep layers go quiet."},
        {"zeros", "all zero", "zeros",
         "All units alike, so they stay alike: nothing is learned. A lesson, not a method."}};
}

const std::vector<GroupRow>& fieldGroups()
{
    static const std::vector<GroupRow> kGroups = {
        {FieldGroup::Data, "Question and images", "Task & data"},
        {FieldGroup::Network, "Layers", "Network"},
        {FieldGroup::Attention, "Looking", "Attention"},
        {FieldGroup::Training, "Learning", "Training"},
        {FieldGroup::Regularisation, "Against learning by heart", "Regularisation & augmentation"},
        {FieldGroup::Seed, "Chance", "Seed"},
    };
    return kGroups;
}

const std::vector<Field>& fields()
{
    // key, group, plain, term, help, unit,
    // least, most, usual (least, most, base of the stops), logarithmic, takes effect, simple, place, choices, shown when
    static const std::vector<Field> kFields = joined({
        {"task", kOfData, "question", "task", "What is asked of each image.", "", 0, 0, kNoNumber, false, kNewRun, true,
         top<&Config::task>, taskChoices},
        {"data.set", kOfData, "images", "data set", "Where the images come from.", "", 0, 0, kNoNumber, false, kNewRun,
         true, in<kData, &DataConfig::set>, dataChoices},
        {"data.path", kOfData, "folder", "data folder",
         "The folder that holds the files. Empty, where a set has a usual place: the data folder of this user, then that of this computer.",
         "", 0, 0, kNoNumber, false, kNewRun, false, in<kData, &DataConfig::path>, nullptr, readsFiles},
        {"data.samples", kOfData, "training images", "training samples",
         "How many images to learn from; 0 takes all that a folder has.", "", 0, 1'000'000, usual(100, 50'000), true,
         kNewRun, true, in<kData, &DataConfig::samples>},
        {"data.validation", kOfData, "validation images", "validation samples",
         "Images that training never learns from, looked at after each pass.", "", 0, 100'000, usual(100, 10'000), true,
         kNewRun, false, in<kData, &DataConfig::validation>},
        {"data.test", kOfData, "test images", "test samples", "Images kept for the end; 0 takes all that a folder has.",
         "", 0, 100'000, usual(100, 10'000), true, kNewRun, false, in<kData, &DataConfig::test>},
        {"data.signal", kOfData, "signal strength", "snr",
         "Brightness of the needle against noise of deviation 1. At 7 it can always be found, at 4 nobody "
         "finds it every time.",
         "", 0, 20, usual(0, 12), false, kNewRun, true, in<kData, &DataConfig::signal>, nullptr, hidesGlyphs},
        {"data.channels", kOfData, "colours", "channels C",
         "How many colours a pixel has; each shows a glyph of its own, and only one of them counts.", "", 3, 9,
         usual(3, 9), false, kNewRun, true, in<kData, &DataConfig::channels>, nullptr, isColouredNoise},
        {"data.items", kOfData, "what to recognise", "items", "What is put into the images.", "", 0, 0, kNoNumber,
         false, kNewRun, true, in<kData, &DataConfig::items>, itemChoices, placesItems},
        {"data.rho", kOfData, "honesty of the tag", "ρ",
         "Share of the training images whose tag tells the answer for certain; the tags of the others are drawn by "
         "chance.",
         "", 0, 1, usual(0, 1), false, kNewRun, true, in<kData, &DataConfig::rho>, nullptr, isShortcut},
        {"data.canvas", kOfData, "image side", "canvas",
         "Width and height of an image. An item is half as wide, and never wider than 28.", "px", 32, 60, usual(40, 60),
         false, kNewRun, false, in<kData, &DataConfig::canvas>, nullptr, isClutter},
        {"data.distractors", kOfData, "clutter", "distractors D",
         "Pieces of other items that lie about: 8 × 8 pixels each.", "", 0, 16, usual(0, 16), false, kNewRun, true,
         in<kData, &DataConfig::distractors>, nullptr, isClutter},
        {"data.difference", kOfData, "how much it leans", "angle Δ",
         "Angle between the odd bar and the others: the smaller, the harder.", "°", 1, 90, usual(5, 90), false, kNewRun,
         true, in<kData, &DataConfig::difference>, nullptr, isOddOneOut},
        {"data.jitter", kOfData, "unsteady places", "jitter",
         "How far a bar may lie off the middle of its cell, in each direction.", "px", 0, 2, usual(0, 2), false,
         kNewRun, false, in<kData, &DataConfig::jitter>, nullptr, isOddOneOut},
        {"data.changed", kOfData, "squares that differ", "Hamming distance h",
         "In how many of its 25 squares a blot differs from the other: the fewer, the harder.", "", 1, 16, usual(1, 16),
         false, kNewRun, true, in<kData, &DataConfig::changed>, nullptr, isPair},
        {"data.side", kOfData, "image side", "image side",
         "Width and height of an image: corners lie the further apart, pictures show the more.", "px", 16, 96,
         usual(16, 64), false, kNewRun, true, in<kData, &DataConfig::side>, nullptr, hasSide},
        {"data.colours", kOfData, "grey or colour", "colour", "Whether pictures are seen in grey or in colour.", "", 0,
         0, kNoNumber, false, kNewRun, true, in<kData, &DataConfig::colours>, colourChoices, isOwnFiles},
        {"data.fit", kOfData, "what is seen", "crop or fit", "How a picture that is no square becomes one.", "", 0, 0,
         kNoNumber, false, kNewRun, false, in<kData, &DataConfig::fit>, fitChoices, isOwnFiles},
        {"data.noise", kOfData, "noise in the images", "noise σ",
         "Deviation of the noise on each pixel; what is to be compared lies between 0 and 1.", "", 0, 1, usual(0, 0.5),
         false, kNewRun, false, in<kData, &DataConfig::noise>, nullptr, hasNoise},
        {"data.pixels", kOfData, "pixel values", "normalisation", "The range of numbers that the network is given.", "",
         0, 0, kNoNumber, false, kNewRun, false, in<kData, &DataConfig::pixels>, pixelChoices},

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

        {"train.epochs", kOfTraining, "passes", "epochs", "How often every training image is seen.", "", 1, 100'000,
         usual(1, 200), true, kLive, true, in<kTrain, &TrainConfig::epochs>},
        {"train.steps", kOfTraining, "stop after batches", "steps",
         "Ends the run after so many batches, in the middle of a pass if need be; 0 leaves it to the passes.", "", 0,
         100'000'000, usual(10, 10'000), true, kLive, false, in<kTrain, &TrainConfig::steps>},
        {"train.learning_rate", kOfTraining, "learning rate", "learning rate", "How far each batch moves the weights.",
         "", 0, 1e30, usual(1e-5, 1), true, kLive, true, in<kTrain, &TrainConfig::learningRate>},
        {"train.batch_size", kOfTraining, "batch size", "batch size", "Images between two moves of the weights.", "", 1,
         4096, usual(1, 1024, 2), true, kNextEpoch, true, in<kTrain, &TrainConfig::batchSize>},
        {"train.optimiser", kOfTraining, "optimiser", "optimiser", "How a gradient becomes a step.", "", 0, 0,
         kNoNumber, false, kNewRun, false, in<kTrain, &TrainConfig::optimiser>, optimiserChoices},
        {"train.schedule", kOfTraining, "rate over time", "schedule", "How the learning rate changes during the run.",
         "", 0, 0, kNoNumber, false, kLive, false, in<kTrain, &TrainConfig::schedule>, scheduleChoices},
        {"train.warmup", kOfTraining, "warm-up", "warm-up share", "Share of the run in which the learning rate rises.",
         "", 0, 0.9, usual(0, 0.9), false, kNewRun, false, in<kTrain, &TrainConfig::warmup>, nullptr, warmsUp},
        {"train.momentum", kOfTraining, "momentum", "momentum", "Share of the last step that is taken again.", "", 0,
         0.999, usual(0, 0.99), false, kLive, false, in<kTrain, &TrainConfig::momentum>, nullptr, isSgd},
        {"train.nesterov", kOfTraining, "look ahead", "Nesterov momentum",
         "Takes the gradient where momentum is about to lead.", "", 0, 0, kNoNumber, false, kNewRun, false,
         in<kTrain, &TrainConfig::nesterov>, nullptr, isSgd},
        {"train.beta1", kOfTraining, "β₁", "β₁", "Memory of Adam's mean gradient.", "", 0, 0.9999, usual(0.5, 0.99),
         false, kNewRun, false, in<kTrain, &TrainConfig::beta1>, nullptr, isAdam},
        {"train.beta2", kOfTraining, "β₂", "β₂", "Memory of Adam's mean squared gradient.", "", 0, 0.99999,
         usual(0.9, 0.999), false, kNewRun, false, in<kTrain, &TrainConfig::beta2>, nullptr, isAdam},
        {"train.epsilon", kOfTraining, "ε", "ε", "Added to Adam's divisor.", "", 1e-12, 1, usual(1e-10, 1e-3), true,
         kNewRun, false, in<kTrain, &TrainConfig::epsilon>, nullptr, isAdam},
        {"train.clip", kOfTraining, "gradient limit", "gradient clipping",
         "Largest norm of a gradient; 0 sets no limit.", "", 0, 1000, usual(0.1, 100), true, kLive, false,
         in<kTrain, &TrainConfig::clip>},

        {"train.dropout", kOfRegularisation, "dropout", "dropout",
         "Share of the pooled features left out by chance while learning.", "", 0, 0.95, usual(0, 0.9), false, kLive,
         true, in<kTrain, &TrainConfig::dropout>},
        {"train.l1", kOfRegularisation, "L1 penalty", "L1", "Pulls every weight towards zero by the same amount.", "",
         0, 1, usual(1e-7, 0.1), true, kLive, false, in<kTrain, &TrainConfig::l1>},
        {"train.l2", kOfRegularisation, "L2 penalty", "L2",
         "Half this number times the squared weights is added to what is made small; the loss that is shown is without it.",
         "", 0, 1, usual(1e-6, 0.1), true, kLive, false, in<kTrain, &TrainConfig::l2>},
        {"train.decay", kOfRegularisation, "weight decay", "decoupled weight decay",
         "Share of each weight that is taken away per unit of learning rate, apart from the gradient.", "", 0, 10,
         usual(0.001, 1), true, kLive, false, in<kTrain, &TrainConfig::decay>, nullptr, decays},
        {"train.label_smoothing", kOfRegularisation, "label smoothing", "label smoothing",
         "Share of the target that is spread over all answers.", "", 0, 0.9, usual(0, 0.5), false, kLive, false,
         in<kTrain, &TrainConfig::labelSmoothing>},
        {"train.patience", kOfRegularisation, "patience", "early stopping",
         "Ends after so many passes without a better validation loss and goes back to the best; 0 never "
         "does.",
         "", 0, 1000, usual(0, 30), false, kLive, false, in<kTrain, &TrainConfig::patience>},
        {"augment.shift", kOfRegularisation, "shift", "shift", "Moves each training image by up to so many pixels.",
         "px", 0, 16, usual(0, 8), false, kLive, true, in<kAugment, &AugmentConfig::shift>},
        {"augment.flip", kOfRegularisation, "mirror", "horizontal flip", "Mirrors half of the training images.", "", 0,
         0, kNoNumber, false, kLive, false, in<kAugment, &AugmentConfig::flip>},
        {"augment.rotation", kOfRegularisation, "rotation", "rotation",
         "Turns each training image by up to so many degrees.", "°", 0, 180, usual(0, 45), false, kLive, false,
         in<kAugment, &AugmentConfig::rotation>},
        {"augment.noise", kOfRegularisation, "noise", "noise",
         "Adds normal noise of this deviation to what the network is given.", "", 0, 2, usual(0, 1), false, kLive,
         false, in<kAugment, &AugmentConfig::noise>},
        {"augment.cutout", kOfRegularisation, "cut-out", "cutout",
         "Blanks a square of this side in each training image: the middle tone of standardised pixels, black of others.",
         "px", 0, 32, usual(0, 16), false, kLive, false, in<kAugment, &AugmentConfig::cutout>},

        {"seed", kOfSeed, "seed", "seed",
         "Decides everything that is left to chance: the same seed gives the same run.", "", 0, 4'294'967'295.0,
         usual(0, 20), false, kNewRun, true, top<&Config::seed>},
    });
    return kFields;
}

} // namespace fovea
