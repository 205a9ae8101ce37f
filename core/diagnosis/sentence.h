// A sentence with figures in it, kept apart so that it can be translated: the text has %1, %2 … where the values go.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fovea {

struct Sentence
{
    std::string_view text;
    std::vector<std::string> values; ///< at most nine

    bool operator==(const Sentence&) const = default;
};

/// The sentence with its values filled in, as it is written in the program.
std::string plain(const Sentence& sentence);

/// "0.574": three digits behind the point, fewer where they are zero; "—" where it is not defined.
std::string shareText(double value);

} // namespace fovea
