#include "app/watch.h"

#include "app/look_of.h"
#include "app/scene_of.h"
#include "core/tensor/thread_priority.h"

#include <QLocale>

#include <algorithm>

namespace fovea {
namespace {

constexpr int kAnalystSteps = 5;     // of priority below the window, but above training
constexpr qint64 kGalleryEvery = 83; // ms between two questions about the pinned pictures, on average

} // namespace

Watch::Watch(QObject* parent) : QObject(parent)
{
    sinceGallery_.start();
    gatesAgain_.setSingleShot(true);
    connect(&gatesAgain_, &QTimer::timeout, this, &Watch::askGates);
    judgeAgain_.setSingleShot(true);
    connect(&judgeAgain_, &QTimer::timeout, this, &Watch::askJudgement);
    gazesAgain_.setSingleShot(true);
    connect(&gazesAgain_, &QTimer::timeout, this, &Watch::askGazes);
    for (std::unique_ptr<Analyst>* analyst : {&analyst_, &surveyor_}) {
        *analyst = std::make_unique<Analyst>(
            [] { lowerPriority(kAnalystSteps); },
            [this] { QMetaObject::invokeMethod(this, &Watch::collect, Qt::QueuedConnection); });
    }
}

Watch::~Watch() = default;

bool Watch::ready() const
{
    return !analyst_->busy(Asked::Gallery) && sinceGallery_.elapsed() >= galleryRest_;
}

void Watch::inspect(int index)
{
    if (index >= 0 && index < static_cast<int>(pinned_.size())) {
        index_ = index;
        original_ = pinned_[static_cast<std::size_t>(index)];
        inspectPicture(original_);
    }
}

void Watch::inspectNext(int by)
{
    const int count = static_cast<int>(pinned_.size());
    if (count > 0) {
        inspect(((index_ + by) % count + count) % count);
    }
}

void Watch::inspectPicture(const PicturePtr& picture)
{
    inspected_ = picture;
    ++inspection_;
    emit inspectedShown({picture, {}, {}});
    askInspected();
    askSteps();
}

void Watch::askAbout(const PicturePtr& picture)
{
    inspected_ = picture;
    askInspected();
    askSteps();
}

void Watch::restore()
{
    if (original_) {
        inspectPicture(original_);
    }
}

void Watch::setMaps(MapOverride maps)
{
    maps_ = maps;
    askGallery();
    askInspected();
}

void Watch::setUntrained(bool wanted)
{
    untrained_ = wanted;
    askInspected();
}

void Watch::askGallery()
{
    if (!snapshot_ || pinned_.empty()) {
        return;
    }
    // A question can only be asked at a look into the mailbox: what one waited too long, the next waits less.
    const qint64 late = std::clamp<qint64>(sinceGallery_.restart() - galleryRest_, 0, kGalleryEvery / 2);
    galleryRest_ = kGalleryEvery - late;
    analyst_->ask({.what = Asked::Gallery,
                   .snapshot = snapshot_,
                   .pictures = pinned_,
                   .maps = maps_,
                   .untrained = false,
                   .number = number_});
}

void Watch::askInspected()
{
    if (snapshot_ && inspected_ && inspected_->pixels.shape() == snapshot_->data->image) {
        analyst_->ask({.what = Asked::Inspected,
                       .snapshot = snapshot_,
                       .pictures = {inspected_},
                       .maps = maps_,
                       .untrained = untrained_,
                       .number = inspection_});
    }
}

void Watch::collect()
{
    for (Analyst* analyst : {analyst_.get(), surveyor_.get()}) {
        for (const Reply& reply : analyst->takeReplies()) {
            take(reply);
        }
    }
}

void Watch::take(const Reply& reply)
{
    const Snapshot& snapshot = *reply.question.snapshot;
    if (reply.question.what == Asked::Switch && reply.question.number != head_.number) {
        emit switched(static_cast<int>(reply.question.number), reply.switched,
                      momentOf(snapshot)); // a run that was left
        return;
    }
    if (!snapshot_ ||
        snapshot.network != snapshot_->network) { // of a run before this one, or of this one before its reset
        askJudgement();
        if (reply.question.what == Asked::Ranking && reply.question.number == number_) {
            orderPins();
        }
        return;
    }
    switch (reply.question.what) {
    case Asked::Gallery:
        if (reply.question.number == number_) {
            shown_.clear();
            for (std::size_t i = 0; i < reply.answers.size(); ++i) {
                shown_.push_back({reply.question.pictures[i], reply.answers[i], {}});
            }
            scene_.moment = momentInView(snapshot);
            emit sceneChanged(scene_);
            emit samplesShown(shown_);
            if (reply.question.maps == MapOverride::None && snapshot.step > 0 && !newest_) {
                emit looked(head_.number, lookOf(reply));
            }
        }
        break;
    case Asked::Inspected:
        if (reply.question.number == inspection_) { // else another picture has come meanwhile
            ShownSample sample{reply.question.pictures.front(), reply.answers.front(), {}};
            if (!reply.untrained.empty()) {
                sample.untrained = reply.untrained.front();
            }
            emit inspectedShown(sample);
        }
        break;
    case Asked::Steps:
        if (reply.question.steps == followed_) {
            emit stepsTaken(reply.steps);
        }
        break;
    case Asked::Ranking:
        if (reply.question.number == number_) {
            ranked_ = ranked(reply.ranking, order_);
            pin(ranked_);
        }
        break;
    case Asked::Switch:
        emit switched(head_.number, reply.switched, momentOf(snapshot));
        break;
    case Asked::Test:
        emit testOpened(reply.test, runAndMoment(snapshot), openings_);
        break;
    case Asked::Gates:
        emit gatesMeasured(reply.gates, runAndMoment(snapshot));
        if (!gatesAgain_.isActive()) { // else it is asked when the time is over
            askGates();
        }
        break;
    case Asked::Judgement:
        takeJudgement(reply.judgement, runAndMoment(snapshot));
        break;
    case Asked::Gazes:
        emit gazesMeasured(reply.gazes, runAndMoment(snapshot));
        if (!gazesAgain_.isActive()) {
            askGazes();
        }
        break;
    case Asked::Variance:
        emit varianceMeasured(reply.variance, runAndMoment(snapshot));
        break;
    }
}

} // namespace fovea
