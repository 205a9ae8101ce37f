// Confusion: what is taken for what, and what follows from counting it: precision, recall and F1 of each class.
//
// An image without an answer (numbers that are not finite) is a miss of its class, and a mistake of no other.
#pragma once

#include "core/tasks/interval.h"

#include <cmath>
#include <cstddef>
#include <limits>
#include <vector>

namespace fovea {

/// What a network said about images whose classes are known.
struct Predictions
{
    int classes = 0;
    std::vector<int> labels;           ///< one an image
    std::vector<int> answers;          ///< the most probable class, the first of equals; −1: no answer
    std::vector<double> probabilities; ///< (images × classes); NaN where there is no answer

    std::size_t size() const { return labels.size(); }
    double probability(std::size_t image, int ofClass) const
    {
        return probabilities[image * static_cast<std::size_t>(classes) + static_cast<std::size_t>(ofClass)];
    }
};

struct Confusion
{
    int classes = 0;
    std::vector<long> counts;     ///< (classes × classes): row what it is, column what it was taken for
    std::vector<long> unanswered; ///< of each class

    long at(int is, int answered) const { return counts[static_cast<std::size_t>(is * classes + answered)]; }
    long images(int ofClass) const; ///< that are of this class
    long named(int ofClass) const;  ///< that were taken for this class
    long right() const;
    long total() const;
};

Confusion confusionOf(const Predictions& predictions);

/// One class. Undefined (NaN): precision where it was never named, recall where it has no images, F1 where both.
struct ClassScores
{
    long images = 0, named = 0, right = 0;
    double precision = std::numeric_limits<double>::quiet_NaN(); ///< right / named
    double recall = std::numeric_limits<double>::quiet_NaN();    ///< right / images
    double f1 = std::numeric_limits<double>::quiet_NaN();        ///< 2 right / (images + named)
    Interval precisionInterval, recallInterval;

    bool occurs() const { return images + named > 0; }
};

/// Means over the classes that occur among labels or answers; what is undefined there counts as 0, as scikit-learn has it.
struct AverageScores
{
    double precision = std::numeric_limits<double>::quiet_NaN();
    double recall = std::numeric_limits<double>::quiet_NaN();
    double f1 = std::numeric_limits<double>::quiet_NaN();
};

struct Scores
{
    std::vector<ClassScores> classes;
    AverageScores macro;    ///< each class alike
    AverageScores weighted; ///< each class by its images
    double accuracy = std::numeric_limits<double>::quiet_NaN();
    Interval accuracyInterval;
    int majorityClass = -1;                                     ///< the most frequent class, the first of equals
    double majority = std::numeric_limits<double>::quiet_NaN(); ///< accuracy of always naming it
};

Scores scoresOf(const Confusion& confusion);

} // namespace fovea
