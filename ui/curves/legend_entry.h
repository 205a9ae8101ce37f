// A name in the legend, with a swatch of its line: can be clicked, clicked twice, renamed, by mouse and by keyboard.
#pragma once

#include "ui/curves/curve_style.h"

#include <QAbstractButton>
#include <QString>

#include <vector>

namespace fovea {

/// An entry: of a run, of all runs that differ in the seed alone, or of a line.
struct LegendItem
{
    int run = -1;                ///< its number, or that of the first of several; below 0: a line
    std::vector<int> group = {}; ///< all runs of several seeds; empty: one run, or a line
    CurveId line;
    QString text, help;
    CurveStyle style;
    bool swatch = true;
    bool shown = true;

    bool canBeRenamed() const { return run >= 0 && group.empty(); }
    bool sameAs(const LegendItem& other) const
    {
        return run == other.run && group.empty() == other.group.empty() && line == other.line;
    }
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

} // namespace fovea
