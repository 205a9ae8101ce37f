// The sessions of late, kept in the user's state folder.
#pragma once

#include <QStringList>

#include <filesystem>

namespace fovea {

inline constexpr int kMostRecent = 10;

/// The newest first; empty where there is no such file or it is damaged, which costs nobody any work.
QStringList readRecent(const std::filesystem::path& file);

/// `path` in front of the others. Error (Files) where it cannot be written.
QStringList addRecent(const std::filesystem::path& file, const QString& path);

} // namespace fovea
