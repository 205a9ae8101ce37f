// The runs of the sitting as a table shows them: a row each, what their settings differ in, and those that differ in nothing
// but the seed, together with their mean and standard deviation.
#pragma once

#include "core/settings/fields.h"
#include "ui/form/field_words.h"
#include "ui/views/run_story.h"

#include <vector>

namespace fovea {

/// One run. A result that is not known yet, or not defined, is NaN.
struct RunRow
{
    int number = 0;
    QString name;
    bool named = false;   ///< by the user
    QString what;         ///< what it is, where nothing tells it from the others: "soft · needle"
    RunLabel label;       ///< its name beside the others, its group and its colour
    Config config;        ///< with its live changes
    bool present = false; ///< the newest, which can go on
    bool inView = false;  ///< whose pictures the window shows
    QString noWayBack;    ///< why it cannot come into view; empty: it can
    bool shown = true;    ///< whether its curves are
    /// A setting changed while it learned, or it began with another's weights: it is nobody's repetition.
    bool changedOnTheWay = false;
    bool over = false;            ///< it has ended, whether all passes are done or not
    bool diverged = false;        ///< it ended because loss or gradient were not finite
    QString ending;               ///< why it ended, where not because all passes are done
    double passes = 0;            ///< done
    double accuracy = kUndefined; ///< on validation, after the last pass
    double best = kUndefined;     ///< the highest such
    double loss = kUndefined;     ///< on validation, after the last pass
    double trainAccuracy = kUndefined;
    double spread = kUndefined; ///< cells
    double mass = kUndefined;   ///< weight on the object
    double hit = kUndefined;
    bool guess = false; ///< loss is that of knowing nothing, so accuracy is none

    const QString& shownName() const { return label.name.isEmpty() ? name : label.name; }
    int colour() const { return label.colour < 0 ? number : label.colour; }
};

/// What one column of results shows.
struct ResultColumn
{
    QString plain, term, help;
    double RunRow::*value;
    int decimals;
};
const std::vector<ResultColumn>& resultColumns();

/// The settings in which any two of the runs differ, as far as they matter under one of them; in the order of the form.
std::vector<const Field*> differingFields(const std::vector<RunRow>& rows);

/// Runs that differ in nothing but the seed, by number: of two seeds at least. The same seed gives the same run again, so each
/// seed counts once, whichever runs there are of it. Those that have ended count, or, while none has, those that have done as
/// many passes as the longest; never those that diverged. Whether curves are shown changes nothing.
struct SeedGroup
{
    std::vector<int> runs;
    int seeds = 0;            ///< that were trained
    std::vector<int> counted; ///< the runs in the mean, one of each seed
    std::vector<double> mean,
        deviation; ///< one a result column; n − 1; NaN where a counted one is, deviation also of one
};
std::vector<SeedGroup> seedGroups(const std::vector<RunRow>& rows);

/// Whether two configurations differ in nothing but the seed.
bool sameButSeed(Config a, Config b);
/// Whether one is the other with another seed, or the same again: then they are of one group, and have one colour.
bool isRepetition(const RunRow& a, const RunRow& b);

/// "0.934", or with its deviation "0.934 ± 0.012"; a dash where it is not known.
QString resultText(double value, double deviation, int decimals);

} // namespace fovea
