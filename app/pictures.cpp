#include "app/pictures.h"

#include "core/files/read_whole.h"
#include "core/files/wording.h"
#include "core/settings/error.h"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fovea {
namespace {

constexpr std::size_t kLargestFile = 256 << 20; // bytes
constexpr int kLongestSide = 8192;              // pixels, before anything is decoded
constexpr qint64 kMostPixels = 64'000'000;
constexpr int kMostScans = 100;  // of a JPEG that grows sharper; files have about ten
constexpr int kMostMemory = 256; // MiB for one decoded image: the largest picture with four bytes a pixel

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& what)
{
    throw Error(Error::Kind::Data, shownPath(path) + " " + what);
}

struct Format
{
    std::string_view magic;
    const char* reader; ///< as Qt calls it; null: known, but not read
    std::string_view name;
};

constexpr Format kFormats[] = {
    {"\x89PNG\r\n\x1a\n", "png", "PNG"},
    {"\xff\xd8\xff", "jpeg", "JPEG"},
    {"GIF8", nullptr, "a GIF"},
    {"BM", nullptr, "a BMP"},
    {"RIFF", nullptr, "a WebP or a sound"},
    {"II*", nullptr, "a TIFF"},
    {"MM", nullptr, "a TIFF"},
    {"%PDF", nullptr, "a PDF"},
    {"<svg", nullptr, "an SVG"},
};

/// What the first bytes say. Throws where that is neither PNG nor JPEG.
const Format& formatOf(std::string_view bytes, const std::filesystem::path& path)
{
    if (bytes.empty()) {
        refuse(path, "is empty. Choose a PNG or JPEG picture.");
    }
    const auto known = std::find_if(std::begin(kFormats), std::end(kFormats),
                                    [&](const Format& format) { return bytes.starts_with(format.magic); });
    if (known == std::end(kFormats)) {
        refuse(path, "is no picture that can be read here, whatever its name says. Choose a PNG or JPEG picture.");
    }
    if (known->reader == nullptr) {
        refuse(path, "is " + std::string(known->name) +
                         " file, whatever its name says. Save it as PNG or JPEG and try again.");
    }
    return *known;
}

/// What a JPEG is made of, from its first scan on.
struct JpegParts
{
    int scans = 0;    ///< passes over the picture
    bool end = false; ///< it goes on to its end
};

/// Decoders fill what is missing with grey and say nothing, and go over the whole picture once more for each scan, of which
/// ten bytes are enough. The picture's own end, not that of a small one inside its header, is behind the first scan's start.
JpegParts partsOfJpeg(std::string_view bytes)
{
    JpegParts parts;
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    std::size_t at = 2;
    while (at + 4 <= bytes.size() && byte(at) == 0xff) {
        if (byte(at + 1) == 0xff) { // filling
            ++at;
            continue;
        }
        if (byte(at + 1) == 0xda) {
            for (std::size_t scan = at; scan != std::string_view::npos; scan = bytes.find("\xff\xda", scan + 2)) {
                ++parts.scans;
            }
            parts.end = bytes.find("\xff\xd9", at) != std::string_view::npos;
            return parts;
        }
        at += 2 + static_cast<std::size_t>(byte(at + 2) << 8 | byte(at + 3));
    }
    return parts;
}

/// The size that the header says; throws where it is more than a picture can be.
QSize checkedSize(const QImageReader& reader, const std::filesystem::path& path)
{
    const QSize size = reader.size();
    if (size.isEmpty()) {
        refuse(path,
               "is damaged: its header does not say how large the picture is. Open it in a picture program and save "
               "it anew.");
    }
    const qint64 pixels = static_cast<qint64>(size.width()) * size.height();
    if (size.width() > kLongestSide || size.height() > kLongestSide || pixels > kMostPixels) {
        refuse(path, "has " + std::to_string(size.width()) + " × " + std::to_string(size.height()) +
                         " pixels; at most 8192 a side and 64 million in all can be read. Reduce it and try again.");
    }
    return size;
}

/// Grey, paletted and 16-bit PNGs are decoded at full size even where a scaled one is asked for: Qt's usual limit would
/// refuse them from 33 million pixels on. Ours is checked before.
void allowLargePictures()
{
    static const bool kDone = (QImageReader::setAllocationLimit(kMostMemory), true);
    static_cast<void>(kDone);
}

QImage onWhite(const QImage& picture)
{
    if (!picture.hasAlphaChannel()) {
        return picture.convertToFormat(QImage::Format_RGB32);
    }
    QImage opaque(picture.size(), QImage::Format_RGB32);
    opaque.fill(Qt::white);
    QPainter(&opaque).drawImage(0, 0, picture);
    return opaque;
}

