// Comparing two to four settings: the list of them with what each reaches and costs, their curves in one plot, and what each
// makes of the same pictures.
#pragma once

#include "ui/drawer/compared_table.h"
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

protected:
    void changeEvent(QEvent* event) override;

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
