// A picture of any size brought to the square that a network sees.
#pragma once

#include "core/tensor/real.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace fovea {

/// How a picture that is no square becomes one.
enum class Fit
{
    Crop,  ///< the square in its middle
    Whole, ///< all of it, between black bars
};

/// A picture in bytes, (height × width × channels); channels is 1, grey, or 3, red, green and blue.
struct PictureBytes
{
    const std::uint8_t* pixels = nullptr;
    Index height = 0, width = 0, channels = 1;
};

/// The picture as (side × side × channels) bytes, in `out`. Where it shrinks, each pixel is the mean of the area that it
/// stands for; where it grows, values between neighbours are interpolated; where its size is right, nothing changes.
/// Colours become grey by their luma (ITU-R BT.601): 0.299 red + 0.587 green + 0.114 blue; grey becomes three alike.
void fitPicture(const PictureBytes& picture, Fit fit, Index side, Index channels, std::span<std::uint8_t> out);

} // namespace fovea
