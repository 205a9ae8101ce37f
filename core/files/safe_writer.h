// The one safe writer: every file of the program is written through it.
//
// A temporary file beside the target, every count checked, on the disk, renamed over the target, the folder on the disk.
// Not QSaveFile: on a full disk Qt 6.4's loses small files and reports success.
#pragma once

#include <filesystem>
#include <string_view>

namespace fovea {

/// Makes `target` a file of exactly these bytes. A link is followed; the permissions of an older file are kept.
///
/// On any failure the older file is whole, the temporary is gone, and Error(Files) says why. In one case the new file is
/// already in place and whole, and the Error says so: when the folder cannot be synchronised.
void writeSafely(const std::filesystem::path& target, std::string_view bytes);

} // namespace fovea
