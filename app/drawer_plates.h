// What the pages of the drawer can put on paper: metrics and their plots, the table of runs, the network, what was compared, what
// layers cost, attention step by step. Numbers go with each of them.
#pragma once

#include "app/curve_figures.h"
#include "core/explain/cost.h"
#include "core/explain/layer_table.h"
#include "core/training/attention_steps.h"
#include "ui/drawer/compared_table.h"
#include "ui/drawer/run_row.h"
#include "ui/export/plate.h"
#include "ui/views/shown.h"

#include <memory>
#include <optional>
#include <vector>

namespace fovea {

struct FrozenWindow;

/// The compared settings at that moment; empty where nothing is compared.
struct FrozenComparison
{
    std::vector<ComparedRow> rows;
    std::vector<LearningCurves> curves;         ///< one a row, once they are made
    std::vector<std::vector<ShownSample>> maps; ///< one a row
    Scene scene;
};

/// The drawer's pages at that moment; what is empty is left out.
struct FrozenDrawer
{
    std::vector<RunRow> runs;
    Wording wording = Wording::Plain;
    Config config; ///< of the network
    std::vector<LayerRow> layers;
    std::vector<double> milliseconds; ///< as LayerMeter measured them; empty: not yet
    std::vector<CostCurve> costs;
    FrozenComparison comparison;
    std::shared_ptr<const AttentionSteps> steps;
    int key = -1;                         ///< that is marked in the steps
    std::optional<CurvesFigure> evidence; ///< of the diagnosis: the curve with what the chosen finding is seen in
    QString finding;                      ///< in words
};

std::vector<Plate> drawerPlates(const FrozenWindow& frozen);

// Its parts.
std::vector<Plate> metricsPlates(const FrozenWindow& frozen); // metrics_plates.cpp
std::vector<Plate> comparePlates(const FrozenWindow& frozen); // compare_plates.cpp

} // namespace fovea
