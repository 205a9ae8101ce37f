#include "ui/views/map_words.h"

#include "ui/views/map_rows.h"
#include "ui/views/shown.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <numeric>

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
    if (weight > 0 && weight < 0.00995) { // two digits say something, however small it is
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

QString notAskedText(Index row, Index column)
{
    return Words::tr("row %1, column %2: in another window, not asked").arg(row + 1).arg(column + 1);
}

QStringList asksMostTexts(Index row, Index column, double weight)
{
    QStringList texts;
    for (const QString& form : {Words::tr("asks row %1, column %2: %3"), Words::tr("row %1, column %2: %3"),
                                Words::tr("row %1, col. %2: %3"), Words::tr("%1, %2: %3")}) {
        texts << form.arg(row + 1).arg(column + 1).arg(weightText(weight));
    }
    return texts << weightText(weight);
}

QStringList asksAlikeTexts(bool window)
{
    if (window) {
        return {Words::tr("asks all its window about alike"), Words::tr("all its window alike"),
                Words::tr("window alike"), Words::tr("alike")};
    }
    return {Words::tr("asks all about alike"), Words::tr("all about alike"), Words::tr("alike")};
}

QString spreadText(const MapScore& score, Index places, bool window)
{
    return (window ? Words::tr("over %1 of %2 cells of its window") : Words::tr("over %1 of %2 cells"))
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

QString reachText(const MapOfSample& layer, int head)
{
    const auto heads = static_cast<int>(layer.reach.size());
    if (heads == 0) {
        return {};
    }
    const double sum = std::accumulate(layer.reach.begin(), layer.reach.end(), 0.0);
    const double reach = head >= 0 && head < heads ? layer.reach[static_cast<std::size_t>(head)] : sum / heads;
    return Words::tr("looks %1 px far in the mean, by chance %2")
        .arg(fixedText(reach, 1), fixedText(layer.uniformReach, 1));
}

QString gateText(const MapOfSample& one)
{
    const auto [least, most] = std::minmax_element(one.weights.data(), one.weights.data() + one.weights.size());
    return Words::tr("between %1 and %2; one half everywhere says nothing")
        .arg(fixedText(static_cast<double>(*least), 2), fixedText(static_cast<double>(*most), 2));
}

QString layerText(const std::string& layer)
{
    const QStringList parts = QString::fromStdString(layer).split(QLatin1Char('.'));
    const QString number = QString::number((parts.size() > 1 ? parts[1].toInt() : 0) + 1);
    if (parts[0] == QLatin1String("pool")) {
        return parts.size() == 1 ? Words::tr("pooling") : Words::tr("pooling, depth %1").arg(number);
    }
    if (parts[0] == QLatin1String("mix")) {
        return Words::tr("block %1").arg(number);
    }
    if (parts[0] == QLatin1String("look")) {
        return Words::tr("look %1").arg(number);
    }
    if (parts[0] == QLatin1String("rollout")) {
        return parts.size() == 1 ? Words::tr("rollout") : Words::tr("rollout of each");
    }
    if (parts[0] == QLatin1String("gate")) {
        const QString gate = Words::tr("gate after layer %1").arg(number);
        return parts.size() < 3                      ? gate
               : parts[2] == QLatin1String("places") ? Words::tr("%1, places").arg(gate)
                                                     : Words::tr("%1, channels").arg(gate);
    }
    return QString::fromStdString(layer);
}

QString nothingToChoose()
{
    return Words::tr("one place, weight 1, nothing to choose");
}

QString notLearned()
{
    return Words::tr("uniform by definition, not learned");
}

QStringList linesAbout(const MapOfSample& one, const Picture& picture, const std::vector<bool>& asked)
{
    const Index keys = choicesOf(asked, one.weights.dim(2));
    if (!MapScale::hasMap(keys)) {
        return {nothingToChoose()};
    }
    if (!one.shares) {
        return {gateText(one)};
    }
    const MapScore score = scoreAmong(one, asked, picture);
    if (!std::isfinite(score.largest)) {
        return {Words::tr("no finite weights")};
    }
    QStringList lines;
    if (!one.learned) {
        lines << notLearned();
    }
    lines << Words::tr("%1, largest %2").arg(spreadText(score, keys, !asked.empty()), weightText(score.largest));
    if (score.evidence) {
        lines << objectText(score);
        if (one.learned) { // cells that are equal by definition hit nothing
            lines << (saysWhere(score, keys) ? hitText(score)
                                             : Words::tr("looks everywhere alike: it hits nothing yet"));
        }
    }
    return lines;
}

QString className(const Scene& scene, int label)
{
    return label >= 0 && label < scene.classes.size() ? scene.classes[label] : Words::tr("class %1").arg(label);
}

bool saysWhere(const MapScore& score, Index keys)
{
    constexpr double kPreference = 1.5;
    return score.largest * static_cast<double>(keys) >= kPreference;
}

bool isFinite(const AnswerOfSample& answer)
{
    return std::ranges::all_of(answer.probabilities, [](double p) { return std::isfinite(p); });
}

QString wrongText(const QString& said, const QString& is)
{
    return Words::tr("%1, is %2").arg(said, is);
}

QString answerText(const Scene& scene, const Picture& picture, const AnswerOfSample& answer)
{
    if (!isFinite(answer)) {
        return Words::tr("no finite answer");
    }
    const QString said = className(scene, answer.answer.label);
    return isRight(picture, answer).value_or(true) ? said : wrongText(said, className(scene, picture.label));
}

std::optional<bool> isRight(const Picture& picture, const AnswerOfSample& answer)
{
    return picture.label < 0 || !isFinite(answer) ? std::optional<bool>() : picture.label == answer.answer.label;
}

} // namespace fovea
