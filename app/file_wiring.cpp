#include "app/file_wiring.h"

#include "app/picture_opener.h"
#include "app/recent_files.h"
#include "app/watch.h"
#include "core/settings/error.h"
#include "ui/main_window.h"
#include "ui/window/file_menu.h"
#include "ui/window/message_bar.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QLocale>
#include <QMessageBox>
#include <QTimer>

namespace fovea {
namespace {

constexpr int kLeaveAfter = 400; // ms at most, to keep the work of a program that is told to end

QFileDialog* dialogFor(QWidget* window, const QString& title, const QString& filter, const QString& suffix)
{
    auto* dialog = new QFileDialog(window, title, {}, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    return dialog;
}

} // namespace

FileWiring::FileWiring(MainWindow& window, Session& session, Watch& watch, PictureOpener& opener,
                       const std::filesystem::path& folder, Pace pace)
    : QObject(&window)
    , window_(window)
    , session_(session)
    , recent_(folder / "recent.json")
    , chronicle_(session)
    , store_(session, chronicle_, folder / "unsaved", pace)
{
    store_.setOpenings([&watch] { return watch.openings(); });
    connect(&session, &Session::sittingOpened, &watch,
            [&watch](const auto& opened) { watch.setOpenings(opened->contents.testOpenings); });
    wireKeys(opener);
    wireStore();
    window.setCloseGuard([this] { return mayClose(); });
    window.fileMenu()->showRecent(readRecent(recent_));
    nameWindow();
}

void FileWiring::wireKeys(PictureOpener& opener)
{
    connect(window_.action(Key::Save), &QAction::triggered, this, &FileWiring::save);
    connect(window_.action(Key::SaveAs), &QAction::triggered, this, &FileWiring::saveAs);
    connect(window_.fileMenu(), &FileMenu::setupAsked, this, &FileWiring::saveSetup);
    connect(window_.fileMenu(), &FileMenu::recentAsked, &store_, &SessionStore::open);
    connect(&opener, &PictureOpener::sessionGiven, &store_, &SessionStore::open);
}

void FileWiring::wireStore()
{
    connect(&store_, &SessionStore::refused, this, [this](const QString& sentence) {
        closeWhenSaved_ = false;
        window_.message()->say(sentence);
    });
    connect(&store_, &SessionStore::saved, this, [this](const QString& path) {
        remember(path);
        window_.showStatus(tr("Saved as %1").arg(QFileInfo(path).fileName()));
        if (std::exchange(closeWhenSaved_, false)) {
            window_.close();
        }
    });
    connect(&store_, &SessionStore::opened, this, [this](const QString& path) {
        if (!path.isEmpty()) {
            remember(path);
        }
    });
    connect(&store_, &SessionStore::setupRead, this, [this](const Config& config, const QString& path) {
        emit setupRead(config);
        window_.showStatus(path.isEmpty()
                               ? tr("The settings of the last time. Ctrl+Z takes them back.")
                               : tr("Settings of %1. Ctrl+Z takes them back.").arg(QFileInfo(path).fileName()));
    });
    connect(&store_, &SessionStore::leftBehind, this, &FileWiring::offer);
    connect(&store_, &SessionStore::standingChanged, this, &FileWiring::nameWindow);
    connect(&session_, &Session::imagesMissing, this, &FileWiring::askForImages);
}

void FileWiring::save()
{
    if (store_.path().isEmpty()) {
        saveAs();
    } else {
        store_.saveTo(store_.path());
    }
}

void FileWiring::saveAs()
{
    QFileDialog* dialog =
        dialogFor(&window_, tr("Save this session"), tr("Sessions (*.fovea)"), QStringLiteral("fovea"));
    dialog->selectFile(store_.path().isEmpty() ? tr("session") + QStringLiteral(".fovea") : store_.path());
    connect(dialog, &QFileDialog::fileSelected, &store_, &SessionStore::saveTo);
    connect(dialog, &QFileDialog::rejected, this, [this] { closeWhenSaved_ = false; });
    dialog->open();
}

void FileWiring::saveSetup()
{
    QFileDialog* dialog = dialogFor(&window_, tr("Save the settings for a class"), tr("Settings (*.fovea-setup)"),
                                    QStringLiteral("fovea-setup"));
    dialog->selectFile(tr("settings") + QStringLiteral(".fovea-setup"));
    connect(dialog, &QFileDialog::fileSelected, &store_, &SessionStore::saveSetup);
    dialog->open();
}

void FileWiring::remember(const QString& path)
{
    try {
        if (path.endsWith(QLatin1String(".fovea"))) {
            window_.fileMenu()->showRecent(addRecent(recent_, path));
        }
    } catch (const Error&) { // a list that cannot be written is no reason to disturb
    }
}

/// "needle.fovea* – Fovea"
void FileWiring::nameWindow()
{
    const QString file = store_.path().isEmpty() ? tr("not saved yet") : QFileInfo(store_.path()).fileName();
    window_.setWindowTitle(store_.path().isEmpty() && !store_.unsaved() ? QStringLiteral("Fovea")
                                                                        : file + QStringLiteral("[*] – Fovea"));
    window_.setWindowModified(store_.unsaved());
}

/// Whether the window may close now. Where something would be lost the user is asked, once.
bool FileWiring::mayClose()
{
    if (leaving_) {
        return true;
    }
    if (!store_.unsaved()) {
        store_.finish();
        if (recovered_) {
            Recovery::remove(*recovered_);
        }
        return true;
    }
    if (std::exchange(asking_, true)) {
        return false;
    }
    auto* box = new QMessageBox(QMessageBox::Question, tr("Close Fovea"),
                                tr("This session has work in it that is not saved. Save it?"),
                                QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, &window_);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setDefaultButton(QMessageBox::Save);
    connect(box, &QMessageBox::finished, this, [this](int answer) {
        asking_ = false;
        if (answer == QMessageBox::Save) {
            closeWhenSaved_ = true;
            save();
        } else if (answer == QMessageBox::Discard) {
            leaving_ = true;
            store_.finish();
            if (recovered_) {
                Recovery::remove(*recovered_);
            }
            window_.close();
        }
    });
    box->open();
    return false;
}

void FileWiring::leave()
{
    if (std::exchange(leaving_, true)) {
        return;
    }
    if (!store_.unsaved()) {
        store_.finish();
        window_.close();
        return;
    }
    connect(&store_, &SessionStore::kept, &window_, &QWidget::close);
    connect(&store_, &SessionStore::refused, &window_, &QWidget::close);
    QTimer::singleShot(kLeaveAfter, &window_, &QWidget::close);
    store_.keepNow();
}

void FileWiring::offer(const LeftBehind& left, int others)
{
    QString sentence = tr("Fovea ended on %1 before its work was saved. What it had kept is still there.")
                           .arg(QLocale().toString(left.when, QLocale::ShortFormat));
    if (others > 0) {
        sentence +=
            QLatin1Char(' ') + (others == 1 ? tr("So it is with one more.") : tr("So it is with %1 more.").arg(others));
    }
    window_.message()->say(
        sentence,
        {{tr("Open it"), tr("Goes on where it ended"),
          [this, left] {
              recovered_ = left;
              store_.recover(left);
          }},
         {tr("Delete it"), tr("It cannot be had back. Closing this message keeps it for the next start"), [this, left] {
              Recovery::remove(left);
              store_.lookForLeftBehind(); // the next, if there is one
          }}});
}

void FileWiring::askForImages(const std::shared_ptr<const OpenedSession>& opened, const QString& sentence)
{
    window_.message()->say(
        sentence,
        {{tr("Where are they?"), tr("Choose the folder that holds the images of this session"), [this, opened] {
              auto* dialog = new QFileDialog(&window_, tr("The images of this session"));
              dialog->setAttribute(Qt::WA_DeleteOnClose);
              dialog->setFileMode(QFileDialog::Directory);
              connect(dialog, &QFileDialog::fileSelected, this, [this, opened](const QString& folder) {
                  auto moved = std::make_shared<OpenedSession>(*opened);
                  moved->runConfig->data.path = folder.toStdString();
                  store_.openAgain(moved);
              });
              dialog->open();
          }}});
}

} // namespace fovea
