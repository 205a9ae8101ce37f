// Recovery: where a sitting keeps what nobody has saved yet, so that a crash or a power cut loses little.
//
// Each running program has a file of its own in the user's state folder, and a lock with its process number beside it. What
// has no living owner was left behind; it is offered, and nothing is deleted unasked.
#pragma once

#include "core/settings/config.h"

#include <QDateTime>
#include <QLockFile>

#include <filesystem>
#include <memory>
#include <vector>

namespace fovea {

/// What another sitting left behind. While this lives, no other program offers it.
struct LeftBehind
{
    std::filesystem::path session;  ///< empty where there were only settings
    std::filesystem::path settings; ///< newer than the session; empty where there are none
    QDateTime when;                 ///< last written
    std::shared_ptr<QLockFile> lock;
};

class Recovery
{
public:
    /// Makes the folder where it is missing, and a name in it that is this program's alone. Error (Files) where that cannot be.
    explicit Recovery(const std::filesystem::path& folder);
    /// Leaves behind what there is: see finish().
    ~Recovery() = default;

    const std::filesystem::path& session() const { return session_; }
    const std::filesystem::path& settings() const { return settings_; }

    /// Everything without a living owner, the newest first.
    std::vector<LeftBehind> leftBehind() const;
    /// Deletes it, because the user said so.
    static void remove(const LeftBehind& left);
    /// The end of a sitting whose work was saved, or need not be: deletes this program's own files.
    void finish();

private:
    std::filesystem::path folder_, session_, settings_;
    std::unique_ptr<QLockFile> lock_;
};

/// $XDG_STATE_HOME/fovea, or ~/.local/state/fovea.
std::filesystem::path stateFolder();

} // namespace fovea
