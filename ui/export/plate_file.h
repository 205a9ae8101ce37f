// What is to be written: which plate, as which kind of file, how large, in which look. A value, complete in itself: a worker
// makes the file of it, or the picture of it that is seen beforehand, whatever becomes of the dialog meanwhile.
#pragma once

#include "ui/export/plate.h"
#include "ui/paint/figure_files.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace fovea {

/// What a file can be.
enum class FileKind
{
    Png,
    Svg,
    Pdf,
    Gif,
    Csv
};

/// "png"
QString endingOf(FileKind kind);

struct PlateFile
{
    std::shared_ptr<const Plate> plate;
    FileKind kind = FileKind::Png;
    FigureSize size;
    PlateLook look;
    QByteArray setup; ///< the configuration as JSON, which pictures carry

    /// Whether it is made of pixels, which are bounded.
    bool hasPixels() const { return kind == FileKind::Png || kind == FileKind::Gif; }
};

inline constexpr int kLargestMoment = 2048;               ///< pixels a side of an animation
inline constexpr int kMomentTime = 300, kLastTime = 1800; ///< milliseconds of an animation's moments, and of the last

/// Why it cannot be written, and what to do; empty where it can.
QString refusalOf(const PlateFile& file);

/// The file as it is written; empty where it was stopped. Error where it is refused, or memory does not suffice.
QByteArray bytesOf(const PlateFile& file, const std::stop_token& stop = {});

/// The picture as large as it fits into so many pixels, letters in proportion; of an animation every moment. Empty where it
/// was stopped, and of a table.
std::vector<QImage> previewOf(const PlateFile& file, QSize room, const std::stop_token& stop = {});

/// About how many bytes an animation will have, by its first moment and its last. Error as bytesOf().
qint64 expectedBytes(const PlateFile& file);

} // namespace fovea
