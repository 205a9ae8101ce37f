// The user's own pictures: a file becomes an image, an image becomes numbers such as the data stores. Nothing here needs a
// window, and all of it may run beside the window's thread.
#pragma once

#include "core/tensor/tensor.h"
#include "ui/paint/heatmap.h"

#include <QImage>

#include <filesystem>
#include <string_view>

namespace fovea {

/// The longest side of a picture that is read; larger ones are reduced to it while they are decoded.
inline constexpr int kLargestPicture = 1024;

/// Reads a PNG or JPEG file, known by its first bytes and not by its name; turned as the camera says (EXIF), on white
/// where it is transparent. Throws Error: Files where it cannot be read, Data where it is no such picture, is cut off, or
/// has more than 8192 pixels a side or 64 million in all. `longest`: pixels a side that it is reduced to where it has more.
QImage readPicture(const std::filesystem::path& path, int longest = kLargestPicture);

/// The same from a file's bytes; `path` is the file's name for errors.
QImage pictureFrom(std::string_view bytes, const std::filesystem::path& path, int longest = kLargestPicture);

/// The picture as an image of the data: the largest middle part of the data's proportions, averaged to H × W pixels (also
/// where it is smaller), grey or colour as C says, with black and white where `range` has them.        (H × W × C)
Tensor pixelsOf(const QImage& picture, const Shape& image, const PixelRange& range);

} // namespace fovea
