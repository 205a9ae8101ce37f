// Heartbeat: whether the window's thread answers. A thread of its own sends it an event every few milliseconds, one at a time,
// and what comes too late is noted, with the processor time that the window's thread spent meanwhile: a stall that is its own
// fault costs some, one that the rest of the machine causes costs none.
#pragma once

#include <QObject>

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace fovea {

struct Stall
{
    double milliseconds = 0; ///< that an event had to wait
    double calculating = 0;  ///< milliseconds of them in which the window's thread calculated
    std::string during;      ///< what was done last before
};

class Heartbeat : public QObject
{
public:
    /// Waiting for more than `limit` milliseconds is a stall. `doing` says what goes on; asked on the window's thread.
    Heartbeat(double limit, std::function<std::string()> doing);
    ~Heartbeat() override;

    /// From now on, or not for a while: what takes its time on purpose is not measured.
    void go(bool on);

    const std::vector<Stall>& stalls() const { return stalls_; } ///< the first hundred
    long stallCount() const { return stallCount_; }
    long beats() const { return beats_; }
    double longest() const { return longest_; } ///< ms that an event had to wait
    double within(double share) const;          ///< ms within which so large a share was answered, to a millisecond

    bool event(QEvent* event) override;

private:
    const double limit_;
    const std::function<std::string()> doing_;
    std::atomic<bool> waits_ = false, on_ = false;
    double calculated_ = 0; ///< seconds of the window's thread, at the last beat
    std::vector<long> histogram_;
    std::vector<Stall> stalls_;
    long stallCount_ = 0, beats_ = 0;
    double longest_ = 0;
    std::jthread poster_; ///< last, so that it goes first
};

} // namespace fovea
