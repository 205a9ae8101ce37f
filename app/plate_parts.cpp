#include "app/plate_parts.h"

#include "app/figure_words.h"
#include "app/plates.h"

#include <QCoreApplication>

#include <cmath>

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
    QString text = settingsSentence(config) + ' ' + Words::tr("Seed %1.").arg(config.seed);
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

Plate tablePlate(const QString& key, const QString& name, const TableFigure& table, const std::string& csv)
{
    const QSizeF size = sizeOf(table);
    return {key,
            name,
            {centimetres(size.width()), centimetres(size.height())},
            table.title,
            table.caption,
            paintedBy(paintTable, table),
            csv,
            {}};
}

} // namespace fovea
