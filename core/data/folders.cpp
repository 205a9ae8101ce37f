#include "core/data/folders.h"

#include "core/files/wording.h"
#include "core/settings/error.h"

#include <algorithm>
#include <cstdlib>

namespace fovea {
namespace fs = std::filesystem;

namespace {

bool holdsOneOf(const fs::path& folder, const std::vector<std::string>& files)
{
    return files.empty() || std::any_of(files.begin(), files.end(), [&](const std::string& file) {
               std::error_code ignored;
               return fs::exists(fileOrGz(folder / file), ignored);
           });
}

} // namespace

fs::path dataFolder(const std::string& asked, const std::string& name, const std::vector<std::string>& files)
{
    std::vector<fs::path> places;
    if (!asked.empty()) {
        places.emplace_back(asked);
    } else {
        const char* data = std::getenv("XDG_DATA_HOME");
        const char* home = std::getenv("HOME");
        if (data != nullptr && *data != '\0') {
            places.push_back(fs::path(data) / "fovea" / name);
        } else if (home != nullptr && *home != '\0') {
            places.push_back(fs::path(home) / ".local/share/fovea" / name);
        }
        places.push_back(fs::path("/usr/share/datasets") / name);
    }
    std::string tried;
    for (const fs::path& place : places) {
        std::error_code ignored;
        const bool there = fs::is_directory(place, ignored);
        if (there && holdsOneOf(place, files)) {
            return place;
        }
        tried += (tried.empty() ? "" : ", ") + shownPath(place) + (there ? " (it holds none of them)" : "");
    }
    throw Error(Error::Kind::Data, "There is no folder with the " + name + " files; looked for: " + tried +
                                       ". On Debian, install the package dataset-" + name +
                                       ", or name a folder with data.path=FOLDER.");
}

fs::path fileOrGz(const fs::path& file)
{
    std::error_code ignored;
    fs::path packed = file;
    packed += ".gz";
    return !fs::exists(file, ignored) && fs::exists(packed, ignored) ? packed : file;
}

} // namespace fovea
