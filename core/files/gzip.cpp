// zlib does the work; here are the bounds, and its complaints in words.
#include "core/files/gzip.h"

#include "core/files/wording.h"
#include "core/settings/error.h"

#include <algorithm>
#include <cstring>
#include <new>

#define ZLIB_CONST // our input is const
#include <zlib.h>

namespace fovea {
namespace {

/// zlib counts in unsigned int, we in size_t.
uInt portion(std::size_t size)
{
    constexpr std::size_t kMost = std::size_t{1} << 30;
    return static_cast<uInt>(std::min(size, kMost));
}

std::string inWords(const char* complaint)
{
    if (complaint == nullptr) {
        return "it is not a gzip file";
    }
    if (std::strcmp(complaint, "incorrect data check") == 0) {
        return "its checksum does not match its contents";
    }
    if (std::strcmp(complaint, "incorrect length check") == 0) {
        return "its length does not match its contents";
    }
    return complaint;
}

} // namespace

bool isGzip(std::string_view bytes)
{
    return bytes.starts_with("\x1f\x8b");
}

struct GzipReader::State
{
    std::string_view bytes;
    std::size_t given = 0; // bytes handed to zlib so far
    std::string name;
    z_stream stream{};
    bool ended = false;

    std::size_t position() const { return given - stream.avail_in; }

    [[noreturn]] void refuse(const std::string& what) const
    {
        throw Error(Error::Kind::Data, shown(name) + " is damaged: " + what + " (byte " + std::to_string(position()) +
                                           " of the compressed file). Get a fresh copy of the file.");
    }

    /// One call of inflate, and what its answer means.
    void step()
    {
        if (stream.avail_in == 0) {
            const std::string_view next = bytes.substr(given, portion(bytes.size() - given));
            stream.next_in = reinterpret_cast<const Bytef*>(next.data());
            stream.avail_in = static_cast<uInt>(next.size());
            given += next.size();
        }
        const uInt outBefore = stream.avail_out;
        const int answer = inflate(&stream, Z_NO_FLUSH);
        if (answer == Z_STREAM_END) {
            ended = true;
            if (position() < bytes.size()) {
                refuse("something follows the compressed contents");
            }
            return;
        }
        if (answer == Z_MEM_ERROR) {
            throw std::bad_alloc();
        }
        if (answer != Z_OK && answer != Z_BUF_ERROR) {
            refuse(inWords(stream.msg));
        }
        const bool stuck = stream.avail_out == outBefore && stream.avail_in == 0;
        if (stuck && given == bytes.size()) {
            refuse("it ends too early");
        }
    }
};

GzipReader::GzipReader(std::string_view bytes, std::string name) : state_(std::make_unique<State>())
{
    state_->bytes = bytes;
    state_->name = std::move(name);
    constexpr int kOnlyGzip = 15 + 16; // the largest window; + 16: gzip, not zlib
    if (inflateInit2(&state_->stream, kOnlyGzip) != Z_OK) {
        throw std::bad_alloc();
    }
}

GzipReader::~GzipReader()
{
    inflateEnd(&state_->stream);
}

std::size_t GzipReader::read(char* to, std::size_t room)
{
    std::size_t filled = 0;
    while (filled < room && !state_->ended) {
        const uInt wanted = portion(room - filled);
        state_->stream.next_out = reinterpret_cast<Bytef*>(to + filled);
        state_->stream.avail_out = wanted;
        state_->step();
        filled += wanted - state_->stream.avail_out;
    }
    return filled;
}

std::string gunzip(std::string_view bytes, std::size_t limit, const std::string& name)
{
    constexpr std::size_t kFirstStep = std::size_t{64} * 1024;
    GzipReader reader(bytes, name);
    std::string result;
    while (result.size() < limit) {
        const std::size_t before = result.size();
        const std::size_t step = std::min(limit - before, std::max(kFirstStep, before));
        result.resize(before + step);
        const std::size_t got = reader.read(result.data() + before, step);
        if (got < step) {
            result.resize(before + got);
            return result;
        }
    }
    char more = 0;
    if (reader.read(&more, 1) > 0) {
        throw Error(Error::Kind::Data, shown(name) + " holds more than the " + std::to_string(limit) +
                                           " bytes expected once unpacked. Choose another file.");
    }
    return result;
}

} // namespace fovea
