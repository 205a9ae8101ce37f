// Where the looks at many pictures fell: a small frame for the first looks, one for the second, …, and one for looks that know
// nothing. Over the picture one sees habits; around the object one sees whether it is found. The same on screen and on paper.
#pragma once

#include "core/training/gaze_survey.h"
#include "ui/paint/figure.h"

#include <QStringList>

#include <memory>

namespace fovea {

struct GazesFigure
{
    std::shared_ptr<const GazeSurvey> survey; ///< null: nothing is shown yet
    bool around =
        false; ///< around the middle of each picture's object instead of over the picture; only where it is known
    QString title = {}, caption = {};
    Paper paper = Paper::light();
};

/// Where everything goes in so much width.
class GazesLayout
{
public:
    /// The figure must outlive it.
    GazesLayout(const GazesFigure& figure, double width, const QFont& font);

    /// As many frames as there are looks, and one more for random ones.
    int frames() const;
    QRectF frameRect(int frame) const;
    /// "look 2", "random"
    QString titleOf(int frame) const;
    /// Where a picture's look is drawn.
    QPointF pointOf(int frame, std::size_t picture) const;
    /// Only those that fall into the frame are drawn: how many do not.
    std::size_t outside(int frame) const;
    const GazesOfTime& gazesOf(int frame) const;
    double height() const;

    void paint(QPainter& painter, const Paper& paper) const;

private:
    int columns() const;
    double line() const;
    void paintFrame(QPainter& painter, int frame, const Paper& paper) const;

    const GazesFigure& figure_;
    double width_;
    QFont font_;
};

/// Paints the figure between its title and its caption.
void paintGazes(QPainter& painter, const QRectF& area, const GazesFigure& figure);

/// Logical pixels that its frames take at that width.
double gazesHeight(const GazesFigure& figure, double width);

/// "1st look: the same place in every picture", …: what the survey says in words.
QStringList sentencesAbout(const GazeSurvey& survey);

} // namespace fovea
