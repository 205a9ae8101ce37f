// Which numbers of a run make which line: the records of a run, kept as columns that can be drawn as they are.
#pragma once

#include "ui/curves/curve_id.h"
#include "ui/views/run_story.h"

#include <optional>
#include <span>
#include <vector>

namespace fovea {

/// What the horizontal axis counts.
enum class Across
{
    Passes,
    Batches
};

/// Points of a line; x is finite and rises; y is finite or, where there is a gap, NaN. Both live in the run.
struct CurvePoints
{
    std::span<const double> x, y;
};

/// The records of one run.
class RunCurves
{
public:
    explicit RunCurves(RunHead head) : head_(std::move(head)) {}

    const RunHead& head() const { return head_; }
    void rename(const QString& name) { head_.name = name; }

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
    /// Keras' bars are the line, and what is measured afterwards the dots.
    bool likeTheEssay() const { return head_.config.attention.mechanism == "essay"; }

private:
    struct Table
    {
        std::vector<double> passes, batches; ///< x, counted in both ways
        std::vector<std::vector<double>> columns;

        void put(double pass, double batch, std::initializer_list<double> values);
        CurvePoints column(std::size_t i, Across across) const;
    };

    void addHeads(const EpochRecord& record);
    int shownHead() const;
    void startPass();
    void forgetMeans(std::size_t end);
    void forget(std::size_t begin, std::size_t end);
    double batchAt(double pass) const;

    RunHead head_;
    Table batches_, passes_, looks_, norms_, ofHeads_; // of each head three columns
    std::vector<HeadName> heads_;
    std::optional<HeadName> shown_;
    std::vector<RunChange> changes_;
    double seen_ = 0, correct_ = 0, loss_ = 0; ///< sums over the present pass
    long pass_ = -1;                           ///< the present pass, from 0
    std::size_t meansBegin_ = 0;               ///< the first batch whose running mean is kept
    long best_ = -1;
    std::optional<std::uint64_t> looked_; ///< the pictures that were looked at last
    double bestLoss_ = kUndefined;
    int version_ = 0;
};

} // namespace fovea
