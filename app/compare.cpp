#include "app/compare.h"

#include "app/run_head.h"
#include "app/scene_of.h"
#include "core/settings/fields.h"
#include "core/settings/rules.h"
#include "core/tensor/thread_priority.h"
#include "ui/drawer/run_row.h"
#include "ui/form/field_words.h"

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr int kLookEvery = 33;    // ms between two looks at what came
constexpr int kTrainerSteps = 10; // of priority that training is below the window
constexpr int kAnalystSteps = 5;

double spreadOf(const EpochRecord& pass)
{
    return std::exp(pass.attentionEntropy);
}

/// Why these settings cannot stand beside the others; empty where they can.
QString refusal(const Config& config, const std::vector<Config>& plan)
{
    if (plan.size() >= kMostCompared) {
        return Compare::tr("Four settings are compared at most: remove one first.");
    }
    if (const std::vector<Problem> found = problems(config); !found.empty()) {
        return sentenceOf(found.front(), Wording::Plain);
    }
    if (plan.empty()) {
        return {};
    }
    if (const std::string key = differentBatches(plan.front(), config); !key.empty()) {
        return Compare::tr(
                   "They would learn from other batches than the first row, which has %1. Set that, or remove the "
                   "rows and begin anew.")
            .arg(QString::fromStdString(key));
    }
    if (std::ranges::find(plan, config) != plan.end()) {
        return Compare::tr("These settings are in the list already.");
    }
    return {};
}

} // namespace

Compare::Compare(int threads, QObject* parent) : QObject(parent), threads_(threads)
{
    look_.setInterval(kLookEvery);
    connect(&look_, &QTimer::timeout, this, &Compare::collect);
}

Compare::~Compare() = default;

void Compare::add(const Config& config)
{
    if (const QString why = refusal(config, plan_); !why.isEmpty()) {
        emit stateChanged(state_, why);
        return;
    }
    drop();
    plan_.push_back(config);
    entries_.assign(plan_.size(), {});
    say(CompareState::Planned);
}

void Compare::addAttention(const QString& key)
{
    if (!plan_.empty()) {
        Config config = plan_.front();
        config.attention = {};
        config.attention.mechanism = key.toStdString();
        add(config);
    }
}

void Compare::addRate(double factor)
{
    if (!plan_.empty()) {
        Config config = plan_.front();
        const Field& rate = *findField("train.learning_rate");
        config.train.learningRate = std::clamp(factor * config.train.learningRate, rate.least, rate.most);
        config.train.learningRate = QString::number(config.train.learningRate, 'g', 2).toDouble(); // that can be read
        add(config);
    }
}

void Compare::remove(int row)
{
    if (row >= 0 && row < static_cast<int>(plan_.size()) && state_ != CompareState::Running &&
        state_ != CompareState::Making) {
        drop();
        plan_.erase(plan_.begin() + row);
        entries_.assign(plan_.size(), {});
        say(CompareState::Planned);
    }
}

/// Another list: what was measured was measured beside others.
void Compare::drop()
{
    if (comparison_) {
        comparison_->pause();
    }
    look_.stop();
    ++number_;
    emit cleared();
}

void Compare::go()
{
    if (state_ == CompareState::Paused) {
        comparison_->goOn();
        look_.start();
        say(CompareState::Running);
        return;
    }
    if (plan_.size() < kFewestCompared) {
        return;
    }
    if (!comparison_) {
        comparison_ = std::make_unique<Comparison>(
            threads_, [] { lowerPriority(kTrainerSteps); },
            [this] { QMetaObject::invokeMethod(this, &Compare::collect, Qt::QueuedConnection); });
        analyst_ = std::make_unique<Analyst>(
            [] { lowerPriority(kAnalystSteps); },
            [this] { QMetaObject::invokeMethod(this, &Compare::takeMaps, Qt::QueuedConnection); });
    }
    drop();
    entries_.assign(plan_.size(), {});
    comparison_->start(plan_);
    look_.start();
    say(CompareState::Making);
}

void Compare::pause()
{
    if (comparison_) {
        comparison_->pause();
    }
}

void Compare::setPictures(int count)
{
    if (count != count_) {
        count_ = count;
        pictures_.clear();
        ++number_;
        for (Entry& entry : entries_) {
            entry.asked.reset();
        }
        askMaps();
    }
}

void Compare::collect()
{
    if (!look_.isActive()) {
        return; // what comes is of a list that is no more
    }
    ComparisonNews news = comparison_->take();
    if (!news.made.empty()) {
        begin(news.made);
    }
    const bool ours = news.of.size() == entries_.size() && !entries_.empty() && entries_.front().made;
    for (std::size_t i = 0; ours && i < entries_.size(); ++i) {
        entries_[i].secondsPerBatch = news.secondsPerBatch[i];
        entries_[i].ending = QString::fromStdString(news.endings[i]);
        note(static_cast<int>(i), news.of[i]);
    }
    if (ours) {
        emit rowsChanged();
        askMaps();
    }
    if (news.error) {
        look_.stop();
        say(CompareState::Planned, QString::fromStdString(news.error->what()));
    } else if (news.stands) {
        look_.stop();
        const bool over = std::ranges::all_of(entries_, [](const Entry& entry) { return !entry.ending.isEmpty(); });
        say(over ? CompareState::Over : CompareState::Paused);
    }
}

