// StepLog: the records of all batches of a run, which can be copied at any moment for next to nothing.
//
// Full pieces are never changed again, so copies share them: whoever saves a run of a million batches copies some hundreds.
#pragma once

#include "core/training/history.h"

#include <memory>
#include <vector>

namespace fovea {

class StepLog
{
public:
    /// The next batches, by time.
    void append(const std::vector<StepRecord>& records);
    void clear();

    std::size_t size() const { return kPiece * full_.size() + last_.size(); }
    bool empty() const { return size() == 0; }

    /// Calls `of` with each record, by time.
    template<class Of>
    void forEach(Of of) const
    {
        for (const auto& piece : full_) {
            for (const StepRecord& record : *piece) {
                of(record);
            }
        }
        for (const StepRecord& record : last_) {
            of(record);
        }
    }
    /// All of them.
    std::vector<StepRecord> records() const;
    /// Those up to a step, which is included.
    StepLog until(long step) const;

private:
    static constexpr std::size_t kPiece = 256; ///< records

    std::vector<std::shared_ptr<const std::vector<StepRecord>>> full_;
    std::vector<StepRecord> last_; ///< fewer than a piece
};

} // namespace fovea
