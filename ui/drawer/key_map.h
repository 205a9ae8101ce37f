// A key figure whose cells can be pointed at, by pointer and by arrows.
#pragma once

#include "ui/paint/key_figure.h"

#include <QWidget>

namespace fovea {

class KeyMap : public QWidget
{
    Q_OBJECT

public:
    explicit KeyMap(const QString& name, QWidget* parent = nullptr);

    /// All but what is marked.
    void showFigure(KeyFigure figure);
    void mark(int key); ///< −1: none

    const KeyFigure& figure() const { return figure_; }
    /// Where a key is drawn; empty where there is none.
    QRectF cellRect(int key) const;
    QSize minimumSizeHint() const override { return {120, 130}; }

signals:
    void pointed(int key);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    KeyCells cells() const { return {figure_, QRectF(rect()), font()}; }
    void describe();

    KeyFigure figure_;
};

} // namespace fovea
