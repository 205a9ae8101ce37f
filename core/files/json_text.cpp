// The text is walked twice: first by events, which keep nothing, then into values.
#include "core/files/json_text.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace fovea {
namespace {

using Json = nlohmann::ordered_json;

/// Goes on, true, as long as the text stays within bounds.
class Bounds
{
public:
    bool null() { return true; }
    bool boolean(bool) { return true; }
    bool number_integer(Json::number_integer_t) { return true; }
    bool number_unsigned(Json::number_unsigned_t) { return true; }
    bool number_float(Json::number_float_t, const std::string&) { return true; }
    bool string(std::string&) { return true; }
    bool binary(Json::binary_t&) { return true; }
    bool start_object(std::size_t) { return opened(); }
    bool start_array(std::size_t) { return opened(); }
    bool end_object() { return closed(); }
    bool end_array() { return closed(); }
    bool key(std::string&) { return ++members_.back() <= kMostJsonMembers; }
    bool parse_error(std::size_t, const std::string&, const Json::exception&) { return false; }

private:
    bool opened()
    {
        members_.push_back(0);
        return members_.size() <= kDeepestJson;
    }
    bool closed()
    {
        members_.pop_back();
        return true;
    }

    std::vector<std::size_t> members_; ///< of each object that is open; lists have none
};

} // namespace

Json parseJson(std::string_view text)
{
    Bounds bounds;
    const bool within = Json::sax_parse(text.begin(), text.end(), &bounds);
    return within ? Json::parse(text.begin(), text.end(), nullptr, false) : Json(Json::value_t::discarded);
}

} // namespace fovea
