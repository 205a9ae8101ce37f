#include "app/recovery.h"

#include "core/files/wording.h"
#include "core/settings/error.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <map>

namespace fovea {
namespace fs = std::filesystem;

namespace {

constexpr const char* kSession = ".fovea";
constexpr const char* kSettings = ".fovea-setup";
constexpr const char* kLock = ".lock";

QString named(const fs::path& path)
{
    return QFile::decodeName(path.c_str());
}

fs::path withEnd(const fs::path& stem, const char* end)
{
    fs::path path = stem;
    path += end;
    return path;
}

/// A lock that only its owner's end makes stale, however long that takes.
std::unique_ptr<QLockFile> lockOf(const fs::path& stem)
{
    auto lock = std::make_unique<QLockFile>(named(withEnd(stem, kLock)));
    lock->setStaleLockTime(0);
    return lock;
}

} // namespace

Recovery::Recovery(const fs::path& folder) : folder_(folder)
{
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure) {
        throw Error(Error::Kind::Files, "The folder " + shownPath(folder) + " cannot be made: " +
                                            reason(failure.value()) + ". " + advice(failure.value()));
    }
    const std::string now = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd-hhmmss")).toStdString();
    const std::string name = now + "-" + std::to_string(QCoreApplication::applicationPid());
    for (int n = 0; lock_ == nullptr; ++n) { // several in one program: tests
        constexpr int kMostTries = 100;
        const fs::path stem = folder / (name + "-" + std::to_string(n));
        std::error_code ignored;
        if (fs::exists(withEnd(stem, kSession), ignored) || fs::exists(withEnd(stem, kSettings), ignored)) {
            continue; // left behind within this second
        }
        auto lock = lockOf(stem);
        if (lock->tryLock(0)) {
            lock_ = std::move(lock);
            session_ = withEnd(stem, kSession);
            settings_ = withEnd(stem, kSettings);
        } else if (n == kMostTries || lock->error() != QLockFile::LockFailedError) {
            throw Error(Error::Kind::Files,
                        "The folder " + shownPath(folder) +
                            " cannot be written, so unsaved work cannot be kept for recovery. Free some space, or "
                            "change its permissions.");
        }
    }
}

std::vector<LeftBehind> Recovery::leftBehind() const
{
    std::map<fs::path, LeftBehind> found; // by name without its end
    std::error_code ignored;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_, ignored)) {
        const fs::path end = entry.path().extension();
        if ((end != kSession && end != kSettings && end != kLock) || !entry.is_regular_file(ignored)) {
            continue;
        }
        LeftBehind& one = found[fs::path(entry.path()).replace_extension()];
        if (end != kLock) {
            (end == kSession ? one.session : one.settings) = entry.path();
        }
    }
    std::vector<LeftBehind> all;
    for (auto& [stem, one] : found) {
        std::shared_ptr<QLockFile> lock = lockOf(stem);
        if (withEnd(stem, kSession) == session_ || !lock->tryLock(0)) {
            continue; // its owner lives
        }
        if (one.session.empty() && one.settings.empty()) {
            continue; // a lock without anything to guard, which goes with this one
        }
        const QDateTime session = QFileInfo(named(one.session)).lastModified();
        const QDateTime settings = QFileInfo(named(one.settings)).lastModified();
        one.when = one.settings.empty() ? session : settings;
        one.lock = std::move(lock);
        all.push_back(std::move(one));
    }
    std::sort(all.begin(), all.end(), [](const LeftBehind& a, const LeftBehind& b) { return a.when > b.when; });
    return all;
}

void Recovery::remove(const LeftBehind& left)
{
    const fs::path stem = fs::path(left.session.empty() ? left.settings : left.session).replace_extension();
    std::error_code ignored; // what cannot be deleted is offered again
    fs::remove(withEnd(stem, kSession), ignored);
    fs::remove(withEnd(stem, kSettings), ignored);
}

void Recovery::finish()
{
    std::error_code ignored;
    fs::remove(session_, ignored);
    fs::remove(settings_, ignored);
}

fs::path stateFolder()
{
    const QByteArray asked = qgetenv("XDG_STATE_HOME");
    const bool given = asked.startsWith('/'); // what is not absolute is to be ignored, says the specification
    return (given ? fs::path(asked.toStdString())
                  : fs::path(QFile::encodeName(QDir::homePath()).toStdString()) / ".local/state") /
           "fovea";
}

} // namespace fovea
