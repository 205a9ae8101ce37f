#include "app/repeat.h"

#include "app/run_stories.h"
#include "app/session.h"

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
    const auto go = [this](RunState state) {
        if (active() && state == RunState::Refused) {
            end(tr("Repeating has ended: a run could not be made."));
        } else if (active() && state == RunState::Over && isDone(now_)) {
            next();
        }
    };
    connect(&session, &Session::stateChanged, this, go, Qt::QueuedConnection); // when all have taken note of the end
}

void Repeat::start(const Config& config, int seeds)
{
    first_ = now_ = config;
    seeds_ = seeds;
    form_ = session_.wanted();
    speed_ = session_.speed();
    session_.setSpeed(RunSpeed::Full);
    next();
}

bool Repeat::isDone(const Config& config) const
{
    return std::ranges::any_of(stories_.all(), [&](const auto& entry) {
        const RunStory& story = entry.second;
        return story.over && story.changes.empty() && !story.elsewhere && story.now == config;
    });
}

/// The first seed that is not done yet.
void Repeat::next()
{
    for (int i = 0; i < seeds_; ++i) {
        Config config = first_;
        config.seed = first_.seed + static_cast<std::uint64_t>(i);
        if (isDone(config)) {
            continue;
        }
        now_ = config;
        emit said(tr("Repeating: seed %1, the %2 of %3").arg(config.seed).arg(i + 1).arg(seeds_));
        const RunStory* present = stories_.present();
        const bool under =
            present != nullptr && present->now == config && present->changes.empty() && !present->elsewhere;
        if (!under) {
            session_.wantForNewRun(config);
            session_.startNewRun();
        } else if (session_.state() != RunState::Running) {
            session_.want(config);
            session_.toggle();
        }
        return;
    }
    end(tr("All %1 seeds are trained: mean ± standard deviation stand in Runs.").arg(seeds_));
}

void Repeat::end(const QString& sentence)
{
    const bool untouched = now_ == session_.wanted();
    seeds_ = 0;
    if (untouched) { // the form has again what somebody wrote there
        session_.wantForNewRun(form_);
    }
    if (session_.speed() == RunSpeed::Full) { // nobody has chosen another since
        session_.setSpeed(speed_);
    }
    emit said(sentence);
}

} // namespace fovea
