// What is taken for what, in one sentence: how many are right, and which two classes are mixed up most often.
#pragma once

#include "core/training/judgement.h"

#include <QStringList>

namespace fovea {

/// Its name; where there is none its number, from 0.
QString className(const QStringList& names, int ofClass);

/// "pass 2.30: 465 of 500 validation images right; most often dress is taken for shirt (12)". `moment`: when that was counted.
QString confusionSentence(const Judgement& judgement, const QString& moment, const QStringList& names);

} // namespace fovea
