#include "core/training/mailbox.h"

namespace fovea {

Delivery Mailbox::take(bool withSnapshot)
{
    const std::scoped_lock lock(mutex_);
    Delivery taken{std::exchange(out_.steps, {}), std::exchange(out_.epochs, {}), std::exchange(out_.kept, {}), nullptr,
                   std::exchange(out_.copy, nullptr)};
    if (withSnapshot) {
        taken.snapshot = std::exchange(out_.snapshot, nullptr);
    }
    return taken;
}

void Mailbox::change(std::string key, std::string text)
{
    const std::scoped_lock lock(mutex_);
    changes_.emplace_back(std::move(key), std::move(text));
}

void Mailbox::forgetChanges()
{
    const std::scoped_lock lock(mutex_);
    changes_.clear();
}

void Mailbox::keepMoments(bool wanted)
{
    const std::scoped_lock lock(mutex_);
    keepsMoments_ = wanted;
}

bool Mailbox::keepsMoments() const
{
    const std::scoped_lock lock(mutex_);
    return keepsMoments_;
}

void Mailbox::keep(std::shared_ptr<const Snapshot> snapshot)
{
    const std::scoped_lock lock(mutex_);
    out_.kept.push_back(std::move(snapshot));
}

void Mailbox::put(StepRecord record)
{
    const std::scoped_lock lock(mutex_);
    out_.steps.push_back(std::move(record));
}

void Mailbox::put(const EpochRecord& record)
{
    const std::scoped_lock lock(mutex_);
    out_.epochs.push_back(record);
}

bool Mailbox::wantsSnapshot() const
{
    const std::scoped_lock lock(mutex_);
    return out_.snapshot == nullptr;
}

void Mailbox::put(std::shared_ptr<const Snapshot> snapshot)
{
    const std::scoped_lock lock(mutex_);
    out_.snapshot = std::move(snapshot);
}

void Mailbox::askCopy()
{
    const std::scoped_lock lock(mutex_);
    wantsCopy_ = true;
}

bool Mailbox::wantsCopy() const
{
    const std::scoped_lock lock(mutex_);
    return wantsCopy_;
}

void Mailbox::put(std::shared_ptr<const Run> copy)
{
    const std::scoped_lock lock(mutex_);
    out_.copy = std::move(copy);
    wantsCopy_ = false;
}

std::vector<std::pair<std::string, std::string>> Mailbox::takeChanges()
{
    const std::scoped_lock lock(mutex_);
    return std::exchange(changes_, {});
}

} // namespace fovea
