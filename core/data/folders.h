// Where data sets of files are looked for.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace fovea {

/// The folder of a data set: `asked` where given; else the first of the user's data folder ($XDG_DATA_HOME/fovea/NAME,
/// ~/.local/share/fovea/NAME) and /usr/share/datasets/NAME. It must hold at least one of `files`, packed or not, unless
/// none are named. Throws Error (Data) that names all places tried and says how to get the files.
std::filesystem::path dataFolder(const std::string& asked, const std::string& name,
                                 const std::vector<std::string>& files = {});

/// The file itself, or the file with “.gz” behind its name, whichever exists; the plain name where neither does.
std::filesystem::path fileOrGz(const std::filesystem::path& file);

} // namespace fovea
