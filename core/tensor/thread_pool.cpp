#include "core/tensor/thread_pool.h"

#include "core/tensor/check.h"
#include "core/tensor/floating_point.h"

#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace fovea {
namespace {

constexpr int kSpins = 4000; // some 50 to 100 µs before a thread goes to sleep

void pauseBriefly()
{
#if defined(__x86_64__)
    __builtin_ia32_pause();
#endif
}

} // namespace

struct ThreadPool::State
{
    std::vector<std::thread> threads;
    std::mutex mutex;
    std::condition_variable wake;

    // One round of work. `round` announces it; `next` hands out items; `pending` counts the threads not yet done.
    std::atomic<unsigned> round{0};
    std::atomic<Index> next{0};
    std::atomic<int> pending{0};
    const std::function<void(Index, int)>* work = nullptr;
    Index count = 0;
    bool stopping = false; // guarded by mutex, published by round
    std::stop_token stop;  // of the work, published by round

    std::mutex failureMutex;
    std::exception_ptr failure;

    void takeItems(int thread)
    {
        try {
            for (Index item = next.fetch_add(1); item < count; item = next.fetch_add(1)) {
                if (stop.stop_requested()) {
                    throw CalledOff();
                }
                (*work)(item, thread);
            }
        } catch (...) {
            const std::scoped_lock lock(failureMutex);
            if (!failure) {
                failure = std::current_exception();
            }
            next.store(count); // no further items
        }
    }

    /// Waits for a round other than `seen`: spinning first, then asleep.
    void awaitRound(unsigned seen)
    {
        for (int spin = 0; spin < kSpins; ++spin) {
            if (round.load(std::memory_order_acquire) != seen) {
                return;
            }
            pauseBriefly();
        }
        std::unique_lock lock(mutex);
        wake.wait(lock, [&] { return round.load(std::memory_order_acquire) != seen; });
    }

    void announce()
    {
        {
            const std::scoped_lock lock(mutex);
            round.fetch_add(1, std::memory_order_release);
        }
        wake.notify_all();
    }
};

ThreadPool::ThreadPool(int threads, std::function<void()> onStart) : state_(std::make_unique<State>())
{
    FOVEA_CHECK(threads >= 1, std::to_string(threads) + " threads");
    for (int thread = 1; thread < threads; ++thread) {
        state_->threads.emplace_back([state = state_.get(), thread, onStart] {
            flushDenormals();
            if (onStart) {
                onStart();
            }
            unsigned seen = 0;
            while (true) {
                state->awaitRound(seen);
                seen = state->round.load(std::memory_order_acquire);
                if (state->stopping) {
                    return;
                }
                state->takeItems(thread);
                state->pending.fetch_sub(1, std::memory_order_release);
            }
        });
    }
}

ThreadPool::~ThreadPool()
{
    state_->stopping = true;
    state_->announce();
    for (std::thread& thread : state_->threads) {
        thread.join();
    }
}

int ThreadPool::threads() const
{
    return static_cast<int>(state_->threads.size()) + 1;
}

void ThreadPool::forEach(Index count, const std::function<void(Index, int)>& work)
{
    State& state = *state_;
    state.work = &work;
    state.count = count;
    state.next.store(0);
    state.failure = nullptr;
    if (!state.threads.empty() && count > 1) {
        state.pending.store(static_cast<int>(state.threads.size()));
        state.announce();
    }
    state.takeItems(0);
    int spins = 0;
    while (state.pending.load(std::memory_order_acquire) > 0) {
        // The others are within one item of their end. Yield now and then: on a busy machine one may wait for our core.
        if (++spins % 256 == 0) {
            std::this_thread::yield();
        }
        pauseBriefly();
    }
    if (state.failure) {
        std::rethrow_exception(state.failure);
    }
}

void ThreadPool::heed(std::stop_token stop)
{
    state_->stop = std::move(stop);
}

int ThreadPool::processors()
{
    const unsigned count = std::thread::hardware_concurrency();
    return count == 0 ? 1 : static_cast<int>(count);
}

} // namespace fovea
