#include "ui/views/gaze_cloud.h"

#include "ui/paint/run_colours.h"
#include "ui/paint/screen_paper.h"
#include "ui/views/glimpse_words.h"

#include <QFontMetricsF>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

constexpr int kGap = 8, kLeastFrame = 84, kMostFrame = 150; // pixels
constexpr double kDot = 1.5;
constexpr double kStill = 0.5;   // pixels: gazes that lie as close as that are one place
constexpr double kClearly = 0.9; // of the distance by chance

} // namespace

GazeCloud::GazeCloud(QWidget* parent) : QWidget(parent)
{
    setAccessibleName(tr("Where the looks at all validation pictures fell"));
}

void GazeCloud::showSurvey(const std::shared_ptr<const GazeSurvey>& survey)
{
    survey_ = survey;
    setAccessibleDescription(survey ? sentencesAbout(*survey).join(QLatin1Char(' ')) : QString());
    update();
}

void GazeCloud::setAroundObject(bool around)
{
    around_ = around;
    update();
}

int GazeCloud::frames() const
{
    return survey_ ? static_cast<int>(survey_->learned.size()) + 1 : 0;
}

const GazesOfTime& GazeCloud::gazesOf(int frame) const
{
    return frame + 1 == frames() ? survey_->random : survey_->learned[static_cast<std::size_t>(frame)];
}

double GazeCloud::line() const
{
    return std::ceil(QFontMetricsF(font()).height());
}

/// As few as let frames be as large as they should, as many as there is room for.
int GazeCloud::columnsFor(int width) const
{
    const int n = std::max(1, frames()), fit = std::max(1, (width + kGap) / (kLeastFrame + kGap));
    const int rows = (n + fit - 1) / fit;
    return std::max((n + rows - 1) / rows, std::min(n, (width + kGap) / (kMostFrame + kGap)));
}

QRectF GazeCloud::frameRect(int frame) const
{
    const int columns = columnsFor(width());
    const double across = std::min<double>(kMostFrame, (width() + kGap) / static_cast<double>(columns) - kGap);
    const double down = survey_ ? across * survey_->height / std::max(1.0, survey_->width) : across;
    return {frame % columns * (across + kGap), frame / columns * (down + 2 * line() + kGap) + line(), across - 1,
            down - 1};
}

int GazeCloud::wantedHeight(int width) const
{
    const int n = frames(), columns = columnsFor(width), rows = (n + columns - 1) / columns;
    const double across = std::min<double>(kMostFrame, (width + kGap) / static_cast<double>(columns) - kGap);
    const double down = survey_ ? across * survey_->height / std::max(1.0, survey_->width) : across;
    return static_cast<int>(std::ceil(rows * (down + 2 * line() + kGap)));
}

QString GazeCloud::titleOf(int frame) const
{
    return frame + 1 == frames() ? tr("random") : tr("look %1").arg(frame + 1);
}

/// Around the object the frame shows as many pixels as the picture has, the object's middle in the middle.
QPointF GazeCloud::pointOf(int frame, std::size_t picture) const
{
    const QRectF place = frameRect(frame);
    const Gaze& gaze = gazesOf(frame).gazes[picture];
    double x = gaze.x, y = gaze.y;
    if (around_ && picture < survey_->evidence.size()) {
        x += survey_->width / 2 - survey_->evidence[picture].x;
        y += survey_->height / 2 - survey_->evidence[picture].y;
    }
    return {place.left() + x / survey_->width * place.width(), place.top() + y / survey_->height * place.height()};
}

std::size_t GazeCloud::outside(int frame) const
{
    const QRectF place = frameRect(frame);
    std::size_t count = 0;
    for (std::size_t i = 0; i < gazesOf(frame).gazes.size(); ++i) {
        count += place.contains(pointOf(frame, i)) ? 0 : 1;
    }
    return count;
}

void GazeCloud::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font());
    for (int frame = 0; frame < frames(); ++frame) {
        paintFrame(painter, frame);
    }
}

