// Numbers go between arrays and bytes with memcpy, which asks for nothing but a little-endian machine.
#include "core/files/safetensors.h"

#include "core/files/read_whole.h"
#include "core/files/safe_writer.h"
#include "core/files/safetensors_header.h"
#include "core/files/wording.h"
#include "core/settings/error.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <tuple>
#include <type_traits>

static_assert(std::endian::native == std::endian::little,
              "safetensors are little-endian: turn the bytes of each number");

namespace fovea {
namespace {

constexpr std::size_t kLengthBytes = 8;
constexpr std::size_t kMostHeaderBytes = 100'000'000; // as in the reference reader
constexpr std::uint64_t kMostFileBytes = std::uint64_t{4} << 30;

[[noreturn]] void refuse(const std::string& file, const std::string& what)
{
    throw Error(Error::Kind::Data, (file.empty() ? "This set of arrays" : shown(file)) + " " + what);
}

template<class T>
constexpr Dtype dtypeOf()
{
    if constexpr (std::is_same_v<T, float>) {
        return Dtype::F32;
    } else if constexpr (std::is_same_v<T, double>) {
        return Dtype::F64;
    } else if constexpr (std::is_same_v<T, std::uint8_t>) {
        return Dtype::U8;
    } else {
        static_assert(std::is_same_v<T, std::int64_t>);
        return Dtype::I64;
    }
}

template<class T>
std::string bytesOf(std::span<const T> numbers)
{
    return {reinterpret_cast<const char*>(numbers.data()), numbers.size_bytes()};
}

template<class T>
std::vector<T> numbersOf(const std::string& bytes)
{
    std::vector<T> numbers(bytes.size() / sizeof(T));
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(numbers.data()));
    return numbers;
}

template<class T>
Reals realsOf(const std::string& bytes)
{
    const std::vector<T> numbers = numbersOf<T>(bytes);
    Reals reals(numbers.size());
    std::transform(numbers.begin(), numbers.end(), reals.begin(), [](T x) { return static_cast<Real>(x); });
    return reals;
}

std::vector<Index> sizesOf(const Shape& shape)
{
    std::vector<Index> sizes(static_cast<std::size_t>(shape.rank()));
    for (int i = 0; i < shape.rank(); ++i) {
        sizes[static_cast<std::size_t>(i)] = shape.dim(i);
    }
    return sizes;
}

Shape shapeOf(const std::vector<Index>& s)
{
    switch (s.size()) {
    case 0:
        return {};
    case 1:
        return {s[0]};
    case 2:
        return {s[0], s[1]};
    case 3:
        return {s[0], s[1], s[2]};
    case 4:
        return {s[0], s[1], s[2], s[3]};
    default:
        return {s[0], s[1], s[2], s[3], s[4]};
    }
}

std::uint64_t headerLength(std::string_view file)
{
    std::uint64_t length = 0;
    std::memcpy(&length, file.data(), kLengthBytes);
    return length;
}

} // namespace

void Safetensors::add(const std::string& name, const Tensor& tensor)
{
    const std::span<const Real> numbers(tensor.data(), static_cast<std::size_t>(tensor.size()));
    addNumbers(name, sizesOf(tensor.shape()), numbers);
}

template<class T>
void Safetensors::add(const std::string& name, const std::vector<Index>& shape, const std::vector<T>& numbers)
{
    addNumbers(name, shape, std::span<const T>(numbers));
}

template<class T>
void Safetensors::addNumbers(const std::string& name, const std::vector<Index>& shape, std::span<const T> numbers)
{
    FOVEA_CHECK(!name.empty() && name != "__metadata__" && !has(name), "the name " + shown(name));
    FOVEA_CHECK(static_cast<int>(shape.size()) <= Shape::kMaxRank, name + " has more than five dimensions");
    FOVEA_CHECK(shapeOf(shape).size() == static_cast<Index>(numbers.size()),
                std::to_string(numbers.size()) + " numbers for " + name + " " + shapeOf(shape).text());
    arrays_[name] = {dtypeOf<T>(), shape, bytesOf(numbers)};
}

template void Safetensors::add(const std::string&, const std::vector<Index>&, const std::vector<float>&);
template void Safetensors::add(const std::string&, const std::vector<Index>&, const std::vector<double>&);
template void Safetensors::add(const std::string&, const std::vector<Index>&, const std::vector<std::uint8_t>&);
template void Safetensors::add(const std::string&, const std::vector<Index>&, const std::vector<std::int64_t>&);

