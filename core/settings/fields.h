// The table of settings: one row a field, read by the form, --set, validation, run files, presets and captions of figures.
#pragma once

#include "core/settings/choices.h"
#include "core/settings/config.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fovea {

/// When a change of the field reaches a run.
enum class TakesEffect
{
    Live,
    NextEpoch,
    NewRun
};

/// What a field belongs to; the headings of the form.
enum class FieldGroup
{
    Data,
    Network,
    Attention,
    Training,
    Regularisation,
    Seed
};

/// One heading of the form.
struct GroupRow
{
    FieldGroup group;
    std::string_view plain; ///< in plain words
    std::string_view term;  ///< in the field's terms
};

/// What a slider covers of the range that is allowed: where experiments usually are.
struct UsualRange
{
    double least = 0, most = 0; ///< both above 0 where the scale is logarithmic; 0 then is one more stop, where allowed
    int base = 10;              ///< stops of a logarithmic scale: 10 goes 1, 1.2, 1.5, 2 … 10; 2 doubles
};

/// Where a field's value lies in a configuration.
using FieldPlace = std::variant<bool*, int*, double*, std::uint64_t*, std::string*>;

struct Field
{
    std::string_view key; ///< lower-case words with dots: "train.learning_rate"
    FieldGroup group = FieldGroup::Data;
    std::string_view plain;     ///< label in plain words
    std::string_view term;      ///< label in the field's terms
    std::string_view help;      ///< a sentence or two
    std::string_view unit;      ///< "", "px", "°" …
    double least = 0, most = 0; ///< range of numbers, both ends allowed
    UsualRange usual;           ///< of numbers: what a slider covers
    bool logarithmic = false;   ///< scale of a slider
    TakesEffect takesEffect = TakesEffect::NewRun;
    bool simple = false; ///< shown in the simple form
    FieldPlace (*place)(Config&) = nullptr;
    std::vector<Choice> (*choices)() = nullptr; ///< for choice fields
    bool (*shownWhen)(const Config&) = nullptr; ///< null: always

    /// Whether the field matters under this configuration.
    bool applies(const Config& config) const { return shownWhen == nullptr || shownWhen(config); }
};

/// The groups, in the order of the form.
const std::vector<GroupRow>& fieldGroups();

/// All fields, in the order of the form; those of a group stand together.
const std::vector<Field>& fields();

/// The field with this key, or null.
const Field* findField(std::string_view key);

/// The value as text, in the C locale; numbers as short as they can be read back exactly.
std::string textOf(const Field& field, const Config& config);

/// Sets a field from text. Throws Error (Usage) that names key, value and what is allowed; range is checked too.
void setFromText(Config& config, std::string_view key, std::string_view text);

/// "0.1 … 10", "raw, unit, standard", "true or false": what the field allows, for help and messages.
std::string allowed(const Field& field);

/// The keys of the catalog-like lists that consist of plain words.
std::vector<Choice> pixelChoices();
std::vector<Choice> initialiserChoices();
std::vector<Choice> gazeChoices();
std::vector<Choice> rewardChoices();
std::vector<Choice> baselineChoices();
std::vector<Choice> transformChoices();

} // namespace fovea
