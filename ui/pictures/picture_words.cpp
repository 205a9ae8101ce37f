#include "ui/pictures/picture_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace fovea {
namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("Pictures", text);
}

QString number(Index count)
{
    return QLocale().toString(static_cast<qlonglong>(count));
}

/// The first few of them, and how many more there are.
QString listed(const QStringList& names)
{
    constexpr qsizetype kNamed = 4;
    const qsizetype more = names.size() - kNamed;
    return QStringList(names.mid(0, kNamed)).join(QStringLiteral(", ")) +
           (more > 0 ? tr(" and %1 more").arg(more) : QString());
}

} // namespace

QString pictureSummary(const PictureSet& set, const Config& proposed)
{
    const Index test = set.test ? set.test->count : set.images.count / 6, validation = proposed.data.validation;
    const Index learned = set.images.count - validation - (set.test ? 0 : test);
    QString text =
        tr("%1 pictures in %2 classes: about %3 to learn from, %4 for validation, %5 for the test.")
            .arg(number(set.images.count + (set.test ? test : 0)), number(static_cast<Index>(set.classes.size())),
                 number(learned), number(validation), number(test));
    if (const Index alike = alikeCount(set.images); alike > 0) {
        text += QLatin1Char(' ') +
                tr("%1 are nearly the same as others (bursts, copies); such pictures stay together, so that none is "
                   "tested that was learned.")
                    .arg(number(alike));
    }
    return text;
}

QString pictureWarning(const PictureSet& set)
{
    if (set.classes.size() < 2) {
        return tr("All are of one class, so there is nothing to tell apart. Put those of another class into a folder "
                  "beside it.");
    }
    QStringList few, same;
    const std::vector<Index> counts = picturesOfClasses(set);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] < kFewPictures) {
            few << QStringLiteral("%1 (%2)").arg(QString::fromStdString(set.classes[i]), number(counts[i]));
        }
    }
    for (const std::size_t i : classesAlike(set)) {
        same << QString::fromStdString(set.classes[i]);
    }
    QStringList warnings;
    if (!few.isEmpty()) {
        warnings << tr("Fewer than %1 pictures: %2. So few are hardly learned, and a single one of them moves the "
                       "accuracy much.")
                        .arg(number(kFewPictures), listed(few));
    }
    if (!same.isEmpty()) {
        warnings << tr("Most pictures are nearly the same: %1. What is measured on such says little about others.")
                        .arg(listed(same));
    }
    return warnings.join(QLatin1Char('\n'));
}

QString proposedNetwork(const Config& proposed)
{
    return tr("The network to begin with: %1; %2 passes in batches of %3. All of it can be changed in the form.")
        .arg(QString::fromStdString(proposed.model.trunk), number(proposed.train.epochs),
             number(proposed.train.batchSize));
}

} // namespace fovea
