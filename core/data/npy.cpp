#include "core/data/npy.h"

#include "core/files/read_whole.h"
#include "core/files/wording.h"
#include "core/settings/error.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <functional>
#include <numeric>

namespace fovea {
namespace {

constexpr std::size_t kMostBytes = std::size_t{4} << 30;
constexpr std::size_t kMostHeader = 4096; // numbers need less than a hundred
constexpr std::string_view kMagic = "\x93NUMPY";

[[noreturn]] void refuse(const std::string& name, const std::string& what)
{
    throw Error(Error::Kind::Data,
                shown(name) + " " + what + ". Write it with numpy.save, as one array of whole numbers or of floats.");
}

std::uint64_t littleEndian(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (auto at = bytes.rbegin(); at != bytes.rend(); ++at) {
        value = value << 8 | static_cast<std::uint8_t>(*at);
    }
    return value;
}

/// The header's dictionary, read word by word: {'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }
class Header
{
public:
    Header(std::string_view text, const std::string& name) : text_(text), name_(name) {}

    bool take(char wanted)
    {
        skipBlanks();
        if (text_.empty() || text_.front() != wanted) {
            return false;
        }
        text_.remove_prefix(1);
        return true;
    }
    void need(char wanted)
    {
        if (!take(wanted)) {
            refuse(name_, std::string("has a header without the “") + wanted + "” that should stand there");
        }
    }
    std::string quoted()
    {
        skipBlanks();
        const char mark = text_.empty() ? '\0' : text_.front();
        const std::size_t end = mark == '\'' || mark == '"' ? text_.find(mark, 1) : std::string_view::npos;
        if (end == std::string_view::npos) {
            refuse(name_, "has a header that is no dictionary of names");
        }
        const std::string word(text_.substr(1, end - 1));
        text_.remove_prefix(end + 1);
        return word;
    }
    bool truth()
    {
        skipBlanks();
        for (const auto& [word, value] : {std::pair<std::string_view, bool>{"True", true}, {"False", false}}) {
            if (text_.starts_with(word)) {
                text_.remove_prefix(word.size());
                return value;
            }
        }
        refuse(name_, "has a header whose fortran_order is neither True nor False");
    }
    std::vector<Index> shape()
    {
        constexpr Index kLargest = Index{1} << 40;
        std::vector<Index> sizes;
        need('(');
        while (!take(')')) {
            skipBlanks();
            Index size = 0;
            std::size_t digits = 0;
            for (; digits < text_.size() && text_[digits] >= '0' && text_[digits] <= '9' && size < kLargest; ++digits) {
                size = 10 * size + (text_[digits] - '0');
            }
            if (digits == 0 || size > kLargest || sizes.size() == 8) {
                refuse(name_, "has a header whose shape cannot be read");
            }
            text_.remove_prefix(digits);
            sizes.push_back(size);
            if (!take(',')) {
                need(')');
                break;
            }
        }
        return sizes;
    }

private:
    void skipBlanks() { text_.remove_prefix(std::min(text_.find_first_not_of(" \n\t"), text_.size())); }

