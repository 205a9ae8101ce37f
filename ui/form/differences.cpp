#include "ui/form/differences.h"

#include <QStringList>

namespace fovea {

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
        parts += labelOf(*field, wording) + before + " " + shownValue(*field, to, wording);
    }
    return parts.join(" · ");
}

QString differences(const Config& from, const Config& to)
{
    return differences(from, to, Wording::Plain);
}

} // namespace fovea
