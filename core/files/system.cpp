// Two bodies for the same calls: POSIX descriptors, and the standard library's unbuffered streams.
#include "core/files/system.h"

#include "core/files/faults.h"

#include <algorithm>
#include <cerrno>
#include <system_error>

#if FOVEA_POSIX_FILES
#include <fcntl.h>
#include <unistd.h>
#endif

namespace fovea::system {
namespace {

/// How much one read or write may handle of `size` bytes.
std::size_t portion(std::size_t size)
{
    constexpr std::size_t kMost = std::size_t{1} << 30; // Linux and macOS stop a little below 2 GiB
    return std::min({size, kMost, faultyPortion()});
}

#if FOVEA_POSIX_FILES

/// Repeats a call that a signal interrupted; 0 or its errno.
template<class Call>
int repeated(Call call)
{
    while (call() < 0) {
        if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

int syncDescriptor(int descriptor)
{
#ifdef F_FULLFSYNC
    // On macOS fsync() stops at the disk's own cache.
    if (fcntl(descriptor, F_FULLFSYNC) == 0) {
        return 0;
    }
#endif
    return repeated([&] { return ::fsync(descriptor); });
}

#else

int lastError()
{
    return errno != 0 ? errno : EIO;
}

std::FILE* openStream(const std::filesystem::path& path, bool toWrite)
{
    errno = 0;
#ifdef _WIN32
    std::FILE* const stream = _wfopen(path.c_str(), toWrite ? L"wbx" : L"rb");
#else
    std::FILE* const stream = std::fopen(path.c_str(), toWrite ? "wbx" : "rb");
#endif
    if (stream != nullptr) {
        std::setvbuf(stream, nullptr, _IONBF, 0); // a count must mean bytes that left the program
    }
    return stream;
}

#endif

} // namespace

#if FOVEA_POSIX_FILES

File::~File()
{
    if (descriptor_ >= 0) {
        ::close(descriptor_);
    }
}

int File::open(const std::filesystem::path& path)
{
    if (const int error = fault()) {
        return error;
    }
    return repeated([&] { return descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC); });
}

int File::create(const std::filesystem::path& path)
{
    if (const int error = fault()) {
        return error;
    }
    constexpr mode_t kReadAndWrite = 0666; // less what the user's umask takes away
    const int flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
    return repeated([&] { return descriptor_ = ::open(path.c_str(), flags, kReadAndWrite); });
}

int File::read(char* to, std::size_t room, std::size_t& got)
{
    got = 0;
    if (const int error = fault()) {
        return error;
    }
    ssize_t count = 0;
    const int error = repeated([&] { return count = ::read(descriptor_, to, portion(room)); });
    got = error == 0 ? static_cast<std::size_t>(count) : 0;
    return error;
}

int File::write(std::string_view bytes, std::size_t& written)
{
    written = 0;
    if (const int error = fault()) {
        return error;
    }
    ssize_t count = 0;
    const int error = repeated([&] { return count = ::write(descriptor_, bytes.data(), portion(bytes.size())); });
    written = error == 0 ? static_cast<std::size_t>(count) : 0;
    return error;
}

int File::sync()
{
    if (const int error = fault()) {
        return error;
    }
    return syncDescriptor(descriptor_);
}

int File::close()
{
    if (descriptor_ < 0) {
        return 0;
    }
    const int injected = fault();
    // Never repeated: after an interruption the descriptor is gone and may already be someone else's.
    const bool failed = ::close(descriptor_) < 0 && errno != EINTR;
    const int error = failed ? errno : 0;
    descriptor_ = -1;
    return injected != 0 ? injected : error;
}

int rename(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (const int error = fault()) {
        return error;
    }
    return repeated([&] { return ::rename(from.c_str(), to.c_str()); });
}

int remove(const std::filesystem::path& path)
{
    if (const int error = fault()) {
        return error;
    }
    return repeated([&] { return ::unlink(path.c_str()); });
}

int syncFolder(const std::filesystem::path& folder)
{
    if (const int error = fault()) {
        return error;
    }
    int descriptor = -1;
    int error = repeated([&] { return descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC); });
    if (error == 0) {
        error = syncDescriptor(descriptor);
        ::close(descriptor);
    }
    // Some network folders have no such call, and a folder may be writable without being readable.
    const bool cannotBeAsked = error == EINVAL || error == ENOTSUP || error == EACCES;
    return cannotBeAsked ? 0 : error;
}

#else

File::~File()
{
    if (stream_ != nullptr) {
        std::fclose(stream_);
    }
}

int File::open(const std::filesystem::path& path)
{
    if (const int error = fault()) {
        return error;
    }
    stream_ = openStream(path, false);
    return stream_ != nullptr ? 0 : lastError();
}

int File::create(const std::filesystem::path& path)
{
    if (const int error = fault()) {
        return error;
    }
    stream_ = openStream(path, true);
    return stream_ != nullptr ? 0 : lastError();
}

int File::read(char* to, std::size_t room, std::size_t& got)
{
    got = 0;
    if (const int error = fault()) {
        return error;
    }
    errno = 0;
    got = std::fread(to, 1, portion(room), stream_);
    return got == 0 && std::ferror(stream_) != 0 ? lastError() : 0;
}

int File::write(std::string_view bytes, std::size_t& written)
{
    written = 0;
    if (const int error = fault()) {
        return error;
    }
    errno = 0;
    written = std::fwrite(bytes.data(), 1, portion(bytes.size()), stream_);
    return written == 0 && !bytes.empty() ? lastError() : 0;
}

int File::sync()
{
    if (const int error = fault()) {
        return error;
    }
    errno = 0;
    return std::fflush(stream_) == 0 ? 0 : lastError();
}

int File::close()
{
    if (stream_ == nullptr) {
        return 0;
    }
    const int injected = fault();
    errno = 0;
    const int error = std::fclose(stream_) == 0 ? 0 : lastError();
    stream_ = nullptr;
    return injected != 0 ? injected : error;
}

int rename(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (const int error = fault()) {
        return error;
    }
    std::error_code error;
    std::filesystem::rename(from, to, error);
    return error.default_error_condition().value();
}

int remove(const std::filesystem::path& path)
{
    if (const int error = fault()) {
        return error;
    }
    std::error_code error;
    std::filesystem::remove(path, error);
    return error.default_error_condition().value();
}

int syncFolder(const std::filesystem::path&)
{
    return fault();
}

#endif

} // namespace fovea::system
