// What the curves are called: plain words in simple mode, the field's terms in full mode, and what each of them says.
#pragma once

#include "ui/curves/curve_series.h"
#include "ui/curves/curve_style.h"

#include <QString>

namespace fovea {

QString tabName(CurveTab tab);
QString tabHelp(CurveTab tab);
QString acrossName(Across across);

QString curveName(const CurveId& id, const RunHead& head, bool full);
/// "block 2, head 3"
QString headName(const HeadName& head);
/// One or two sentences: what is measured, when, and on which images.
QString curveHelp(const CurveId& id, const RunHead& head);

/// As the head of a narrow column.
QString curveWord(const CurveId& id, const RunHead& head, bool full);

/// A value of that line, in the user's locale.
QString curveNumber(const CurveId& id, double value);

/// Why validation can lie above what was measured while the weights moved; its line has this stroke.
QString runningMeanNote(CurveStroke stroke);
QString runningMeanReason(); ///< the same, at length

} // namespace fovea
