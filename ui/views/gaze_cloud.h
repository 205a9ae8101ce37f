// Where the looks at many pictures fell, shown: gazes_figure.h says how; here each frame tells more under the pointer.
#pragma once

#include "ui/views/gazes_figure.h"

#include <QWidget>

namespace fovea {

class GazeCloud : public QWidget
{
    Q_OBJECT

public:
    explicit GazeCloud(QWidget* parent = nullptr);

    /// Null: nothing is shown yet.
    void showSurvey(const std::shared_ptr<const GazeSurvey>& survey);
    /// Around the middle of each picture's object instead of over the picture; only where it is known.
    void setAroundObject(bool around);

    /// As many frames as there are looks, and one more for random ones.
    int frames() const { return laidOut().frames(); }
    QRectF frameRect(int frame) const { return laidOut().frameRect(frame); }
    /// "look 2", "random"
    QString titleOf(int frame) const { return laidOut().titleOf(frame); }
    /// Where a picture's look is drawn.
    QPointF pointOf(int frame, std::size_t picture) const { return laidOut().pointOf(frame, picture); }
    /// Only those that fall into the frame are drawn: how many do not.
    std::size_t outside(int frame) const { return laidOut().outside(frame); }
    int wantedHeight(int width) const;
    const GazesFigure& figure() const { return figure_; }

    QSize sizeHint() const override { return {240, wantedHeight(240)}; }
    QSize minimumSizeHint() const override { return {120, 80}; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    GazesLayout laidOut() const { return GazesLayout(figure_, width(), font()); }

    GazesFigure figure_;
};

} // namespace fovea
