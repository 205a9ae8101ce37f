#include "core/data/picture_files.h"

#include "core/files/wording.h"
#include "core/settings/error.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <system_error>

namespace fovea {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostFiles = 1'000'000;
constexpr std::size_t kMostClasses = 256; // a label is a byte
constexpr std::size_t kMostSkipped = 1'000;
constexpr int kDeepest = 16; // folders in folders

/// The bytes of a path, whatever letters the system has it in.
std::string textOf(const fs::path& path)
{
    const std::u8string text = path.generic_u8string();
    return {text.begin(), text.end()};
}

bool isHidden(const fs::path& name)
{
    return textOf(name).starts_with('.');
}

/// A folder's entries that are not hidden, in any order.
std::vector<fs::directory_entry> entriesOf(const fs::path& folder)
{
    std::error_code error;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        if (!isHidden(it->path().filename())) {
            entries.push_back(*it);
        }
        if (entries.size() > kMostFiles) {
            throw Error(Error::Kind::Files,
                        "The folder " + shownPath(folder) + " holds more than a million files. Choose a smaller one.");
        }
    }
    if (error) {
        const int code = error.default_error_condition().value();
        throw Error(Error::Kind::Files,
                    "Cannot read the folder " + shownPath(folder) + ": " + reason(code) + ". " + advice(code));
    }
    return entries;
}

bool isFolder(const fs::directory_entry& entry)
{
    std::error_code ignored;
    return entry.is_directory(ignored) && !entry.is_symlink(ignored);
}

bool isFile(const fs::directory_entry& entry)
{
    std::error_code ignored;
    return entry.is_regular_file(ignored);
}

/// The names of the folder of a part, in lower case.
bool isNamed(const fs::path& folder, std::initializer_list<std::string_view> names)
{
    std::string name = textOf(folder.filename());
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isTest(const fs::path& folder)
{
    return isNamed(folder, {"test", "testing"});
}

bool isLearned(const fs::path& folder)
{
    return isNamed(folder, {"train", "training", "val", "valid", "validation"});
}

/// Walks through the tree of one folder.
class Finder
{
public:
    explicit Finder(const fs::path& folder) : begin_(textOf(folder / "x").size() - 1) { found_.folder = folder; }

    PictureFiles find()
    {
        const std::vector<fs::path> parts = foldersIn(found_.folder);
        const bool apart = parts.size() >= 2 &&
                           std::all_of(parts.begin(), parts.end(),
                                       [](const fs::path& part) { return isTest(part) || isLearned(part); }) &&
                           std::any_of(parts.begin(), parts.end(), isLearned);
        std::vector<std::pair<fs::path, bool>> classes; // their folders, and whether they are of the test
        if (apart) {
            for (const fs::path& part : parts) {
                for (const fs::path& one : foldersIn(part)) {
                    classes.emplace_back(one, isTest(part));
                }
            }
        } else {
            for (const fs::path& one : parts) {
                classes.emplace_back(one, false);
            }
        }
        name(classes);
        for (const auto& [one, test] : classes) {
            const auto place = std::lower_bound(names_.begin(), names_.end(), textOf(one.filename()));
            walk(one, static_cast<int>(place - names_.begin()), test, 0);
        }
        std::sort(found_.skipped.begin(), found_.skipped.end());
        std::sort(found_.files.begin(), found_.files.end(),
                  [](const PictureFile& a, const PictureFile& b) { return a.path < b.path; });
        return std::move(found_);
    }

private:
    /// The folders in a folder that holds classes; what else lies there is told.
    std::vector<fs::path> foldersIn(const fs::path& folder)
    {
        std::vector<fs::path> folders;
        for (const fs::directory_entry& entry : entriesOf(folder)) {
            if (isFolder(entry)) {
                folders.push_back(entry.path());
            } else {
                skip(entry.path(), isFile(entry) ? "lies in no folder of a class" : whatElse(entry));
            }
        }
        return folders;
    }

    void name(const std::vector<std::pair<fs::path, bool>>& classes)
    {
        std::set<std::string> names;
        for (const auto& [folder, test] : classes) {
            names.insert(textOf(folder.filename()));
        }
        names_.assign(names.begin(), names.end());
        if (names_.empty()) {
            throw Error(Error::Kind::Data,
                        "In " + shownPath(found_.folder) +
                            " lie no folders. Put the pictures of each class into a folder that has its name.");
        }
        if (names_.size() > kMostClasses) {
            throw Error(Error::Kind::Data, shownPath(found_.folder) + " has " + std::to_string(names_.size()) +
                                               " folders, and each would be a class; at most 256 can be told apart "
                                               "here. Choose a folder with fewer.");
        }
        for (const std::string& one : names_) {
            found_.classes.push_back(legible(one));
        }
    }

    void walk(const fs::path& folder, int label, bool test, int depth)
    {
        for (const fs::directory_entry& entry : entriesOf(folder)) {
            std::error_code error;
            if (isFolder(entry)) {
                if (depth == kDeepest) {
                    skip(entry.path(), "lies too deep: more than 16 folders in each other");
                } else {
                    walk(entry.path(), label, test, depth + 1);
                }
            } else if (!isFile(entry)) {
                skip(entry.path(), whatElse(entry));
            } else {
                add(entry, label, test);
            }
        }
    }

    void add(const fs::directory_entry& entry, int label, bool test)
    {
        std::error_code noSize, noTime;
        const std::uintmax_t size = entry.file_size(noSize);
        const fs::file_time_type time = entry.last_write_time(noTime);
        if (noSize || noTime) {
            skip(entry.path(),
                 "cannot be looked at: " + reason((noSize ? noSize : noTime).default_error_condition().value()));
            return;
        }
        if (found_.files.size() == kMostFiles) {
            throw Error(Error::Kind::Files, "The folder " + shownPath(found_.folder) +
                                                " holds more than a million files. Choose a smaller one.");
        }
        found_.files.push_back({textOf(entry.path()).substr(begin_), size,
                                static_cast<std::int64_t>(time.time_since_epoch().count()), label, test});
    }

    static std::string whatElse(const fs::directory_entry& entry)
    {
        std::error_code ignored;
        if (entry.is_symlink(ignored)) {
            return entry.is_directory(ignored) ? "is a link to a folder, and is not followed"
                                               : "is a link that leads nowhere";
        }
        return "is a device or a pipe, not a file";
    }

    void skip(const fs::path& path, const std::string& why)
    {
        if (found_.skipped.size() < kMostSkipped) {
            found_.skipped.push_back(shownPath(path.lexically_relative(found_.folder)) + " " + why + ".");
        }
    }

    PictureFiles found_;
    const std::size_t begin_;        ///< of the part of a path that says where in the folder
    std::vector<std::string> names_; ///< of the classes, as the system has them
};

} // namespace

fs::path placeOf(const PictureFiles& files, const PictureFile& file)
{
    return files.folder / fs::path(std::u8string(file.path.begin(), file.path.end()));
}

bool holdsPictureFolders(const fs::path& folder)
{
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        std::error_code within;
        if (isFolder(*it) && !isHidden(it->path().filename()) && fs::directory_iterator(it->path(), within) != end) {
            return true;
        }
    }
    return false;
}

PictureFiles findPictures(const fs::path& folder)
{
    return Finder(folder).find();
}

} // namespace fovea
