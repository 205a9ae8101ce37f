// Classification. Of two classes: one number, its sigmoid the probability of the second, and binary cross-entropy, as the
// essay has it. Of more: one number a class, softmax, cross-entropy.
#include "core/tasks/task.h"

#include "core/ops/losses.h"

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

class YesOrNo : public Task
{
public:
    Index answers() const override { return 1; }
    Var loss(Tape& tape, Var logits, std::span<const int> labels, Real smoothing) const override
    {
        return binaryCrossEntropy(tape, logits, labels, smoothing);
    }
    std::vector<double> probabilities(const Real* row) const override
    {
        const double yes = 1 / (1 + std::exp(-static_cast<double>(row[0])));
        return {1 - yes, yes};
    }
};

class OneOfMany : public Task
{
public:
    explicit OneOfMany(int classes) : classes_(classes) {}

    Index answers() const override { return classes_; }
    Var loss(Tape& tape, Var logits, std::span<const int> labels, Real smoothing) const override
    {
        return crossEntropy(tape, logits, labels, smoothing);
    }
    std::vector<double> probabilities(const Real* row) const override
    {
        const Real largest = *std::max_element(row, row + classes_);
        std::vector<double> p(static_cast<std::size_t>(classes_));
        double sum = 0;
        for (std::size_t k = 0; k < p.size(); ++k) {
            p[k] = std::exp(static_cast<double>(row[k] - largest));
            sum += p[k];
        }
        for (double& value : p) {
            value /= sum;
        }
        return p;
    }

private:
    int classes_;
};

} // namespace

Answer Task::answer(const Real* row) const
{
    const std::vector<double> p = probabilities(row);
    const auto best = std::max_element(p.begin(), p.end());
    return {static_cast<int>(best - p.begin()), *best};
}

double Task::reward(const Real* row, int label) const
{
    return answer(row).label == label ? 1 : 0;
}

double Task::shapedReward(const Real* row, int label) const
{
    const std::vector<double> p = probabilities(row);
    const double gain = std::log(p[static_cast<std::size_t>(label)] * static_cast<double>(p.size()));
    return std::clamp(gain, -1.0, 1.0);
}

std::unique_ptr<Task> makeClassify(int classes)
{
    if (classes == 2) {
        return std::make_unique<YesOrNo>();
    }
    return std::make_unique<OneOfMany>(classes);
}

} // namespace fovea
