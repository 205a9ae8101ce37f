#include "app/picture_reading.h"

#include "app/pictures.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cstdio>

#if defined(__unix__) || defined(__APPLE__)
#include <unistd.h>
#endif

namespace fovea {
namespace {

/// Reduced where it is large, so that 1,000 photographs take seconds: what is left has enough pixels to be averaged, also
/// where only the middle of a wide one is seen.
DecodedPicture decode(const std::filesystem::path& file, Index side)
{
    constexpr int kLeast = 256;
    const QImage picture = readPicture(file, std::max(kLeast, static_cast<int>(8 * side)));
    DecodedPicture pixels{{}, picture.height(), picture.width(), 3};
    pixels.pixels.resize(static_cast<std::size_t>(pixels.height * pixels.width * 3));
    auto to = pixels.pixels.begin();
    for (int y = 0; y < picture.height(); ++y) {
        const QRgb* line = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
        for (int x = 0; x < picture.width(); ++x) {
            *to++ = static_cast<std::uint8_t>(qRed(line[x]));
            *to++ = static_cast<std::uint8_t>(qGreen(line[x]));
            *to++ = static_cast<std::uint8_t>(qBlue(line[x]));
        }
    }
    return pixels;
}

bool isTerminal()
{
#if defined(__unix__) || defined(__APPLE__)
    return isatty(STDERR_FILENO) != 0;
#else
    return false;
#endif
}

} // namespace

std::filesystem::path pictureCacheFolder()
{
    const QByteArray asked = qgetenv("XDG_CACHE_HOME");
    const bool given = asked.startsWith('/'); // what is not absolute is to be ignored, says the specification
    return (given ? std::filesystem::path(asked.toStdString())
                  : std::filesystem::path(QFile::encodeName(QDir::homePath()).toStdString()) / ".cache") /
           "fovea" / "pictures";
}

void readPicturesWithQt(std::function<void(Index, Index)> tell)
{
    setPictureReader({decode, pictureCacheFolder(), std::move(tell)});
}

void tellOnTerminal(Index done, Index of)
{
    constexpr Index kWorthIt = 500;
    static const bool kTerminal = isTerminal();
    if (kTerminal && of >= kWorthIt) {
        std::fprintf(stderr, "\rreading pictures: %lld of %lld%s", static_cast<long long>(done),
                     static_cast<long long>(of), done == of ? "\r\033[K" : "");
        std::fflush(stderr);
    }
}

PictureNews& pictureNews()
{
    static PictureNews news;
    return news;
}

} // namespace fovea
