#include "core/training/advance.h"

#include "core/settings/fields.h"
#include "core/tensor/random.h"
#include "core/training/class_counts.h"
#include "core/training/evaluate.h"
#include "core/training/policy_variance.h"
#include "core/training/schedule.h"
#include "core/training/timeline.h"

#include <cmath>
#include <numeric>

namespace fovea {
namespace {

constexpr VarianceSize kSmallVariance{.images = 16, .draws = 8}; // after each epoch: it must cost little beside it

/// The order in which the current epoch visits the samples.
const std::vector<Index>& orderOf(const Run& run, LearnerMemory& memory)
{
    if (memory.orderedEpoch != run.epoch) {
        memory.order.resize(static_cast<std::size_t>(run.samples()));
        std::iota(memory.order.begin(), memory.order.end(), Index{0});
        Stream(run.config.seed, Purpose::Order, {static_cast<std::uint64_t>(run.epoch)}).shuffle(memory.order);
        memory.orderedEpoch = run.epoch;
    }
    return memory.order;
}

void apply(Run& run, const std::string& key, const std::string& text)
{
    const Field* field = findField(key);
    FOVEA_CHECK(field != nullptr && field->takesEffect != TakesEffect::NewRun, key + " does not change during a run");
    const std::string from = textOf(*field, run.config);
    setFromText(run.config, key, text);
    run.changes.push_back({run.step, key, from, textOf(*field, run.config)});
}

void applyChanges(Run& run, Mailbox& mailbox)
{
    for (const auto& [key, text] : mailbox.takeChanges()) {
        apply(run, key, text);
    }
    while (!run.replay.empty() && run.replay.front().step <= run.step) {
        const Change change = run.replay.front();
        run.replay.erase(run.replay.begin());
        apply(run, change.key, change.to);
    }
}

/// The learning rate of the last batch of an epoch whose batches are done.
double lastRate(const Run& run)
{
    const Index before = (run.samples() - 1) / run.batchSize * run.batchSize; // samples seen when it was chosen
    const double epochs = run.epoch + static_cast<double>(before) / static_cast<double>(run.samples());
    return rateAt(run.config.train, epochs / run.horizon);
}

/// Whether the epoch with this validation loss is the one to go back to.
bool isBest(const Run& run, double valLoss)
{
    const bool unknown = run.best.epoch == 0 || std::isnan(run.best.valLoss);
    const bool lost = run.config.train.patience > 0 && run.best.weights.empty(); // of before patience was asked for
    return unknown || lost || valLoss < run.best.valLoss;
}

/// What the gazes of an epoch say, where the network looks at parts of the image.
std::optional<GazeRecord> gazeRecord(const Run& run, const Evaluation& validation,
                                     const std::array<double, kBaselines>& variance)
{
    if (run.config.look.mechanism == "none") {
        return {};
    }
    const auto samples = static_cast<double>(run.seen);
    const LookConfig* const policy = run.network->policy();
    const bool promises = policy != nullptr && (policy->gaze == "learned" || policy->gaze == "frozen");
    return GazeRecord{policy != nullptr ? run.rewardSum / samples : kUndefined,
                      promises ? run.promisedSum / samples : kUndefined, validation.gazeDistances, variance};
}

/// Measures an epoch whose batches are done. False where a stop came first: then nothing has changed.
bool closeEpoch(Run& run, std::stop_token stop, Mailbox& mailbox, Workspace& workspace)
{
    const Examined now{*run.network, run.weights, *run.task, *run.data};
    const auto validation =
        evaluate(now, run.data->validation, -1, MapOverride::None, run.config.seed, workspace, stop);
    const auto training =
        evaluate(now, run.data->train, kMeasuredAfterEpoch, MapOverride::None, run.config.seed, workspace, stop);
    const auto variance = policyVariance(now, run.config.seed, std::min(1.0, run.epochs() / run.horizon), workspace,
                                         kSmallVariance, stop);
    if (!validation || !training || !variance) {
        return false;
    }
    const auto samples = static_cast<double>(run.seen);
    EpochRecord record;
    record.epoch = run.epoch + 1;
    record.accuracy = run.correctSum / samples;
    record.loss = run.lossSum / samples;
    record.valAccuracy = validation->accuracy;
    record.valLoss = validation->loss;
    record.trainAccuracy = training->accuracy;
    record.trainLoss = training->loss;
    record.attentionEntropy = validation->entropy;
    record.evidenceMass = validation->evidence.mass;
    record.pointing = validation->evidence.hit;
    record.strictPointing = validation->evidence.strictHit;
    record.heads = validation->heads;
    record.gaze = gazeRecord(run, *validation, *variance);
    record.learningRate = lastRate(run);
    record.gradientNorm = run.normSum / static_cast<double>(run.batches);
    run.history.push_back(record);
    mailbox.put(record);

    ++run.epoch;
    run.seen = 0;
    run.lossSum = run.correctSum = run.normSum = run.rewardSum = run.promisedSum = 0;
    run.batches = 0;

    if (isBest(run, record.valLoss)) {
        run.best = {record.epoch, record.valLoss, run.config.train.patience > 0 ? run.weights : Weights()};
    }
    run.over = run.config.train.patience > 0 && run.epoch - run.best.epoch >= run.config.train.patience;
    return true;
}

void offerSnapshot(const Run& run, Mailbox& mailbox)
{
    if (mailbox.wantsSnapshot()) {
        mailbox.put(snapshotOf(run));
    }
}

/// For whoever saves it: the run between two batches, as pausing here would leave it.
void offerCopy(const Run& run, Mailbox& mailbox)
{
    if (mailbox.wantsCopy()) {
        mailbox.put(std::make_shared<const Run>(run));
    }
}

/// Called between batches, with the weights that the batches so far have led to.
void keepMoment(const Run& run, Mailbox& mailbox)
{
    if (!run.restored && isKeptMoment(run) && mailbox.keepsMoments()) {
        mailbox.keep(snapshotOf(run));
    }
}

/// Takes up the last weights again, where the best had been put in their place: going on is as if it had never ended.
void goOn(Run& run)
{
    if (run.restored) {
        std::swap(run.weights, run.best.weights);
        run.restored = false;
    }
}

Outcome finish(Run& run)
{
    const int patience = run.config.train.patience;
    if (patience > 0 && !run.restored && !run.best.weights.empty()) {
        std::swap(run.weights, run.best.weights);
        run.restored = true;
    }
    if (run.stopsEarly()) {
        return {Outcome::Kind::Stopped, "No better validation loss for " + std::to_string(patience) +
                                            " passes: stopped, and went back to pass " +
                                            std::to_string(run.best.epoch) + "."};
    }
    return {Outcome::Kind::Finished, "Done."};
}

/// What to do about a rate that was too high: a smaller one, or a usual one where this is far from it.
std::string betterRate(const Config& config)
{
    const Field& rate = *findField("train.learning_rate");
    const std::string now = textOf(rate, config);
    if (config.train.learningRate > rate.usual.most) {
        return "The learning rate is " + now + ", far above what is usual; try " + textOf(rate, Config()) + ".";
    }
    return "Try a learning rate ten times smaller (now " + now + ").";
}

Outcome diverged(const Run& run, double loss)
{
    const std::string what = std::isnan(loss)   ? "The loss is no longer a number"
                             : std::isinf(loss) ? "The loss became infinite"
                                                : "Gradient or weights became infinite";
    return {Outcome::Kind::Diverged, what + " at batch " + std::to_string(run.step + 1) +
                                         ". The last finite weights are kept. " + betterRate(run.config)};
}

} // namespace

Outcome advance(Run& run, long steps, std::stop_token stop, Mailbox& mailbox, Workspace& workspace,
                LearnerMemory& memory)
{
    if (memory.network != run.network) { // another run's shapes and order
        memory = {};
        memory.network = run.network;
    }
    for (long done = 0; !stop.stop_requested(); ++done) {
        if (run.seen >= run.samples() && !closeEpoch(run, stop, mailbox, workspace)) {
            break;
        }
        applyChanges(run, mailbox); // before the question whether it is over: more epochs may have been asked for
        keepMoment(run, mailbox);
        if (run.finished()) {
            const Outcome outcome = finish(run);
            offerSnapshot(run, mailbox);
            offerCopy(run, mailbox);
            return outcome;
        }
        goOn(run);
        offerSnapshot(run, mailbox);
        offerCopy(run, mailbox);
        if (done >= steps) {
            break;
        }
        if (run.seen == 0) {
            run.batchSize = run.config.train.batchSize;
        }

        const std::vector<Index>& order = orderOf(run, memory);
        const Index count = std::min<Index>(run.batchSize, run.samples() - run.seen);
        const std::vector<Index> samples(order.begin() + run.seen, order.begin() + run.seen + count);
        const double rate = rateAt(run.config.train, run.epochs() / run.horizon);

        BatchResult batch = learn(run, samples, rate, workspace, memory);
        if (!batch.finite) {
            return diverged(run, batch.loss);
        }

        ++run.step;
        run.seen += count;
        run.lossSum += batch.loss * static_cast<double>(count);
        run.correctSum += batch.accuracy * static_cast<double>(count);
        run.normSum += batch.gradientNorm;
        if (!std::isnan(batch.reward)) {
            run.rewardSum += batch.reward * static_cast<double>(count);
            run.promisedSum += std::isnan(batch.promised) ? 0 : batch.promised * static_cast<double>(count);
        }
        ++run.batches;
        mailbox.put(StepRecord{run.step, run.epochs(), batch.loss, batch.accuracy, rate, batch.gradientNorm,
                               std::move(batch.parameterNorms), batch.reward, batch.promised});
    }
    return {};
}

} // namespace fovea
