// The kind and size of a file are looked at before it is opened: opening a pipe would wait for ever.
#include "core/files/read_whole.h"

#include "core/files/system.h"
#include "core/files/wording.h"
#include "core/settings/error.h"

#include <cerrno>
#include <cstdint>
#include <system_error>

namespace fovea {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::string& why)
{
    throw Error(Error::Kind::Files, "Cannot read " + shownPath(path) + ": " + why);
}

void check(int error, const fs::path& path)
{
    if (error != 0) {
        refuse(path, reason(error) + ". " + advice(error));
    }
}

/// Size of an ordinary file, in bytes.
std::uintmax_t sizeOf(const fs::path& path)
{
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found) {
        check(ENOENT, path);
    }
    check(error.default_error_condition().value(), path);
    if (fs::is_directory(status)) {
        check(EISDIR, path);
    }
    if (!fs::is_regular_file(status)) {
        refuse(path, "this is a device or a pipe, not an ordinary file. Choose another file.");
    }
    const std::uintmax_t size = fs::file_size(path, error);
    check(error.default_error_condition().value(), path);
    return size;
}

/// Fills `bytes` from the front and gives how many the file had.
std::size_t readInto(std::string& bytes, system::File& file, const fs::path& path)
{
    std::size_t filled = 0;
    while (filled < bytes.size()) {
        std::size_t got = 0;
        check(file.read(bytes.data() + filled, bytes.size() - filled, got), path);
        if (got == 0) {
            break;
        }
        filled += got;
    }
    return filled;
}

} // namespace

std::string readWhole(const fs::path& path, std::size_t limit)
{
    const std::uintmax_t size = sizeOf(path);
    if (size > limit) {
        refuse(path, "it has " + std::to_string(size) + " bytes, and at most " + std::to_string(limit) +
                         " are read here. Choose a smaller file.");
    }
    system::File file;
    check(file.open(path), path);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    const std::size_t filled = readInto(bytes, file, path);
    std::string more(1, '\0');
    if (filled < bytes.size() || readInto(more, file, path) > 0) {
        refuse(path, "it changed while it was read. Try again once nothing writes to it.");
    }
    return bytes;
}

} // namespace fovea
