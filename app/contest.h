// Contest: some settings and what each has reached beside the others. Whatever a comparison shows is in here, so it can be put
// aside and brought back as it was.
#pragma once

#include "app/curve_figures.h"
#include "core/training/comparison.h"
#include "ui/drawer/compare_view.h"

#include <QString>

#include <memory>
#include <utility>
#include <vector>

namespace fovea {

/// One of the compared settings.
struct Contender
{
    Config config;
    std::optional<Contestant> made; ///< once it is
    std::vector<StepRecord> steps;
    std::vector<EpochRecord> passes;
    SnapshotPtr newest;
    double secondsPerBatch = kUndefined;
    QString ending; ///< why it is over; empty while it is not

    explicit Contender(Config settings) : config(std::move(settings)) {}
    bool isOver() const { return !ending.isEmpty(); }
};

struct Contest
{
    std::vector<Contender> rows;
    CompareState state = CompareState::Planned;
    std::unique_ptr<Comparison> training; ///< once it was started
    std::vector<std::size_t> trained;     ///< the rows that it trains: those that were not over by then

    std::vector<Config> plan() const;
    /// Whether there are rows, and all of them are over.
    bool isOver() const;
    bool isMeasured() const; ///< at least one of them
    /// What there is of it without its training: rows that are over keep what was measured on them, since each run has the
    /// same bits whoever learns beside it; the others begin anew.
    std::shared_ptr<Contest> withoutTraining() const;
    /// Whether something was measured that `other` does not have.
    bool hasMoreThan(const Contest& other) const;
};

/// Why these settings cannot stand beside the others; empty where they can.
QString refusal(const Config& config, const std::vector<Config>& plan);

/// A row of the table for each, named by the values in which they differ: "one weight for each place · 0.004".
std::vector<ComparedRow> comparedRows(const Contest& contest);
/// What each has reached, one a row; empty before they are made.
std::vector<LearningCurves> comparedCurves(const Contest& contest);

} // namespace fovea
