// Comparison: two to four settings that learn from the same batches, trained in turn by one thread. Each is a run of its own,
// with weights, records and memory of its own, so each gets the same bits as if it were trained alone.
#pragma once

#include "core/settings/error.h"
#include "core/training/advance.h"
#include "core/training/baselines.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace fovea {

/// Fewest and most settings that are compared at once.
inline constexpr std::size_t kFewestCompared = 2, kMostCompared = 4;

/// Settings that two runs must share to learn from the same batches of the same images: key and value of the first in which
/// they differ; empty where there is none.
std::string differentBatches(const Config& a, const Config& b);

/// What is known of one of them before its first batch.
struct Contestant
{
    Config config;
    Baselines baselines;
    std::vector<std::string> parameters; ///< names, as in StepRecord::parameterNorms
    Index learned = 0;                   ///< numbers
    double multiplyAdds = kUndefined;    ///< of one image forward; as in LayerRow
    Index validationImages = 0;
    std::shared_ptr<const Dataset> data;
};

/// One of the runs with all that it needs, so that its neighbours cannot touch it.
struct Turn
{
    std::unique_ptr<Run> run;
    Mailbox mailbox;
    LearnerMemory memory;
    Outcome outcome;
    double seconds = 0; ///< of its batches, without those that end in a validation
    long batches = 0;   ///< these

    bool over() const { return outcome.kind != Outcome::Kind::Paused; }
};

/// One after the other advances by some batches, until `stop` or all are over; `after` each turn, with its number.
void takeTurns(std::vector<std::unique_ptr<Turn>>& turns, std::stop_token stop, Workspace& workspace,
               const std::function<void(std::size_t)>& after = {});

/// What came out since it was last asked.
struct ComparisonNews
{
    std::vector<Contestant> made; ///< all of them, once they are made
    std::vector<Delivery> of;     ///< one for each that was made
    std::vector<double>
        secondsPerBatch; ///< one for each: of its own batches so far, without validations; NaN before the first
    std::vector<std::string> endings; ///< one for each: why it is over; empty while it is not
    bool stands = false;              ///< nothing is under way: paused, or all are over
    std::optional<Error> error;       ///< why they could not be made, or not go on
};

/// All functions are called from one thread, the window's; none of them waits, but the destructor, for a batch at most.
class Comparison
{
public:
    /// `threads` train. `onStart` runs first in each of them (priority); `onNews` in the comparison's thread each time it
    /// stands.
    Comparison(int threads, std::function<void()> onStart, std::function<void()> onNews);
    ~Comparison();
    Comparison(const Comparison&) = delete;
    Comparison& operator=(const Comparison&) = delete;

    /// Makes the runs of up to four valid configurations that learn from the same batches, and trains them in turn, each for
    /// some batches, to their ends; one alone where it joins others that are trained already. What was compared before is
    /// dropped.
    /// `data`: the images of such a configuration, where somebody has them already.
    void start(std::vector<Config> configs, std::shared_ptr<const Dataset> data = nullptr);
    void pause();
    void goOn(); ///< after a pause
    /// Whether it stands; news of a start that has not been looked at do not count.
    bool stands() const;
    /// Everything since the last time; the newest snapshots stay where they are, and none is made after them, unless wanted.
    ComparisonNews take(bool withSnapshots = true);

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace fovea
