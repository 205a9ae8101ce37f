#include "app/figure_words.h"

#include "core/attention/catalog.h"
#include "core/data/catalog.h"
#include "core/settings/fields.h"
#include "core/settings/presets.h"

#include <QCoreApplication>
#include <QStringList>

#include <string>
#include <utility>

namespace fovea {
namespace {

constexpr qsizetype kMostNamed = 5; // settings; the rest is counted

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Figures)
};

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// A title as it stands within a sentence; what begins with several capitals keeps them.
QString withinSentence(std::string_view title)
{
    const QString text = catalogText(title);
    const bool name = text.size() > 1 && text[1].isUpper();
    return name ? text : text.left(1).toLower() + text.mid(1);
}

/// "train.epochs 1", for each setting that differs and matters; in plain words "passes 1".
QStringList differences(const Config& config, const Config& from, Wording wording)
{
    QStringList found;
    for (const Field& field : fields()) {
        const bool told = field.key == "seed" || field.key == "data.path" || field.key == "data.set";
        if (!told && field.applies(config) && fovea::textOf(field, config) != fovea::textOf(field, from)) {
            found << (wording == Wording::Plain
                          ? labelOf(field, wording) + ' ' + shownValue(field, config, wording)
                          : textOf(field.key) + ' ' + QString::fromStdString(fovea::textOf(field, config)));
        }
    }
    return found;
}

/// A name for what the settings start from, and what differs from it.
std::pair<QString, QStringList> nearest(const Config& config, Wording wording)
{
    Config from;
    from.data.set = config.data.set;
    const bool plain = wording == Wording::Plain;
    std::pair best(plain ? catalogText(dataSetNamed(config.data.set).title)
                         : Words::tr("Data set %1").arg(textOf(config.data.set)),
                   differences(config, from, wording));
    bool preset = false;
    for (const Preset& each : presets()) {
        const Config start = configOf(each);
        const QStringList differing = differences(config, start, wording);
        if (start.data.set == config.data.set && (!preset || differing.size() < best.second.size())) {
            best = {plain ? catalogText(each.title) : Words::tr("Preset %1").arg(textOf(each.key)), differing};
            preset = true;
        }
    }
    return best;
}

} // namespace

QString mechanismsText(const Config& config)
{
    const auto applies = [&](const char* key) { return findField(key)->applies(config); };
    QStringList parts;
    if (config.look.mechanism != "none") {
        parts << withinSentence(lookNamed(config.look.mechanism).title);
    }
    if (config.gate.mechanism != "none" && applies("gate.mechanism")) {
        parts << withinSentence(gateNamed(config.gate.mechanism).title);
    }
    if (config.mix.depth > 0 && applies("mix.mechanism")) {
        parts << withinSentence(mixNamed(config.mix.mechanism).title);
    }
    if (parts.isEmpty() || applies("attention.mechanism")) {
        parts << withinSentence(mechanismNamed(config.attention.mechanism).title);
    }
    return parts.join(QStringLiteral(" + "));
}

QString seedsText(const std::vector<std::uint64_t>& seeds)
{
    QStringList numbers;
    for (const std::uint64_t seed : seeds) {
        numbers << QString::number(seed);
    }
    if (seeds.size() == 1) {
        return Words::tr("seed %1").arg(numbers.first());
    }
    const bool inARow = seeds.size() > 2 && seeds.back() - seeds.front() + 1 == seeds.size();
    return inARow ? Words::tr("seeds %1 to %2").arg(numbers.first(), numbers.last())
                  : Words::tr("seeds %1").arg(numbers.join(QStringLiteral(", ")));
}

QString figureTitle(const Config& config, const std::vector<std::uint64_t>& seeds)
{
    return Words::tr("%1, %2, %3")
        .arg(catalogText(dataSetNamed(config.data.set).title), mechanismsText(config), seedsText(seeds));
}

QString settingsSentence(const Config& config, Wording wording)
{
    const auto [name, differing] = nearest(config, wording);
    if (differing.isEmpty()) {
        return Words::tr("%1.").arg(name);
    }
    const QString named = differing.mid(0, kMostNamed).join(QStringLiteral(", "));
    const qsizetype more = differing.size() - kMostNamed;
    return more <= 0   ? Words::tr("%1 with %2.").arg(name, named)
           : more == 1 ? Words::tr("%1 with %2 and 1 more setting changed.").arg(name, named)
                       : Words::tr("%1 with %2 and %3 more settings changed.").arg(name, named).arg(more);
}

} // namespace fovea
