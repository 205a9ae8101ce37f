// The few calls of the operating system behind reading and writing files.
//
// POSIX; elsewhere, or with FOVEA_PLAIN_FILES, the standard library's files. Each call gives 0 or an errno and throws
// nothing. Who wants a file read or written uses read_whole.h and safe_writer.h; tests make calls fail with faults.h.
#pragma once

#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <string_view>

#if (defined(__unix__) || defined(__APPLE__)) && !defined(FOVEA_PLAIN_FILES)
#define FOVEA_POSIX_FILES 1
#else
#define FOVEA_POSIX_FILES 0
#endif

namespace fovea::system {

/// One open file; closed when it goes.
class File
{
public:
    File() = default;
    ~File();
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    /// Opens a file for reading.
    [[nodiscard]] int open(const std::filesystem::path& path);
    /// Makes a file that must not exist yet (EEXIST) and opens it for writing.
    [[nodiscard]] int create(const std::filesystem::path& path);
    /// Reads up to `room` bytes; `got` says how many, 0 at the end of the file only.
    [[nodiscard]] int read(char* to, std::size_t room, std::size_t& got);
    /// Writes bytes from the front; `written` says how many, which may be fewer than all.
    [[nodiscard]] int write(std::string_view bytes, std::size_t& written);
    /// Returns when what was written is on the disk.
    [[nodiscard]] int sync();
    /// Closes the file, also where it reports an error; nothing where none is open.
    [[nodiscard]] int close();

private:
#if FOVEA_POSIX_FILES
    int descriptor_ = -1;
#else
    std::FILE* stream_ = nullptr;
#endif
};

/// Gives a file another name in the same folder; a file that had this name is replaced in one step.
[[nodiscard]] int rename(const std::filesystem::path& from, const std::filesystem::path& to);

[[nodiscard]] int remove(const std::filesystem::path& path);

/// Returns when the names in a folder are on the disk. Gives 0 also where folders cannot be synchronised.
[[nodiscard]] int syncFolder(const std::filesystem::path& folder);

} // namespace fovea::system
