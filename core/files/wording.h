// How files are spoken of in errors: names in quotation marks with nothing invisible in them, the system's reason, and
// what to do about it.
#pragma once

#include "core/settings/legible.h"

#include <filesystem>

namespace fovea {

/// `text` in quotation marks. Control characters, marks that turn the direction of writing, and bytes that are not UTF-8
/// appear as \xNN.
std::string shown(std::string_view text);

/// The same for a text that a file says: cut after some 200 bytes.
std::string shownBriefly(std::string_view text);

/// The name of a file or folder as shown() shows it.
std::string shownPath(const std::filesystem::path& path);

/// The system's words for an errno: "No space left on device".
std::string reason(int error);

/// What a user can do about an errno, as a sentence.
std::string advice(int error);

} // namespace fovea
