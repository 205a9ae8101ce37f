// The JSON is read as events, never as a tree: a file cannot ask for depth or memory that the format has no use for, and a
// name given twice is seen.
#include "core/files/safetensors_header.h"

#include "core/files/wording.h"
#include "core/settings/error.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <set>
#include <tuple>

namespace fovea {
namespace {

using Json = nlohmann::json;
using Entry = SafetensorsHeader::Entry;

constexpr const char* kMetadata = "__metadata__";
constexpr std::array<Dtype, 4> kDtypes = {Dtype::F32, Dtype::F64, Dtype::U8, Dtype::I64};

[[noreturn]] void refuse(const std::string& file, const std::string& what)
{
    throw Error(Error::Kind::Data, shown(file) + " is not a safetensors file that can be read: " + what +
                                       ". Get a fresh copy of the file.");
}

/// Receives the parser's events and takes only what the format names; everything else is an Error at once.
class Events
{
public:
    explicit Events(const std::string& file) : file_(file) {}

    SafetensorsHeader header;

    bool start_object(std::size_t)
    {
        switch (place_) {
        case Place::Outside:
            place_ = Place::Root;
            return true;
        case Place::Root:
            place_ = key_ == kMetadata ? Place::Metadata : Place::Array;
            current_ = {};
            current_.entry.name = key_;
            return true;
        default:
            return unexpected("an object");
        }
    }

    bool key(std::string& name)
    {
        const bool isNew = place_ == Place::Root       ? names_.insert(name).second
                           : place_ == Place::Metadata ? !header.metadata.contains(name)
                                                       : true; // of an array's: see number() and string()
        if (!isNew) {
            refuse(file_, "the name " + shownBriefly(name) + " is given twice");
        }
        key_ = name;
        return true;
    }

    bool end_object()
    {
        if (place_ == Place::Array) {
            if (!current_.dtype || !current_.hasShape || current_.offsets.size() != 2) {
                refuse(file_, place() + " needs dtype, shape and two data_offsets");
            }
            current_.entry.dtype = *current_.dtype;
            current_.entry.begin = current_.offsets[0];
            current_.entry.end = current_.offsets[1];
            header.entries.push_back(std::move(current_.entry));
        }
        place_ = place_ == Place::Root ? Place::Outside : Place::Root;
        return true;
    }

    bool start_array(std::size_t)
    {
        if (place_ == Place::Array && key_ == "shape" && !current_.hasShape) {
            current_.hasShape = true;
            place_ = Place::Shape;
            return true;
        }
        if (place_ == Place::Array && key_ == "data_offsets" && !current_.hasOffsets) {
            current_.hasOffsets = true;
            place_ = Place::Offsets;
            return true;
        }
        return unexpected("a list");
    }

    bool end_array()
    {
        place_ = Place::Array;
        return true;
    }

    bool string(std::string& text)
    {
        if (place_ == Place::Metadata) {
            header.metadata.emplace(key_, text);
            return true;
        }
        if (place_ == Place::Array && key_ == "dtype" && !current_.dtype) {
            for (const Dtype dtype : kDtypes) {
                if (text == nameOf(dtype)) {
                    current_.dtype = dtype;
                    return true;
                }
            }
            refuse(file_, place() + " has the type " + shownBriefly(text) + ", and only F32, F64, U8 and I64 are read");
        }
        return unexpected("a text");
    }

    bool number_unsigned(std::uint64_t number)
    {
        const bool fits = number <= static_cast<std::uint64_t>(std::numeric_limits<Index>::max());
        if (fits && place_ == Place::Shape) {
            if (current_.entry.shape.size() == Shape::kMaxRank) {
                refuse(file_, place() + " has more than " + std::to_string(Shape::kMaxRank) + " dimensions");
            }
            current_.entry.shape.push_back(static_cast<Index>(number));
            return true;
        }
        if (fits && place_ == Place::Offsets && current_.offsets.size() < 2) {
            current_.offsets.push_back(static_cast<std::size_t>(number));
            return true;
        }
        return unexpected("the number " + std::to_string(number));
    }

    bool number_integer(std::int64_t number) { return unexpected("the number " + std::to_string(number)); }
    bool number_float(double, const std::string& text) { return unexpected("the number " + shownBriefly(text)); }
    bool boolean(bool) { return unexpected("true or false"); }
    bool null() { return unexpected("null"); }
    bool binary(Json::binary_t&) { return unexpected("bytes"); }

