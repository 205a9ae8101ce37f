#include "core/settings/config_json.h"

#include "core/settings/error.h"
#include "core/settings/fields.h"

#include <nlohmann/json.hpp>

namespace fovea {
namespace {

using Json = nlohmann::ordered_json;

struct ToJson
{
    template<class T>
    Json operator()(const T* place) const
    {
        return *place;
    }
};

/// A JSON value as the text that --set would be given.
std::string textOf(const Json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

} // namespace

Json toJson(const Config& config)
{
    Json object = Json::object();
    for (const Field& field : fields()) {
        object[std::string(field.key)] = std::visit(ToJson(), field.place(const_cast<Config&>(config)));
    }
    return object;
}

Config configFromJson(const Json& object, const std::string& source)
{
    if (!object.is_object()) {
        throw Error(Error::Kind::Usage, source + ": the configuration is not an object of keys and values.");
    }
    constexpr int kMostTold = 20; // a sentence for each of a thousand would fill the screen ten times
    Config config;
    std::string problems;
    int count = 0;
    for (const auto& [key, value] : object.items()) {
        if (count >= kMostTold && findField(key) == nullptr) {
            ++count; // without looking for what may be meant
            continue;
        }
        try {
            setFromText(config, key, textOf(value));
        } catch (const Error& error) {
            if (++count <= kMostTold) {
                problems += (problems.empty() ? "" : "\n") + source + ": " + error.what();
            }
        }
    }
    if (count > kMostTold) {
        problems += "\n" + source + ": " + std::to_string(count - kMostTold) + " more are wrong.";
    }
    if (!problems.empty()) {
        throw Error(Error::Kind::Usage, problems);
    }
    return config;
}

} // namespace fovea
