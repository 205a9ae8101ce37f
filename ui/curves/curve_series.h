// Which numbers of a run make which line: the records of a run, kept as columns that can be drawn as they are.
#pragma once

#include "ui/curves/curve_id.h"
#include "ui/curves/curve_table.h"
#include "ui/views/run_story.h"

#include <optional>
#include <vector>

namespace fovea {

/// The records of one run.
class RunCurves
{
public:
    explicit RunCurves(RunHead head) : head_(std::move(head)) {}

    const RunHead& head() const { return head_; }
    void rename(const QString& name) { head_.name = head_.label.name = name; }
    void label(const RunLabel& label) { head_.label = label; }

    void add(const StepRecord& record);
    void add(const EpochRecord& record);
    void add(const LookRecord& record);
    void clear();
    void setChanges(std::vector<RunChange> changes) { changes_ = std::move(changes); }
    const std::vector<RunChange>& changes() const { return changes_; }
    /// The heads that were measured, of all layers; empty where there is one or none.
    const std::vector<HeadName>& heads() const { return heads_; }
    /// From now on spread, weight and hit are those of this head, where it exists; nothing: of the map as a whole.
    void showHead(const std::optional<HeadName>& head);

    bool empty() const { return batches_.passes.empty() && passes_.passes.empty() && looks_.passes.empty(); }
    CurvePoints points(const CurveId& id, Across across) const;
    /// Counts how often points that were there before have changed; new ones at the end do not count.
    int version() const { return version_; }

    /// Passes done, with fractions; batches done.
    double last(Across across) const;
    /// How far the run is meant to go, as far as that is known.
    double planned(Across across) const;
    double batchesPerPass() const;
    /// So many passes, as the axis counts.
    double at(double passes, Across across) const;
    /// Index of the pass with the lowest validation loss; -1 before one is known.
    long bestPass() const { return best_; }
    bool likeTheEssay() const { return head_.likeTheEssay(); }
    /// The loss after the last pass on validation, where it is that of knowing nothing: accuracy is a guess then.
    std::optional<double> guess() const { return guess_; }

private:
    void addHeads(const EpochRecord& record);
    int shownHead() const;
    void startPass();
    void forgetMeans(std::size_t end);
    void forget(std::size_t begin, std::size_t end);
    double batchAt(double pass) const;

    RunHead head_;
    CurveTable batches_, passes_, looks_, norms_, ofHeads_; // of each head three columns
    std::vector<HeadName> heads_;
    std::optional<HeadName> shown_;
    std::vector<RunChange> changes_;
    double seen_ = 0, correct_ = 0, loss_ = 0; ///< sums over the present pass
    long pass_ = -1;                           ///< the present pass, from 0
    std::size_t meansBegin_ = 0;               ///< the first batch whose running mean is kept
    long best_ = -1;
    std::optional<std::uint64_t> looked_; ///< the pictures that were looked at last
    double bestLoss_ = kUndefined;
    std::optional<double> guess_;
    int version_ = 0;
};

} // namespace fovea
