// The header is checked against what the file can hold before any memory is asked for.
#include "core/data/idx.h"

#include "core/files/gzip.h"
#include "core/files/read_whole.h"
#include "core/files/wording.h"
#include "core/settings/error.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace fovea {
namespace {

constexpr std::size_t kMostBytes = std::size_t{1} << 30; // 1 GiB, twenty times the training images of MNIST
constexpr std::size_t kMagicBytes = 4;
constexpr std::size_t kSizeBytes = 4;
constexpr std::uint8_t kUnsignedByte = 0x08;
constexpr std::size_t kMostRank = 4;

[[noreturn]] void refuse(const std::string& name, const std::string& what, const char* whatToDo)
{
    throw Error(Error::Kind::Data, shown(name) + " " + what + ". " + whatToDo);
}

constexpr const char* kChooseIdx = "Choose an IDX file of unsigned bytes, such as train-images-idx3-ubyte.gz.";
constexpr const char* kFreshCopy = "Get a fresh copy of the file.";

/// A file's contents from the front, plain or unpacked on the way.
class Contents
{
public:
    Contents(std::string_view fileBytes, const std::string& name) : plain_(fileBytes)
    {
        if (isGzip(fileBytes)) {
            packed_.emplace(fileBytes, name);
        }
    }

    /// As GzipReader::read: fewer than `room` bytes only at the end.
    std::size_t read(std::uint8_t* to, std::size_t room)
    {
        if (packed_) {
            return packed_->read(reinterpret_cast<char*>(to), room);
        }
        const std::string_view part = plain_.substr(0, room);
        std::copy(part.begin(), part.end(), reinterpret_cast<char*>(to));
        plain_.remove_prefix(part.size());
        return part.size();
    }

    bool isPacked() const { return packed_.has_value(); }

private:
    std::string_view plain_;
    std::optional<GzipReader> packed_;
};

std::string inHex(std::uint8_t byte)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    return {kDigits[byte >> 4], kDigits[byte & 15]};
}

/// The number of dimensions, once the first four bytes are right.
std::size_t readRank(Contents& contents, const std::string& name)
{
    std::array<std::uint8_t, kMagicBytes> magic{};
    const std::size_t got = contents.read(magic.data(), magic.size());
    if (got < magic.size()) {
        refuse(name, "is not an IDX file: it ends after " + std::to_string(got) + " bytes", kChooseIdx);
    }
    if (magic[0] != 0 || magic[1] != 0) {
        refuse(name,
               "is not an IDX file: it starts with the bytes " + inHex(magic[0]) + " " + inHex(magic[1]) +
                   " instead of 00 00",
               kChooseIdx);
    }
    if (magic[2] != kUnsignedByte) {
        refuse(name,
               "holds numbers of type " + inHex(magic[2]) + " (byte 2), and only type 08, unsigned bytes, is read",
               kChooseIdx);
    }
    if (magic[3] < 1 || magic[3] > kMostRank) {
        refuse(name, "says that it has " + std::to_string(magic[3]) + " dimensions (byte 3), and 1 to 4 are read",
               kChooseIdx);
    }
    return magic[3];
}

std::vector<Index> readSizes(Contents& contents, std::size_t rank, const std::string& name)
{
    std::vector<Index> sizes;
    for (std::size_t i = 0; i < rank; ++i) {
        std::array<std::uint8_t, kSizeBytes> bytes{};
        const std::size_t got = contents.read(bytes.data(), bytes.size());
        const std::size_t place = kMagicBytes + i * kSizeBytes;
        if (got < bytes.size()) {
            refuse(name, "ends inside its header, after " + std::to_string(place + got) + " bytes", kFreshCopy);
        }
        std::uint32_t size = 0;
        for (const std::uint8_t byte : bytes) {
            size = size << 8 | byte;
        }
        if (size == 0) {
            refuse(name,
                   "says that its dimension " + std::to_string(i + 1) + " has size 0 (byte " + std::to_string(place) +
                       ")",
                   kFreshCopy);
        }
        sizes.push_back(static_cast<Index>(size));
    }
    return sizes;
}

std::string inWords(const std::vector<Index>& sizes)
{
    std::string text;
    for (const Index size : sizes) {
        text += (text.empty() ? "" : " × ") + std::to_string(size);
    }
    return text;
}

