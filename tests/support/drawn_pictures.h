// For tests of folders of pictures without a picture format: files that say which picture they stand for, and the reader that
// draws it. What is drawn is smooth, as photographs are, and another one for each number.
#pragma once

#include "core/data/picture_folder.h"
#include "core/files/read_whole.h"
#include "core/files/wording.h"
#include "core/settings/error.h"
#include "core/tensor/random.h"

#include <atomic>
#include <cmath>
#include <fstream>
#include <sstream>

namespace fovea {

/// How many files were decoded.
inline std::atomic<int>& decodedFiles()
{
    static std::atomic<int> kCount = 0;
    return kCount;
}

/// A picture of a dozen soft blots. `shift` in pixels moves all of them, `brighter` is added to each tone.
inline DecodedPicture drawnPicture(std::uint64_t number, Index height, Index width, double shift = 0,
                                   double brighter = 0)
{
    DecodedPicture picture{std::vector<std::uint8_t>(static_cast<std::size_t>(height * width * 3)), height, width, 3};
    Stream stream(number, Purpose::Test);
    struct Blot
    {
        double y, x, size, tone[3];
    };
    std::vector<Blot> blots;
    for (int i = 0; i < 12; ++i) {
        Blot blot{stream.uniform(), stream.uniform(), stream.uniform(0.05, 0.25), {}};
        for (double& tone : blot.tone) {
            tone = stream.uniform(-120, 120);
        }
        blots.push_back(blot);
    }
    for (Index y = 0; y < height; ++y) {
        for (Index x = 0; x < width; ++x) {
            for (Index c = 0; c < 3; ++c) {
                double tone = 128 + brighter;
                for (const Blot& blot : blots) {
                    const double dy = static_cast<double>(y) / static_cast<double>(height) - blot.y;
                    const double dx = (static_cast<double>(x) - shift) / static_cast<double>(width) - blot.x;
                    tone += blot.tone[c] * std::exp(-(dy * dy + dx * dx) / (2 * blot.size * blot.size));
                }
                picture.pixels[static_cast<std::size_t>((y * width + x) * 3 + c)] =
                    static_cast<std::uint8_t>(std::lround(std::clamp(tone, 0.0, 255.0)));
            }
        }
    }
    return picture;
}

/// Reads a file that putPicture() wrote; anything else is no picture.
inline DecodedPicture decodeDrawn(const std::filesystem::path& file, Index)
{
    ++decodedFiles();
    std::istringstream words(readWhole(file, 1 << 20));
    std::string magic;
    std::uint64_t number = 0;
    Index height = 0, width = 0;
    double shift = 0, brighter = 0;
    if (!(words >> magic >> number >> height >> width >> shift >> brighter) || magic != "drawn") {
        throw Error(Error::Kind::Data, shownPath(file) + " is no picture.");
    }
    return drawnPicture(number, height, width, shift, brighter);
}

inline void putFile(const std::filesystem::path& path, const std::string& bytes)
{
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
}

inline void putPicture(const std::filesystem::path& path, std::uint64_t number, Index height = 24, Index width = 24,
                       double shift = 0, double brighter = 0)
{
    std::ostringstream words;
    words << "drawn " << number << ' ' << height << ' ' << width << ' ' << shift << ' ' << brighter << '\n';
    putFile(path, words.str());
}

} // namespace fovea
