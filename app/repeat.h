// Repeat: the same settings with one seed after the other, each trained to its end, because one run can be luck.
#pragma once

#include "core/settings/config.h"
#include "ui/views/run_story.h"

#include <QObject>

namespace fovea {

class RunStories;
class Session;

class Repeat : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    Repeat(Session& session, const RunStories& stories, QObject* parent = nullptr);

    /// So many seeds from the configuration's own upwards; those that were trained to their end already are not trained
    /// again, nor is one whose run is deleted meanwhile. Pausing pauses; whoever changes a setting meanwhile, or opens
    /// another session, ends it.
    void start(const Config& config, int seeds);
    bool active() const { return seeds_ > 0; }

signals:
    void said(const QString& sentence);
    /// The form has again what stood there before, which differs from the run in the window in nothing but the seed.
    void formRestored(const fovea::Config& config);

private:
    void next();
    void end(const QString& sentence, bool formIsOurs = true);
    Config configOf(int turn) const;
    bool isDone(const Config& config) const;
    int done() const;

    Session& session_;
    const RunStories& stories_;
    Config first_, now_;
    Config form_;                     ///< the settings as they stood in the form before
    RunSpeed speed_ = RunSpeed::Full; ///< likewise
    int seeds_ = 0;                   ///< 0: nothing is being repeated
    int turn_ = 0;                    ///< the seed whose turn it is, from 0
};

} // namespace fovea
