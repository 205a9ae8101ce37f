// Reading a file whole, with a bound: every reader of the program starts from the bytes that this gives.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace fovea {

/// The bytes of an ordinary file of at most `limit` bytes. Error(Files) where it is missing, a folder, a device, larger,
/// unreadable, or changes while it is read; memory is asked for only once the size is known to be within the limit.
std::string readWhole(const std::filesystem::path& path, std::size_t limit);

} // namespace fovea
