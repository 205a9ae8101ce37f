#include "app/repeat.h"

#include "app/run_stories.h"
#include "app/session.h"
#include "ui/drawer/run_row.h"

#include <algorithm>

namespace fovea {

Repeat::Repeat(Session& session, const RunStories& stories, QObject* parent)
    : QObject(parent), session_(session), stories_(stories)
{
    connect(&session, &Session::wantedChanged, this, [this](const Config& wanted) {
        if (active() && !(wanted == now_)) {
            end(tr("Repeating has ended: the settings changed."));
        }
    });
    connect(&session, &Session::sittingOpened, this, [this] {
        if (active()) {
            end(tr("Repeating has ended: another session was opened."), false);
        }
    });
    const auto go = [this](RunState state) {
        if (active() && state == RunState::Refused) {
            end(tr("Repeating has ended: a run could not be made."));
        } else if (active() && state == RunState::Over && isDone(now_)) {
            ++turn_; // whether or not its run is still there when the others are done
            next();
        }
    };
    connect(&session, &Session::stateChanged, this, go, Qt::QueuedConnection); // when all have taken note of the end
}

void Repeat::start(const Config& config, int seeds)
{
    if (!active()) { // else it stands there already
        form_ = session_.wanted();
        speed_ = session_.speed();
    }
    first_ = now_ = config;
    seeds_ = seeds;
    turn_ = 0;
    session_.setSpeed(RunSpeed::Full);
    next();
}

Config Repeat::configOf(int turn) const
{
    Config config = first_;
    config.seed = first_.seed + static_cast<std::uint64_t>(turn);
    return config;
}

bool Repeat::isDone(const Config& config) const
{
    return std::ranges::any_of(stories_.all(), [&](const auto& entry) {
        const RunStory& story = entry.second;
        return story.over && !story.changedOnTheWay() && story.learned() == config;
    });
}

/// How many of the seeds stand in the table, trained to their end.
int Repeat::done() const
{
    int count = 0;
    for (int turn = 0; turn < seeds_; ++turn) {
        count += isDone(configOf(turn)) ? 1 : 0;
    }
    return count;
}

/// The first seed from here on that is not done yet.
void Repeat::next()
{
    while (turn_ < seeds_ && isDone(configOf(turn_))) {
        ++turn_;
    }
    if (turn_ == seeds_) {
        end(done() == seeds_ ? tr("All %1 seeds are trained: mean ± standard deviation stand in Runs.").arg(seeds_)
                             : tr("Repeating has ended; %1 of %2 seeds stand in Runs.").arg(done()).arg(seeds_));
        return;
    }
    now_ = configOf(turn_);
    emit said(tr("Repeating: seed %1, the %2 of %3").arg(now_.seed).arg(turn_ + 1).arg(seeds_));
    const RunStory* present = stories_.present();
    const bool under = present != nullptr && present->learned() == now_ && !present->changedOnTheWay();
    if (!under) {
        session_.wantForNewRun(now_);
        session_.startNewRun();
    } else if (session_.state() != RunState::Running) {
        session_.want(now_);
        session_.toggle();
    }
}

/// `formIsOurs`: nobody else has put settings there, or is about to.
void Repeat::end(const QString& sentence, bool formIsOurs)
{
    const bool untouched = formIsOurs && now_ == session_.wanted();
    seeds_ = 0;
    if (untouched) { // the form has again what somebody wrote there
        session_.wantForNewRun(form_);
        if (sameButSeed(form_, now_)) {
            emit formRestored(form_);
        }
    }
    if (session_.speed() == RunSpeed::Full) { // nobody has chosen another since
        session_.setSpeed(speed_);
    }
    emit said(sentence);
}

} // namespace fovea
