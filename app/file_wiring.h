// FileWiring: what the user does with files, between window and store: save, open, drop, what to do with work that was left
// behind, and the one question on closing.
#pragma once

#include "app/session_store.h"

class QMessageBox;

namespace fovea {

class MainWindow;
class PictureOpener;
class Watch;

class FileWiring : public QObject
{
    Q_OBJECT

public:
    /// All outlive it. `folder`: the user's state folder.
    FileWiring(MainWindow& window, Session& session, Watch& watch, PictureOpener& opener,
               const std::filesystem::path& folder, Pace pace = {});

    SessionStore& store() { return store_; }
    Chronicle& chronicle() { return chronicle_; }

    /// Opens a file that the program was started with.
    void open(const QString& path) { store_.open(path); }
    /// Tells of work that was left behind, if there is any.
    void start() { store_.lookForLeftBehind(); }
    /// The program is told to end: work is kept for recovery, nobody is asked, the window closes.
    void leave();

signals:
    void setupRead(const fovea::Config& config); ///< settings that the user opened

private:
    void wireKeys(PictureOpener& opener);
    void wireStore();
    void save();
    void saveAs();
    void saveSetup();
    bool mayClose();
    void offer(const LeftBehind& left, int others);
    void askForImages(const std::shared_ptr<const OpenedSession>& opened, const QString& sentence);
    void remember(const QString& path);
    void nameWindow();

    MainWindow& window_;
    Session& session_;
    std::filesystem::path recent_;
    Chronicle chronicle_;
    SessionStore store_;
    std::optional<LeftBehind> recovered_; ///< what this sitting goes on with; deleted once it is saved
    bool asking_ = false, closeWhenSaved_ = false, leaving_ = false;
};

} // namespace fovea
