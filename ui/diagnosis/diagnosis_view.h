// Diagnosis: what the curves of the present run tell. Each finding with its evidence marked in the curve, in plain words, and
// its remedies as buttons that say which setting changes from what to what. Values in, signals out.
#pragma once

#include "core/diagnosis/diagnosis.h"
#include "ui/form/field_words.h"
#include "ui/paint/curves_figure.h"

#include <QWidget>

#include <vector>

class QLabel;
class QScrollArea;
class QToolButton;
class QVBoxLayout;

namespace fovea {

/// What is diagnosed and what came of it.
struct DiagnosedRun
{
    QString name;
    std::vector<EpochRecord> history;
    double chance = kUndefined, majority = kUndefined; ///< accuracies on validation
    Diagnosis diagnosis;
    bool goesOn = false; ///< it is still learning: this is what can be said so far
};

/// The curve in which a finding is seen, with its evidence marked; of the first finding's kind where there is none.
CurvesFigure evidenceFigure(const DiagnosedRun& run, const Finding* finding);

/// A finding in the user's language.
QString wordsOf(const Sentence& sentence);

/// "training images 800 → 3200"
QString changeWords(const Proposal& remedy, Wording wording);

class EvidencePlot;

class DiagnosisView : public QWidget
{
    Q_OBJECT

public:
    explicit DiagnosisView(QWidget* parent = nullptr);

    void showRun(const DiagnosedRun& run);
    void setFull(bool full);
    /// The finding whose evidence is marked; −1: none.
    int chosen() const { return chosen_; }

public slots:
    void choose(int finding);

signals:
    /// A remedy was pressed: these settings, in a new run beside this one.
    void remedyAsked(const fovea::Config& config, const QString& words);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void rebuild();
    int textRoom() const;
    QWidget* card(int index);

    DiagnosedRun run_;
    Wording wording_ = Wording::Plain;
    int chosen_ = -1;
    std::vector<std::string> shown_; ///< what the cards offer, so that buttons stay while nothing of it changes
    int builtFor_ = 0;               ///< pixels of a line
    QScrollArea* scroll_;
    QVBoxLayout* cards_;
    std::vector<QToolButton*> titles_; ///< one a card, as are the following
    std::vector<QLabel*> words_;
    QLabel *head_, *noise_;
    EvidencePlot* plot_;
};

} // namespace fovea