    bool parse_error(std::size_t position, const std::string&, const Json::exception&)
    {
        // The parser's own words quote the file, at any length.
        refuse(file_,
               "its header is not JSON at byte " + std::to_string(position + 7)); // after the length, counted from 0
    }

private:
    enum class Place
    {
        Outside,
        Root,
        Metadata,
        Array,
        Shape,
        Offsets
    };

    struct Current
    {
        Entry entry;
        std::optional<Dtype> dtype;
        bool hasShape = false;
        bool hasOffsets = false;
        std::vector<std::size_t> offsets;
    };

    std::string place() const { return "array " + shownBriefly(current_.entry.name); }

    bool unexpected(const std::string& what) const
    {
        const bool inside = place_ == Place::Array || place_ == Place::Shape || place_ == Place::Offsets;
        const std::string where = inside ? place() + " has, under " + shownBriefly(key_) + ","
                                         : "its header has, under " + shownBriefly(key_) + ",";
        refuse(file_, where + " " + what + " where it does not belong");
    }

    const std::string& file_;
    Place place_ = Place::Outside;
    std::string key_;
    std::set<std::string> names_;
    Current current_;
};

/// Bytes that an array of this shape needs, where they are at most `most`. Sizes of zero count as one on the way, so that
/// no product of some of the sizes can overflow later.
std::optional<std::size_t> bytesOf(const Entry& entry)
{
    const std::size_t most = static_cast<std::size_t>(std::numeric_limits<Index>::max());
    std::size_t product = sizeOf(entry.dtype);
    bool isEmpty = false;
    for (const Index size : entry.shape) {
        const std::size_t factor = static_cast<std::size_t>(std::max<Index>(size, 1));
        if (factor > most / product) {
            return std::nullopt;
        }
        product *= factor;
        isEmpty = isEmpty || size == 0;
    }
    return isEmpty ? 0 : product;
}

/// The arrays lie one after the other, without gap or overlap, and fill the file.
void checkPlaces(const std::vector<Entry>& entries, std::size_t dataBytes, const std::string& file)
{
    std::size_t place = 0;
    for (const Entry& entry : entries) {
        const std::string array = "array " + shownBriefly(entry.name);
        const std::string range = "bytes " + std::to_string(entry.begin) + " to " + std::to_string(entry.end);
        if (entry.begin > entry.end || entry.end > dataBytes) {
            refuse(file, array + " claims " + range + " of " + std::to_string(dataBytes));
        }
        if (bytesOf(entry) != entry.end - entry.begin) {
            refuse(file, array + " has " + range + ", which is not what its type and shape need");
        }
        if (entry.begin != place) {
            refuse(file, array + (entry.begin < place ? " overlaps another one" : " leaves a gap before it") +
                             " at byte " + std::to_string(entry.begin) + " of the data");
        }
        place = entry.end;
    }
    if (place != dataBytes) {
        refuse(file, "its arrays need " + std::to_string(place) + " bytes after the header, and it has " +
                         std::to_string(dataBytes));
    }
}

} // namespace

std::size_t sizeOf(Dtype dtype)
{
    switch (dtype) {
    case Dtype::F64:
    case Dtype::I64:
        return 8;
    case Dtype::F32:
        return 4;
    case Dtype::U8:
        break;
    }
    return 1;
}

const char* nameOf(Dtype dtype)
{
    switch (dtype) {
    case Dtype::F32:
        return "F32";
    case Dtype::F64:
        return "F64";
    case Dtype::U8:
        return "U8";
    case Dtype::I64:
        break;
    }
    return "I64";
}

SafetensorsHeader parseSafetensorsHeader(std::string_view json, std::size_t dataBytes, const std::string& name)
{
    if (!json.starts_with('{')) {
        refuse(name, "its header does not start with { at byte 8");
    }
    Events events(name);
    Json::sax_parse(json.begin(), json.end(), &events);
    std::vector<Entry>& entries = events.header.entries;
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
        return std::tie(a.begin, a.end, a.name) < std::tie(b.begin, b.end, b.name);
    });
    checkPlaces(entries, dataBytes, name);
    return std::move(events.header);
}

std::string safetensorsHeaderJson(const SafetensorsHeader& header)
{
    nlohmann::ordered_json root = nlohmann::ordered_json::object();
    if (!header.metadata.empty()) {
        root[kMetadata] = header.metadata;
    }
    for (const Entry& entry : header.entries) {
        root[entry.name] = {
            {"dtype", nameOf(entry.dtype)}, {"shape", entry.shape}, {"data_offsets", {entry.begin, entry.end}}};
    }
    // Text that is not UTF-8 has no place in JSON; its bytes become U+FFFD rather than an exception while saving.
    return root.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

} // namespace fovea
