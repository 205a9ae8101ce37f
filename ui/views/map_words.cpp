#include "ui/views/map_words.h"

#include "ui/views/shown.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(MapWords)
};

QString fixedText(double value, int decimals)
{
    return QLocale().toString(value, 'f', decimals);
}

QString hitShare(double hit)
{
    if (hit >= 1) {
        return Words::tr("yes");
    }
    return hit <= 0 ? Words::tr("no") : fixedText(hit, 2);
}

} // namespace

QString weightText(double weight)
{
    if (weight > 0 && weight < 0.0005) {
        return QLocale().toString(weight, 'g', 2);
    }
    return fixedText(weight, weight < 0.0995 ? 3 : 2);
}

QString timesUniformText(double weight, Index places)
{
    const double times = weight * static_cast<double>(places);
    const int decimals = times >= 9.95 ? 0 : times >= 0.995 ? 1 : 2;
    return Words::tr("%1 × uniform").arg(fixedText(times, decimals));
}

QString placeText(Index row, Index column, double weight, Index places, bool brief)
{
    const QString text =
        brief ? Words::tr("row %1, column %2: %3 = %4") : Words::tr("row %1, column %2: weight %3 = %4");
    return text.arg(row + 1).arg(column + 1).arg(weightText(weight), timesUniformText(weight, places));
}

QString spreadText(const MapScore& score, Index places)
{
    return Words::tr("over %1 of %2 cells")
        .arg(fixedText(score.spread, score.spread < 9.95 ? 1 : 0), QLocale().toString(static_cast<qlonglong>(places)));
}

QString objectText(const MapScore& score)
{
    return score.evidence && score.chance
               ? Words::tr("weight on the object %1, by chance %2")
                     .arg(fixedText(score.evidence->mass, 2), fixedText(score.chance->mass, 2))
               : QString();
}

QString hitText(const MapScore& score)
{
    return score.evidence && score.chance ? Words::tr("hits the object: %1, by chance %2")
                                                .arg(hitShare(score.evidence->hit), fixedText(score.chance->hit, 2))
                                          : QString();
}

QString nothingToChoose()
{
    return Words::tr("one place, weight 1, nothing to choose");
}

QString notLearned()
{
    return Words::tr("uniform by definition, not learned");
}

QStringList linesAbout(const MapOfSample& one, const Picture& picture)
{
    const Index keys = one.weights.dim(2);
    if (!MapScale::hasMap(keys)) {
        return {nothingToChoose()};
    }
    const MapScore score = scoreOf(one, 0, 0, picture);
    QStringList lines;
    if (!one.learned) {
        lines << notLearned();
    }
    lines << Words::tr("%1, largest %2").arg(spreadText(score, keys), weightText(score.largest));
    if (score.evidence) {
        lines << objectText(score);
        if (one.learned) { // cells that are equal by definition hit nothing
            lines << hitText(score);
        }
    }
    return lines;
}

QString className(const Scene& scene, int label)
{
    return label >= 0 && label < scene.classes.size() ? scene.classes[label] : Words::tr("class %1").arg(label);
}

QString answerText(const Scene& scene, const Picture& picture, const AnswerOfSample& answer)
{
    const QString said = className(scene, answer.answer.label);
    return isRight(picture, answer).value_or(true) ? said
                                                   : Words::tr("%1, is %2").arg(said, className(scene, picture.label));
}

std::optional<bool> isRight(const Picture& picture, const AnswerOfSample& answer)
{
    return picture.label < 0 ? std::optional<bool>() : picture.label == answer.answer.label;
}

} // namespace fovea
