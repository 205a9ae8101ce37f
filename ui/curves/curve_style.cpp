#include "ui/curves/curve_style.h"

#include "ui/paint/run_colours.h"

#include <QPainter>
#include <QPen>
#include <QPolygonF>

#include <cmath>
#include <numbers>

namespace fovea {
namespace {

// A single run's attention: hit is orange as all that one run shows of validation; the others keep away from both of the
// essay's colours.
constexpr int kMassColour = 2;   // bluish green
constexpr int kSpreadColour = 3; // reddish purple

const QList<double> kDots = {1, 2.5}, kDashes = {5, 3};

constexpr CurveMark kMarks[] = {CurveMark::Circle,   CurveMark::Square, CurveMark::Diamond, CurveMark::Triangle,
                                CurveMark::Pentagon, CurveMark::Cross,  CurveMark::Plus,    CurveMark::Star};

CurveMark markOf(int number)
{
    return kMarks[static_cast<std::size_t>(number) % std::size(kMarks)];
}

constexpr int kLearnedBaseline = 2; // its number among the baselines

QColor baselineColour(int baseline, const Paper& paper)
{
    return baseline == 0 ? paper.ink : runColour(baseline + 1);
}

QColor hueAlone(const CurveId& id, const Paper& paper)
{
    switch (id.kind) {
    case CurveKind::Validation:
    case CurveKind::Hit:
        return validationColour();
    case CurveKind::Distance:
        return validationColour();
    case CurveKind::Mass:
        return runColour(kMassColour);
    case CurveKind::Promised: // as the noise with this baseline
        return baselineColour(kLearnedBaseline, paper);
    case CurveKind::Spread:
        return runColour(kSpreadColour);
    case CurveKind::Norm:
        return paper.ink;
    default:
        return trainingColour();
    }
}

CurveMark markAlone(CurveKind kind)
{
    return kind == CurveKind::Promised ? CurveMark::Diamond
           : kind == CurveKind::Mass   ? CurveMark::Square
           : kind == CurveKind::Spread ? CurveMark::Triangle
                                       : CurveMark::Circle;
}

QList<double> dashesOf(CurveKind kind, bool several)
{
    switch (kind) {
    case CurveKind::Running:
        return kDots;
    case CurveKind::Training:
        return several ? kDashes : QList<double>();
    case CurveKind::Mass:
    case CurveKind::HeadMass:
    case CurveKind::Promised:
        return kDashes;
    default:
        return {};
    }
}

QPolygonF polygon(const QPointF& centre, double radius, int corners, double turn, double inner = 1)
{
    QPolygonF shape;
    for (int i = 0; i < corners; ++i) {
        const double angle = turn + 2 * std::numbers::pi * i / corners;
        const double r = i % 2 == 1 ? radius * inner : radius;
        shape << centre + QPointF(r * std::sin(angle), -r * std::cos(angle));
    }
    return shape;
}

} // namespace

QPen CurveStyle::pen() const
{
    QPen pen(colour, width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
    if (!dashes.isEmpty()) {
        pen.setDashPattern(dashes);
    }
    return pen;
}

CurveStyle curveStyle(const CurveId& id, const RunHead& head, const CurveCompany& company)
{
    const CurveId leader = leaderOf(id);
    CurveStyle style;
    if (id.tab == CurveTab::Gradient) {
        // Only the present run is drawn here, so hue is free for the parameters; after eight the stroke changes.
        style.colour = id.kind == CurveKind::Norm ? company.paper.ink : runColour(id.parameter);
        style.dashes = id.parameter >= 16 ? kDots : id.parameter >= 8 ? kDashes : QList<double>();
        style.width = company.thick ? 3 : 1;
        return style;
    }
    style.colour = company.several ? runColour(head.colour()) : hueAlone(leader, company.paper);
    style.dashes = dashesOf(id.kind, company.several);
    style.width = company.thick ? 3 : 1;
    if (oncePerPass(id.kind)) {
        style.width = company.thick ? 3 : company.earlier ? 1 : id.kind == CurveKind::Running ? 1.5 : 2;
        const bool dotted = id.kind == CurveKind::Running;
        style.mark = dotted ? CurveMark::None : company.several ? markOf(head.number) : markAlone(id.kind);
        style.filled = id.kind == CurveKind::Training;
    } else if (id.kind == CurveKind::Batch || id.kind == CurveKind::RewardBatch ||
               id.kind == CurveKind::PromisedBatch) {
        style.colour = faded(style.colour, company.paper, 0.45);
    }
    if (id.kind == CurveKind::Variance) { // four of each run: told apart by stroke and mark, alone by hue too
        style.colour = company.several ? style.colour : baselineColour(id.parameter, company.paper);
        style.dashes = QList<QList<double>>{{}, kDashes, kDots, {8, 2, 1, 2}}.value(id.parameter);
        style.mark = markOf(id.parameter);
    }
    if (isOfHead(id)) { // many; the map as a whole stands out
        style.colour = faded(style.colour, company.paper, 0.45);
        style.width = company.thick ? 2 : 1;
        style.mark = CurveMark::None;
    }
    if (company.earlier) {
        style.colour = faded(style.colour, company.paper, 0.5);
    }
    return style;
}

CurveStroke strokeOf(const CurveStyle& style)
{
    return style.dashes.isEmpty()  ? CurveStroke::Solid
           : style.dashes == kDots ? CurveStroke::Dotted
                                   : CurveStroke::Dashed;
}

QColor faded(const QColor& colour, const Paper& paper, double share)
{
    const auto mix = [share](int a, int b) { return static_cast<int>(std::lround((1 - share) * a + share * b)); };
    return QColor(mix(colour.red(), paper.background.red()), mix(colour.green(), paper.background.green()),
                  mix(colour.blue(), paper.background.blue()));
}

void paintMark(QPainter& painter, const CurveStyle& style, const QPointF& centre, double pixels)
{
    const double r = (style.filled ? 0.5 : 0.65) * pixels; // a ring stands around a dot in the same place
    painter.setPen(QPen(style.colour, style.width > 2 ? 2 : 1.4));
    painter.setBrush(style.filled ? QBrush(style.colour) : QBrush(Qt::NoBrush)); // a ring lets a dot below be seen
    constexpr double kPi = std::numbers::pi;
    switch (style.mark) {
    case CurveMark::None:
        break;
    case CurveMark::Circle:
        painter.drawEllipse(centre, r, r);
        break;
    case CurveMark::Square:
        painter.drawPolygon(polygon(centre, 1.2 * r, 4, kPi / 4));
        break;
    case CurveMark::Diamond:
        painter.drawPolygon(polygon(centre, 1.3 * r, 4, 0));
        break;
    case CurveMark::Triangle:
        painter.drawPolygon(polygon(centre, 1.3 * r, 3, 0));
        break;
    case CurveMark::Pentagon:
        painter.drawPolygon(polygon(centre, 1.2 * r, 5, 0));
        break;
    case CurveMark::Cross:
        painter.drawLine(centre + QPointF(-r, -r), centre + QPointF(r, r));
        painter.drawLine(centre + QPointF(-r, r), centre + QPointF(r, -r));
        break;
    case CurveMark::Plus:
        painter.drawLine(centre + QPointF(0, -r), centre + QPointF(0, r));
        painter.drawLine(centre + QPointF(-r, 0), centre + QPointF(r, 0));
        break;
    case CurveMark::Star:
        painter.drawPolygon(polygon(centre, 1.3 * r, 10, 0, 0.45));
        break;
    }
}

} // namespace fovea
