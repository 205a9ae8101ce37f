// How each line looks: hue is the run, stroke the split; what the legend shows is what the plot draws.
#pragma once

#include "ui/curves/curve_series.h"
#include "ui/paint/figure.h"

#include <QColor>
#include <QList>

class QPainter;

namespace fovea {

enum class CurveMark
{
    None,
    Circle,
    Square,
    Diamond,
    Triangle,
    Pentagon,
    Cross,
    Plus,
    Star
};

struct CurveStyle
{
    QColor colour;
    double width = 1;
    QList<double> dashes; ///< empty: solid
    CurveMark mark = CurveMark::None;
    bool filled = false; ///< the mark
    bool operator==(const CurveStyle&) const = default;

    QPen pen() const;
};

/// What decides a style besides the line itself.
struct CurveCompany
{
    bool several = false; ///< runs; one alone has the essay's colours
    bool earlier = false; ///< this is not the present run: faded
    bool thick = false;   ///< for a projector
    Paper paper = Paper::light();
};

CurveStyle curveStyle(const CurveId& id, const RunHead& head, const CurveCompany& company);

/// The stroke of a line, for words.
enum class CurveStroke
{
    Solid,
    Dashed,
    Dotted
};
CurveStroke strokeOf(const CurveStyle& style);

/// A colour so much nearer to the paper; opaque, because transparent pens are slow.
QColor faded(const QColor& colour, const Paper& paper, double share);

/// The mark of a style around a place, so many pixels across.
void paintMark(QPainter& painter, const CurveStyle& style, const QPointF& centre, double pixels);

} // namespace fovea
