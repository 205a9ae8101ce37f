// The box that shows a number large and takes what is typed: Enter or leaving offers it, Escape gives it up, the arrows
// step.
#pragma once

#include <QLineEdit>

namespace fovea {

class ValueBox : public QLineEdit
{
    Q_OBJECT

public:
    explicit ValueBox(QWidget* parent = nullptr);

    /// Shows a value that stands.
    void showText(const QString& text);

    /// Takes a larger type than the parent's, whose font has changed.
    void followFont();

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void typed();                ///< something else than the value shown was typed, and Enter pressed or the box left
    void givenUp();              ///< Escape
    void stepped(int direction); ///< 1 up, −1 down
    void letGo();                ///< of an arrow

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void offerTyped();
};

} // namespace fovea
