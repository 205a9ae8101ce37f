// The attention switch, two rows, never one. The first asks whether this network uses its attention: the same weights, with
// the maps replaced. The second asks whether the task needs it: a network trained without it. On validation images; the test
// images stay sealed until somebody opens them, and the openings are counted.
#pragma once

#include "core/training/gaze_controls.h"
#include "ui/views/run_story.h"

#include <QWidget>

#include <optional>

class QLabel;
class QToolButton;

namespace fovea {

/// Accuracies on the validation images, 0 … 1; undefined where they are not known.
struct SwitchFigures
{
    double real = kUndefined, uniform = kUndefined, shuffled = kUndefined;
    long images = 0;
    QString moment;                     ///< of the weights they were measured with
    std::vector<GazeFigure> gazes = {}; ///< where gazes are drawn by chance: who else could have chosen them
};

/// What a network is retrained as, to learn whether the task needs its attention.
enum class Rival
{
    NoAttention, ///< every place counts the same
    RandomGazes, ///< looks that go anywhere
    WholeImage,  ///< the image as a whole instead of parts of it
};

/// The same settings trained without attention.
struct WithoutAttention
{
    double accuracy = kUndefined; ///< after as many passes as the run with attention, else at its last measured one
    double withAttention =
        kUndefined;     ///< of the run with attention: after as many passes, else at its last measured one
    int epochs = 0;     ///< passes it has had
    int withEpochs = 0; ///< passes that the run with attention had had; 0: none is measured
    QString run;        ///< its name

    /// Whether both learned for as long: else the figures say nothing about attention alone.
    bool equalPasses() const { return epochs == withEpochs; }
};

class SwitchStrip : public QWidget
{
    Q_OBJECT

public:
    explicit SwitchStrip(QWidget* parent = nullptr);

    /// `measurable`: whether the present run has attention to be replaced; else the figures are of the run it is compared with.
    void showReplaced(const std::optional<SwitchFigures>& figures, bool measurable, bool gated = false);
    void showMeasuring();
    /// Which words the rows use.
    void setRival(Rival rival);
    /// `attends`: whether the present run has attention to be replaced, or is itself the one without.
    void showRetrained(const std::optional<WithoutAttention>& without, bool attends);
    /// `further`: what the further tests of the data say, a sentence each; `gazes`: who else could have chosen the looks.
    void showTest(double accuracy, long images, const QString& moment, int openings, const QStringList& further = {},
                  const std::vector<GazeFigure>& gazes = {});
    void clearTest();

    QString text() const; ///< everything it says, for tests

signals:
    void measureAsked();
    void retrainAsked();
    void testAsked();
    void resized(); ///< what it says may need another height

private:
    QToolButton* addButton(const QString& text, const QString& help);
    QString replacedTitle() const;
    QString retrainedTitle() const;

    Rival rival_ = Rival::NoAttention;

    QLabel *replaced_, *retrained_, *test_;
    QToolButton *measure_, *retrain_, *open_;
};

} // namespace fovea
