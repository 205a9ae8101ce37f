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

/// One line that ends in … where there is no room for it; the whole stands in the tooltip.
class ElidedLabel : public ToneLabel
{
    Q_OBJECT

public:
    using ToneLabel::ToneLabel;

    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace fovea
