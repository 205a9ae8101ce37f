// The order of the calls is the whole idea: only a file that is complete and on the disk gets the target's name.
#include "core/files/safe_writer.h"

#include "core/files/system.h"
#include "core/files/wording.h"
#include "core/settings/error.h"

#include <cerrno>
#include <string>
#include <system_error>

namespace fovea {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& target, const std::string& why)
{
    throw Error(Error::Kind::Files, "Cannot write " + shownPath(target) + ": " + why);
}

void check(int error, const fs::path& target)
{
    if (error != 0) {
        refuse(target, reason(error) + ". Nothing was changed. " + advice(error));
    }
}

/// A file beside the target that goes away unless it took the target's name.
class Temporary
{
public:
    explicit Temporary(const fs::path& folder)
    {
        // Names are tried until one is free: a crash or another program may have left some.
        constexpr int kMostTries = 10000;
        error_ = EEXIST;
        for (int i = 0; i < kMostTries && error_ == EEXIST; ++i) {
            path_ = folder / (".fovea-" + std::to_string(i) + ".part");
            error_ = file_.create(path_);
        }
        exists_ = error_ == 0;
    }

    ~Temporary()
    {
        if (exists_) {
            (void)file_.close();
            (void)system::remove(path_); // nothing is left to try where even this fails
        }
    }

    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;

    int createError() const { return error_; }

    /// Before the first byte, so that a private file never has a public copy. Some disks have no permissions: no error.
    void setPermissions(fs::perms permissions)
    {
        std::error_code ignored;
        fs::permissions(path_, permissions & fs::perms::all, ignored);
    }

    int fill(std::string_view bytes)
    {
        while (!bytes.empty()) {
            std::size_t written = 0;
            if (const int error = file_.write(bytes, written)) {
                return error;
            }
            if (written == 0) {
                return EIO; // neither progress nor a reason: do not try for ever
            }
            bytes.remove_prefix(written);
        }
        if (const int error = file_.sync()) {
            return error;
        }
        return file_.close();
    }

    int rename(const fs::path& target)
    {
        const int error = system::rename(path_, target);
        exists_ = error != 0;
        return error;
    }

private:
    fs::path path_;
    system::File file_;
    int error_ = 0;
    bool exists_ = false;
};

/// The file that a link leads to, so that saving does not replace the link.
fs::path withoutLinks(const fs::path& target)
{
    std::error_code error;
    if (fs::is_symlink(target, error)) {
        const fs::path led = fs::canonical(target, error);
        return error ? target : led;
    }
    return target;
}

} // namespace

void writeSafely(const fs::path& target, std::string_view bytes)
{
    if (!target.has_filename()) {
        refuse(target, "this is not the name of a file. Choose a file, not a folder.");
    }
    const fs::path file = withoutLinks(target);
    std::error_code error;
    const fs::file_status old = fs::status(file, error);
    const bool exists = fs::exists(old);
    if (!exists && old.type() != fs::file_type::not_found) {
        check(error.default_error_condition().value(), target);
    }
    if (exists && fs::is_directory(old)) {
        check(EISDIR, target);
    }
    if (exists && !fs::is_regular_file(old)) {
        refuse(target, "this is a device or a pipe, not an ordinary file. Choose another name.");
    }
    if (exists && (old.permissions() & fs::perms::owner_write) == fs::perms::none) {
        refuse(target, "the file is write-protected. Choose another name, or change its permissions.");
    }

    const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
    Temporary temporary(folder);
    check(temporary.createError(), target);
    if (exists) {
        temporary.setPermissions(old.permissions());
    }
    check(temporary.fill(bytes), target);
    check(temporary.rename(file), target);
    if (const int late = system::syncFolder(folder)) {
        throw Error(Error::Kind::Files, "Wrote " + shownPath(target) + ", but it may not survive a power cut: " +
                                            reason(late) + ". Check the disk and save again.");
    }
}

} // namespace fovea
