// What the window knows of a run of this sitting: what it was started with, and what was measured so far.
#pragma once

#include "core/settings/config.h"
#include "core/training/history.h"

#include <QString>
#include <QStringList>

#include <cmath>
#include <limits>

namespace fovea {

enum class RunState
{
    Making,  ///< data and network are being made
    Paused,  ///< it can go on
    Running, ///< it trains
    Over,    ///< finished, stopped early or diverged
    Refused, ///< there is no run: its data could not be read
};

enum class RunSpeed
{
    Slow, ///< 5 batches a second
    Demo, ///< 25 batches a second: the snap is seen to happen
    Full
};

/// How far the run is.
struct RunProgress
{
    int epoch = 0, epochs = 0;   ///< passes done, passes asked for
    long batch = 0, batches = 0; ///< of the pass under way
    double imagesPerSecond = 0;  ///< over the last second of training
};

/// What a run is called beside the others of the sitting, and its colour.
struct RunLabel
{
    QString name;       ///< "2: dropout 0.3 · seed 1"; empty: its head's
    QString told;       ///< the values that tell it from the others: "dropout 0.3"; empty where none does
    bool named = false; ///< by the user
    QString
        group; ///< "dropout 0.3 · 5 seeds": that of all runs that differ from it in the seed alone; empty: there are none
    int colour = -1; ///< of the run colours, the same for all of a group; below 0: that of its number
    bool operator==(const RunLabel&) const = default;
};

/// Known before the first batch.
struct RunHead
{
    int number = 0; ///< counts the runs of the sitting from 0, and never changes
    QString name;   ///< "1: soft · needle · seed 0"; the user can rename it
    RunLabel label; ///< beside the others
    Config config;
    long validationImages = 0;    ///< for the band of ± 2 standard errors
    double chance = kUndefined;   ///< accuracy of guessing
    double majority = kUndefined; ///< accuracy of always naming the most frequent class of the validation images
    double places = 0;            ///< N of the attention map; 0: there is none
    double hitChance = kUndefined, massChance = kUndefined; ///< undefined where no evidence is known
    double gazeChance = kUndefined; ///< pixels from a gaze anywhere to the object; undefined: nobody knows, or no gazes
    double hitCeiling = kUndefined, accuracyCeiling = kUndefined; ///< of the ideal observer, on validation
    QStringList parameters;                                       ///< names, in the order of StepRecord::parameterNorms
    bool learnedMap = true;                                       ///< false: uniform by definition

    const QString& shownName() const { return label.name.isEmpty() ? name : label.name; }
    int colour() const { return label.colour < 0 ? number : label.colour; }
    /// Its training line is Keras' running mean, as the essay drew it, and what is measured after the pass stands beside it.
    bool likeTheEssay() const { return config.attention.mechanism == "essay"; }
    /// Whether it looks at parts of the image, one after the other.
    bool hasGazes() const { return config.look.mechanism != "none"; }
    /// Whether these are drawn by chance and learned from reward.
    bool hasReward() const { return config.look.mechanism == "glimpses"; }
};

/// Measured on the pinned pictures each time they are looked at, so that the snap is seen while it happens.
struct LookRecord
{
    double epoch = 0;
    double spread = kUndefined; ///< mean over the pictures, cells
    double mass = kUndefined, hit = kUndefined;
    int pictures = 0;      ///< that were looked at
    std::uint64_t set = 0; ///< which: the same number for the same pictures, in whatever order
};

/// A setting that changed while the run was learning: from so many passes on.
struct RunChange
{
    double passes = 0;
    QString text; ///< "learning rate 0.001"
    bool operator==(const RunChange&) const = default;
};

} // namespace fovea
