// Task: what is asked of an image. It turns a network's answers into a loss to learn from and into right or wrong.
#pragma once

#include "core/autograd/tape.h"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace fovea {

/// What a network said about one sample.
struct Answer
{
    int label = 0;          ///< the most probable answer
    double probability = 0; ///< of that answer
};

class Task
{
public:
    virtual ~Task() = default;

    /// Numbers that the network must give for each sample.
    virtual Index answers() const = 0;
    /// Loss of each sample.        logits (B × answers)   labels (B)   loss (B)
    virtual Var loss(Tape& tape, Var logits, std::span<const int> labels, Real smoothing) const = 0;
    /// Probability of each class.   row: `answers` logits   gives: one a class, summing to one
    virtual std::vector<double> probabilities(const Real* row) const = 0;

    /// The most probable class, the first of equals.
    Answer answer(const Real* row) const;

    /// What an answer is worth, from 0 to 1: 1 where it is right.
    double reward(const Real* row, int label) const;
    /// The same, but by degrees: log p + log K, cut to −1 … 1; p the probability of the label among K classes. 0 for a guess.
    double shapedReward(const Real* row, int label) const;
};

struct TaskRow
{
    std::string_view key;
    std::string_view plain;
    std::string_view title;
    std::string_view idea;
    std::unique_ptr<Task> (*make)(int classes);
};

const std::vector<TaskRow>& tasks(); // catalog.cpp
const TaskRow& taskNamed(std::string_view key);

std::unique_ptr<Task> makeClassify(int classes); // classify.cpp

} // namespace fovea