/// Which source pixels one target pixel lies on, and how much of each.
struct Portion
{
    int first = 0;
    std::vector<double> parts; ///< sum to one
};

/// `to` equal stretches of [start, start + length).
std::vector<Portion> portions(double start, double length, Index to)
{
    std::vector<Portion> all(static_cast<std::size_t>(to));
    const double stretch = length / static_cast<double>(to);
    for (std::size_t i = 0; i < all.size(); ++i) {
        const double from = start + static_cast<double>(i) * stretch, end = from + stretch;
        all[i].first = static_cast<int>(std::floor(from + 1e-9));
        for (int at = all[i].first; at < end - 1e-9; ++at) {
            all[i].parts.push_back((std::min<double>(at + 1, end) - std::max<double>(at, from)) / stretch);
        }
    }
    return all;
}

using Colour = std::array<double, 3>;

/// The mean colour of a rectangle of pixels, 0 … 255.
Colour meanOf(const QImage& picture, const Portion& rows, const Portion& columns)
{
    Colour mean{};
    for (std::size_t y = 0; y < rows.parts.size(); ++y) {
        const QRgb* line =
            reinterpret_cast<const QRgb*>(picture.constScanLine(rows.first + static_cast<int>(y))) + columns.first;
        for (std::size_t x = 0; x < columns.parts.size(); ++x) {
            const double part = rows.parts[y] * columns.parts[x];
            mean[0] += part * qRed(line[x]);
            mean[1] += part * qGreen(line[x]);
            mean[2] += part * qBlue(line[x]);
        }
    }
    return mean;
}

/// Rec. 601: how bright a colour looks.
double greyOf(const Colour& colour)
{
    return 0.299 * colour[0] + 0.587 * colour[1] + 0.114 * colour[2];
}

} // namespace

QImage readPicture(const std::filesystem::path& path, int longest)
{
    return pictureFrom(readWhole(path, kLargestFile), path, longest);
}

QImage pictureFrom(std::string_view bytes, const std::filesystem::path& path, int longest)
{
    const Format& format = formatOf(bytes, path);
    QByteArray view = QByteArray::fromRawData(bytes.data(), static_cast<qsizetype>(bytes.size()));
    QBuffer buffer(&view);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer, format.reader);
    reader.setAutoDetectImageFormat(false);
    reader.setAutoTransform(true);
    const QSize size = checkedSize(reader, path);
    allowLargePictures();
    if (std::max(size.width(), size.height()) > longest) {
        reader.setScaledSize(size.scaled(longest, longest, Qt::KeepAspectRatio).expandedTo({1, 1}));
    }
    const JpegParts parts = format.name == "JPEG" ? partsOfJpeg(bytes) : JpegParts{0, true};
    const QImage picture = parts.end && parts.scans <= kMostScans ? reader.read() : QImage();
    if (picture.isNull()) {
        refuse(path,
               "is damaged or cut off, or needs more memory than a picture may. Open it in a picture program and save "
               "it anew.");
    }
    return onWhite(picture);
}

Tensor pixelsOf(const QImage& picture, const Shape& image, const PixelRange& range)
{
    FOVEA_CHECK(!picture.isNull() && image.rank() == 3, "a picture for images of shape " + image.text());
    const QImage source = onWhite(picture);
    const double scale = std::min(source.width() / static_cast<double>(image.dim(1)),
                                  source.height() / static_cast<double>(image.dim(0)));
    const double across = scale * static_cast<double>(image.dim(1)), down = scale * static_cast<double>(image.dim(0));
    const std::vector<Portion> rows = portions((source.height() - down) / 2, down, image.dim(0));
    const std::vector<Portion> columns = portions((source.width() - across) / 2, across, image.dim(1));
    const auto stored = [&](double tone) {
        return static_cast<Real>(range.low + tone / 255 * (range.high - range.low));
    };

    Tensor pixels(image);
    Index at = 0;
    for (const Portion& row : rows) {
        for (const Portion& column : columns) {
            const Colour mean = meanOf(source, row, column);
            if (image.dim(2) != 3) {
                for (Index c = 0; c < image.dim(2); ++c) { // channels that are no colours of a picture: all alike
                    pixels[at++] = stored(greyOf(mean));
                }
                continue;
            }
            for (const double tone : mean) {
                pixels[at++] = stored(tone);
            }
        }
    }
    return pixels;
}

} // namespace fovea
