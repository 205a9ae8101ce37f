#include "core/training/step_log.h"

#include <utility>

namespace fovea {

void StepLog::append(const std::vector<StepRecord>& records)
{
    for (const StepRecord& record : records) {
        last_.push_back(record);
        if (last_.size() == kPiece) {
            full_.push_back(std::make_shared<const std::vector<StepRecord>>(std::exchange(last_, {})));
        }
    }
}

void StepLog::clear()
{
    full_.clear();
    last_.clear();
}

std::vector<StepRecord> StepLog::records() const
{
    std::vector<StepRecord> all;
    all.reserve(size());
    forEach([&](const StepRecord& record) { all.push_back(record); });
    return all;
}

StepLog StepLog::until(long step) const
{
    if (empty() || (last_.empty() ? full_.back()->back() : last_.back()).step <= step) {
        return *this;
    }
    std::vector<StepRecord> before;
    forEach([&](const StepRecord& record) {
        if (record.step <= step) {
            before.push_back(record);
        }
    });
    StepLog log;
    log.append(before);
    return log;
}

} // namespace fovea
