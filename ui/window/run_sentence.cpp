#include "ui/window/run_sentence.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

#include <cmath>

namespace fovea {
namespace {

constexpr double kAlike = 0.95; ///< of all places: who looks at so many prefers none

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RunSentence)
};

QString percent(double share)
{
    return QLocale().toString(100 * share, 'f', 0) + QStringLiteral(" %");
}

QString start(const RunHead& head)
{
    if (head.hasGazes()) {
        return Words::tr("Untrained: where it looks follows nothing yet. Space starts.");
    }
    if (head.places <= 1) {
        return Words::tr("Untrained. There is nothing to choose: one place, weight 1. Space starts.");
    }
    if (head.learnedMap) {
        return Words::tr("Untrained: it looks everywhere alike. Space starts.");
    }
    if (head.config.mix.depth > 0) {
        return Words::tr("Untrained: tokens look at each other nearly alike. Space starts.");
    }
    return head.config.gate.mechanism != "none"
               ? Words::tr("Untrained: its gates let all channels pass nearly alike. Space starts.")
               : Words::tr("No attention: every place counts the same, by definition. Space starts.");
}

} // namespace

QString runSentence(const RunHead& head, const EpochRecord* epoch, const LookRecord* look, MapOverride maps)
{
    if (epoch == nullptr && look == nullptr) {
        return start(head);
    }
    QStringList parts;
    if (epoch != nullptr && std::isfinite(epoch->valAccuracy)) {
        parts << Words::tr("After pass %1: %2 of new images right")
                     .arg(QLocale().toString(epoch->epoch), percent(epoch->valAccuracy));
    }
    if (const double far = epoch != nullptr && epoch->gaze ? meanDistance(*epoch->gaze) : kUndefined;
        std::isfinite(far)) {
        parts << (std::isfinite(head.gazeChance)
                      ? Words::tr("its looks fall %1 pixels from the object (by chance %2)")
                            .arg(QLocale().toString(far, 'f', 0), QLocale().toString(head.gazeChance, 'f', 0))
                      : Words::tr("its looks fall %1 pixels from the object").arg(QLocale().toString(far, 'f', 0)));
    }
    if (maps != MapOverride::None) {
        parts << (maps == MapOverride::Uniform
                      ? Words::tr("the pictures below: its attention replaced by a uniform map")
                      : Words::tr("the pictures below: its attention replaced by shuffled maps"));
    } else if (look != nullptr && !head.hasGazes() && head.learnedMap && std::isfinite(look->spread)) {
        QString where = Words::tr("now, in the pictures below, it looks at about %1 of %2 cells")
                            .arg(QLocale().toString(look->spread, 'f', look->spread < 10 ? 1 : 0),
                                 QLocale().toString(head.places, 'f', 0));
        const bool choosesAny = look->spread < kAlike * head.places; // else the largest cell is as good as any other
        if (std::isfinite(look->hit) && choosesAny) {
            where +=
                Words::tr(" and hits %1 of %2 objects")
                    .arg(QLocale().toString(look->hit * look->pictures, 'g', 3), QLocale().toString(look->pictures));
        }
        parts << where;
    }
    if (parts.isEmpty()) {
        return Words::tr("The first pass is under way.");
    }
    QString sentence = parts.join(QStringLiteral(" · "));
    sentence.front() = sentence.front().toUpper();
    return sentence;
}

} // namespace fovea