    std::string_view text_;
    const std::string& name_;
};

void readType(const std::string& type, const std::string& name, NpyArray& array)
{
    const bool known = type.size() == 3 && std::string_view("<>|=").find(type[0]) != std::string_view::npos &&
                       std::string_view("uifb").find(type[1]) != std::string_view::npos &&
                       std::string_view("1248").find(type[2]) != std::string_view::npos;
    if (!known || (type[1] == 'f' && type[2] < '4') || (type[1] == 'b' && type[2] != '1')) {
        refuse(name, "holds numbers of type " + shown(type) + ", which is not read");
    }
    array.kind = type[1];
    array.bytesEach = type[2] - '0';
    array.bigEndian = type[0] == '>';
}

void readHeader(std::string_view text, const std::string& name, NpyArray& array)
{
    Header header(text, name);
    bool typed = false, shaped = false;
    header.need('{');
    while (!header.take('}')) {
        const std::string key = header.quoted();
        header.need(':');
        if (key == "descr") {
            readType(header.quoted(), name, array);
            typed = true;
        } else if (key == "shape") {
            array.shape = header.shape();
            shaped = true;
        } else if (key != "fortran_order") {
            refuse(name, "has a header with the unknown name " + shown(key));
        } else if (header.truth()) {
            refuse(name, "is stored column by column (fortran_order); numpy.ascontiguousarray turns it round");
        }
        if (!header.take(',')) {
            header.need('}');
            break;
        }
    }
    if (!typed || !shaped) {
        refuse(name, "has a header that does not say " + std::string(typed ? "its shape" : "of what type it is"));
    }
}

std::string inWords(const std::vector<Index>& shape)
{
    std::string text;
    for (const Index size : shape) {
        text += (text.empty() ? "" : " × ") + std::to_string(size);
    }
    return text.empty() ? "a single number" : text;
}

template<typename Integer>
double numberAt(const char* from, bool swap)
{
    Integer value;
    std::memcpy(&value, from, sizeof value);
    if (swap) {
        auto* bytes = reinterpret_cast<unsigned char*>(&value);
        std::reverse(bytes, bytes + sizeof value);
    }
    return static_cast<double>(value);
}

/// "0.5"
std::string inText(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.6g", value);
    return text;
}

/// Images as (count, height, width, channels), and whether the colours come first in the file.
struct ImageLayout
{
    Index count = 0, height = 0, width = 0, channels = 1;
    bool coloursFirst = false;
};

ImageLayout layoutOf(const NpyArray& array, const std::string& name)
{
    const auto isColour = [](Index size) { return size == 1 || size == 3; };
    const std::vector<Index>& s = array.shape;
    ImageLayout layout;
    if (s.size() == 3) {
        layout = {s[0], s[1], s[2], 1, false};
    } else if (s.size() == 4 && isColour(s[3])) {
        layout = {s[0], s[1], s[2], s[3], false};
    } else if (s.size() == 4 && isColour(s[1])) {
        layout = {s[0], s[2], s[3], s[1], true};
    } else {
        refuse(name,
               "holds " + inWords(s) +
                   ", where images (count × height × width, or × 1 or 3 colours) are wanted; check that images and "
                   "labels are not exchanged");
    }
    if (array.count() == 0) {
        refuse(name, "holds no image");
    }
    return layout;
}

/// What a stored number is multiplied with to lie in 0 … 255.
double factorTo255(const NpyArray& array, const std::string& name)
{
    double least = 0, most = 0;
    for (Index i = 0; i < array.count(); ++i) {
        const double value = array.at(i);
        if (!std::isfinite(value)) {
            refuse(name, "holds something that is no number, at place " + std::to_string(i));
        }
        least = std::min(least, value);
        most = std::max(most, value);
    }
    if (least < 0 || most > 255) {
        refuse(name,
               "holds numbers from " + inText(least) + " to " + inText(most) + "; an image's lie in 0 … 1 or 0 … 255");
    }
    return (array.kind == 'f' && most <= 1) || array.kind == 'b' ? 255 : 1;
}

std::vector<std::uint8_t> bytesOf(const NpyArray& array, const ImageLayout& layout, const std::string& name)
{
    const double factor = array.kind == 'u' && array.bytesEach == 1 ? 1 : factorTo255(array, name);
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(array.count()));
    const Index plane = layout.height * layout.width;
    std::size_t to = 0;
    for (Index n = 0; n < layout.count; ++n) {
        for (Index p = 0; p < plane; ++p) {
            for (Index c = 0; c < layout.channels; ++c) {
                const Index within = layout.coloursFirst ? c * plane + p : p * layout.channels + c;
                const double value = array.at(n * plane * layout.channels + within) * factor;
                bytes[to++] = static_cast<std::uint8_t>(std::lround(value));
            }
        }
    }
    return bytes;
}

std::vector<std::uint8_t> labelsOf(const NpyArray& array, const std::string& name)
{
    const bool oneEach = array.shape.size() == 1 || (array.shape.size() == 2 && array.shape[1] == 1);
    if (!oneEach || array.kind == 'f') {
        refuse(name, "holds " + inWords(array.shape) + (array.kind == 'f' ? " floats" : "") +
                         ", where labels, one whole number for each image, are wanted");
    }
    std::vector<std::uint8_t> labels;
    for (Index i = 0; i < array.count(); ++i) {
        const double label = array.at(i);
        if (label < 0 || label > 255) {
            refuse(name, "says that image " + std::to_string(i) + " shows class " + inText(label) +
                             "; classes are counted from 0, up to 255");
        }
        labels.push_back(static_cast<std::uint8_t>(label));
    }
    return labels;
}

} // namespace

