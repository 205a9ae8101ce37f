// The settings of learning, and of what helps against learning by heart: rows of the table in fields.cpp.
#include "core/settings/field_rows.h"

namespace fovea {
namespace {

constexpr auto kTrain = &Config::train;
constexpr auto kAugment = &Config::augment;

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

} // namespace

std::vector<Field> trainingFields()
{
    return {
        {"train.epochs", kOfTraining, "passes", "epochs (passes)", "How often every training image is seen.", "", 1,
         100'000, usual(1, 200), true, kLive, true, in<kTrain, &TrainConfig::epochs>},
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
    };
}

} // namespace fovea
