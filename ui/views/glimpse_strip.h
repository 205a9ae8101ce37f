// What the network saw at each look, side by side: a small picture a look, its coarser squares below, numbered as the frames
// on the large picture are.
#pragma once

#include "ui/views/shown.h"

#include <QImage>
#include <QWidget>

namespace fovea {

/// Pixels of one look at a scale, as the network got them, in the tones of the stored pictures.
QImage imageOfLook(const GlimpseOfSample& look, Index scale, const Scene& scene);

class GlimpseStrip : public QWidget
{
    Q_OBJECT

public:
    explicit GlimpseStrip(QWidget* parent = nullptr);

    void showLooks(const ShownSample& sample, const Scene& scene);
    /// The look that stands out; −1: none, all are shown alike. Those behind it are faded: they have not been made yet.
    void setCurrent(int current);
    int current() const { return current_; }
    int count() const { return static_cast<int>(looks_.size()); }

    /// Where a look is drawn at a scale.
    QRect imageRect(int look, int scale = 0) const;
    /// Where the one window is drawn once more, under the map that lies over it; null where there is none.
    QRect overRect() const;
    /// The text below a look: "2 · 6.1 px".
    QString textOf(int look) const;
    /// The height at which every look can be seen.
    int wantedHeight(int width) const;

    QSize minimumSizeHint() const override { return {120, 60}; }

signals:
    /// By a click or a key: this look, or all (−1).
    void picked(int look);
    /// Enter: show them one after the other.
    void playAsked();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    /// How many stand in a row, and how large.
    struct Form
    {
        int columns = 1, rows = 1, side = 1;
    };
    Form formFor(int width, int height) const;
    int scales() const;
    int line() const;
    int heightOfBlock(int side) const;
    void describe();
    void paintOver(QPainter& painter);

    struct Look
    {
        std::vector<QImage> images; ///< one a scale, one pixel a pixel
        double distance = kUndefined;
    };
    std::vector<Look> looks_;
    QString said_; ///< of the current one
    ShownSample sample_;
    Scene scene_;
    int current_ = -1;
    Tensor over_; ///< (h × w) weights over what one window shows, drawn beside it; empty: none
};

} // namespace fovea
