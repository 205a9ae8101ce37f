// RunStories: what the window knows of each run of the sitting, and which of them answer each other.
#pragma once

#include "core/settings/config.h"
#include "ui/drawer/run_row.h"
#include "ui/views/run_story.h"
#include "ui/window/switch_strip.h"

#include <map>
#include <optional>
#include <vector>

namespace fovea {

/// A setting that was changed while the run was learning.
struct LiveChange
{
    std::string key;
    double began = 0, ended = 0; ///< passes done when it got the first and the last of its values
    QString text;
    std::string from, to;
};

struct RunStory
{
    RunHead head;
    Config now;                      ///< with its live changes, also those that it has not learned with
    std::vector<EpochRecord> passes; ///< measured so far
    std::optional<LookRecord> look;  ///< the newest
    std::optional<SwitchFigures> replaced;
    std::vector<LiveChange> changes; ///< in the order in which they were made
    std::vector<StepRecord> steps;   ///< all of them, so that a run that was deleted can come back
    std::vector<LookRecord> looks;
    bool over = false;          ///< finished, stopped early or diverged
    bool diverged = false;      ///< that it ended because loss or gradient were not finite
    QString ending;             ///< why, where not because all passes are done
    std::size_t endedAfter = 0; ///< changes that were made before it ended
    bool elsewhere = false;     ///< it began with the weights of another run's moment

    /// A setting became another `at` so many passes; while it is dragged through several values that is one change.
    void noteChange(double at, const std::string& key, const std::string& to);
    /// The settings that it has learned with: what was changed after its last batch is not among them, but where the change
    /// ended it.
    Config learned() const;
    /// Whether a setting changed while it learned, or it began with another's weights: it is nobody's repetition.
    bool changedOnTheWay() const;
    /// More was measured: it goes on.
    void append(const std::vector<StepRecord>& moreSteps, const std::vector<EpochRecord>& morePasses);
    /// It has come to its end; `why` is for people.
    void end(const QString& why);
    /// Whether the last batch gave numbers that can be learned from.
    bool isFinite() const;
    /// Whether it has got as far as these settings let it, told by its records alone.
    bool hasEnded(const Config& with) const;
    /// All changes, as the curves show them.
    std::vector<RunChange> changesToShow() const;
    /// The record after so many passes, or the last before; null where there is none.
    const EpochRecord* nearest(int passesDone) const;
    const EpochRecord* last() const { return passes.empty() ? nullptr : &passes.back(); }

private:
    bool hasLearnedWith(std::size_t change) const;
};

/// The two rows of the attention switch.
struct SwitchRows
{
    bool measurable = false;  ///< the run in view has attention, or gazes, that somebody else could choose
    bool replaceable = false; ///< it has maps that can be replaced in view
    bool gated = false;       ///< it has gates, which are nothing that the switch replaces
    Rival rival = Rival::NoAttention;
    std::optional<SwitchFigures> replaced;
    std::optional<WithoutAttention> retrained;
};

class RunStories
{
public:
    /// A run comes, or comes again under its number, and is the present one. Gives the run that was the last before it.
    std::optional<Config> begin(const RunHead& head);
    /// It is back at its beginning.
    void clear(int number);

    /// A run goes, and comes back; never the present one.
    RunStory take(int number);
    void putBack(const RunStory& story);

    /// Gives all of them names and colours beside each other; to be called when one comes, goes, or has other settings.
    void label();
    /// All of them, for a table.
    std::vector<RunRow> rows() const;
    const std::map<int, RunStory>& all() const { return runs_; }

    bool knows(int number) const { return runs_.contains(number); }
    std::vector<int> numbers() const;
    RunStory& of(int number) { return runs_[number]; }
    /// The present run; null before there is one.
    RunStory* present();
    const RunStory* present() const;

    /// An earlier run comes into view, or (nothing) the present one again; whether that is another than was.
    bool view(std::optional<int> earlier);
    /// The one in view; null before there is one.
    const RunStory* inView() const;

    /// Both rows are about one run: the one in view, or, where that has no attention, the one that it was trained to
    /// compare with.
    SwitchRows switchRows() const;

private:
    std::map<int, RunStory> runs_;
    int present_ = 0;
    std::optional<int> earlier_; ///< in view instead of the present one
};

/// The same settings without what was chosen to look: with gazes drawn anywhere where they were learned from reward, with the
/// whole image where it saw parts of it otherwise, else with mean pooling and without tokens that look at each other; gates
/// stay.
Config withoutAttention(Config config);

} // namespace fovea