void GazeCloud::paintFrame(QPainter& painter, int frame) const
{
    const Paper paper = paperUnder(*this);
    const QRectF place = frameRect(frame);
    const GazesOfTime& gazes = gazesOf(frame);
    const bool random = frame + 1 == frames();
    painter.setPen(paper.ink);
    painter.drawText(QRectF(place.left(), place.top() - line(), place.width(), line()),
                     Qt::AlignLeft | Qt::AlignVCenter, titleOf(frame));
    painter.setPen(QPen(paper.faint, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(place);
    painter.save();
    painter.setClipRect(place);
    painter.setPen(Qt::NoPen);
    QColor dot = random ? paper.faint : validationColour();
    dot.setAlphaF(gazes.gazes.size() > 200 ? 0.55F : 0.85F);
    painter.setBrush(dot);
    for (std::size_t i = 0; i < gazes.gazes.size(); ++i) {
        painter.drawEllipse(pointOf(frame, i), kDot, kDot);
    }
    painter.setPen(QPen(paper.ink, 1)); // the object's middle, or that of the looks
    const QPointF mean(place.left() + gazes.mean.x / survey_->width * place.width(),
                       place.top() + gazes.mean.y / survey_->height * place.height());
    const QPointF middle = around_ ? place.center() : mean;
    painter.drawLine(middle - QPointF(5, 0), middle + QPointF(5, 0));
    painter.drawLine(middle - QPointF(0, 5), middle + QPointF(0, 5));
    painter.restore();
    painter.setPen(paper.faint);
    const QString below = std::isfinite(gazes.distance) ? tr("%1 off").arg(pixelsText(gazes.distance))
                                                        : tr("± %1").arg(pixelsText(gazes.scatter));
    painter.drawText(QRectF(place.left(), place.bottom() + 1, place.width(), line()), Qt::AlignLeft | Qt::AlignTop,
                     below);
}

bool GazeCloud::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        for (int frame = 0; frame < frames(); ++frame) {
            if (frameRect(frame).contains(help->pos())) {
                QString text = tr("%1: %2 looks, scattered by %3 around the cross")
                                   .arg(titleOf(frame))
                                   .arg(gazesOf(frame).gazes.size())
                                   .arg(pixelsText(gazesOf(frame).scatter));
                if (around_) {
                    text = tr("%1: the cross is the middle of the object; %2 looks fall outside of this frame")
                               .arg(titleOf(frame))
                               .arg(outside(frame));
                }
                QToolTip::showText(help->globalPos(), text, this);
                return true;
            }
        }
    }
    return QWidget::event(event);
}

QStringList sentencesAbout(const GazeSurvey& survey)
{
    QStringList all;
    if (survey.learned.empty()) {
        return all;
    }
    const GazesOfTime &first = survey.learned.front(), &last = survey.learned.back();
    const bool several = survey.learned.size() > 1;
    if (first.scatter < kStill) {
        all << GazeCloud::tr(
            "The first look falls on the same place in every picture: nothing has been seen yet that it "
            "could follow.");
    }
    if (several || first.scatter >= kStill) {
        all << (last.scatter < kStill
                    ? GazeCloud::tr("No look follows the picture: it goes the same way whatever it sees.")
                    : GazeCloud::tr("The last look differs by %1 from picture to picture (random looks: %2).")
                          .arg(pixelsText(last.scatter), pixelsText(survey.random.scatter)));
    }
    if (std::isfinite(last.distance) && std::isfinite(survey.random.distance)) {
        const QString numbers = GazeCloud::tr("%1 from the object where random ones fall %2")
                                    .arg(pixelsText(last.distance), pixelsText(survey.random.distance));
        all << (last.distance < kClearly * survey.random.distance
                    ? GazeCloud::tr("It finds the object: the last look falls %1.").arg(numbers)
                    : GazeCloud::tr("It does not find the object (yet): the last look falls %1.").arg(numbers));
    }
    return all;
}

} // namespace fovea
