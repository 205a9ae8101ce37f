// Reading gzip (RFC 1952) with a bound: the caller says how many bytes it wants, never the file.
//
// One compressed member, whose checksum and length are checked; whatever follows it is an error.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace fovea {

/// Deflate cannot pack more than this many bytes into one (zlib's technical notes).
inline constexpr std::size_t kMostGzipExpansion = 1032;

/// Whether bytes start as a gzip file does: 1f 8b.
bool isGzip(std::string_view bytes);

/// Unpacks piece by piece. Every flaw is an Error(Data) that names the file and the place.
class GzipReader
{
public:
    /// `bytes`, the packed file, must outlive the reader; `name` is the file's name for errors.
    GzipReader(std::string_view bytes, std::string name);
    ~GzipReader();
    GzipReader(const GzipReader&) = delete;
    GzipReader& operator=(const GzipReader&) = delete;

    /// The next `room` bytes. Fewer, down to 0, only where the contents end, and then checksum, length and the end of the
    /// file have been found right.
    std::size_t read(char* to, std::size_t room);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The unpacked bytes, at most `limit` of them. Memory grows with what has really been unpacked, whatever a file claims.
std::string gunzip(std::string_view bytes, std::size_t limit, const std::string& name);

} // namespace fovea
