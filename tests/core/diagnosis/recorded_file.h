// The file of records while it is written: what it holds by name, and a line each, in the order of a list.
#pragma once

#include "core/files/read_whole.h"
#include "core/files/safe_writer.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace fovea {

using Records = std::map<std::string, nlohmann::ordered_json>;

/// What the file holds so far, by name.
inline Records recordsIn(const std::filesystem::path& file)
{
    Records records;
    if (std::filesystem::exists(file)) {
        for (auto& one : nlohmann::ordered_json::parse(readWhole(file, std::size_t{16} << 20))) {
            const std::string name = one.at("name"); // before it is moved
            records[name] = std::move(one);
        }
    }
    return records;
}

/// Those records that are in the list, in its order.
inline void write(const std::filesystem::path& file, const Records& records, const std::vector<std::string>& names)
{
    std::string text = "[";
    for (const std::string& name : names) {
        if (const auto at = records.find(name); at != records.end()) {
            text.append(text.size() > 1 ? ",\n" : "\n").append(at->second.dump());
        }
    }
    writeSafely(file, text.append("\n]\n"));
}

} // namespace fovea
