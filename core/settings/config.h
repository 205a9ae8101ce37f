// Config: everything that decides a run, as plain values. Two equal configurations give the same run, bit for bit.
//
// What each field means, its range and when it takes effect stands in fields.cpp, once for form, command line and files.
#pragma once

#include <cstdint>
#include <string>

namespace fovea {

struct DataConfig
{
    std::string set = "needle";
    std::string path;                ///< folder of files, where the set needs one; empty: the usual places
    int samples = 8000;              ///< training images; for files, at most so many are used (0: all)
    int validation = 1000;           ///< images
    int test = 2000;                 ///< images
    double signal = 7;               ///< needle, coloured noise: strength of a glyph against noise of deviation 1
    double difference = 90;          ///< odd one out: the angle between the odd bar and the others, in degrees
    int jitter = 1;                  ///< odd one out: how far a bar may lie off its place, in pixels
    int changed = 12;                ///< same or different: in how many of 25 squares two different blots differ
    int side = 32;                   ///< far corners, own files: width and height of an image, in pixels
    std::string colours = "grey";    ///< own files: grey, colour
    std::string fit = "crop";        ///< own files: how a picture becomes a square: crop, whole
    double noise = 0.05;             ///< of these three: its deviation
    int channels = 3;                ///< coloured noise: colours of a pixel
    std::string items = "digits";    ///< shortcut, clutter: what there is to recognise
    double rho = 0.9;                ///< shortcut: share of the training images whose tag tells the label for certain
    int canvas = 40;                 ///< clutter: width and height of an image, in pixels
    int distractors = 4;             ///< clutter: pieces of other items
    std::string pixels = "standard"; ///< raw, unit, standard
    bool operator==(const DataConfig&) const = default;
};

struct ModelConfig
{
    std::string trunk = "conv 16 5x5, pool, norm, conv 32, pool, norm";
    int hidden = 0; ///< units of a dense layer between attention and answer; 0: none
    std::string initialiser = "he";
    bool operator==(const ModelConfig&) const = default;
};

struct AttentionConfig
{
    std::string mechanism = "soft";
    int hidden = 32; ///< L, units of the score; 0: linear
    double temperature = 1;
    bool coordinates = false;
    int heads = 4;   ///< h, of learned queries
    int queries = 1; ///< M, learned queries
    int depths = 1;  ///< depths of the trunk that attention by compatibility looks at
    bool operator==(const AttentionConfig&) const = default;
};

/// Looking at parts of the image: glimpses one after the other, or one window that the network moves.
struct LookConfig
{
    std::string mechanism = "none";
    int glimpses = 5;                              ///< T
    int size = 8;                                  ///< g, pixels a side of what is seen
    int scales = 1;                                ///< k, squares of side g, 2g, 4g … around the same place
    int hidden = 128;                              ///< n, units of the state
    int grid = 7;                                  ///< G, places a side to choose from, of a gaze chosen from a grid
    std::string transform = "scaled";              ///< what the spatial transformer may do
    std::string gaze = "learned";                  ///< learned, or one of the controls
    double sigma = 0.2, sigmaEnd = 0.1;            ///< σ of a gaze, where half the image is 1; first and last
    double temperature = 1, lastTemperature = 0.3; ///< τ of a choice from a grid; first and last
    int rollouts = 4;                              ///< M, paths an image while learning
    int testRollouts = 10;                         ///< paths an image whose probabilities are averaged in a test
    std::string reward = "right";
    std::string baseline = "leave-one-out";
    double weight = 0.05;                       ///< λ
    double earlyWeight = 0.2, earlyShare = 0.3; ///< answers after each glimpse: their weight, for this share of the run
    bool operator==(const LookConfig&) const = default;
};

/// Gates in the trunk: where its line says “gate”, or after its last layer.
struct GateConfig
{
    std::string mechanism = "none";
    int reduction = 4; ///< r, channels for each unit of the narrow layer
    int size = 0;      ///< side of a gate's window: channels of ECA, pixels of CBAM; 0: as its paper has it
    bool operator==(const GateConfig&) const = default;
};

/// Blocks in which tokens look at each other, between trunk and attention.
struct MixConfig
{
    std::string mechanism = "global";
    int depth = 0;     ///< blocks; 0: none, and nothing below matters
    int width = 0;     ///< d, features of a token; 0: the trunk's channels, as they are
    int heads = 4;     ///< h, which divides d
    int expansion = 2; ///< units of a block's feed-forward layer, in multiples of d
    int window = 4;    ///< w, side of a window
    std::string positions = "learned";
    bool operator==(const MixConfig&) const = default;
};

struct TrainConfig
{
    int epochs = 10;
    int steps = 0; ///< stop after so many batches; 0: the epochs decide
    int batchSize = 64;
    std::string optimiser = "adamw";
    double learningRate = 4e-3;
    double momentum = 0.9;
    bool nesterov = false;
    double beta1 = 0.9, beta2 = 0.999;
    double epsilon = 1e-8;
    std::string schedule = "one_cycle";
    double warmup = 0.3; ///< share of the run in which the rate rises
    double l1 = 0, l2 = 0;
    double decay = 0.3; ///< decoupled weight decay, AdamW only
    double dropout = 0;
    double labelSmoothing = 0;
    double clip = 0;  ///< largest norm of the gradient; 0: no limit
    int patience = 0; ///< early stopping after so many epochs without a better validation loss; 0: never
    bool operator==(const TrainConfig&) const = default;
};

struct AugmentConfig
{
    int shift = 0;       ///< pixels
    bool flip = false;   ///< left and right
    double rotation = 0; ///< degrees
    double noise = 0;    ///< standard deviation, in units of the network's input
    int cutout = 0;      ///< side of a square set to 0, which is the mean of standardised pixels; pixels
    bool operator==(const AugmentConfig&) const = default;
};

struct Config
{
    std::uint64_t seed = 0;
    std::string task = "classify";
    DataConfig data;
    ModelConfig model;
    LookConfig look;
    GateConfig gate;
    MixConfig mix;
    AttentionConfig attention;
    TrainConfig train;
    AugmentConfig augment;
    bool operator==(const Config&) const = default;
};

} // namespace fovea
