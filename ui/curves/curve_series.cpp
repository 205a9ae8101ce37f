#include "ui/curves/curve_series.h"

#include "core/training/guess.h"

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

// The columns of the tables, in order.
enum BatchColumn : std::size_t
{
    kLoss,
    kLiveAccuracy,
    kLiveLoss,
    kNorm,
    kBatchReward,
    kBatchPromised
};
enum PassColumn : std::size_t
{
    kValAccuracy,
    kTrainAccuracy,
    kRunningAccuracy,
    kValLoss,
    kTrainLoss,
    kRunningLoss,
    kSpread,
    kMass,
    kHit,
    kReward,
    kPromised,
    kDistance,
    kVariance ///< the first of as many as there are baselines
};
enum HeadColumn : std::size_t
{
    kHeadSpread,
    kHeadMass,
    kHeadHit,
    kHeadColumns
};
enum LookColumn : std::size_t
{
    kLookSpread,
    kLookMass,
    kLookHit
};

/// Which of a head's columns a line is drawn from; nothing where it is no line of attention.
std::optional<std::size_t> headColumn(CurveKind kind)
{
    switch (kind) {
    case CurveKind::Spread:
    case CurveKind::SpreadLook:
    case CurveKind::HeadSpread:
        return kHeadSpread;
    case CurveKind::Mass:
    case CurveKind::MassLook:
    case CurveKind::HeadMass:
        return kHeadMass;
    case CurveKind::Hit:
    case CurveKind::HitLook:
    case CurveKind::HeadHit:
        return kHeadHit;
    default:
        return std::nullopt;
    }
}

std::size_t passColumn(const CurveId& id, bool likeTheEssay)
{
    const std::size_t first = id.tab == CurveTab::Loss ? kValLoss : kValAccuracy;
    switch (id.kind) {
    case CurveKind::Validation:
        return first;
    case CurveKind::Training:
        return first + (likeTheEssay ? 2 : 1);
    case CurveKind::Running:
        return first + (likeTheEssay ? 1 : 2);
    case CurveKind::Spread:
        return kSpread;
    case CurveKind::Mass:
        return kMass;
    case CurveKind::Reward:
        return kReward;
    case CurveKind::Promised:
        return kPromised;
    case CurveKind::Distance:
        return kDistance;
    case CurveKind::Variance:
        return kVariance + static_cast<std::size_t>(id.parameter);
    default:
        return kHit;
    }
}

} // namespace

void RunCurves::add(const StepRecord& record)
{
    // A batch's share of the pass is its weight in the mean, so that a short last batch counts as in Keras.
    const double before = batches_.passes.empty() ? 0 : batches_.passes.back();
    const long pass = static_cast<long>(std::ceil(record.epoch - 1e-9)) - 1;
    if (pass != pass_) {
        pass_ = pass;
        startPass();
    }
    const double share = std::max(1e-12, record.epoch - std::max(before, static_cast<double>(pass)));
    seen_ += share;
    correct_ += share * record.accuracy;
    loss_ += share * record.loss;
    batches_.put(record.epoch, static_cast<double>(record.step),
                 {record.loss, correct_ / seen_, loss_ / seen_, record.gradientNorm, record.reward, record.promised});
    if (!record.parameterNorms.empty()) {
        if (norms_.columns.size() < record.parameterNorms.size()) {
            const std::vector<double> unknown(norms_.passes.size(), kUndefined);
            norms_.columns.resize(record.parameterNorms.size(), unknown);
        }
        norms_.put(record.epoch, static_cast<double>(record.step), {});
        for (std::size_t i = 0; i < norms_.columns.size(); ++i) {
            norms_.columns[i].push_back(i < record.parameterNorms.size() ? drawable(record.parameterNorms[i])
                                                                         : kUndefined);
        }
    }
}

/// The means of the first pass stay until there are two points to draw a line through, with a gap before the next pass.
void RunCurves::startPass()
{
    seen_ = correct_ = loss_ = 0;
    const std::size_t end = batches_.passes.size();
    if (end > 0 && passes_.passes.size() < 2) {
        forget(end - 1, end);
    } else {
        forgetMeans(end);
    }
}

/// The running means of these batches have become one point of the dotted line.
void RunCurves::forgetMeans(std::size_t end)
{
    forget(meansBegin_, end);
    meansBegin_ = std::max(meansBegin_, end);
}

void RunCurves::forget(std::size_t begin, std::size_t end)
{
    if (end > begin) {
        for (const std::size_t column : {kLiveAccuracy, kLiveLoss}) {
            std::vector<double>& values = batches_.columns[column];
            std::fill(values.begin() + static_cast<std::ptrdiff_t>(begin),
                      values.begin() + static_cast<std::ptrdiff_t>(end), kUndefined);
        }
        ++version_;
    }
}

void RunCurves::add(const EpochRecord& record)
{
    const GazeRecord gaze = record.gaze.value_or(GazeRecord());
    passes_.put(record.epoch, batchAt(record.epoch),
                {record.valAccuracy, record.trainAccuracy, record.accuracy, record.valLoss, record.trainLoss,
                 record.loss, std::exp(record.attentionEntropy), record.evidenceMass, record.pointing, gaze.reward,
                 gaze.promised, meanDistance(gaze), gaze.variance[0], gaze.variance[1], gaze.variance[2],
                 gaze.variance[3]});
    addHeads(record);
    guess_ = isGuess(record, head_.chance) ? std::optional(record.valLoss) : std::nullopt;
    if (passes_.passes.size() > 1) {
        const auto after = std::ranges::upper_bound(batches_.passes, record.epoch + 1e-9);
        forgetMeans(static_cast<std::size_t>(after - batches_.passes.begin()));
    }
    if (std::isfinite(record.valLoss) && !(record.valLoss >= bestLoss_)) {
        bestLoss_ = record.valLoss;
        best_ = static_cast<long>(passes_.passes.size()) - 1;
    }
}

