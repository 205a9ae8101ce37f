#include "ui/drawer/confusion_words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ConfusionView)
};

/// The pair of different classes that is mixed up most often, the first of equals; its count.
struct Mixed
{
    int is = -1, answered = -1;
    long count = 0;
};

Mixed mostMixed(const Confusion& confusion)
{
    Mixed most;
    for (int is = 0; is < confusion.classes; ++is) {
        for (int answered = 0; answered < confusion.classes; ++answered) {
            if (is != answered && confusion.at(is, answered) > most.count) {
                most = {is, answered, confusion.at(is, answered)};
            }
        }
    }
    return most;
}

} // namespace

QString className(const QStringList& names, int ofClass)
{
    return ofClass < names.size() ? names[ofClass] : QString::number(ofClass);
}

QString confusionSentence(const Judgement& judgement, const QString& moment, const QStringList& names)
{
    const QLocale locale;
    const Scores& scores = judgement.scores;
    const QString right = Words::tr("%1: %2 of %3 validation images right")
                              .arg(moment, locale.toString(static_cast<qlonglong>(judgement.confusion.right())),
                                   locale.toString(static_cast<qlonglong>(judgement.confusion.total())));
    const Mixed mixed = mostMixed(judgement.confusion);
    const QString most = mixed.count > 0 ? Words::tr("most often %1 is taken for %2 (%3)")
                                               .arg(className(names, mixed.is), className(names, mixed.answered),
                                                    locale.toString(static_cast<qlonglong>(mixed.count)))
                                         : Words::tr("nothing is mixed up");
    const auto named = std::count_if(scores.classes.begin(), scores.classes.end(),
                                     [](const ClassScores& one) { return one.named > 0; });
    return named == 1 && judgement.confusion.classes > 1 ? Words::tr("%1; it names one class only").arg(right)
                                                         : right + "; " + most;
}

} // namespace fovea
