// Where the looks at many pictures fell: a small frame for the first looks, one for the second, …, and one for looks that know
// nothing. Over the picture one sees habits; around the object one sees whether it is found.
#pragma once

#include "core/training/gaze_survey.h"

#include <QWidget>

#include <memory>

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
    int frames() const;
    QRectF frameRect(int frame) const;
    /// "look 2", "random"
    QString titleOf(int frame) const;
    /// Where a picture's look is drawn.
    QPointF pointOf(int frame, std::size_t picture) const;
    /// Only those that fall into the frame are drawn: how many do not.
    std::size_t outside(int frame) const;
    int wantedHeight(int width) const;

    QSize sizeHint() const override { return {240, wantedHeight(240)}; }
    QSize minimumSizeHint() const override { return {120, 80}; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    const GazesOfTime& gazesOf(int frame) const;
    int columnsFor(int width) const;
    double line() const;
    void paintFrame(QPainter& painter, int frame) const;

    std::shared_ptr<const GazeSurvey> survey_;
    bool around_ = false;
};

/// "1st look: the same place in every picture", …: what the survey says in words.
QStringList sentencesAbout(const GazeSurvey& survey);

} // namespace fovea
