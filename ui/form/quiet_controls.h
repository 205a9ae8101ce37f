// Sliders and lists inside a form that scrolls: the wheel scrolls the form and never changes a value, Tab reaches them,
// a click takes no focus.
#pragma once

#include <QComboBox>
#include <QSlider>

namespace fovea {

/// Says when it was let go: button up, key up, or focus lost.
class QuietSlider : public QSlider
{
    Q_OBJECT

public:
    explicit QuietSlider(QWidget* parent = nullptr);

signals:
    void letGo();

protected:
    void wheelEvent(QWheelEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
};

/// A list that is never wider than its room.
class QuietCombo : public QComboBox
{
    Q_OBJECT

public:
    explicit QuietCombo(QWidget* parent = nullptr);

    void showPopup() override;

protected:
    void wheelEvent(QWheelEvent* event) override;
};

} // namespace fovea
