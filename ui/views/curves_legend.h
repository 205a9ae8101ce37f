// The legend above the curves: every line and every run by name. A click hides, a double click shows only this one, F2 or
// the context menu renames a run; all of it by keyboard too.
#pragma once

#include "ui/views/curve_style.h"

#include <QAbstractButton>
#include <QList>
#include <QString>
#include <QWidget>

#include <vector>

class QLineEdit;
class QMenu;
class QToolButton;

namespace fovea {

/// An entry: of a run, or of a line.
struct LegendItem
{
    int run = -1; ///< its number; below 0: a line
    CurveId line;
    QString text, help;
    CurveStyle style;
    bool swatch = true;
    bool shown = true;

    bool sameAs(const LegendItem& other) const { return run == other.run && line == other.line; }
};

class LegendEntry : public QAbstractButton
{
    Q_OBJECT

public:
    explicit LegendEntry(QWidget* parent);

    void setItem(const LegendItem& item, const Paper& paper, double textPixels);
    const LegendItem& item() const { return item_; }
    QSize sizeHint() const override;

signals:
    void soloed();
    void renameAsked();
    void menuAsked(QPoint globalPosition);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    double swatchWidth() const;

    LegendItem item_;
    Paper paper_ = Paper::light();
    double textPixels_ = 13;
};

class CurvesLegend : public QWidget
{
    Q_OBJECT

public:
    explicit CurvesLegend(QWidget* parent = nullptr);

    void setItems(const std::vector<LegendItem>& items, const Paper& paper, double textPixels);
    void beginRename(LegendEntry* entry);

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
    void showMenu(LegendEntry* entry, const QPoint& position);
    void addActions(QMenu& menu, LegendEntry* entry);
    void showRest();
    void endRename(bool keep);

    QList<LegendEntry*> entries_;
    QToolButton* rest_;
    QLineEdit* editor_;
    LegendEntry* edited_ = nullptr;
    int hiddenFrom_ = 0; ///< entries from here on found no room
};

} // namespace fovea
