#include "app/plate_parts.h"

#include "app/figure_words.h"
#include "app/plates.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Plates)
};

/// Logical pixels as centimetres, up to the next millimetre.
double centimetres(double pixels)
{
    return std::ceil(pixels / 96 * 25.4) / 10;
}

QString captionAt(const FrozenWindow& frozen, const QString& moment)
{
    const Config& config = frozen.stories.back().now;
    QString text = settingsSentence(config, Wording::Plain) + ' ' + Words::tr("Seed %1.").arg(config.seed);
    if (!moment.isEmpty()) {
        text += ' ' + Words::tr("Seen at: %1.").arg(moment);
    }
    return text + ' ' + openingsSentence(frozen.openings);
}

} // namespace

QString captionOf(const FrozenWindow& frozen)
{
    return captionAt(frozen, frozen.scene.moment);
}

QString pictureCaptionOf(const FrozenWindow& frozen)
{
    const QString replaced = frozen.maps == MapOverride::Uniform
                                 ? Words::tr("Attention was replaced by the same weight everywhere.")
                             : frozen.maps == MapOverride::Shuffled
                                 ? Words::tr("Attention was replaced by the same weights in another order.")
                                 : QString();
    return replaced.isEmpty() ? captionOf(frozen) : replaced + ' ' + captionOf(frozen);
}

QString judgedCaptionOf(const FrozenWindow& frozen)
{
    return captionAt(frozen, frozen.judgedAt);
}

QString openingsSentence(int openings)
{
    return openings == 0   ? Words::tr("Test images never opened.")
           : openings == 1 ? Words::tr("Test images opened once.")
                           : Words::tr("Test images opened %1 times.").arg(openings);
}

QString titleOf(const FrozenWindow& frozen)
{
    const Config& config = frozen.stories.back().now;
    return figureTitle(config, {config.seed});
}

QString joined(std::initializer_list<QString> sentences)
{
    QStringList all;
    std::ranges::copy_if(sentences, std::back_inserter(all), [](const QString& text) { return !text.isEmpty(); });
    return all.join(QLatin1Char(' '));
}

QSizeF sizeFor(double width, double content, const QString& title, const QString& caption)
{
    constexpr double kRoom = 8; // logical pixels
    return {width, centimetres(content + frameHeight(title, caption, width / 2.54 * 96) + kRoom)};
}

double insideOf(double width)
{
    return width / 2.54 * 96 - 2 * kFigureMargin;
}

Plate tablePlate(const QString& key, const QString& name, const TableFigure& table, WriteTable csv)
{
    const QSizeF size = sizeOf(table);
    return {key,
            name,
            {centimetres(size.width()), centimetres(size.height())},
            table.title,
            table.caption,
            paintedBy(paintTable, table),
            std::move(csv),
            {}};
}

} // namespace fovea