Index NpyArray::count() const
{
    if (std::find(shape.begin(), shape.end(), 0) != shape.end()) {
        return 0; // whatever the others are: their product may be more than an Index holds
    }
    return std::accumulate(shape.begin(), shape.end(), Index{1}, std::multiplies<>());
}

double NpyArray::at(Index i) const
{
    const char* from = data.data() + i * bytesEach;
    const bool swap = bigEndian != (std::endian::native == std::endian::big);
    switch (kind) {
    case 'f':
        return bytesEach == 4 ? numberAt<float>(from, swap) : numberAt<double>(from, swap);
    case 'i':
        return bytesEach == 1   ? numberAt<std::int8_t>(from, swap)
               : bytesEach == 2 ? numberAt<std::int16_t>(from, swap)
               : bytesEach == 4 ? numberAt<std::int32_t>(from, swap)
                                : numberAt<std::int64_t>(from, swap);
    case 'b':
        return *from != 0 ? 1 : 0;
    default:
        return bytesEach == 1   ? numberAt<std::uint8_t>(from, swap)
               : bytesEach == 2 ? numberAt<std::uint16_t>(from, swap)
               : bytesEach == 4 ? numberAt<std::uint32_t>(from, swap)
                                : numberAt<std::uint64_t>(from, swap);
    }
}

NpyArray parseNpy(std::string_view fileBytes, const std::string& name)
{
    constexpr std::size_t kPrelude = 8; // magic and version
    if (fileBytes.size() < kPrelude + 2 || !fileBytes.starts_with(kMagic)) {
        refuse(name, "is no NumPy file: it does not start with 93 NUMPY");
    }
    const int version = fileBytes[6];
    const std::size_t lengthBytes = version == 1 ? 2 : 4;
    if (version < 1 || version > 3 || fileBytes.size() < kPrelude + lengthBytes) {
        refuse(name, "has version " + std::to_string(version) + " of the format, and 1 to 3 are read");
    }
    const std::uint64_t length = littleEndian(fileBytes.substr(kPrelude, lengthBytes));
    const std::size_t begin = kPrelude + lengthBytes;
    if (length > kMostHeader || length > fileBytes.size() - begin) {
        refuse(name, "says that its header has " + std::to_string(length) + " bytes, which it does not");
    }
    NpyArray array;
    readHeader(fileBytes.substr(begin, length), name, array);
    array.data = fileBytes.substr(begin + length);
    std::size_t room = array.data.size() / static_cast<std::size_t>(array.bytesEach);
    const bool empty = std::find(array.shape.begin(), array.shape.end(), 0) != array.shape.end();
    for (const Index size : empty ? std::vector<Index>{} : array.shape) {
        room /= static_cast<std::size_t>(size); // never overflows, whatever the header claims
    }
    if ((!empty && room == 0) || static_cast<std::size_t>(array.count() * array.bytesEach) != array.data.size()) {
        refuse(name, "says that it holds " + inWords(array.shape) + " numbers of " + std::to_string(array.bytesEach) +
                         " bytes, and " + std::to_string(array.data.size()) + " bytes follow");
    }
    return array;
}

LabelledImages npyPair(const NpyArray& images, const std::string& imagesName, const NpyArray& labels,
                       const std::string& labelsName)
{
    const ImageLayout layout = layoutOf(images, imagesName);
    LabelledImages all{
        layout.count,   layout.height, layout.width, bytesOf(images, layout, imagesName), labelsOf(labels, labelsName),
        layout.channels};
    if (static_cast<Index>(all.labels.size()) != all.count) {
        throw Error(Error::Kind::Data, shown(imagesName) + " holds " + std::to_string(all.count) + " images, but " +
                                           shown(labelsName) + " holds " + std::to_string(all.labels.size()) +
                                           " labels. Choose two files of one set.");
    }
    return all;
}

LabelledImages readNpyPair(const std::filesystem::path& images, const std::filesystem::path& labels)
{
    const auto nameOf = [](const std::filesystem::path& path) {
        const std::u8string name = path.u8string();
        return std::string(name.begin(), name.end());
    };
    const std::string imageBytes = readWhole(images, kMostBytes), labelBytes = readWhole(labels, kMostBytes);
    const NpyArray pictures = parseNpy(imageBytes, nameOf(images)), classes = parseNpy(labelBytes, nameOf(labels));
    return npyPair(pictures, nameOf(images), classes, nameOf(labels));
}

} // namespace fovea
