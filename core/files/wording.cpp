#include "core/files/wording.h"

#include <cerrno>
#include <system_error>

namespace fovea {
namespace {

std::string quoted(std::string text)
{
    text.insert(text.begin(), '"');
    text.push_back('"');
    return text;
}

} // namespace

std::string shown(std::string_view text)
{
    return quoted(legible(text));
}

std::string shownBriefly(std::string_view text)
{
    return quoted(legibleBriefly(text));
}

std::string shownPath(const std::filesystem::path& path)
{
    const std::u8string name = path.u8string();
    return shown({reinterpret_cast<const char*>(name.data()), name.size()});
}

std::string reason(int error)
{
    return std::generic_category().message(error);
}

std::string advice(int error)
{
    switch (error) {
    case ENOSPC:
#ifdef EDQUOT
    case EDQUOT:
#endif
        return "Free some space, or choose a folder on another disk.";
    case EACCES:
    case EPERM:
    case EROFS:
        return "Choose a place that you may use, or change its permissions.";
    case ENOENT:
    case ENOTDIR:
        return "Check the spelling, and that its folder exists.";
    case EISDIR:
        return "Choose a file, not a folder.";
    case ENAMETOOLONG:
    case EINVAL:
        return "Choose a shorter name made of plain letters and digits.";
    case EFBIG:
        return "Choose a folder on another disk: this one does not take files of that size.";
    case EMFILE:
    case ENFILE:
        return "Close other programs and try again.";
    default:
        return "Check the disk and try again.";
    }
}

} // namespace fovea
