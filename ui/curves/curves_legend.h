// The legend above the curves: every line and every run by name. A click hides, a double click shows only this one, F2 or
// the context menu renames a run; all of it by keyboard too.
#pragma once

#include "ui/curves/legend_entry.h"

#include <QList>
#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

class QLineEdit;
class QMenu;
class QToolButton;

namespace fovea {

/// A name of a run that is being edited.
struct LegendEdit
{
    int run = -1;
    QString text;
    int cursor = 0, selectionBegin = -1, selectionLength = 0;
};

class CurvesLegend : public QWidget
{
    Q_OBJECT

public:
    explicit CurvesLegend(QWidget* parent = nullptr);

    /// A name being edited goes on being edited, as long as its run is among them.
    void setItems(const std::vector<LegendItem>& items, const Paper& paper, double textPixels);
    void beginRename(const LegendEntry& entry);

    /// A name being edited moves to another legend: ends here without a word, goes on there.
    std::optional<LegendEdit> takeEdit();
    void resumeEdit(const LegendEdit& edit);

signals:
    void toggled(const LegendItem& item);
    void soloed(const LegendItem& item);
    void renamed(int run, const QString& name);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    LegendEntry* addEntry();
    void arrange();
    bool place();
    void showMenu(LegendEntry* entry, const QPoint& position);
    void addActions(QMenu& menu, LegendEntry* entry);
    void showRest();
    LegendEntry* entryOf(int run) const;
    void placeEditor();
    void endRename(bool keep);

    QList<LegendEntry*> inOrder_; ///< of the places: entries_, but what is hidden last where not all find room
    QList<LegendEntry*> entries_;
    QToolButton* rest_;
    QLineEdit* editor_;
    std::optional<int> edited_; ///< the run whose name is being edited
    int hiddenFrom_ = 0;        ///< entries from here on found no room
};

} // namespace fovea
