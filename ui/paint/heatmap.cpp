#include "ui/paint/heatmap.h"

#include "ui/paint/device_pixels.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <vector>

namespace fovea {
namespace {

/// Two neighbouring cells and the second one's part, for a point between their centres.
struct Between
{
    Index first;
    Index second;
    double part; // 0 … 1 of the second
};

/// For each of `pixels` target pixels: the cells it lies between, or (not smooth) the cell it lies in.
std::vector<Between> sampling(Index cells, int pixels, bool smooth)
{
    std::vector<Between> at(static_cast<std::size_t>(pixels));
    for (int i = 0; i < pixels; ++i) {
        const double place = (i + 0.5) * static_cast<double>(cells) / pixels;
        const double centre = std::clamp(place - 0.5, 0.0, static_cast<double>(cells - 1));
        const Index cell = std::min(static_cast<Index>(smooth ? centre : place), cells - 1);
        const double part = smooth ? centre - static_cast<double>(cell) : 0;
        at[static_cast<std::size_t>(i)] = {cell, std::min(cell + 1, cells - 1), part};
    }
    return at;
}

/// For each of `pixels` target pixels whether it lies in the edge of its cell: a sixth of the cell to each side, at least a pixel.
/// Nowhere where cells are smaller than three pixels: they would have no middle.
std::vector<bool> edges(Index cells, int pixels)
{
    std::vector<bool> edge(static_cast<std::size_t>(pixels), true);
    const double side = static_cast<double>(pixels) / static_cast<double>(cells);
    if (side < 3) {
        return edge;
    }
    const int wide = std::max(1, static_cast<int>(std::lround(side / 6)));
    for (int i = 0; i < pixels; ++i) {
        const auto cell = static_cast<Index>((i + 0.5) / side);
        const int first = static_cast<int>(std::ceil(static_cast<double>(cell) * side - 0.5));
        const int last = static_cast<int>(std::ceil(static_cast<double>(cell + 1) * side - 0.5)) - 1;
        edge[static_cast<std::size_t>(i)] = i - first < wide || last - i < wide;
    }
    return edge;
}

double mixed(double a, double b, double part)
{
    return part == 0 ? a : a + part * (b - a); // a NaN in b must not reach a's own centre
}

/// Where each cell's weight lies on the colour map.   (h · w), row by row
std::vector<double> placesOnScale(const Tensor& map, const MapScale& scale)
{
    std::vector<double> t(static_cast<std::size_t>(map.size()));
    for (std::size_t i = 0; i < t.size(); ++i) {
        t[i] = scale.t(static_cast<double>(map[static_cast<Index>(i)]));
    }
    return t;
}

/// `over` laid on `under` with an opacity in 1/65,536, channel by channel.
QRgb blended(QRgb under, QRgb over, int opacity)
{
    const auto channel = [opacity](int a, int b) { return (65'536 * a + opacity * (b - a) + 32'768) >> 16; };
    return qRgb(channel(qRed(under), qRed(over)), channel(qGreen(under), qGreen(over)),
                channel(qBlue(under), qBlue(over)));
}

/// The map laid over a picture of its final size. A picture is laid ten times a second beside the training of a whole
/// class, so what is the same for a line, or for the pixels of a cell, is calculated once for it.
class Overlay
{
public:
    Overlay(const Tensor& map, const MapScale& scale, const HeatmapStyle& style, QSize size)
        : rows_(sampling(map.dim(0), size.height(), style.smooth))
        , columns_(sampling(map.dim(1), size.width(), style.smooth))
        , edgeRows_(edges(map.dim(0), size.height()))
        , edgeColumns_(edges(map.dim(1), size.width()))
        , t_(placesOnScale(map, scale))
        , places_(static_cast<std::size_t>(map.dim(1)))
        , colours_(places_.size())
        , table_(colourTable(style.colours))
        , opacity_(static_cast<int>(std::lround(65'536 * style.opacity)))
        , smooth_(style.smooth)
        , framed_(style.framed && !style.smooth)
    {
    }

    /// Whether line y gets the same colours as the line above it.
    bool repeats(int y) const
    {
        return y > 0 && !smooth_ && row(y).first == row(y - 1).first && inEdge(y) == inEdge(y - 1);
    }

    void lay(QRgb* line, int y)
    {
        mixLine(row(y));
        if (smooth_) {
            laySmooth(line);
        } else {
            layCells(line, inEdge(y));
        }
    }

private:
    /// Whether the whole line gets colours: everywhere but in the middle of framed cells.
    bool inEdge(int y) const { return !framed_ || edgeRows_[static_cast<std::size_t>(y)]; }
    const Between& row(int y) const { return rows_[static_cast<std::size_t>(y)]; }
    QRgb colourAt(double place) const { return table_[static_cast<std::size_t>(255 * place + 0.5)]; }

    /// The line's places on the scale at the middle of each column of cells.
    void mixLine(const Between& row)
    {
        const std::size_t width = places_.size();
        const double* above = t_.data() + static_cast<std::size_t>(row.first) * width;
        const double* below = t_.data() + static_cast<std::size_t>(row.second) * width;
        for (std::size_t c = 0; c < width; ++c) {
            places_[c] = mixed(above[c], below[c], row.part);
            colours_[c] = std::isnan(places_[c]) ? 0 : colourAt(places_[c]);
        }
    }

    void laySmooth(QRgb* line) const
    {
        for (std::size_t x = 0; x < columns_.size(); ++x) {
            const Between& column = columns_[x];
            const double place = mixed(places_[static_cast<std::size_t>(column.first)],
                                       places_[static_cast<std::size_t>(column.second)], column.part);
            if (!std::isnan(place)) {
                line[x] = blended(line[x], colourAt(place), opacity_);
            }
        }
    }

    void layCells(QRgb* line, bool whole) const
    {
        for (std::size_t x = 0; x < columns_.size(); ++x) {
            const QRgb over = colours_[static_cast<std::size_t>(columns_[x].first)];
            if (over != 0 && (whole || edgeColumns_[x])) { // 0 is no colour of a table: they are opaque
                line[x] = blended(line[x], over, opacity_);
            }
        }
    }

    std::vector<Between> rows_, columns_;
    std::vector<bool> edgeRows_, edgeColumns_; // whether a pixel lies in the edge of its cell
    std::vector<double> t_;                    // of every cell
    std::vector<double> places_;               // of the line in hand, per column of cells
    std::vector<QRgb> colours_;                // the same as colours
    const ColourTable& table_;
    int opacity_;
    bool smooth_, framed_;
};

/// Fills what lies between `inner` and `outer` logical pixels outside a rectangle.
void fillFrame(QPainter& painter, const QRectF& rect, double inner, double outer, const QColor& colour)
{
    QPainterPath frame; // odd-even: the smaller rectangle is a hole
    frame.addRect(rect.adjusted(-outer, -outer, outer, outer));
    frame.addRect(rect.adjusted(-inner, -inner, inner, inner));
    painter.fillPath(frame, colour);
}

/// Channels that are no colours, as hues of their own: evenly around the circle, from red on; all together are white.
class Hues
{
public:
    explicit Hues(Index channels)
    {
        for (Index c = 0; c < channels; ++c) {
            const QColor hue = QColor::fromHsvF(static_cast<float>(c) / static_cast<float>(channels), 1, 1);
            hues_.push_back(
                {static_cast<double>(hue.redF()), static_cast<double>(hue.greenF()), static_cast<double>(hue.blueF())});
            for (std::size_t k = 0; k < 3; ++k) {
                white_[k] += hues_.back()[k];
            }
        }
    }

    template<class Tone>
    QRgb mixed(Tone tone) const
    {
        std::array<double, 3> sum{};
        for (std::size_t c = 0; c < hues_.size(); ++c) {
            for (std::size_t k = 0; k < 3; ++k) {
                sum[k] += hues_[c][k] * tone(static_cast<Index>(c));
            }
        }
        const auto part = [&](std::size_t k) { return static_cast<int>(std::lround(sum[k] / white_[k])); };
        return qRgb(part(0), part(1), part(2));
    }

private:
    std::vector<std::array<double, 3>> hues_;
    std::array<double, 3> white_{};
};

} // namespace

QImage pixelImage(const Tensor& image, const PixelRange& range)
{
    FOVEA_CHECK(image.shape().rank() == 3, "an image of shape " + image.shape().text());
    const Index channels = image.dim(2);
    const int height = static_cast<int>(image.dim(0));
    const int width = static_cast<int>(image.dim(1));
    const double span = range.high > range.low ? range.high - range.low : 1;
    const auto tone = [&](Index at) {
        const double part = (static_cast<double>(image[at]) - range.low) / span;
        return std::isnan(part) ? 0 : static_cast<int>(std::lround(255 * std::clamp(part, 0.0, 1.0)));
    };
    const Hues hues(channels);
    QImage pixels(width, height, QImage::Format_RGB32);
    for (int y = 0; y < height; ++y) {
        QRgb* line = reinterpret_cast<QRgb*>(pixels.scanLine(y));
        for (int x = 0; x < width; ++x) {
            const Index at = (static_cast<Index>(y) * width + x) * channels;
            const int first = tone(at);
            line[x] = channels == 1   ? qRgb(first, first, first)
                      : channels == 3 ? qRgb(first, tone(at + 1), tone(at + 2))
                                      : hues.mixed([&](Index c) { return tone(at + c); });
        }
    }
    return pixels;
}

QImage heatmapImage(const QImage& picture, const Tensor& map, const MapScale& scale, const HeatmapStyle& style,
                    QSize size)
{
    FOVEA_CHECK(map.shape().rank() == 2 && map.size() > 0, "a map of shape " + map.shape().text());
    Overlay overlay(map, scale, style, size);
    QImage image = resized(picture, size);
    const std::size_t bytes = static_cast<std::size_t>(size.width()) * sizeof(QRgb);
    std::vector<QRgb> above, under(static_cast<std::size_t>(size.width()));
    for (int y = 0; y < size.height(); ++y) {
        QRgb* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        std::memcpy(under.data(), line, bytes);
        if (overlay.repeats(y) && under == above) { // enlarged pixels: most lines are the one above again
            std::memcpy(line, image.constScanLine(y - 1), bytes);
        } else {
            overlay.lay(line, y);
        }
        above = under;
    }
    return image;
}

QRectF paintPicture(QPainter& painter, const QRectF& target, const QImage& picture)
{
    return paintDevicePixels(painter, target, [&](QSize size) { return resized(picture, size); });
}

QRectF paintHeatmap(QPainter& painter, const QRectF& target, const QImage& picture, const Tensor& map,
                    const MapScale& scale, const HeatmapStyle& style)
{
    return paintDevicePixels(painter, target,
                             [&](QSize size) { return heatmapImage(picture, map, scale, style, size); });
}

void paintEvidence(QPainter& painter, const QRectF& target, QSize picture, const Evidence& evidence)
{
    const double across = target.width() / picture.width();
    const double down = target.height() / picture.height();
    std::vector<QRectF> outlines;
    for (const Box& box : evidence.boxes) {
        outlines.push_back(
            onDevicePixels(painter, {target.left() + static_cast<double>(box.left) * across,
                                     target.top() + static_cast<double>(box.top) * down,
                                     static_cast<double>(box.width) * across, static_cast<double>(box.height) * down}));
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing, false); // whole pixels: white is white
    painter.setClipRect(target.adjusted(-2, -2, 2, 2), Qt::IntersectClip);
    for (const QRectF& outline : outlines) {
        fillFrame(painter, outline, 0, 2, Qt::black); // outside: the cells of the object show their colours
    }
    for (const QRectF& outline : outlines) { // above all black: no white is lost between neighbours
        fillFrame(painter, outline, 0, 1, Qt::white);
    }
    painter.restore();
}

} // namespace fovea
