#include "ui/export/gif.h"

#include "core/tensor/check.h"

#include <gif_lib.h>

#include <algorithm>
#include <map>
#include <memory>
#include <unordered_map>

namespace fovea {
namespace {

struct Counted
{
    QRgb colour;
    long count;
};

/// A box of colours, [begin, end) of all of them.
struct ColourBox
{
    std::size_t begin, end;
    int channel = 0, extent = 0; ///< the widest channel, and how wide
};

int channelOf(QRgb colour, int channel)
{
    return channel == 0 ? qRed(colour) : channel == 1 ? qGreen(colour) : qBlue(colour);
}

ColourBox boxOf(const std::vector<Counted>& all, std::size_t begin, std::size_t end)
{
    ColourBox box{begin, end};
    for (int channel = 0; channel < 3; ++channel) {
        int low = 255, high = 0;
        for (std::size_t i = begin; i < end; ++i) {
            low = std::min(low, channelOf(all[i].colour, channel));
            high = std::max(high, channelOf(all[i].colour, channel));
        }
        if (high - low > box.extent) {
            box.channel = channel;
            box.extent = high - low;
        }
    }
    return box;
}

/// Cuts a box in two where half of its pixels lie on either side.
std::pair<ColourBox, ColourBox> halves(std::vector<Counted>& all, const ColourBox& box)
{
    const auto at = [&](std::size_t i) { return all.begin() + static_cast<std::ptrdiff_t>(i); };
    std::sort(at(box.begin), at(box.end), [&](const Counted& a, const Counted& b) {
        const int x = channelOf(a.colour, box.channel), y = channelOf(b.colour, box.channel);
        return x != y ? x < y : a.colour < b.colour;
    });
    long pixels = 0, half = 0;
    std::for_each(at(box.begin), at(box.end), [&](const Counted& one) { pixels += one.count; });
    std::size_t cut = box.begin;
    while (cut + 1 < box.end - 1 && 2 * (half + all[cut].count) < pixels) {
        half += all[cut++].count;
    }
    return {boxOf(all, box.begin, cut + 1), boxOf(all, cut + 1, box.end)};
}

QRgb meanOf(const std::vector<Counted>& all, const ColourBox& box)
{
    long sums[3] = {}, pixels = 0;
    for (std::size_t i = box.begin; i < box.end; ++i) {
        pixels += all[i].count;
        for (int channel = 0; channel < 3; ++channel) {
            sums[channel] += all[i].count * channelOf(all[i].colour, channel);
        }
    }
    const auto mean = [&](long sum) { return static_cast<int>((sum + pixels / 2) / pixels); };
    return qRgb(mean(sums[0]), mean(sums[1]), mean(sums[2]));
}

/// Appends what giflib writes.
int take(GifFileType* file, const GifByteType* bytes, int count)
{
    static_cast<QByteArray*>(file->UserData)->append(reinterpret_cast<const char*>(bytes), count);
    return count;
}

using ColourMapPtr = std::unique_ptr<ColorMapObject, decltype(&GifFreeMapObject)>;

ColourMapPtr mapOf(const std::vector<QRgb>& colours)
{
    int size = 2; // a power of two
    while (size < static_cast<int>(colours.size())) {
        size *= 2;
    }
    std::vector<GifColorType> entries(static_cast<std::size_t>(size));
    for (std::size_t i = 0; i < colours.size(); ++i) {
        entries[i] = {static_cast<GifByteType>(qRed(colours[i])), static_cast<GifByteType>(qGreen(colours[i])),
                      static_cast<GifByteType>(qBlue(colours[i]))};
    }
    return {GifMakeMapObject(size, entries.data()), &GifFreeMapObject};
}

/// That it is repeated for ever: Netscape's extension.
void putLoop(GifFileType* gif)
{
    constexpr unsigned char kForever[] = {1, 0, 0};
    const bool put = EGifPutExtensionLeader(gif, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
                     EGifPutExtensionBlock(gif, 11, "NETSCAPE2.0") == GIF_OK &&
                     EGifPutExtensionBlock(gif, 3, kForever) == GIF_OK && EGifPutExtensionTrailer(gif) == GIF_OK;
    FOVEA_CHECK(put, "memory takes all bytes");
}

void putFrame(GifFileType* gif, const QImage& frame, int hundredths)
{
    Quantised drawn = quantise(frame);
    const ColourMapPtr map = mapOf(drawn.colours);
    GraphicsControlBlock control{DISPOSE_DO_NOT, false, hundredths, NO_TRANSPARENT_COLOR};
    GifByteType extension[4];
    const auto length = static_cast<int>(EGifGCBToExtension(&control, extension));
    bool put = EGifPutExtension(gif, GRAPHICS_EXT_FUNC_CODE, length, extension) == GIF_OK &&
               EGifPutImageDesc(gif, 0, 0, frame.width(), frame.height(), false, map.get()) == GIF_OK;
    for (int y = 0; put && y < frame.height(); ++y) {
        put = EGifPutLine(gif, drawn.indices.data() + static_cast<std::ptrdiff_t>(y) * frame.width(), frame.width()) ==
              GIF_OK;
    }
    FOVEA_CHECK(put, "memory takes all bytes");
}

} // namespace

Quantised quantise(const QImage& image, int most)
{
    const QImage rgb = image.convertToFormat(QImage::Format_RGB32);
    std::map<QRgb, long> counts;
    for (int y = 0; y < rgb.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(rgb.constScanLine(y));
        for (int x = 0; x < rgb.width(); ++x) {
            ++counts[line[x] | 0xff000000U];
        }
    }
    std::vector<Counted> all;
    for (const auto& [colour, count] : counts) {
        all.push_back({colour, count});
    }
    std::vector<ColourBox> boxes = {boxOf(all, 0, all.size())};
    while (static_cast<int>(boxes.size()) < most) {
        const auto widest = std::max_element(
            boxes.begin(), boxes.end(), [](const ColourBox& a, const ColourBox& b) { return a.extent < b.extent; });
        if (widest->extent == 0) {
            break; // every colour has a box of its own
        }
        const auto [low, high] = halves(all, *widest);
        *widest = low;
        boxes.push_back(high);
    }
    Quantised found;
    std::unordered_map<QRgb, unsigned char> index;
    for (std::size_t b = 0; b < boxes.size(); ++b) {
        found.colours.push_back(meanOf(all, boxes[b]));
        for (std::size_t i = boxes[b].begin; i < boxes[b].end; ++i) {
            index[all[i].colour] = static_cast<unsigned char>(b);
        }
    }
    found.indices.reserve(static_cast<std::size_t>(rgb.width()) * static_cast<std::size_t>(rgb.height()));
    for (int y = 0; y < rgb.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(rgb.constScanLine(y));
        for (int x = 0; x < rgb.width(); ++x) {
            found.indices.push_back(index[line[x] | 0xff000000U]);
        }
    }
    return found;
}

struct GifFilm::Writer
{
    QByteArray bytes;
    QSize size;
    GifFileType* file = nullptr;
};

GifFilm::GifFilm(QSize size) : writer_(std::make_unique<Writer>())
{
    int failure = 0;
    writer_->size = size;
    writer_->file = EGifOpen(&writer_->bytes, &take, &failure);
    FOVEA_CHECK(writer_->file != nullptr, "giflib has memory");
    EGifSetGifVersion(writer_->file, true);
    const bool begun = EGifPutScreenDesc(writer_->file, size.width(), size.height(), 8, 0, nullptr) == GIF_OK;
    FOVEA_CHECK(begun, "memory takes all bytes");
    putLoop(writer_->file);
}

GifFilm::~GifFilm()
{
    if (writer_->file != nullptr) {
        EGifCloseFile(writer_->file, nullptr);
    }
}

void GifFilm::add(const QImage& frame, int milliseconds)
{
    FOVEA_CHECK(frame.size() == writer_->size, "frames of one size");
    putFrame(writer_->file, frame, milliseconds / 10);
}

QByteArray GifFilm::finish()
{
    const bool closed = EGifCloseFile(writer_->file, nullptr) == GIF_OK;
    writer_->file = nullptr;
    FOVEA_CHECK(closed, "memory takes all bytes");
    return writer_->bytes;
}

QByteArray gifBytes(const std::vector<QImage>& frames, int milliseconds, int lastPause)
{
    FOVEA_CHECK(!frames.empty(), "an animation has frames");
    GifFilm film(frames.front().size());
    for (std::size_t i = 0; i < frames.size(); ++i) {
        film.add(frames[i], milliseconds + (i + 1 == frames.size() ? lastPause : 0));
    }
    return film.finish();
}

} // namespace fovea
