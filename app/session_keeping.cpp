// What nobody has saved yet, kept in case of a crash or a power cut, and offered afterwards.
#include "app/sentence_of.h"
#include "app/session_store.h"
#include "core/files/read_whole.h"
#include "core/files/safe_writer.h"

#include <QElapsedTimer>

#include <algorithm>

namespace fovea {
namespace {

constexpr int kLongestRest = 600'000; // ms

} // namespace

/// Something new that is in no file yet.
void SessionStore::worked()
{
    if (taking_) {
        return;
    }
    workedSinceCopy_ = true;
    if (!keepSoon_.isActive() && !keepNext_ && !keeping_) { // else it is looked at when that is done
        keepSoon_.start(std::max(pace_.work, restMs_));
    }
    if (!std::exchange(unsaved_, true)) {
        emit standingChanged();
    }
}

/// A copy for recovery.
void SessionStore::keep()
{
    keepSoon_.stop();
    if (!recovery_ || waiting_) {
        return;
    }
    if (keeping_) {
        keepAgain_ = true;
        return;
    }
    keepNext_ = true;
    session_.askCopy();
}

void SessionStore::writeKept(const SessionContents& contents)
{
    keeping_ = true;
    workedSinceCopy_ = false;
    later([this, marked = marked_, contents, to = recovery_->session(), settings = recovery_->settings()] {
        QElapsedTimer clock;
        clock.start();
        const QString refusal = sentenceOf([&] {
            put(to, contents, *marked);
            std::error_code ignored;
            std::filesystem::remove(settings, ignored); // the whole has them: a later file is of later settings
        });
        const auto took = static_cast<double>(clock.nsecsElapsed()) / 1e6;
        return [this, refusal, took] {
            keeping_ = false;
            restMs_ = static_cast<int>(std::min<double>(took / pace_.share, kLongestRest));
            if (!refusal.isEmpty()) {
                workedSinceCopy_ = true;
                keepSoon_.start(std::max(pace_.work, restMs_));
                if (!std::exchange(saidNotKept_, true)) { // once: it will not be better the next minute
                    emit refused(tr("Unsaved work is not kept for recovery. %1").arg(refusal));
                }
                return;
            }
            saidNotKept_ = false;
            emit kept({keptInWindowMs_, took});
            if (std::exchange(keepAgain_, false) && workedSinceCopy_) {
                keep();
            } else if (workedSinceCopy_) {
                keepSoon_.start(std::max(pace_.work, restMs_));
            }
        };
    });
}

/// In a file of their own, which is written sooner than the whole.
void SessionStore::keepSettings()
{
    if (!recovery_ || taking_) {
        return;
    }
    later([to = recovery_->settings(), text = setupText(session_.wanted())] {
        sentenceOf([&] { writeSafely(to, text); }); // the next copy of the whole says what is wrong with the disk
        return [] {};
    });
}

void SessionStore::recover(const LeftBehind& left)
{
    later([this, left]() -> std::function<void()> {
        std::shared_ptr<OpenedSession> session;
        std::optional<Config> setup;
        const QString refusal = sentenceOf([&] {
            if (!left.session.empty()) {
                session = std::make_shared<OpenedSession>(readSession(left.session));
            }
            if (!left.settings.empty()) {
                setup = setupFrom(readWhole(left.settings, kLargestSetup), left.settings.string());
            }
        });
        if (session && setup) {
            session->contents.wanted = *setup;
        }
        return [this, session, setup, refusal] {
            if (!refusal.isEmpty()) {
                emit refused(refusal);
            } else if (session) {
                session_.open(session);
                path_.clear();
                unsaved_ = true; // it is in no file that the user has chosen
                emit opened({});
            } else if (setup) {
                emit setupRead(*setup, {});
            }
        };
    });
}

void SessionStore::lookForLeftBehind()
{
    if (!recovery_) {
        return;
    }
    const std::vector<LeftBehind> all = recovery_->leftBehind();
    if (!all.empty()) {
        emit leftBehind(all.front(), static_cast<int>(all.size()) - 1);
    }
}

void SessionStore::finish()
{
    keepSoon_.stop();
    settingsSoon_.stop();
    pool_.waitForDone();
    if (recovery_) {
        recovery_->finish();
        recovery_.reset();
    }
}

} // namespace fovea
