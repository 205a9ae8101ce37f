// What is at hand below the large picture: the size of the brush, the way back to the original, and the untrained network
// beside the trained one.
#pragma once

#include <QWidget>

class QPushButton;
class QSlider;

namespace fovea {

class DrawTools : public QWidget
{
    Q_OBJECT

public:
    explicit DrawTools(QWidget* parent = nullptr);

    /// Brush diameter in pixels of the picture.
    int brush() const;
    bool wantsUntrained() const;
    void toggleUntrained();
    /// Whether there is a picture to draw on, and whether it is another than the data has.
    void setPicture(bool shown, bool changed);

signals:
    void untrainedAsked(bool shown);
    void restoreAsked();

private:
    QSlider* brush_;
    QPushButton* untrained_;
    QPushButton* restore_;
};

} // namespace fovea
