// SessionStore: a sitting on disk. It saves and opens sessions, keeps a copy of what nobody saved, and knows whether there is
// anything that would be lost. Files are read and written by a thread of its own; the window's only hands over values.
#pragma once

#include "app/chronicle.h"
#include "app/recovery.h"

#include <QThreadPool>

#include <functional>
#include <optional>

namespace fovea {

inline constexpr std::size_t kLargestSetup = std::size_t{1} << 20; ///< bytes of a file of settings

/// How often a sitting keeps a copy of itself.
struct Pace
{
    int work = 25'000;   ///< ms after the first new record: with the time that writing takes, 30 s
    int settings = 1000; ///< ms after a change of settings
    double share = 0.02; ///< of the time of training that writing may take
};

/// What a copy of unsaved work took, in ms.
struct KeptCost
{
    double window = 0;  ///< of the window's thread
    double writing = 0; ///< of the writing thread
};

class SessionStore : public QObject
{
    Q_OBJECT

public:
    /// All outlive it. `folder`: where unsaved work is kept. Never throws: without such a folder a sentence says so.
    SessionStore(Session& session, Chronicle& chronicle, const std::filesystem::path& folder, Pace pace = {},
                 QObject* parent = nullptr);
    /// Waits until what is being written is written.
    ~SessionStore() override;

    /// Moments of the present run, and how often the test was opened, at the time of saving.
    void setMoments(std::function<std::vector<SnapshotPtr>()> moments) { moments_ = std::move(moments); }
    void setOpenings(std::function<int()> openings) { openings_ = std::move(openings); }

    const QString& path() const { return path_; } ///< of the session's file; empty before it has one
    /// Whether something would be lost that its file does not have.
    bool unsaved() const { return unsaved_; }
    /// Whether save() can be of use: false while a session waits for its images.
    bool waitsForImages() const { return waiting_ != nullptr; }

public slots:
    void saveTo(const QString& path);
    void saveSetup(const QString& path);
    void open(const QString& path); ///< a session, or the settings of one, by what it is
    void openAgain(const std::shared_ptr<const fovea::OpenedSession>& opened); ///< once its images are found
    void recover(const fovea::LeftBehind& left);
    /// The first of what was left behind, if anything was: leftBehind() tells.
    void lookForLeftBehind();
    /// Work need not be kept any more: it was saved, or the user does not want it.
    void finish();
    /// Keeps a copy for recovery at once: kept() or refused() tells.
    void keepNow() { keep(); }

signals:
    void saved(const QString& path);
    void opened(const QString& path); ///< empty: what was recovered
    void setupRead(const fovea::Config& config, const QString& path);
    void refused(const QString& sentence);
    void standingChanged(); ///< path() or unsaved() changed
    void leftBehind(const fovea::LeftBehind& newest, int others);
    void kept(const fovea::KeptCost& cost); ///< a copy for recovery was written

private:
    void worked();
    void keep();
    void keepSettings();
    void write(const std::shared_ptr<const Run>& run);
    void writeKept(const SessionContents& contents);
    struct Marked;
    static void put(const std::filesystem::path& place, SessionContents contents, Marked& marked);
    SessionContents contentsWith(const std::shared_ptr<const Run>& run, std::size_t mostBytes) const;
    void later(std::function<std::function<void()>()> work);

    Session& session_;
    Chronicle& chronicle_;
    Pace pace_;
    std::function<std::vector<SnapshotPtr>()> moments_;
    std::function<int()> openings_;

    QString path_;
    bool unsaved_ = false, workedSinceCopy_ = false, taking_ = false;
    std::shared_ptr<const OpenedSession> waiting_; ///< for its images
    std::optional<QString> saveTo_;                ///< where the next copy of the run goes
    bool keepNext_ = false;                        ///< it also goes where unsaved work is kept
    bool keeping_ = false, keepAgain_ = false;     ///< a copy is on its way to the disk; another is due
    bool saidNotKept_ = false;

    std::optional<Recovery> recovery_;
    QTimer keepSoon_, settingsSoon_;
    int restMs_ = 0;            ///< until the next copy may be written, for its share of time
    double keptInWindowMs_ = 0; ///< what the last copy took of the window's thread
    RunState stateBefore_ = RunState::Making;
    std::shared_ptr<Marked> marked_; ///< the fingerprint of the data, of the writing thread alone
    QThreadPool pool_;               ///< one thread, so that files are written in order; last, so that it goes first
};

} // namespace fovea
