// What is asked only while somebody looks: the steps behind a map; and about whole splits the attention switch, the test images,
// gates, gazes, and everything that is counted. These take longer than a few pictures, so they are asked seldom.
#include "app/watch.h"

#include <algorithm>

namespace fovea {
namespace {

constexpr qint64 kGatesEvery = 3000; // ms from one question about all gates to the next
constexpr qint64 kJudgeRest = 400;   // ms from a judgement to the next question, at least
constexpr qint64 kJudgeShare = 10;   // and so many times as long as it took: it must not slow training down

} // namespace

void Watch::askSwitch()
{
    if (snapshot_) {
        surveyor_->ask({.what = Asked::Switch, .snapshot = snapshot_, .pictures = {}, .number = head_.number});
    }
}

void Watch::openTest()
{
    if (snapshot_ && !surveyor_->busy(Asked::Test)) {
        ++openings_;
        surveyor_->ask({.what = Asked::Test, .snapshot = snapshot_, .pictures = {}});
    }
}

void Watch::follow(const std::optional<StepsAsked>& row)
{
    followed_ = row;
    askSteps();
}

void Watch::askSteps()
{
    if (followed_ && snapshot_ && inspected_ && inspected_->pixels.shape() == snapshot_->data->image) {
        analyst_->ask({.what = Asked::Steps, .snapshot = snapshot_, .pictures = {inspected_}, .steps = *followed_});
    }
}

void Watch::setGates(bool wanted)
{
    gates_ = wanted;
    askGates();
}

/// Where they are looked at and are not those of this state already; not so often that training would feel it.
void Watch::askGates()
{
    if (gates_ && snapshot_ && snapshot_ != gatesOf_ && !gatesAgain_.isActive() && !surveyor_->busy(Asked::Gates)) {
        gatesAgain_.start(kGatesEvery);
        gatesOf_ = snapshot_;
        surveyor_->ask({.what = Asked::Gates, .snapshot = snapshot_, .pictures = {}});
    }
}

void Watch::setGazes(bool wanted)
{
    gazes_ = wanted;
    askGazes();
}

/// As with gates.
void Watch::askGazes()
{
    if (gazes_ && snapshot_ && snapshot_ != gazesOf_ && !gazesAgain_.isActive() && !surveyor_->busy(Asked::Gazes)) {
        gazesAgain_.start(kGatesEvery);
        gazesOf_ = snapshot_;
        surveyor_->ask({.what = Asked::Gazes, .snapshot = snapshot_, .pictures = {}});
    }
}

void Watch::askVariance()
{
    if (snapshot_) {
        surveyor_->ask({.what = Asked::Variance, .snapshot = snapshot_, .pictures = {}});
    }
}

void Watch::setJudging(bool wanted)
{
    judging_ = wanted;
    askJudgement();
}

/// Where it is looked at and is not that of this state already.
void Watch::askJudgement()
{
    if (judging_ && snapshot_ && snapshot_ != judgedOf_ && !judgeAgain_.isActive() &&
        !surveyor_->busy(Asked::Judgement)) {
        judgedOf_ = snapshot_;
        sinceJudged_.start();
        surveyor_->ask({.what = Asked::Judgement, .snapshot = snapshot_, .pictures = {}});
    }
}

void Watch::takeJudgement(const std::shared_ptr<const Judgement>& judgement, const QString& moment)
{
    judgement_ = judgement;
    emit judged(judgement_, moment);
    const qint64 rest =
        newest_ ? 0 : std::max(kJudgeRest, kJudgeShare * sinceJudged_.elapsed()); // who looks back waits
    judgeAgain_.start(static_cast<int>(rest));
}

} // namespace fovea
