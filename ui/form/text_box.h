// A box as high as its text: long texts are broken into lines instead of being cut off. Enter or leaving offers what was
// typed, Escape gives it up; it never scrolls, so the wheel is the form's.
#pragma once

#include <QPlainTextEdit>

namespace fovea {

class TextBox : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit TextBox(QWidget* parent = nullptr);

    /// Shows a text that stands.
    void showText(const QString& text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void typed();
    void givenUp();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void offerTyped();
    void takeHeight();
};

} // namespace fovea
