#include "core/diagnosis/signs.h"

#include "core/tensor/check.h"

#include <algorithm>

namespace fovea {

const std::vector<DiagnosisRule>& diagnosisRules()
{
    using enum Condition;
    // condition, key, plain, term, meaning,
    // thresholds (what, value, why this one), unless, remedies, what sees it
    static const std::vector<DiagnosisRule> kRules = {
        {Divergence,
         "divergence",
         "it ran away",
         "divergence",
         "Each step made the loss larger, until it was no number any more, or far above knowing nothing.",
         {{"training loss, in losses of knowing nothing", 3,
           "sure and wrong at once: no amount of not knowing costs that much"},
          {"training loss, in that of the first pass or of the middle of the run, whichever is lower", 0.8,
           "raw pixels begin high and come down; what stays up, or ends above where it began, has run away"}},
         {},
         {"slower", "clip", "centred-pixels", "adamw", "falling-rate"},
         seeDivergence},

        {Collapse,
         "collapse",
         "one answer for all",
         "collapse to one class",
         "Whatever the image, the network names the same class; often every ReLU is off, and no gradient is left.",
         {{"passes in a row", 3, "a network on its way can pass by the accuracy of one class, but it does not stay"},
          {"share of the images that may differ", 0.002,
           "a few stray images do not make it a network that looks; half an image at least, for rounding"}},
         {Divergence},
         {"centred-pixels", "slower", "faster", "he", "asking-all", "clip", "larger-batch", "attention"},
         seeCollapse},

        {Stagnation,
         "stagnation",
         "it does not get off the ground",
         "stagnation",
         "Passes go by and nothing is learned: neither accuracy nor loss leaves what guessing gives.",
         {{"passes", 5, "tasks that need comparing take off late; before that it is too early to say"},
          {"training accuracy above the most frequent class, in standard errors", 3,
           "one guess in a thousand is that lucky"},
          {"training loss, as a share of knowing nothing", 0.97,
           "the loss tells of learning before accuracy does: 3 % is more than it wavers by itself"}},
         {Divergence, Collapse},
         {"faster", "slower", "asking-all", "attention", "centred-pixels", "he", "gentler", "larger", "smaller-batch"},
         seeStagnation},

        {Overfitting,
         "overfitting",
         "learned by heart",
         "overfitting",
         "It is right on the images that it learned from and not on others.",
         {{"gap of training and validation accuracy, in standard errors of both", 3,
           "a gap within the noise is no gap: three standard errors leave one false alarm in 740 runs"},
          {"smallest gap", 0.05, "a smaller one is the price of learning from examples, and no reason to act"}},
         {Divergence, Collapse, Stagnation},
         {"more-data", "augmentation", "dropout", "early-stopping", "smaller", "l2", "l1", "attention"},
         seeOverfitting},

        {Underfitting,
         "underfitting",
         "it has not learned enough",
         "underfitting",
         "It is not even right on the images that it learned from, so it is no wonder that it fails on others.",
         {{"passes", 3, "the mean of as many is compared"},
          {"missing to what can be reached", 0.10,
           "below it, hard and wrongly labelled images explain it as well; what can be reached is the ideal observer's "
           "accuracy where that is known, else 1"},
          {"the same in standard errors", 3, "as above"},
          {"training loss against that of three quarters of the run", 0.98,
           "where it fell by more than this, it was still learning"}},
         {Divergence, Collapse, Stagnation, Overfitting},
         {"longer", "larger", "attention", "asking-all", "gentler", "faster", "slower"},
         seeUnderfitting},

        {Fluctuation,
         "fluctuation",
         "it goes up and down",
         "fluctuation",
         "From pass to pass the network itself becomes better and worse; mere chance in the validation images is not counted.",
         {{"passes", 6, "the first third is the climb, in which anything happens"},
          {"fall of validation accuracy from one pass to the next, in its standard errors", 3,
           "two measurements of equal networks differ by at most √2 of them, and on the same images by less"},
          {"smallest fall", 0.05, "a smaller one, as a smaller gap, is no reason to act, however many images prove it"},
          {"falls", 2, "one can be bad luck; it also has to come back by half"}},
         {Divergence, Collapse, Stagnation},
         {"calmer", "falling-rate", "larger-batch", "clip", "more-validation"},
         seeFluctuation},

        {IdleAttention,
         "idle-attention",
         "its attention chooses nothing",
         "softmax over one number",
         "Attention has to have several places to choose among; with one, its output is its input, and no gradient reaches its "
         "weights.",
         {},
         {},
         {"attention"},
         seeIdleAttention},
    };
    return kRules;
}

const DiagnosisRule& ruleOf(Condition condition)
{
    const auto row = std::find_if(diagnosisRules().begin(), diagnosisRules().end(),
                                  [&](const DiagnosisRule& one) { return one.condition == condition; });
    FOVEA_CHECK(row != diagnosisRules().end(), "every condition has a row");
    return *row;
}

} // namespace fovea
