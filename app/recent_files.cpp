#include "app/recent_files.h"

#include "core/files/read_whole.h"
#include "core/files/safe_writer.h"
#include "core/settings/error.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

namespace fovea {

QStringList readRecent(const std::filesystem::path& file)
{
    constexpr std::size_t kLargest = std::size_t{1} << 18;
    QStringList paths;
    try {
        const std::string bytes = readWhole(file, kLargest);
        for (const QJsonValue& value : QJsonDocument::fromJson(QByteArray::fromStdString(bytes)).array()) {
            if (value.isString() && paths.size() < kMostRecent) {
                paths << value.toString();
            }
        }
    } catch (const Error&) { // there are none
    }
    return paths;
}

QStringList addRecent(const std::filesystem::path& file, const QString& path)
{
    const QString whole = QFileInfo(path).absoluteFilePath();
    QStringList paths = readRecent(file);
    paths.removeAll(whole);
    paths.prepend(whole);
    paths = paths.mid(0, kMostRecent);
    writeSafely(file, QJsonDocument(QJsonArray::fromStringList(paths)).toJson().toStdString());
    return paths;
}

} // namespace fovea
