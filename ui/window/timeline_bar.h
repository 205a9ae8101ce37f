// The timeline: a handle over all moments that are kept. Dragged, it shows the network as it was then; at its right end it
// follows training.
#pragma once

#include <QWidget>

class QLabel;
class QSlider;
class QToolButton;

namespace fovea {

/// Where one is on the timeline.
struct TimelineState
{
    bool earlierRun = false; ///< that in view is not the present run
    QString run = {};        ///< what it is called then
    int moments = 0;         ///< that are kept
    int position = 0;        ///< of the one in view, from 0; `moments`: now, where the run is the present one
    double passes = 0;       ///< of the one in view
    bool playing = false;
    bool training = false;            ///< whether it goes on meanwhile
    double megabytes = 0, budget = 0; ///< that the moments take, and may take
    bool thinned = false;             ///< of the run in view

    bool isNow() const { return !earlierRun && position >= moments; }
    int last() const { return earlierRun ? moments - 1 : moments; } ///< the largest position
};

class TimelineBar : public QWidget
{
    Q_OBJECT

public:
    explicit TimelineBar(QWidget* parent = nullptr);

    void showState(const TimelineState& state);
    void setPresent(bool present);
    /// "at pass 2.30, training goes on", "now"
    QString sentence() const;

signals:
    void moved(int position); ///< by the user; `moments`: now
    void playAsked();         ///< or to stop playing
    void nowAsked();
    void startAsked(); ///< a new run from the moment in view

private:
    QToolButton* addButton(const QString& text, const QString& name, const QString& help);

    TimelineState state_;
    QSlider* slider_;
    QLabel *sentence_, *memory_;
    QToolButton *back_, *play_, *on_, *now_, *start_;
};

} // namespace fovea
