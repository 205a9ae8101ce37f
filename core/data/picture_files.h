// Folders of pictures: which files they hold, and of which class each is. The name of a folder is the class of what lies in it.
//
//     FOLDER/cat/1.jpg, FOLDER/cat/garden/2.png, FOLDER/dog/1.jpg
//     FOLDER/train/cat/1.jpg …, FOLDER/test/cat/9.jpg …        what lies in `test` is the test; `val` is cut by us like `train`
//
// Nothing is opened here. What is a picture is told later, by its first bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace fovea {

/// One file that may be a picture.
struct PictureFile
{
    std::string path;        ///< from the folder, bytes as the system has them, with /
    std::uintmax_t size = 0; ///< bytes
    std::int64_t time = 0;   ///< of its last change, in the system's own ticks
    int label = 0;
    bool test = false; ///< it lies in the folder of the test
};

/// All of them.
struct PictureFiles
{
    std::filesystem::path folder;
    std::vector<std::string> classes; ///< sorted by the bytes of their names; readable in any text
    std::vector<PictureFile> files;   ///< sorted by path
    std::vector<std::string> skipped; ///< sentences with escaped names: links to folders, files beside the classes
};

/// Where a file lies.
std::filesystem::path placeOf(const PictureFiles& files, const PictureFile& file);

/// Whether the folder has folders with files in them, so that findPictures() would find classes.
bool holdsPictureFolders(const std::filesystem::path& folder);

/// Everything below the folder, in the same order every time. Hidden files and folders are passed over, links to files are
/// followed, links to folders are not. Error (Data) where there is no class, or more than 256; Error (Files) where a folder
/// cannot be read, or holds more than a million files.
PictureFiles findPictures(const std::filesystem::path& folder);

} // namespace fovea
