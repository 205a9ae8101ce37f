// Text inside a PNG file: how a picture carries the settings that it was made with, and how they are found again.
//
// Written as an iTXt chunk (UTF-8, not compressed) right behind the header, read from iTXt and tEXt. Source: PNG (ISO/IEC
// 15948), sections 5.3 and 11.3.4.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fovea {

/// The key under which figures carry their settings: a configuration as JSON, as in run.json.
inline constexpr std::string_view kSetupKey = "Fovea setup";

/// The PNG with a text more. `png` is a whole PNG file, as an encoder gave it; `key` has 1 to 79 plain characters.
std::string withPngText(std::string_view png, std::string_view key, std::string_view text);

/// The text with this key; nothing where the bytes are no PNG, are cut off before it, its chunk is damaged, or there is none.
std::optional<std::string> pngText(std::string_view png, std::string_view key);

} // namespace fovea
