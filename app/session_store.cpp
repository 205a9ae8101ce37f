#include "app/session_store.h"

#include "app/sentence_of.h"
#include "core/data/fingerprint.h"
#include "core/files/read_whole.h"
#include "core/files/safe_writer.h"
#include "core/tensor/thread_priority.h"
#include "core/training/timeline.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QPointer>

#include <algorithm>

namespace fovea {
namespace fs = std::filesystem;

namespace {

constexpr int kWriterSteps = 10;                          // of priority that writing is below the window
constexpr std::size_t kMostKept = std::size_t{16} << 20;  // bytes of moments in a copy for recovery
constexpr std::size_t kAllMoments = std::size_t{1} << 62; // in a file that the user asked for

fs::path pathOf(const QString& name)
{
    return QFile::encodeName(name).toStdString();
}

/// The moments, or as many of them as fit, evenly, with the last.
std::vector<SnapshotPtr> withinBytes(const std::vector<SnapshotPtr>& moments, std::size_t most)
{
    std::size_t all = 0;
    for (const SnapshotPtr& moment : moments) {
        all += bytesOf(*moment);
    }
    if (all <= most) {
        return moments;
    }
    const std::size_t stride = all / most + 1;
    std::vector<SnapshotPtr> some;
    for (std::size_t i = 0; i < moments.size(); i += stride) {
        some.push_back(moments[i]);
    }
    return some;
}

} // namespace

/// Finding out what the data are takes a while, so it is done once.
struct SessionStore::Marked
{
    std::weak_ptr<const Dataset> data;
    std::uint64_t fingerprint = 0;

    std::uint64_t of(const std::shared_ptr<const Dataset>& asked)
    {
        if (data.lock() != asked) {
            fingerprint = fingerprintOf(*asked);
            data = asked;
        }
        return fingerprint;
    }
};

SessionStore::SessionStore(Session& session, Chronicle& chronicle, const fs::path& folder, Pace pace, QObject* parent)
    : QObject(parent), session_(session), chronicle_(chronicle), pace_(pace), marked_(std::make_shared<Marked>())
{
    pool_.setMaxThreadCount(1);
    pool_.setExpiryTimeout(-1);
    const QString refusal = sentenceOf([&] { recovery_.emplace(folder); });
    if (!refusal.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this, refusal] { emit refused(refusal); }, Qt::QueuedConnection); // once somebody listens
    }
    for (QTimer* timer : {&keepSoon_, &settingsSoon_}) {
        timer->setSingleShot(true);
    }
    connect(&keepSoon_, &QTimer::timeout, this, &SessionStore::keep);
    connect(&settingsSoon_, &QTimer::timeout, this, &SessionStore::keepSettings);
    connect(&chronicle, &Chronicle::worked, this, &SessionStore::worked);
    connect(&chronicle, &Chronicle::setChanged, this, [this] {
        settingsSoon_.start(pace_.settings);
        if (!path_.isEmpty() || session_.begun()) {
            worked();
        }
    });
    connect(&session, &Session::copied, this, &SessionStore::write);
    connect(&session, &Session::stateChanged, this, [this](RunState state) {
        const bool stopped = std::exchange(stateBefore_, state) == RunState::Running && state != RunState::Running;
        if (stopped && workedSinceCopy_) {
            keep();
        }
    });
    connect(&session, &Session::sittingOpened, this, [this] {
        waiting_.reset();
        taking_ = true; // what is emitted while it is taken up is not new
        QMetaObject::invokeMethod(
            this,
            [this] {
                taking_ = false;
                emit standingChanged();
            },
            Qt::QueuedConnection);
    });
    connect(&session, &Session::imagesMissing, this,
            [this](const std::shared_ptr<const OpenedSession>& opened) { waiting_ = opened; });
    connect(&session, &Session::runBegan, this, [this] {
        if (std::exchange(waiting_, nullptr)) { // another run in its place: the file must keep what it has
            path_.clear();
            emit standingChanged();
        }
    });
}

SessionStore::~SessionStore()
{
    pool_.waitForDone();
}

