#include "ui/views/gaze_cloud.h"

#include "ui/paint/screen_paper.h"
#include "ui/views/glimpse_words.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace fovea {

GazeCloud::GazeCloud(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Where the looks at all validation pictures fell"));
}

void GazeCloud::showSurvey(const std::shared_ptr<const GazeSurvey>& survey)
{
    figure_.survey = survey;
    setAccessibleDescription(survey ? sentencesAbout(*survey).join(QLatin1Char(' ')) : QString());
    update();
}

void GazeCloud::setAroundObject(bool around)
{
    figure_.around = around;
    update();
}

int GazeCloud::wantedHeight(int width) const
{
    return static_cast<int>(GazesLayout(figure_, width, font()).height());
}

void GazeCloud::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    laidOut().paint(painter, paperUnder(*this));
}

bool GazeCloud::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        for (int frame = 0; frame < laidOut().frames(); ++frame) {
            if (laidOut().frameRect(frame).contains(help->pos())) {
                QString text = tr("%1: %2 looks, scattered by %3 around the cross")
                                   .arg(laidOut().titleOf(frame))
                                   .arg(laidOut().gazesOf(frame).gazes.size())
                                   .arg(pixelsText(laidOut().gazesOf(frame).scatter));
                if (figure_.around) {
                    text = tr("%1: the cross is the middle of the object; %2 looks fall outside of this frame")
                               .arg(laidOut().titleOf(frame))
                               .arg(laidOut().outside(frame));
                }
                QToolTip::showText(help->globalPos(), text, this);
                return true;
            }
        }
    }
    return QWidget::event(event);
}

} // namespace fovea
