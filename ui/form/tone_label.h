// A label in one of the form's tones: what is said at once, what is said quietly, and what was refused. The tones follow
// the palette, dark or light.
#pragma once

#include <QLabel>

namespace fovea {

class ToneLabel : public QLabel
{
    Q_OBJECT

public:
    enum class Tone
    {
        Ink,
        Quiet,
        Refusal
    };

    explicit ToneLabel(Tone tone, QWidget* parent = nullptr);

    void setTone(Tone tone);
    Tone tone() const { return tone_; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void takeColour();

    Tone tone_;
};

/// One line, or a few, that end in … where there is no room for all; the whole stands in the tooltip.
class ElidedLabel : public ToneLabel
{
    Q_OBJECT

public:
    using ToneLabel::ToneLabel;

    /// At first 1.
    void setMostLines(int lines);

    QSize minimumSizeHint() const override;
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QStringList linesIn(int width) const;

    int mostLines_ = 1;
};

} // namespace fovea
