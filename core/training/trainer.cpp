#include "core/training/trainer.h"

#include "core/data/catalog.h"
#include "core/training/worker_thread.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace fovea {
namespace {

using Clock = std::chrono::steady_clock;

constexpr long kPiece = 16; ///< batches between two looks at the pace, at full speed

/// What the trainer is asked to do: make a run, open one, or train one.
struct Order
{
    Config config;                               ///< make
    std::shared_ptr<const OpenedSession> opened; ///< open
    std::unique_ptr<Run> run;                    ///< train
    long steps = 0;
};

} // namespace

struct Trainer::State
{
    const std::function<void()> onReturn;
    Mailbox mailbox;

    std::mutex mutex; // guards what follows
    std::condition_variable wake;
    std::optional<Order> order;
    std::optional<Returned> returned;
    std::stop_source stop;
    double pace = 0;
    bool busy = false, ending = false, copies = false;

    // Of the trainer's thread alone.
    std::shared_ptr<const Dataset> data;
    Config dataConfig;
    LearnerMemory memory;

    WorkerThread worker; ///< last, so that it goes first

    State(int threads, std::function<void()> onStart, std::function<void()> onReturnThen)
        : onReturn(std::move(onReturnThen))
        , worker(threads, {std::move(onStart), [this](Workspace& workspace) { return fulfilNext(workspace); },
                           [this] { tellToEnd(); }})
    {
    }

    void ask(Order wanted)
    {
        {
            const std::scoped_lock lock(mutex);
            FOVEA_CHECK(!busy, "one order at a time");
            stop = {};
            order = std::move(wanted);
            busy = true;
        }
        wake.notify_all();
    }

    bool fulfilNext(Workspace& workspace)
    {
        std::unique_lock lock(mutex);
        wake.wait(lock, [&] { return ending || order; });
        if (ending) {
            return false;
        }
        Order next = std::move(*order);
        order.reset();
        const std::stop_token token = stop.get_token();
        lock.unlock();
        Returned result = fulfil(std::move(next), token, workspace);
        lock.lock();
        returned = std::move(result);
        lock.unlock();
        onReturn();
        return true;
    }

    void tellToEnd()
    {
        {
            const std::scoped_lock lock(mutex);
            ending = true;
            stop.request_stop();
        }
        wake.notify_all();
    }

    Returned fulfil(Order next, const std::stop_token& token, Workspace& workspace)
    {
        Returned result;
        result.run = std::move(next.run);
        const TaskEnd end = endOf(workspace,
                                  "There is not enough memory for these settings. Use fewer images, a smaller batch or "
                                  "a smaller network.",
                                  [&] { fulfil(next, token, workspace, result); });
        if (end.calledOff) {
            result.run.reset();
        } else if (end.error) {
            result.error = end.error;
        }
        return result;
    }

    void fulfil(const Order& next, const std::stop_token& token, Workspace& workspace, Returned& result)
    {
        if (result.run) {
            result.outcome = train(*result.run, next.steps, token, workspace);
        } else {
            workspace.pool().heed(token); // whoever closes the window does not wait for images that nobody will see
            result = next.opened ? opened(*next.opened, workspace.pool()) : made(next.config, workspace.pool());
            if (!result.run) {
                return;
            }
            result.baselines = baselinesOf(*result.run, result.run->data->validation, workspace);
        }
        if (wantsCopies()) {
            result.copy = std::make_shared<const Run>(*result.run);
        }
    }

    Returned made(const Config& config, ThreadPool& pool)
    {
        Returned result;
        result.run = std::make_unique<Run>(startRun(config, dataFor(config, pool)));
        return result;
    }

    /// Whole or not at all.
    Returned opened(const OpenedSession& session, ThreadPool& pool)
    {
        Returned result;
        try {
            requireItsImages(session, *dataFor(*session.runConfig, pool));
        } catch (const Error& error) {
            result.error = error;
            result.imagesMissing = true;
            return result;
        }
        auto run = std::make_unique<Run>(runOf(session, data));
        result.moments = momentsOf(session, *run);
        result.run = std::move(run);
        return result;
    }

    const std::shared_ptr<const Dataset>& dataFor(const Config& config, ThreadPool& pool)
    {
        if (!data || !(dataConfig.data == config.data) || dataConfig.seed != config.seed) {
            data.reset(); // before the new ones come: where nobody else holds them, both never take memory at once
            data = makeDataset(config, pool);
            dataConfig = config;
        }
        return data;
    }

    bool wantsCopies()
    {
        const std::scoped_lock lock(mutex);
        return copies;
    }

    Outcome train(Run& run, long steps, const std::stop_token& token, Workspace& workspace)
    {
        Outcome outcome;
        auto due = Clock::now();
        for (long left = steps; left > 0 && !token.stop_requested();) {
            const double now = currentPace();
            const long piece = now > 0 ? 1 : std::min(left, kPiece);
            outcome = advance(run, piece, token, mailbox, workspace, memory);
            if (outcome.kind != Outcome::Kind::Paused) {
                break;
            }
            left -= piece;
            due = left > 0 ? awaitTurn(due, now, token) : due;
        }
        return outcome;
    }

    double currentPace()
    {
        const std::scoped_lock lock(mutex);
        return pace;
    }

    /// Waits until the next batch is due: less where the pace changes or a pause comes.
    Clock::time_point awaitTurn(Clock::time_point due, double now, const std::stop_token& token)
    {
        if (now <= 0) {
            return Clock::now();
        }
        // Late batches are not made up for: after a validation or a sleeping laptop there is no burst.
        due = std::max(due + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / now)),
                       Clock::now() - std::chrono::milliseconds(20));
        std::unique_lock lock(mutex);
        wake.wait_until(lock, due, [&] { return ending || token.stop_requested() || pace != now; });
        return std::min(due, Clock::now());
    }
};

Trainer::Trainer(int threads, std::function<void()> onStart, std::function<void()> onReturn)
    : state_(std::make_unique<State>(threads, std::move(onStart), std::move(onReturn)))
{
}

Trainer::~Trainer() = default;

void Trainer::make(const Config& config)
{
    state_->mailbox.forgetChanges();
    state_->ask({config, nullptr, nullptr, 0});
}

void Trainer::open(std::shared_ptr<const OpenedSession> session)
{
    FOVEA_CHECK(session->runConfig.has_value(), "a session with a run");
    state_->mailbox.forgetChanges();
    state_->ask({{}, std::move(session), nullptr, 0});
}

void Trainer::copyOnReturn(bool wanted)
{
    const std::scoped_lock lock(state_->mutex);
    state_->copies = wanted;
}

void Trainer::train(std::unique_ptr<Run> run, long steps)
{
    state_->ask({{}, nullptr, std::move(run), steps});
}

void Trainer::pause()
{
    {
        const std::scoped_lock lock(state_->mutex);
        state_->stop.request_stop();
    }
    state_->wake.notify_all();
}

void Trainer::setPace(double batchesPerSecond)
{
    {
        const std::scoped_lock lock(state_->mutex);
        state_->pace = batchesPerSecond;
    }
    state_->wake.notify_all();
}

bool Trainer::busy() const
{
    const std::scoped_lock lock(state_->mutex);
    return state_->busy;
}

std::optional<Returned> Trainer::takeReturned()
{
    const std::scoped_lock lock(state_->mutex);
    if (state_->returned) {
        state_->busy = false;
    }
    return std::exchange(state_->returned, std::nullopt);
}

Mailbox& Trainer::mailbox()
{
    return state_->mailbox;
}

} // namespace fovea
