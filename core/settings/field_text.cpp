// Settings as text and back; declared in fields.h. Files and the command line speak the C locale, whatever the user's is.
#include "core/settings/error.h"
#include "core/settings/fields.h"
#include "core/settings/legible.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>
#include <utility>

namespace fovea {
namespace {

template<class Number>
std::string shortest(Number value)
{
    std::array<char, 64> text;
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
    return {text.data(), end};
}

/// "0.01", but "1000000" rather than "1e+06": ranges are read by people.
std::string readable(double value)
{
    return std::abs(value) < 1e9 && value == std::round(value) ? shortest(static_cast<long long>(value))
                                                               : shortest(value);
}

[[noreturn]] void refuse(const Field& field, std::string_view text)
{
    throw Error(Error::Kind::Usage,
                std::string(field.key) + " is “" + legibleBriefly(text) + "”, but must be " + allowed(field) + ".");
}

/// Whether a comma may part thousands as well as decimals: 1,000 is 1 to some and 1000 to others, 0,001 is plain.
bool isAmbiguous(std::string_view text)
{
    constexpr std::size_t kGroup = 3; // digits behind a comma that parts thousands, and at most before it
    text.remove_prefix(text.starts_with('-') ? 1 : 0);
    const std::size_t comma = text.find(',');
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    return comma >= 1 && comma <= kGroup && text.size() == comma + 1 + kGroup && text.front() != '0' &&
           std::count_if(text.begin(), text.end(), isDigit) == static_cast<std::ptrdiff_t>(comma + kGroup);
}

/// The whole text as a number; a decimal comma is understood too.
template<class Number>
Number parse(const Field& field, std::string_view text)
{
    std::string plain(text);
    if constexpr (std::is_same_v<Number, double>) {
        if (isAmbiguous(text)) {
            throw Error(Error::Kind::Usage, std::string(field.key) + " is “" + legibleBriefly(text) +
                                                "”, which can be read in two ways. Write decimals behind a point, and "
                                                "thousands without a comma.");
        }
        if (plain.find('.') == std::string::npos && plain.find(',') == plain.rfind(',')) {
            for (char& c : plain) {
                c = c == ',' ? '.' : c;
            }
        }
    }
    Number value{};
    const auto [end, failure] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
    if (failure != std::errc() || end != plain.data() + plain.size()) {
        refuse(field, text);
    }
    const auto asDouble = static_cast<double>(value);
    if (!(asDouble >= field.least && asDouble <= field.most)) { // NaN fails both
        refuse(field, text);
    }
    return value;
}

struct Writer
{
    const Field& field;
    std::string_view text;

    void operator()(bool* place) const
    {
        if (text != "true" && text != "false" && text != "1" && text != "0") {
            refuse(field, text);
        }
        *place = text == "true" || text == "1";
    }
    void operator()(int* place) const { *place = parse<int>(field, text); }
    void operator()(double* place) const { *place = parse<double>(field, text); }
    void operator()(std::uint64_t* place) const { *place = parse<std::uint64_t>(field, text); }
    void operator()(std::string* place) const
    {
        if (field.choices != nullptr) {
            bool known = false;
            for (const Choice& choice : field.choices()) {
                known = known || choice.key == text;
            }
            if (!known) {
                refuse(field, text);
            }
        }
        *place = std::string(text);
    }
};

struct Reader
{
    std::string operator()(const bool* place) const { return *place ? "true" : "false"; }
    std::string operator()(const std::string* place) const { return *place; }
    template<class Number>
    std::string operator()(const Number* place) const
    {
        return shortest(*place);
    }
};

/// Letters to add, leave out or change to make one word of the other.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < b.size(); ++j) {
            const std::size_t changed = diagonal + (a[i] == b[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
        }
    }
    return row.back();
}

/// "Is “train.epochs” meant? " where keys are that near, or end like this one, in whatever group; else nothing.
std::string suggestion(std::string_view key)
{
    constexpr std::size_t kNear = 2, kLongestKey = 60;
    if (key.size() > kLongestKey) {
        return {};
    }
    std::string nearest;
    std::size_t least = std::min(kNear, key.size() / 3) + 1;
    for (const Field& field : fields()) {
        const std::string_view last = field.key.substr(field.key.find('.') + 1);
        const bool ends = key.substr(key.find('.') + 1) == last; // find() + 1 is 0 where there is no dot
        const std::size_t away = ends ? 0 : distance(key, field.key);
        if (away < least) {
            least = away;
            nearest.clear();
        } else if (away > least || nearest.empty()) {
            continue;
        }
        nearest += (nearest.empty() ? "“" : " or “") + std::string(field.key) + "”";
    }
    return nearest.empty() ? "" : "Is " + nearest + " meant? ";
}

} // namespace

const Field* findField(std::string_view key)
{
    for (const Field& field : fields()) {
        if (field.key == key) {
            return &field;
        }
    }
    return nullptr;
}

std::string textOf(const Field& field, const Config& config)
{
    return std::visit(Reader(), field.place(const_cast<Config&>(config))); // read only
}

void setFromText(Config& config, std::string_view key, std::string_view text)
{
    const Field* field = findField(key);
    if (field == nullptr) {
        throw Error(Error::Kind::Usage, "There is no setting “" + legibleBriefly(key) + "”. " + suggestion(key) +
                                            "“fovea list” shows all settings.");
    }
    std::visit(Writer{*field, text}, field->place(config));
}

std::string allowed(const Field& field)
{
    Config any;
    const FieldPlace place = field.place(any);
    if (std::holds_alternative<bool*>(place)) {
        return "true or false";
    }
    if (std::holds_alternative<std::string*>(place)) {
        if (field.choices == nullptr) {
            return "text";
        }
        std::string keys;
        for (const Choice& choice : field.choices()) {
            keys += (keys.empty() ? "" : ", ") + std::string(choice.key);
        }
        return "one of: " + keys;
    }
    const std::string kind = std::holds_alternative<double*>(place) ? "a number" : "a whole number";
    return kind + " from " + readable(field.least) + " to " + readable(field.most);
}

} // namespace fovea