const StoredArray& Safetensors::array(const std::string& name) const
{
    const auto found = arrays_.find(name);
    if (found == arrays_.end()) {
        refuse(source_, "has no array " + shownBriefly(name) + ". Choose the file of another run.");
    }
    return found->second;
}

Tensor Safetensors::tensor(const std::string& name) const
{
    const StoredArray& stored = array(name);
    switch (stored.dtype) {
    case Dtype::F32:
        return {shapeOf(stored.shape), realsOf<float>(stored.bytes)};
    case Dtype::F64:
        return {shapeOf(stored.shape), realsOf<double>(stored.bytes)};
    default:
        refuse(source_, "has " + std::string(nameOf(stored.dtype)) + " numbers in array " + shownBriefly(name) +
                            " where F32 or F64 are wanted. Choose the file of another run.");
    }
}

template<class T>
std::vector<T> Safetensors::numbers(const std::string& name) const
{
    const StoredArray& stored = array(name);
    if (stored.dtype != dtypeOf<T>()) {
        refuse(source_, "has " + std::string(nameOf(stored.dtype)) + " numbers in array " + shownBriefly(name) +
                            " where " + nameOf(dtypeOf<T>()) + " are wanted. Choose the file of another run.");
    }
    return numbersOf<T>(stored.bytes);
}

template std::vector<float> Safetensors::numbers(const std::string&) const;
template std::vector<double> Safetensors::numbers(const std::string&) const;
template std::vector<std::uint8_t> Safetensors::numbers(const std::string&) const;
template std::vector<std::int64_t> Safetensors::numbers(const std::string&) const;

std::string Safetensors::bytes() const
{
    std::vector<const std::pair<const std::string, StoredArray>*> order; // by name, as the map is
    for (const auto& named : arrays_) {
        order.push_back(&named);
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto* a, const auto* b) { return sizeOf(a->second.dtype) > sizeOf(b->second.dtype); });

    SafetensorsHeader header{metadata, {}};
    std::size_t place = 0;
    for (const auto* named : order) {
        const StoredArray& stored = named->second;
        header.entries.push_back({named->first, stored.dtype, stored.shape, place, place + stored.bytes.size()});
        place += stored.bytes.size();
    }
    std::string json = safetensorsHeaderJson(header);
    const std::size_t past = (kLengthBytes + json.size()) % kAlignment;
    json.append(past == 0 ? 0 : kAlignment - past, ' ');

    std::string file(kLengthBytes, '\0');
    const std::uint64_t length = json.size();
    std::memcpy(file.data(), &length, kLengthBytes);
    file.reserve(kLengthBytes + json.size() + place);
    file += json;
    for (const auto* named : order) {
        file += named->second.bytes;
    }
    return file;
}

void Safetensors::write(const std::filesystem::path& path) const
{
    writeSafely(path, bytes());
}

Safetensors Safetensors::parse(std::string_view bytes, const std::string& name)
{
    if (bytes.size() < kLengthBytes) {
        refuse(name, "is not a safetensors file: it ends after " + std::to_string(bytes.size()) +
                         " bytes. Get a fresh copy of the file.");
    }
    const std::uint64_t length = headerLength(bytes);
    const std::size_t most = std::min(kMostHeaderBytes, bytes.size() - kLengthBytes);
    if (length > most) {
        refuse(name, "is not a safetensors file: it claims a header of " + std::to_string(length) +
                         " bytes (byte 0), and " + std::to_string(most) +
                         " are possible. Get a fresh copy of the file.");
    }
    const std::string_view json = bytes.substr(kLengthBytes, static_cast<std::size_t>(length));
    const std::string_view data = bytes.substr(kLengthBytes + json.size());
    SafetensorsHeader header = parseSafetensorsHeader(json, data.size(), name);

    Safetensors result;
    result.source_ = name;
    result.metadata = std::move(header.metadata);
    for (SafetensorsHeader::Entry& entry : header.entries) {
        std::string numbers(data.substr(entry.begin, entry.end - entry.begin));
        result.arrays_[entry.name] = {entry.dtype, std::move(entry.shape), std::move(numbers)};
    }
    return result;
}

Safetensors Safetensors::read(const std::filesystem::path& path)
{
    const std::u8string name = path.u8string();
    return parse(readWhole(path, static_cast<std::size_t>(kMostFileBytes)), {name.begin(), name.end()});
}

} // namespace fovea