/// The product of the sizes, where it is at most `most`.
std::optional<std::size_t> countWithin(const std::vector<Index>& sizes, std::size_t most)
{
    std::size_t count = 1;
    for (const Index size : sizes) {
        if (static_cast<std::size_t>(size) > most / count) { // no size is zero, so count ≥ 1
            return std::nullopt;
        }
        count *= static_cast<std::size_t>(size);
    }
    return count;
}

/// Exactly `count` bytes. Memory doubles with what has arrived, so that a lying header gets no more than that.
std::vector<std::uint8_t> readBytes(Contents& contents, std::size_t count, std::size_t headerBytes,
                                    const std::string& name)
{
    constexpr std::size_t kFirstStep = std::size_t{1} << 20;
    std::vector<std::uint8_t> bytes;
    while (bytes.size() < count) {
        const std::size_t before = bytes.size();
        const std::size_t step = std::min(count - before, std::max(kFirstStep, before));
        bytes.resize(before + step);
        const std::size_t got = contents.read(bytes.data() + before, step);
        if (got < step) {
            refuse(name,
                   "ends after " + std::to_string(headerBytes + before + got) + " bytes, and its header asks for " +
                       std::to_string(headerBytes + count),
                   kFreshCopy);
        }
    }
    std::uint8_t more = 0;
    if (contents.read(&more, 1) > 0) {
        refuse(name, "goes on after the " + std::to_string(headerBytes + count) + " bytes that its header asks for",
               kFreshCopy);
    }
    return bytes;
}

void checkRank(const IdxArray& array, std::size_t rank, const char* wanted, const std::filesystem::path& path)
{
    if (array.sizes.size() != rank) {
        throw Error(Error::Kind::Data, shownPath(path) + " holds " + inWords(array.sizes) + " bytes where " + wanted +
                                           " are wanted. Check that images and labels are not exchanged.");
    }
}

} // namespace

IdxArray parseIdx(std::string_view fileBytes, const std::string& name)
{
    Contents contents(fileBytes, name);
    const std::size_t rank = readRank(contents, name);
    IdxArray array;
    array.sizes = readSizes(contents, rank, name);

    const std::size_t expansion = contents.isPacked() ? kMostGzipExpansion : 1;
    const std::size_t most = std::min(kMostBytes / expansion, fileBytes.size()) * expansion;
    const std::optional<std::size_t> count = countWithin(array.sizes, most);
    if (!count) {
        refuse(name,
               "says that it holds " + inWords(array.sizes) + " bytes, and a file of " +
                   std::to_string(fileBytes.size()) + " bytes cannot hold more than " + std::to_string(most) + " here",
               kFreshCopy);
    }
    array.bytes = readBytes(contents, *count, kMagicBytes + rank * kSizeBytes, name);
    return array;
}

IdxArray readIdx(const std::filesystem::path& path)
{
    const std::u8string name = path.u8string();
    return parseIdx(readWhole(path, kMostBytes), {name.begin(), name.end()});
}

LabelledImages readLabelledImages(const std::filesystem::path& imagesPath, const std::filesystem::path& labelsPath,
                                  Index classes)
{
    IdxArray images = readIdx(imagesPath);
    IdxArray labels = readIdx(labelsPath);
    checkRank(images, 3, "images (count × height × width)", imagesPath);
    checkRank(labels, 1, "labels (count)", labelsPath);
    if (images.sizes[0] != labels.sizes[0]) {
        throw Error(Error::Kind::Data, shownPath(imagesPath) + " holds " + std::to_string(images.sizes[0]) +
                                           " images, but " + shownPath(labelsPath) + " holds " +
                                           std::to_string(labels.sizes[0]) + " labels. Choose two files of one set.");
    }
    for (std::size_t i = 0; i < labels.bytes.size(); ++i) {
        if (labels.bytes[i] >= classes) {
            throw Error(Error::Kind::Data, shownPath(labelsPath) + " says that image " + std::to_string(i) +
                                               " shows class " + std::to_string(labels.bytes[i]) + ", but there are " +
                                               std::to_string(classes) +
                                               " classes, counted from 0. Choose other labels.");
        }
    }
    return {images.sizes[0], images.sizes[1], images.sizes[2], std::move(images.bytes), std::move(labels.bytes)};
}

} // namespace fovea
