// The header of a safetensors file: its JSON as a list of where each array lies.
#pragma once

#include "core/files/safetensors.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fovea {

/// Bytes of one number.
std::size_t sizeOf(Dtype dtype);
/// The name in the file: "F32".
const char* nameOf(Dtype dtype);

struct SafetensorsHeader
{
    /// Where an array lies, in bytes after the header.
    struct Entry
    {
        std::string name;
        Dtype dtype = Dtype::F32;
        std::vector<Index> shape;
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    std::map<std::string, std::string> metadata;
    std::vector<Entry> entries; ///< in the order of their places
};

/// Reads the JSON. `dataBytes` is what the file has after the header, `name` the file's name for errors. The entries that
/// come back cover these bytes exactly, in order, each as long as its shape asks. Memory stays within a few times `json`.
SafetensorsHeader parseSafetensorsHeader(std::string_view json, std::size_t dataBytes, const std::string& name);

/// The JSON, compact, entries in the given order.
std::string safetensorsHeaderJson(const SafetensorsHeader& header);

} // namespace fovea
