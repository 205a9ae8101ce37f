#include "ui/form/differences.h"

#include <optional>
#include <string>

namespace fovea {
namespace {

constexpr qsizetype kLongestValue = 24; // characters, of a text that somebody wrote

/// "dropout 0.3"; of a choice its name alone.
QString valueWords(const Field& field, const Config& config, Wording wording)
{
    QString value = shownValue(field, config, wording);
    if (field.choices != nullptr) {
        return value;
    }
    if (value.size() > kLongestValue) {
        value = value.left(kLongestValue - 1) + QChar(0x2026);
    }
    return labelOf(field, wording) + QLatin1Char(' ') + value;
}

/// Whether the value of one of them is another than that of some other on the same data for which it matters too.
bool tells(const Field& field, const std::vector<std::optional<std::string>>& values, const std::vector<Config>& all,
           std::size_t one)
{
    for (std::size_t i = 0; values[one] && i < all.size(); ++i) {
        const bool comparable = field.key == "data.set" || all[i].data.set == all[one].data.set;
        if (comparable && values[i] && *values[i] != *values[one]) {
            return true;
        }
    }
    return false;
}

} // namespace

std::vector<const Field*> changedFields(const Config& from, const Config& to)
{
    std::vector<const Field*> changed;
    for (const Field& field : fields()) {
        if (field.applies(to) && textOf(field, from) != textOf(field, to)) {
            changed.push_back(&field);
        }
    }
    return changed;
}

QString differences(const Config& from, const Config& to, Wording wording)
{
    QStringList parts;
    for (const Field* field : changedFields(from, to)) {
        const QString before = field->applies(from) ? " " + shownValue(*field, from, wording) + " →" : QString();
        const QString colon = field->choices != nullptr ? QStringLiteral(":") : QString(); // before words
        parts += labelOf(*field, wording) + colon + before + " " + shownValue(*field, to, wording);
    }
    return parts.join(" · ");
}

QString differences(const Config& from, const Config& to)
{
    return differences(from, to, Wording::Plain);
}

QStringList tellingApart(const std::vector<Config>& all, Wording wording)
{
    std::vector<QStringList> words(all.size());
    for (const Field& field : fields()) {
        if (field.key == "seed") {
            continue;
        }
        std::vector<std::optional<std::string>> values; // nothing: it does not matter there
        for (const Config& config : all) {
            values.push_back(field.applies(config) ? std::optional(textOf(field, config)) : std::nullopt);
        }
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (tells(field, values, all, i)) {
                words[i] << valueWords(field, all[i], wording);
            }
        }
    }
    QStringList told;
    for (const QStringList& each : words) {
        told << each.join(QStringLiteral(" · "));
    }
    return told;
}

} // namespace fovea
