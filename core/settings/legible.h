// Texts from outside inside our sentences: names, keys and values, with nothing invisible in them.
#pragma once

#include <string>
#include <string_view>

namespace fovea {

/// The text as a part of another. Control characters, quotation marks, marks that turn the direction of writing, and bytes
/// that are not UTF-8 appear as \xNN. Always UTF-8.
std::string legible(std::string_view text);

/// The same for a text that a file says: cut after some 200 bytes.
std::string legibleBriefly(std::string_view text);

} // namespace fovea
