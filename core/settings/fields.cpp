// The table of settings: one new setting is one row in a *_fields.cpp and one member in config.h.
#include "core/settings/fields.h"

#include "core/settings/field_rows.h"

#include <algorithm>

namespace fovea {
namespace {

/// The rows of layers with those of glimpses among them, before those of attention: what is seen comes before how it is
/// weighed.
std::vector<Field> layersAndLooks()
{
    std::vector<Field> rows = networkFields();
    const std::vector<Field> look = lookFields();
    const auto attention =
        std::find_if(rows.begin(), rows.end(), [](const Field& row) { return row.key == "attention.mechanism"; });
    rows.insert(attention, look.begin(), look.end());
    return rows;
}

std::vector<Field> allFields()
{
    std::vector<Field> all;
    for (std::vector<Field> (*rows)() : {dataFields, layersAndLooks, trainingFields}) {
        const std::vector<Field> part = rows();
        all.insert(all.end(), part.begin(), part.end());
    }
    all.push_back({"seed", kOfSeed, "seed", "seed",
                   "Decides everything that is left to chance: the same seed gives the same run.", "", 0,
                   4'294'967'295.0, usual(0, 20), false, kNewRun, true, top<&Config::seed>});
    return all;
}

} // namespace

const std::vector<GroupRow>& fieldGroups()
{
    static const std::vector<GroupRow> kGroups = {
        {FieldGroup::Data, "Question and images", "Task & data"},
        {FieldGroup::Network, "Layers", "Network"},
        {FieldGroup::Attention, "Looking", "Attention"},
        {FieldGroup::Training, "Learning", "Training"},
        {FieldGroup::Regularisation, "Against learning by heart", "Regularisation & augmentation"},
        {FieldGroup::Seed, "Chance", "Seed"},
    };
    return kGroups;
}

const std::vector<Field>& fields()
{
    static const std::vector<Field> kFields = allFields();
    return kFields;
}

} // namespace fovea
