// JSON from outside: what nests or repeats beyond any use is refused before it costs memory, time or the stack.
//
// The library copies and writes nested values by calling itself, and looks for a member by going through all of them. So
// brackets within brackets would end the program, and a hundred thousand members would keep it busy for a quarter of a minute.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string_view>

namespace fovea {

inline constexpr std::size_t kDeepestJson = 64;       ///< lists and objects within each other
inline constexpr std::size_t kMostJsonMembers = 1000; ///< of one object

/// The value that a text says; one that is_discarded(), and so neither object nor list, where the text is no JSON, nests
/// deeper, or has an object with more members. Never throws for what the text says.
nlohmann::ordered_json parseJson(std::string_view text);

} // namespace fovea