void Compare::begin(const std::vector<Contestant>& made)
{
    std::vector<RunHead> heads;
    for (std::size_t i = 0; i < made.size() && i < entries_.size(); ++i) {
        const Contestant& one = made[i];
        entries_[i].made = one;
        heads.push_back(headOf(one.config, one.baselines, static_cast<long>(one.validationImages), one.parameters,
                               static_cast<int>(i)));
        heads.back().name = QString::number(i + 1); // what it stands for is in the table, and the maps have it too
    }
    pictures_.clear();
    emit begun(heads);
    say(CompareState::Running);
}

void Compare::note(int row, const Delivery& delivery)
{
    Entry& entry = entries_[static_cast<std::size_t>(row)];
    entry.passes.insert(entry.passes.end(), delivery.epochs.begin(), delivery.epochs.end());
    if (delivery.snapshot) {
        entry.newest = delivery.snapshot;
    }
    if (!delivery.steps.empty() || !delivery.epochs.empty()) {
        emit measured(row, delivery.steps, delivery.epochs);
    }
}

/// One network after the other, each with its newest state.
void Compare::askMaps()
{
    if (!analyst_ || analyst_->busy(Asked::Gallery)) {
        return;
    }
    for (std::size_t k = 0; k < entries_.size(); ++k) {
        const std::size_t row = (static_cast<std::size_t>(turn_) + k) % entries_.size();
        Entry& entry = entries_[row];
        if (!entry.newest || entry.newest == entry.asked) {
            continue;
        }
        if (pictures_.empty()) {
            emit sceneChanged(sceneOf(*entry.newest));
            const Split& split = entry.newest->data->validation;
            for (Index i = 0; i < std::min<Index>(count_, split.size()); ++i) {
                pictures_.push_back(pictureOf(split, i));
            }
        }
        turn_ = static_cast<int>(row + 1);
        entry.asked = entry.newest;
        analyst_->ask({.what = Asked::Gallery, .snapshot = entry.newest, .pictures = pictures_, .number = number_});
        return;
    }
}

void Compare::takeMaps()
{
    for (const Reply& reply : analyst_->takeReplies()) {
        const auto from = std::ranges::find_if(
            entries_, [&](const Entry& entry) { return entry.asked && entry.asked == reply.question.snapshot; });
        if (reply.question.number != number_ || from == entries_.end()) {
            continue;
        }
        std::vector<ShownSample> samples;
        for (std::size_t i = 0; i < reply.answers.size(); ++i) {
            samples.push_back({reply.question.pictures[i], reply.answers[i], {}});
        }
        emit mapsShown(static_cast<int>(from - entries_.begin()), samples);
    }
    askMaps();
}

void Compare::say(CompareState state, const QString& sentence)
{
    state_ = state;
    emit rowsChanged();
    emit stateChanged(state, sentence);
}

/// The values in which the rows differ: "one weight for each place · 0.004".
QString Compare::nameOf(const Config& config) const
{
    QStringList values;
    for (const Field& field : fields()) {
        const bool differs = std::ranges::any_of(
            plan_, [&](const Config& other) { return textOf(field, other) != textOf(field, plan_.front()); });
        if (differs && field.applies(config)) {
            const bool words = field.choices != nullptr;
            const QString value = shownValue(field, config, Wording::Plain);
            values << (words ? value : labelOf(field, Wording::Plain) + ' ' + value);
        }
    }
    return values.isEmpty() ? shownValue(*findField("attention.mechanism"), config, Wording::Plain)
                            : values.join(QStringLiteral(" · "));
}

std::vector<ComparedRow> Compare::rows() const
{
    std::vector<ComparedRow> rows;
    for (std::size_t i = 0; i < plan_.size(); ++i) {
        const Entry& entry = entries_[i];
        ComparedRow row;
        row.name = nameOf(plan_[i]);
        row.ending = entry.ending;
        row.millisecondsPerBatch = 1000 * entry.secondsPerBatch;
        if (entry.made) {
            row.learned = static_cast<double>(entry.made->learned);
            row.multiplyAdds = entry.made->multiplyAdds;
        }
        for (const EpochRecord& pass : entry.passes) {
            row.passes = pass.epoch;
            row.accuracy = pass.valAccuracy;
            row.loss = pass.valLoss;
            row.spread = spreadOf(pass);
            row.mass = pass.evidenceMass;
            row.best = std::isnan(row.best) ? pass.valAccuracy : std::max(row.best, pass.valAccuracy);
        }
        if (!entry.passes.empty() && entry.made->validationImages > 0) {
            row.error =
                2 * std::sqrt(row.accuracy * (1 - row.accuracy) / static_cast<double>(entry.made->validationImages));
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<LearningCurves> Compare::curves() const
{
    std::vector<LearningCurves> all;
    for (const Entry& entry : entries_) {
        if (entry.made) {
            const Baselines& known = entry.made->baselines;
            all.push_back({entry.made->config, entry.passes, known.chance, known.majority, known.accuracyCeiling});
        }
    }
    return all.size() == entries_.size() ? all : std::vector<LearningCurves>();
}

} // namespace fovea
