// A few threads that wait for work: forEach(count, work) runs work(0) … work(count − 1) and returns when all are done.
//
// Which thread takes which item is not decided here and must not matter: work writes to places of its own item, and
// whoever calls adds those up in index order. That is why 1, 2 or 8 threads give the same bits.
//
// Threads spin for a moment before they sleep, because the next batch is usually a few microseconds away.
#pragma once

#include "core/tensor/real.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace fovea {

/// Thrown by forEach() where the work was called off.
struct CalledOff
{
};

class ThreadPool
{
public:
    /// `threads` ≥ 1 counts the caller, who works too. `onStart` runs first in each new thread (priority, name).
    explicit ThreadPool(int threads, std::function<void()> onStart = {});
    ~ThreadPool();
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    int threads() const;

    /// Calls work(item, thread) once for each item in 0 … count − 1; thread is in 0 … threads() − 1 and no two calls at
    /// the same time share it. Only one forEach at a time. An exception of `work` is rethrown here, once all have ended.
    void forEach(Index count, const std::function<void(Index item, int thread)>& work);

    /// From now on forEach() ends with CalledOff, after the items in hand, once a stop is asked for; a token without a
    /// source ends that. What was under way is then half done: only for work whose result can be thrown away.
    void heed(std::stop_token stop);

    /// The number of processors that this process may use.
    static int processors();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace fovea
