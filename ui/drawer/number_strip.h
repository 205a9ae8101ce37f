// A strip of bars whose features can be pointed at, by pointer and by arrows.
#pragma once

#include "ui/paint/strip_figure.h"

#include <QWidget>

namespace fovea {

class NumberStrip : public QWidget
{
    Q_OBJECT

public:
    explicit NumberStrip(const QString& name, QWidget* parent = nullptr);

    /// All but what is marked.
    void showFigure(StripFigure figure);
    void mark(int feature); ///< −1: none

    const StripFigure& figure() const { return figure_; }
    QSize sizeHint() const override { return {300, 34}; }
    QSize minimumSizeHint() const override { return {200, 22}; }

signals:
    void pointed(int feature); ///< −1: none any more

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    StripFigure figure_;
};

} // namespace fovea