void RunCurves::addHeads(const EpochRecord& record)
{
    if (record.heads.empty()) {
        return;
    }
    if (heads_.empty()) {
        for (const HeadEvaluation& head : record.heads) {
            heads_.push_back(head.name);
        }
        ofHeads_.columns.resize(kHeadColumns * heads_.size());
    }
    ofHeads_.put(record.epoch, batchAt(record.epoch), {});
    for (std::size_t i = 0; i < heads_.size(); ++i) {
        const bool known = i < record.heads.size() && record.heads[i].name == heads_[i];
        const HeadResult mean = known ? record.heads[i].mean : HeadResult();
        for (const auto& [column, value] :
             {std::pair(kHeadSpread, std::exp(mean.entropy)), std::pair(kHeadMass, mean.evidence.mass),
              std::pair(kHeadHit, mean.evidence.hit)}) {
            ofHeads_.columns[kHeadColumns * i + column].push_back(drawable(value));
        }
    }
}

void RunCurves::showHead(const std::optional<HeadName>& head)
{
    if (head != shown_) {
        shown_ = head;
        ++version_;
    }
}

/// Its number; −1: the map as a whole.
int RunCurves::shownHead() const
{
    const auto found = shown_ ? std::ranges::find(heads_, *shown_) : heads_.end();
    return found == heads_.end() ? -1 : static_cast<int>(found - heads_.begin());
}

/// Where other pictures are looked at, the line breaks: what lies between the two is no change of the network.
void RunCurves::add(const LookRecord& record)
{
    if (std::exchange(looked_, record.set) != record.set && !looks_.passes.empty()) {
        looks_.put(record.epoch, batchAt(record.epoch), {kUndefined, kUndefined, kUndefined});
    }
    looks_.put(record.epoch, batchAt(record.epoch), {record.spread, record.mass, record.hit});
}

void RunCurves::clear()
{
    const int version = version_ + 1;
    *this = RunCurves(std::move(head_));
    version_ = version;
}

CurvePoints RunCurves::points(const CurveId& id, Across across) const
{
    if (const auto column = headColumn(id.kind)) {
        const bool one = id.parameter >= 0;
        if (const int head = one ? id.parameter : shownHead(); head >= 0) {
            const bool measured = oncePerPass(id.kind); // pinned pictures are not looked at head by head
            return measured ? ofHeads_.column(kHeadColumns * static_cast<std::size_t>(head) + *column, across)
                            : CurvePoints();
        }
    }
    switch (id.kind) {
    case CurveKind::Live:
        return batches_.column(id.tab == CurveTab::Loss ? kLiveLoss : kLiveAccuracy, across);
    case CurveKind::Batch:
        return batches_.column(kLoss, across);
    case CurveKind::Norm:
        return batches_.column(kNorm, across);
    case CurveKind::RewardBatch:
        return batches_.column(kBatchReward, across);
    case CurveKind::PromisedBatch:
        return batches_.column(kBatchPromised, across);
    case CurveKind::Parameter:
        return norms_.column(static_cast<std::size_t>(id.parameter), across);
    case CurveKind::SpreadLook:
        return looks_.column(kLookSpread, across);
    case CurveKind::MassLook:
        return looks_.column(kLookMass, across);
    case CurveKind::HitLook:
        return looks_.column(kLookHit, across);
    default:
        return passes_.column(passColumn(id, likeTheEssay()), across);
    }
}

double RunCurves::last(Across across) const
{
    double last = 0;
    for (const CurveTable* table : {&batches_, &passes_, &looks_}) {
        const std::vector<double>& x = across == Across::Passes ? table->passes : table->batches;
        last = x.empty() ? last : std::max(last, x.back());
    }
    return last;
}

double RunCurves::planned(Across across) const
{
    const TrainConfig& train = head_.config.train;
    const double perPass = batchesPerPass();
    const double passes = train.steps > 0 ? std::min<double>(train.epochs, train.steps / perPass) : train.epochs;
    return across == Across::Passes ? passes : passes * perPass;
}

double RunCurves::batchesPerPass() const
{
    if (!batches_.passes.empty() && batches_.passes.back() >= 1) {
        return batches_.batches.back() / batches_.passes.back();
    }
    return std::max(1.0, std::ceil(static_cast<double>(head_.config.data.samples) / head_.config.train.batchSize));
}

double RunCurves::at(double passes, Across across) const
{
    return across == Across::Passes ? passes : batchAt(passes);
}

/// The batch after which so many passes were done.
double RunCurves::batchAt(double pass) const
{
    const std::vector<double>& passes = batches_.passes;
    const auto at = std::ranges::lower_bound(passes, pass - 1e-9);
    if (at != passes.end()) {
        return batches_.batches[static_cast<std::size_t>(at - passes.begin())];
    }
    if (passes.empty()) {
        return pass * batchesPerPass();
    }
    return batches_.batches.back() + (pass - passes.back()) * batchesPerPass();
}

} // namespace fovea
