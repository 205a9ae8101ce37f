// What the runs of a sitting are called, one by one and by groups of seeds: by what tells them from each other. Table, curves,
// figures and files have their names and colours from here.
#pragma once

#include "ui/drawer/run_row.h"

namespace fovea {

/// "3: dropout 0.3 · seed 2"
QString runName(int number, const QString& what, std::uint64_t seed);
/// "dropout 0.3 · 5 seeds"
QString groupName(const QString& what, int seeds);

/// The label of each row. A run that somebody named keeps that name. A colour that a run has already it keeps, except that
/// all runs of a group have one, and that nobody else has it: then it is the first one that is free.
void labelRuns(std::vector<RunRow>& rows);

/// What a group is called.
QString nameOf(const SeedGroup& group, const std::vector<RunRow>& rows);
/// The same with its accuracy on validation: "dropout 0.3 · 5 seeds: 0.921 ± 0.010".
QString resultOf(const SeedGroup& group, const std::vector<RunRow>& rows);

/// How far the second of two groups lies above the first by its accuracy on validation, and whether that is more than luck
/// gives: "Accuracy: dropout 0.3 · 5 seeds is 2.1 ± 0.6 points above dropout 0 · 5 seeds, over 5 equal seeds (± standard error)."
QString comparisonOf(const SeedGroup& first, const SeedGroup& second, const std::vector<RunRow>& rows);

} // namespace fovea
