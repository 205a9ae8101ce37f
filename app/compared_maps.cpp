#include "app/compared_maps.h"

#include "app/scene_of.h"
#include "core/tensor/thread_priority.h"

#include <algorithm>

namespace fovea {
namespace {

constexpr int kAnalystSteps = 5; // of priority below the window, but above training

} // namespace

ComparedMaps::ComparedMaps(QObject* parent) : QObject(parent) {}

ComparedMaps::~ComparedMaps() = default;

void ComparedMaps::begin(std::size_t rows)
{
    networks_.assign(rows, {});
    pictures_.clear();
    ++number_;
}

void ComparedMaps::see(std::size_t row, const SnapshotPtr& newest)
{
    if (!analyst_) {
        analyst_ = std::make_unique<Analyst>(
            [] { lowerPriority(kAnalystSteps); },
            [this] { QMetaObject::invokeMethod(this, &ComparedMaps::take, Qt::QueuedConnection); });
    }
    networks_.at(row).newest = newest;
    ask();
}

void ComparedMaps::setPictures(int count)
{
    if (count != count_) {
        count_ = count;
        pictures_.clear();
        ++number_;
        for (Network& network : networks_) {
            network.asked.reset();
        }
        ask();
    }
}

void ComparedMaps::choosePictures(const Snapshot& snapshot)
{
    const Split& split = snapshot.data->validation;
    for (Index i = 0; i < std::min<Index>(count_, split.size()); ++i) {
        pictures_.push_back(pictureOf(split, i));
    }
    emit sceneChanged(sceneOf(snapshot));
}

void ComparedMaps::ask()
{
    if (!analyst_ || analyst_->busy(Asked::Gallery)) {
        return;
    }
    for (std::size_t k = 0; k < networks_.size(); ++k) {
        const std::size_t row = (turn_ + k) % networks_.size();
        Network& network = networks_[row];
        if (!network.newest || network.newest == network.asked) {
            continue;
        }
        if (pictures_.empty()) {
            choosePictures(*network.newest);
        }
        turn_ = row + 1;
        network.asked = network.newest;
        analyst_->ask({.what = Asked::Gallery, .snapshot = network.newest, .pictures = pictures_, .number = number_});
        return;
    }
}

void ComparedMaps::take()
{
    for (const Reply& reply : analyst_->takeReplies()) {
        const auto from = std::ranges::find_if(networks_, [&](const Network& network) {
            return network.asked && network.asked == reply.question.snapshot;
        });
        if (reply.question.number != number_ || from == networks_.end()) {
            continue;
        }
        std::vector<ShownSample> samples;
        for (std::size_t i = 0; i < reply.answers.size(); ++i) {
            samples.push_back({reply.question.pictures[i], reply.answers[i], {}});
        }
        emit mapsShown(static_cast<int>(from - networks_.begin()), samples);
    }
    ask();
}

} // namespace fovea
