// How this program reads pictures of folders: decoded by Qt, kept in the user's cache.
#pragma once

#include "core/data/picture_folder.h"

#include <QObject>

namespace fovea {

/// $XDG_CACHE_HOME/fovea/pictures, or ~/.cache/fovea/pictures.
std::filesystem::path pictureCacheFolder();

/// The way in which core reads pictures from now on; once, before any thread starts. `tell`: see PictureReader.
void readPicturesWithQt(std::function<void(Index done, Index of)> tell = {});

/// A line on the terminal that counts, where it takes a while.
void tellOnTerminal(Index done, Index of);

/// Tells the window how far the reading is; from any thread.
class PictureNews : public QObject
{
    Q_OBJECT

signals:
    /// So many files of so many, with rising numbers.
    void read(qint64 done, qint64 of);
};
PictureNews& pictureNews();

} // namespace fovea
