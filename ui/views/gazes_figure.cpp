#include "ui/views/gazes_figure.h"

#include "ui/paint/figure_text.h"
#include "ui/paint/run_colours.h"
#include "ui/views/glimpse_words.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(GazesFigure)
};

constexpr int kGap = 8, kLeastFrame = 84, kMostFrame = 150; // pixels
constexpr double kDot = 1.5;
constexpr double kStill = 0.5;   // pixels: gazes that lie as close as that are one place
constexpr double kClearly = 0.9; // of the distance by chance

} // namespace

GazesLayout::GazesLayout(const GazesFigure& figure, double width, const QFont& font)
    : figure_(figure), width_(width), font_(font)
{
}

int GazesLayout::frames() const
{
    return figure_.survey ? static_cast<int>(figure_.survey->learned.size()) + 1 : 0;
}

const GazesOfTime& GazesLayout::gazesOf(int frame) const
{
    return frame + 1 == frames() ? figure_.survey->random : figure_.survey->learned[static_cast<std::size_t>(frame)];
}

double GazesLayout::line() const
{
    return std::ceil(QFontMetricsF(font_).height());
}

/// As few as let frames be as large as they should, as many as there is room for.
int GazesLayout::columns() const
{
    const int whole = static_cast<int>(width_) + kGap;
    const int n = std::max(1, frames()), fit = std::max(1, whole / (kLeastFrame + kGap));
    const int rows = (n + fit - 1) / fit;
    return std::max((n + rows - 1) / rows, std::min(n, whole / (kMostFrame + kGap)));
}

QRectF GazesLayout::frameRect(int frame) const
{
    const int wide = columns();
    const double across = std::min<double>(kMostFrame, (width_ + kGap) / static_cast<double>(wide) - kGap);
    const double down =
        figure_.survey ? across * figure_.survey->height / std::max(1.0, figure_.survey->width) : across;
    return {frame % wide * (across + kGap), frame / wide * (down + 2 * line() + kGap) + line(), across - 1, down - 1};
}

double GazesLayout::height() const
{
    const int wide = columns(), rows = (frames() + wide - 1) / wide;
    const double across = std::min<double>(kMostFrame, (width_ + kGap) / static_cast<double>(wide) - kGap);
    const double down =
        figure_.survey ? across * figure_.survey->height / std::max(1.0, figure_.survey->width) : across;
    return std::ceil(rows * (down + 2 * line() + kGap));
}

QString GazesLayout::titleOf(int frame) const
{
    return frame + 1 == frames() ? Words::tr("random") : Words::tr("look %1").arg(frame + 1);
}

/// Around the object the frame shows as many pixels as the picture has, the object's middle in the middle.
QPointF GazesLayout::pointOf(int frame, std::size_t picture) const
{
    const QRectF place = frameRect(frame);
    const Gaze& gaze = gazesOf(frame).gazes[picture];
    double x = gaze.x, y = gaze.y;
    if (figure_.around && picture < figure_.survey->evidence.size()) {
        x += figure_.survey->width / 2 - figure_.survey->evidence[picture].x;
        y += figure_.survey->height / 2 - figure_.survey->evidence[picture].y;
    }
    return {place.left() + x / figure_.survey->width * place.width(),
            place.top() + y / figure_.survey->height * place.height()};
}

std::size_t GazesLayout::outside(int frame) const
{
    const QRectF place = frameRect(frame);
    std::size_t count = 0;
    for (std::size_t i = 0; i < gazesOf(frame).gazes.size(); ++i) {
        count += place.contains(pointOf(frame, i)) ? 0 : 1;
    }
    return count;
}

void GazesLayout::paintFrame(QPainter& painter, int frame, const Paper& paper) const
{
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
    const QPointF mean(place.left() + gazes.mean.x / figure_.survey->width * place.width(),
                       place.top() + gazes.mean.y / figure_.survey->height * place.height());
    const QPointF middle = figure_.around ? place.center() : mean;
    painter.drawLine(middle - QPointF(5, 0), middle + QPointF(5, 0));
    painter.drawLine(middle - QPointF(0, 5), middle + QPointF(0, 5));
    painter.restore();
    painter.setPen(paper.faint);
    const QString below = std::isfinite(gazes.distance) ? Words::tr("%1 off").arg(pixelsText(gazes.distance))
                                                        : Words::tr("± %1").arg(pixelsText(gazes.scatter));
    painter.drawText(QRectF(place.left(), place.bottom() + 1, place.width(), line()), Qt::AlignLeft | Qt::AlignTop,
                     below);
}

void GazesLayout::paint(QPainter& painter, const Paper& paper) const
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(font_);
    for (int frame = 0; frame < frames(); ++frame) {
        paintFrame(painter, frame, paper);
    }
}

void paintGazes(QPainter& painter, const QRectF& area, const GazesFigure& figure)
{
    const QRectF rest = paintFrame(painter, area, figure.title, figure.caption, figure.paper);
    painter.save();
    painter.translate(rest.topLeft());
    GazesLayout(figure, rest.width(), figureFont(kTextPixels)).paint(painter, figure.paper);
    painter.restore();
}

double gazesHeight(const GazesFigure& figure, double width)
{
    return GazesLayout(figure, width, figureFont(kTextPixels)).height();
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
        all << Words::tr("The first look falls on the same place in every picture: nothing has been seen yet that it "
                         "could follow.");
    }
    if (several || first.scatter >= kStill) {
        all << (last.scatter < kStill
                    ? Words::tr("No look follows the picture: it goes the same way whatever it sees.")
                    : Words::tr("The last look differs by %1 from picture to picture (random looks: %2).")
                          .arg(pixelsText(last.scatter), pixelsText(survey.random.scatter)));
    }
    if (std::isfinite(last.distance) && std::isfinite(survey.random.distance)) {
        const QString numbers = Words::tr("%1 from the object where random ones fall %2")
                                    .arg(pixelsText(last.distance), pixelsText(survey.random.distance));
        all << (last.distance < kClearly * survey.random.distance
                    ? Words::tr("It finds the object: the last look falls %1.").arg(numbers)
                    : Words::tr("It does not find the object (yet): the last look falls %1.").arg(numbers));
    }
    return all;
}

} // namespace fovea
