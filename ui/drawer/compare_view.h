// Comparing two to four settings: the list of them with what each reaches and costs, their curves in one plot, and what each
// makes of the same pictures.
#pragma once

#include "ui/views/shown.h"

#include <QWidget>

#include <vector>

class QLabel;
class QToolButton;
class QTreeWidget;

namespace fovea {

class CompareGrid;
class CurvesView;
class ScaleBar;

/// One of the compared settings, and what is known of it so far.
struct ComparedRow
{
    QString name;                 ///< in what it differs from the others
    QString ending;               ///< why it is over; empty while it is not
    double passes = 0;            ///< done
    double accuracy = kUndefined; ///< on validation, after the last pass; `error` is two standard errors of it
    double error = kUndefined;
    double best = kUndefined, loss = kUndefined;
    double spread = kUndefined, mass = kUndefined; ///< of attention, as in the table of runs
    double learned = kUndefined;                   ///< numbers
    double multiplyAdds = kUndefined;              ///< of one image forward
    double millisecondsPerBatch = kUndefined;      ///< measured while it was trained in turn with the others
};

enum class CompareState
{
    Planned, ///< not made yet
    Making,
    Running,
    Paused,
    Over,
};

class CompareView : public QWidget
{
    Q_OBJECT

public:
    explicit CompareView(QWidget* parent = nullptr);

    void showRows(const std::vector<ComparedRow>& rows);
    /// What can be done, and a sentence for people; empty: the usual one.
    void showState(CompareState state, const QString& sentence = {});
    void setLook(const MapLook& look);
    void setFull(bool full);

    CurvesView* curves() const { return curves_; }
    CompareGrid* grid() const { return grid_; }
    QString sentence() const;
    /// The numbers of a row as they are written.
    QStringList texts(int row) const;

signals:
    void formAsked();                        ///< the settings of the form, once more
    void attentionAsked(const QString& key); ///< the first settings with another attention; "": without any
    void rateAsked(double factor);           ///< the first settings at another rate
    void removeAsked(int row);
    void goAsked(); ///< to train them, or to go on
    void pauseAsked();

private:
    QToolButton* addButton(const QString& text, const QString& name, const QString& help);
    void fillMenus();
    void offer();
    void showScale();

    std::vector<ComparedRow> rows_;
    CompareState state_ = CompareState::Planned;
    QString said_;
    QToolButton *go_, *form_, *attention_, *rate_, *remove_;
    QLabel* sentence_;
    QTreeWidget* table_;
    CurvesView* curves_;
    CompareGrid* grid_;
    ScaleBar* bar_;
    MapLook look_;
};

} // namespace fovea
