// For tests of readers: bytes written as hexadecimal digits, and gzip files made without zlib.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace fovea {

/// "00 ff" as two bytes; blanks are skipped.
inline std::string fromHex(std::string_view digits)
{
    std::string compact(digits);
    std::erase(compact, ' ');
    std::string bytes;
    for (std::size_t i = 0; i + 1 < compact.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(compact.substr(i, 2), nullptr, 16));
    }
    return bytes;
}

/// The lowest `count` bytes of a number, little-endian.
inline std::string littleEndian(std::uint64_t number, int count)
{
    std::string bytes;
    for (int i = 0; i < count; ++i) {
        bytes += static_cast<char>(number >> (8 * i) & 0xff);
    }
    return bytes;
}

/// The checksum of gzip (RFC 1952, section 8), bit by bit.
inline std::uint32_t crc32Of(std::string_view bytes)
{
    std::uint32_t crc = 0xffffffff;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) {
            crc = crc >> 1 ^ ((crc & 1) != 0 ? 0xedb88320U : 0U);
        }
    }
    return ~crc;
}

/// A gzip file that holds `contents` uncompressed (stored blocks), made for whole and for lying files.
inline std::string storedGzip(std::string_view contents)
{
    std::string file = fromHex("1f 8b 08 00 00 00 00 00 00 ff");
    std::string_view rest = contents;
    do {
        const std::string_view block = rest.substr(0, 0xffff);
        rest.remove_prefix(block.size());
        file += rest.empty() ? '\1' : '\0';
        file += littleEndian(block.size(), 2) + littleEndian(~block.size(), 2);
        file += block;
    } while (!rest.empty());
    return file + littleEndian(crc32Of(contents), 4) + littleEndian(contents.size(), 4);
}

} // namespace fovea
