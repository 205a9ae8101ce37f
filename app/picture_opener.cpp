#include "app/picture_opener.h"

#include "app/pictures.h"
#include "core/files/json_text.h"
#include "core/files/png_text.h"
#include "core/files/read_whole.h"
#include "core/files/wording.h"
#include "core/settings/config_json.h"
#include "core/settings/error.h"
#include "core/settings/rules.h"
#include "ui/window/file_drops.h"

#include <nlohmann/json.hpp>

#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QPointer>
#include <QThreadPool>

#include <optional>

namespace fovea {
namespace {

constexpr std::size_t kLargestFile = std::size_t{256} << 20; // bytes

/// What a file turned out to be.
struct Opened
{
    QImage image;
    std::optional<Config> setup;
    QString refusal;
};

/// The settings that a figure of this program carries; nothing where the file is none.
std::optional<Config> setupIn(const std::filesystem::path& path)
{
    const std::optional<std::string> text = pngText(readWhole(path, kLargestFile), kSetupKey);
    if (!text) {
        return {};
    }
    const auto json = parseJson(*text);
    if (!json.is_object()) {
        throw Error(Error::Kind::Data,
                    "The settings inside " + shownPath(path) + " are damaged: they are no JSON object.");
    }
    Config config = configFromJson(json, shownPath(path));
    requireValid(config);
    return config;
}

Opened read(const QString& name)
{
    Opened found;
    try {
        const std::filesystem::path path = name.toStdString();
        found.setup = setupIn(path);
        if (!found.setup) {
            found.image = readPicture(path);
        }
    } catch (const Error& error) {
        found.refusal = QString::fromStdString(error.what());
    }
    return found;
}

} // namespace

PictureOpener::PictureOpener(QWidget* window) : QObject(window), window_(window) {}

void PictureOpener::choose()
{
    auto* dialog = new QFileDialog(window_, tr("A session, settings, or a picture to show to the network"), {},
                                   tr("Sessions, settings, pictures (*.fovea *.fovea-setup *.png *.jpg *.jpeg)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &PictureOpener::open);
    dialog->open();
}

void PictureOpener::open(const QString& path)
{
    if (QFileInfo(path).isDir()) {
        emit folderGiven(path);
        return;
    }
    if (namesSession(path)) {
        emit sessionGiven(path);
        return;
    }
    QThreadPool::globalInstance()->start([path, opener = QPointer<PictureOpener>(this)] {
        const Opened found = read(path);
        const auto tell = [opener, found] {
            if (!opener) {
                return;
            }
            if (found.setup) {
                emit opener->setupFound(*found.setup);
            } else if (found.refusal.isEmpty()) {
                emit opener->opened(found.image);
            } else {
                emit opener->refused(found.refusal);
            }
        };
        QMetaObject::invokeMethod(qApp, tell, Qt::QueuedConnection);
    });
}

} // namespace fovea
