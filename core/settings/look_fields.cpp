// The settings of looking at parts of an image: rows of the table in fields.cpp.
#include "core/settings/field_rows.h"

namespace fovea {
namespace {

constexpr auto kLook = &Config::look;

bool looks(const Config& c)
{
    return c.look.mechanism != "none";
}
bool glances(const Config& c) // a state that glimpses go into, one after the other
{
    return looks(c) && c.look.mechanism != "transformer";
}
bool drawsGazes(const Config& c) // learned from rewards
{
    return c.look.mechanism == "glimpses";
}
bool choosesFromGrid(const Config& c)
{
    return c.look.mechanism == "gumbel";
}
bool hasScales(const Config& c)
{
    return drawsGazes(c) || choosesFromGrid(c);
}
bool transforms(const Config& c)
{
    return c.look.mechanism == "transformer";
}
bool answersEarly(const Config& c)
{
    return glances(c) && c.look.earlyWeight > 0;
}

} // namespace

std::vector<Choice> gazeChoices()
{
    return {{"learned", "the network", "learned policy", "Each gaze follows from what was seen before."},
            {"random", "chance", "random gaze", "Anywhere in the image, whatever was seen."},
            {"centre", "nobody: the middle", "centre gaze", "Always the middle of the image."},
            {"frozen", "a network that never learns to look", "frozen policy",
             "The part that chooses keeps its first weights; all else learns."},
            {"oracle", "somebody who knows", "oracle gaze", "Always the object, where the data knows it."}};
}

std::vector<Choice> rewardChoices()
{
    return {{"right", "a right answer", "0–1 reward", "1 where the answer is right, else 0."},
            {"confidence", "a confident right answer", "shaped reward",
             "Logarithm of the probability of the right answer, plus that of the number of answers; from −1 to 1."}};
}

std::vector<Choice> baselineChoices()
{
    return {
        {"none", "nothing", "no baseline", "The reward as it is."},
        {"constant", "one number", "constant baseline", "One number for all images and glimpses, learned."},
        {"learned", "what the state promises", "learned baseline", "A linear guess from the state before each gaze."},
        {"leave-one-out", "the other tries", "leave-one-out baseline",
         "The mean reward of the other paths on the same image."}};
}

std::vector<Choice> transformChoices()
{
    return {{"scaled", "move and zoom", "scale and translation", "The window keeps its shape: three numbers."},
            {"affine", "move, zoom, turn, shear", "affine", "The window becomes any parallelogram: six numbers."}};
}

std::vector<Field> lookFields()
{
    return {
        {"look.mechanism", kOfAttention, "glimpses", "hard attention",
         "Whether the network sees the image as a whole, or only parts of it that it chooses.", "", 0, 0, kNoNumber,
         false, kNewRun, true, in<kLook, &LookConfig::mechanism>, lookChoices},
        {"look.gaze", kOfAttention, "who chooses", "gaze control",
         "Whether the network chooses where to look, or is made to look elsewhere: what its choices are held against.",
         "", 0, 0, kNoNumber, false, kNewRun, false, in<kLook, &LookConfig::gaze>, gazeChoices, drawsGazes},
        {"look.glimpses", kOfAttention, "glimpses", "glimpses T",
         "How many parts of the image are seen, one after the other.", "", 0, 16, usual(1, 8), false, kNewRun, true,
         in<kLook, &LookConfig::glimpses>, nullptr, glances},
        {"look.size", kOfAttention, "size of a glimpse", "glimpse side g", "Pixels a side of what is seen at a time.",
         "px", 1, 64, usual(4, 32), false, kNewRun, true, in<kLook, &LookConfig::size>, nullptr, looks},
        {"look.scales", kOfAttention, "scales", "retina scales k",
         "Squares around the same place, each twice as wide as the last and shrunk to its size: sharp in the middle, blurred "
         "around it.",
         "", 1, 4, usual(1, 4), false, kNewRun, false, in<kLook, &LookConfig::scales>, nullptr, hasScales},
        {"look.hidden", kOfAttention, "memory", "state units n", "Units of the state that glimpses go into.", "", 1,
         1024, usual(16, 512, 2), true, kNewRun, false, in<kLook, &LookConfig::hidden>, nullptr, glances},
        {"look.grid", kOfAttention, "places a side", "grid G",
         "A gaze is one of so many places a side, evenly over the image.", "", 1, 16, usual(3, 9), false, kNewRun,
         false, in<kLook, &LookConfig::grid>, nullptr, choosesFromGrid},
        {"look.temperature", kOfAttention, "first temperature of a choice", "Gumbel τ, first",
         "How evenly the gradient is shared among places that were not chosen, at first.", "", 0.01, 100,
         usual(0.1, 10), true, kNewRun, false, in<kLook, &LookConfig::temperature>, nullptr, choosesFromGrid},
        {"look.temperature_end", kOfAttention, "last temperature of a choice", "Gumbel τ, last",
         "The same at the end of the run.", "", 0.01, 100, usual(0.1, 10), true, kNewRun, false,
         in<kLook, &LookConfig::lastTemperature>, nullptr, choosesFromGrid},
        {"look.transform", kOfAttention, "what the window may do", "transformation",
         "How free the window is that the network lays over the image.", "", 0, 0, kNoNumber, false, kNewRun, false,
         in<kLook, &LookConfig::transform>, transformChoices, transforms},
        {"look.sigma", kOfAttention, "first scatter of a gaze", "policy σ, first",
         "Deviation of a gaze from where the network aims, at first; half the image is 1. Without scatter nothing is tried "
         "out.",
         "", 0, 2, usual(0.02, 0.5), true, kNewRun, false, in<kLook, &LookConfig::sigma>, nullptr, drawsGazes},
        {"look.sigma_end", kOfAttention, "last scatter of a gaze", "policy σ, last", "The same at the end of the run.",
         "", 0, 2, usual(0.02, 0.5), true, kNewRun, false, in<kLook, &LookConfig::sigmaEnd>, nullptr, drawsGazes},
        {"look.rollouts", kOfAttention, "tries an image", "rollouts M",
         "How many paths of gazes are tried on each image while learning.", "", 1, 32, usual(1, 16, 2), true, kNewRun,
         false, in<kLook, &LookConfig::rollouts>, nullptr, drawsGazes},
        {"look.test_rollouts", kOfAttention, "tries in the test", "Monte Carlo rollouts",
         "Paths of gazes an image whose answers are averaged in the test, beside the path without scatter.", "", 1, 100,
         usual(1, 32, 2), true, kNewRun, false, in<kLook, &LookConfig::testRollouts>, nullptr, drawsGazes},
        {"look.reward", kOfAttention, "reward", "reward R", "What a path of gazes is rewarded for.", "", 0, 0,
         kNoNumber, false, kNewRun, false, in<kLook, &LookConfig::reward>, rewardChoices, drawsGazes},
        {"look.baseline", kOfAttention, "expected reward", "baseline b",
         "What is taken from the reward first. It changes nothing in the mean, and much in how noisy learning is.", "",
         0, 0, kNoNumber, false, kLive, false, in<kLook, &LookConfig::baseline>, baselineChoices, drawsGazes},
        {"look.weight", kOfAttention, "weight of the reward", "policy weight λ",
         "How much the reward counts beside the answer.", "", 0, 100, usual(0.001, 1), true, kLive, false,
         in<kLook, &LookConfig::weight>, nullptr, drawsGazes},
        {"look.early_weight", kOfAttention, "answers on the way", "early answers",
         "Weight of the answer after each glimpse but the last: the network learns to read before it learns to look.",
         "", 0, 10, usual(0, 1), false, kLive, false, in<kLook, &LookConfig::earlyWeight>, nullptr, glances},
        {"look.early_share", kOfAttention, "answers on the way until", "share with early answers",
         "For this share of the run.", "", 0, 1, usual(0, 1), false, kLive, false, in<kLook, &LookConfig::earlyShare>,
         nullptr, answersEarly},
    };
}

} // namespace fovea