/// Does `work` in the writing thread, after what was asked for before; what it gives is done here.
void SessionStore::later(std::function<std::function<void()>()> work)
{
    pool_.start([work = std::move(work), self = QPointer<SessionStore>(this), app = QCoreApplication::instance()] {
        thread_local const bool kLowered = (lowerPriority(kWriterSteps), true);
        static_cast<void>(kLowered);
        const std::function<void()> then = work();
        QMetaObject::invokeMethod(
            app,
            [self, then] {
                if (self) {
                    then();
                }
            },
            Qt::QueuedConnection);
    });
}

void SessionStore::saveTo(const QString& path)
{
    if (waiting_) {
        emit refused(
            tr("This session waits for its images, and its file has all there is. Nothing needs to be saved."));
        return;
    }
    saveTo_ = path;
    session_.askCopy();
}

/// In the writing thread.
void SessionStore::put(const fs::path& place, SessionContents contents, Marked& marked)
{
    if (contents.run) {
        contents.dataIs = marked.of(contents.run->data);
    }
    writeSafely(place, sessionFile(contents).bytes());
}

SessionContents SessionStore::contentsWith(const std::shared_ptr<const Run>& run, std::size_t mostBytes) const
{
    SessionContents contents = chronicle_.contents();
    contents.run = run;
    if (run == nullptr) {
        contents.present.reset();
    } else if (moments_) {
        contents.kept = withinBytes(moments_(), mostBytes);
        std::erase_if(contents.kept, [&](const SnapshotPtr& moment) {
            return moment->step > run->step || moment->network != run->network;
        });
    }
    contents.testOpenings = openings_ ? openings_() : 0;
    return contents;
}

/// The copy that was asked for is here.
void SessionStore::write(const std::shared_ptr<const Run>& run)
{
    if (std::exchange(keepNext_, false) && recovery_) {
        QElapsedTimer clock;
        clock.start();
        writeKept(contentsWith(run, kMostKept));
        keptInWindowMs_ = static_cast<double>(clock.nsecsElapsed()) / 1e6;
    }
    if (const std::optional<QString> to = std::exchange(saveTo_, std::nullopt)) {
        const bool before = std::exchange(unsaved_, false); // records that come while it is written set it again
        later([this, marked = marked_, contents = contentsWith(run, kAllMoments), to = *to, before] {
            const QString refusal = sentenceOf([&] { put(pathOf(to), contents, *marked); });
            return [this, refusal, to, before] {
                if (refusal.isEmpty()) {
                    path_ = to;
                    emit saved(to);
                } else {
                    unsaved_ = unsaved_ || before;
                    emit refused(refusal);
                }
                emit standingChanged();
            };
        });
    }
}

void SessionStore::saveSetup(const QString& path)
{
    later([this, path, text = setupText(session_.wanted())] {
        const QString refusal = sentenceOf([&] { writeSafely(pathOf(path), text); });
        return [this, refusal, path] {
            if (refusal.isEmpty()) {
                emit saved(path);
            } else {
                emit refused(refusal);
            }
        };
    });
}

void SessionStore::open(const QString& path)
{
    later([this, path]() -> std::function<void()> {
        std::shared_ptr<const OpenedSession> session;
        std::optional<Config> setup;
        const QString refusal = sentenceOf([&] {
            if (path.endsWith(QLatin1String(".fovea"), Qt::CaseInsensitive)) {
                session = std::make_shared<const OpenedSession>(readSession(pathOf(path)));
            } else {
                setup = setupFrom(readWhole(pathOf(path), kLargestSetup), path.toStdString());
            }
        });
        return [this, path, session, setup, refusal] {
            if (!refusal.isEmpty()) {
                emit refused(refusal);
            } else if (setup) {
                emit setupRead(*setup, path);
            } else {
                const auto shown = std::make_shared<QMetaObject::Connection>();
                *shown =
                    connect(&session_, &Session::sittingOpened, this, [this, path, shown, session](const auto& which) {
                        disconnect(*shown);
                        if (which == session) {
                            path_ = path;
                            unsaved_ = false;
                            emit opened(path);
                        }
                    });
                session_.open(session);
            }
        };
    });
}

void SessionStore::openAgain(const std::shared_ptr<const OpenedSession>& opened)
{
    session_.open(opened);
}

} // namespace fovea
