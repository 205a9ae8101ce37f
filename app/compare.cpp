#include "app/compare.h"

#include "app/compared_maps.h"
#include "app/run_head.h"
#include "core/settings/fields.h"
#include "core/tensor/thread_priority.h"

#include <algorithm>

namespace fovea {
namespace {

constexpr int kLookEvery = 33;    // ms between two looks at what came
constexpr int kTrainerSteps = 10; // of priority that training is below the window

bool works(CompareState state)
{
    return state == CompareState::Running || state == CompareState::Making;
}

/// The list of some time; without what was measured where that is gone.
std::shared_ptr<Contest> contestOf(const PastList& past)
{
    std::shared_ptr<Contest> contest = past.contest.lock();
    if (!contest) {
        contest = std::make_shared<Contest>();
        for (const Config& config : past.plan) {
            contest->rows.emplace_back(config);
        }
    }
    return contest;
}

} // namespace

Compare::Compare(int threads, QObject* parent)
    : QObject(parent), threads_(threads), maps_(new ComparedMaps(this)), contest_(std::make_shared<Contest>())
{
    look_.setInterval(kLookEvery);
    connect(&look_, &QTimer::timeout, this, &Compare::collect);
    connect(maps_, &ComparedMaps::sceneChanged, this, &Compare::sceneChanged);
    connect(maps_, &ComparedMaps::mapsShown, this, &Compare::mapsShown);
}

Compare::~Compare() = default;

void Compare::setPictures(int count)
{
    maps_->setPictures(count);
}

void Compare::add(const Config& config)
{
    if (const QString why = refusal(config, plan()); !why.isEmpty()) {
        emit stateChanged(state(), why);
        return;
    }
    const std::shared_ptr<Contest> next = contest_->withoutTraining();
    next->rows.emplace_back(config);
    say(CompareState::Planned, change(next));
}

void Compare::addAttention(const QString& key)
{
    if (!contest_->rows.empty()) {
        Config config = contest_->rows.front().config;
        config.attention = {};
        config.attention.mechanism = key.toStdString();
        add(config);
    }
}

void Compare::addRate(double factor)
{
    if (!contest_->rows.empty()) {
        Config config = contest_->rows.front().config;
        const Field& rate = *findField("train.learning_rate");
        config.train.learningRate = std::clamp(factor * config.train.learningRate, rate.least, rate.most);
        config.train.learningRate = QString::number(config.train.learningRate, 'g', 2).toDouble(); // that can be read
        add(config);
    }
}

void Compare::remove(int row)
{
    if (row >= 0 && row < static_cast<int>(contest_->rows.size()) && !works(state())) {
        const std::shared_ptr<Contest> next = contest_->withoutTraining();
        next->rows.erase(next->rows.begin() + row);
        const QString aside = change(next);
        say(contest_->isOver() ? CompareState::Over : CompareState::Planned, aside);
    }
}

/// Another list, by hand. Gives what people should know of the one before.
QString Compare::change(std::shared_ptr<Contest> next)
{
    const PastList before{plan(), contest_}, after{next->plan(), next};
    const bool loses = contest_->hasMoreThan(*next);
    put(std::move(next));
    if (!before.plan.empty()) { // the first row comes by itself
        emit listChanged(before, after);
    }
    return loses ? tr("What was measured before is put aside: Ctrl+Z brings it back.") : QString();
}

/// The present list is put aside, with its training paused, and another takes its place.
void Compare::put(std::shared_ptr<Contest> next)
{
    if (next == contest_) {
        return;
    }
    look_.stop();
    std::erase(kept_, next);
    if (contest_->training) {
        contest_->training->pause();
        contest_->state = works(contest_->state) ? CompareState::Paused : contest_->state;
    }
    if (contest_->training || contest_->isMeasured()) {
        kept_.push_back(contest_);
    }
    if (kept_.size() > kKept) {
        kept_.pop_front();
    }
    contest_ = std::move(next);
    showAll();
}

void Compare::bringBack(const PastList& past)
{
    put(contestOf(past));
    say(state());
    if (state() == CompareState::Paused) {
        look_.start(); // what came after it was put aside
    }
}

/// All that is known of the present list, from the beginning.
void Compare::showAll()
{
    emit cleared();
    emit rowsChanged();
    maps_->begin(contest_->rows.size());
    std::vector<RunHead> heads;
    for (std::size_t row = 0; row < contest_->rows.size(); ++row) {
        if (const std::optional<Contestant>& made = contest_->rows[row].made) {
            heads.push_back(headOf(made->config, made->baselines, static_cast<long>(made->validationImages),
                                   made->parameters, static_cast<int>(row)));
            heads.back().name =
                QString::number(row + 1); // what it stands for is in the table, and the maps have it too
        }
    }
    emit begun(heads);
    for (std::size_t row = 0; row < contest_->rows.size(); ++row) {
        const Contender& one = contest_->rows[row];
        if (one.made) {
            emit measured(static_cast<int>(row), one.steps, one.passes);
        }
        if (one.newest) {
            maps_->see(row, one.newest);
        }
    }
}

void Compare::go()
{
    if (state() == CompareState::Paused) {
        contest_->training->goOn();
        look_.start();
        say(CompareState::Running);
    } else if (contest_->rows.size() >= kFewestCompared && !works(state())) {
        const std::shared_ptr<Contest> next = contest_->withoutTraining();
        if (contest_->isOver()) {
            for (Contender& row : next->rows) {
                row = Contender(row.config);
            }
            start(change(next));
        } else {
            start({});
        }
    }
}

/// The images that the present list learns from, where some list has them already; else null.
std::shared_ptr<const Dataset> Compare::dataInHand() const
{
    const Config& wanted = contest_->rows.front().config;
    std::deque<std::shared_ptr<Contest>> all = kept_;
    all.push_back(contest_);
    for (const std::shared_ptr<Contest>& contest : all) {
        for (const Contender& row : contest->rows) {
            if (row.made && differentBatches(row.config, wanted).empty()) {
                return row.made->data;
            }
        }
    }
    return nullptr;
}

/// Trains those that are not over.
void Compare::start(const QString& sentence)
{
    const std::shared_ptr<const Dataset> data = dataInHand();
    std::vector<Config> configs;
    contest_->trained.clear();
    for (std::size_t row = 0; row < contest_->rows.size(); ++row) {
        Contender& one = contest_->rows[row];
        if (!one.isOver()) {
            one = Contender(one.config); // also where it was begun, and could not go on
            configs.push_back(one.config);
            contest_->trained.push_back(row);
        }
    }
    showAll();
    contest_->training = std::make_unique<Comparison>(
        threads_, [] { lowerPriority(kTrainerSteps); },
        [this] { QMetaObject::invokeMethod(this, &Compare::collect, Qt::QueuedConnection); });
    contest_->training->start(std::move(configs), data);
    look_.start();
    say(CompareState::Making, sentence);
}

void Compare::pause()
{
    if (contest_->training) {
        contest_->training->pause();
    }
}

void Compare::collect()
{
    if (!look_.isActive()) {
        return; // what comes is of a list that was put aside
    }
    const ComparisonNews news = contest_->training->take();
    if (!news.made.empty()) {
        begin(news.made);
    }
    const std::vector<std::size_t>& trained = contest_->trained;
    const bool ours = news.of.size() == trained.size() && contest_->rows[trained.front()].made;
    for (std::size_t i = 0; ours && i < trained.size(); ++i) {
        Contender& one = contest_->rows[trained[i]];
        one.secondsPerBatch = news.secondsPerBatch[i];
        one.ending = QString::fromStdString(news.endings[i]);
        note(trained[i], news.of[i]);
    }
    if (ours) {
        emit rowsChanged();
    }
    if (news.error) {
        look_.stop();
        say(CompareState::Planned, QString::fromStdString(news.error->what()));
    } else if (news.stands) {
        look_.stop();
        if (contest_->isOver()) {
            contest_->training.reset(); // nothing of it goes on
        }
        say(contest_->isOver() ? CompareState::Over : CompareState::Paused);
    }
}

void Compare::begin(const std::vector<Contestant>& made)
{
    for (std::size_t i = 0; i < made.size(); ++i) {
        contest_->rows[contest_->trained[i]].made = made[i];
    }
    showAll();
    say(CompareState::Running);
}

void Compare::note(std::size_t row, const Delivery& delivery)
{
    Contender& one = contest_->rows[row];
    one.steps.insert(one.steps.end(), delivery.steps.begin(), delivery.steps.end());
    one.passes.insert(one.passes.end(), delivery.epochs.begin(), delivery.epochs.end());
    if (delivery.snapshot) {
        one.newest = delivery.snapshot;
        maps_->see(row, one.newest);
    }
    if (!delivery.steps.empty() || !delivery.epochs.empty()) {
        emit measured(static_cast<int>(row), delivery.steps, delivery.epochs);
    }
}

void Compare::say(CompareState state, const QString& sentence)
{
    contest_->state = state;
    emit rowsChanged();
    emit stateChanged(state, sentence);
}

} // namespace fovea
