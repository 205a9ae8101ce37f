// What every fuzz target is: one function, called with any bytes. libFuzzer calls it, or replay.cpp does.
//
// A target stops the program with FOVEA_CHECK, or lets an exception out, where a reader breaks its promise.
#pragma once

#include "core/tensor/check.h"

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
