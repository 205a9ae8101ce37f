// What every fuzz target is: one function, called with any bytes. libFuzzer calls it, or replay.cpp does.
//
// A target stops the program with FOVEA_CHECK, or lets an exception out, where a reader breaks its promise.
#pragma once

#include "core/settings/error.h"
#include "core/tensor/check.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace fovea {

inline std::string_view textOf(const std::uint8_t* data, std::size_t size)
{
    return {reinterpret_cast<const char*>(data), size};
}

/// What a refusal promises: one of these kinds; a sentence that fits on a screen, whatever the file says, and has nothing
/// invisible in it but ends of lines.
inline void checkRefusal(const Error& error, std::initializer_list<Error::Kind> kinds = {Error::Kind::Data})
{
    constexpr std::size_t kLongest = 20'000; // bytes
    const std::string_view sentence = error.what();
    FOVEA_CHECK(std::find(kinds.begin(), kinds.end(), error.kind()) != kinds.end(), error.what());
    FOVEA_CHECK(!sentence.empty() && sentence.size() <= kLongest, "a sentence of any length");
    const auto isControl = [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == 0x7f; };
    FOVEA_CHECK(std::none_of(sentence.begin(), sentence.end(), isControl), "control characters of the file's");
}

} // namespace fovea
