#include "core/training/comparison.h"

#include "core/data/catalog.h"
#include "core/explain/layer_table.h"
#include "core/settings/fields.h"
#include "core/training/worker_thread.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <numeric>
#include <utility>

namespace fovea {
namespace {

using Clock = std::chrono::steady_clock;

constexpr long kTurn = 8; ///< batches of one run before the next takes its turn

/// What is to be made, and of which images, where they are there.
struct Start
{
    std::vector<Config> configs;
    std::shared_ptr<const Dataset> data;
};

Contestant contestantOf(const Run& run, Workspace& workspace)
{
    Contestant made;
    made.config = run.config;
    made.data = run.data;
    made.baselines = baselinesOf(run, run.data->validation, workspace);
    made.validationImages = run.data->validation.size();
    const ParameterTable& table = run.network->parameters();
    for (int p = 0; p < table.count(); ++p) {
        made.parameters.push_back(table[p].name);
        made.learned += table.slot(p).size;
    }
    const std::vector<LayerRow> rows = layerTable(run.config, {run.data->image, run.task->answers()});
    made.multiplyAdds = std::accumulate(rows.begin(), rows.end(), 0.0,
                                        [](double sum, const LayerRow& row) { return sum + row.multiplyAdds; });
    return made;
}

std::string endingOf(const Turn& turn)
{
    return turn.over() ? turn.outcome.sentence : std::string();
}

/// What decides which images a batch holds, beside all that starts with "data.".
bool choosesBatches(std::string_view key)
{
    return key.starts_with("data.") || key.starts_with("augment.") || key == "seed" || key == "task" ||
           key == "train.batch_size";
}

/// One batch, and what closes a pass after its last one; such a batch is not timed, its validation would count for many.
void learnOnce(Turn& turn, const std::stop_token& stop, Workspace& workspace)
{
    const int passes = turn.run->epoch;
    const auto start = Clock::now();
    turn.outcome = advance(*turn.run, 1, stop, turn.mailbox, workspace, turn.memory);
    if (turn.run->epoch == passes && !turn.over()) {
        turn.seconds += std::chrono::duration<double>(Clock::now() - start).count();
        ++turn.batches;
    }
}

} // namespace

std::string differentBatches(const Config& a, const Config& b)
{
    for (const Field& field : fields()) {
        if (choosesBatches(field.key) && textOf(field, a) != textOf(field, b)) {
            return std::string(field.key) + " = " + textOf(field, a);
        }
    }
    return {};
}

void takeTurns(std::vector<std::unique_ptr<Turn>>& turns, std::stop_token stop, Workspace& workspace,
               const std::function<void(std::size_t)>& after)
{
    const auto left = [&] { return std::ranges::any_of(turns, [](const auto& turn) { return !turn->over(); }); };
    while (left() && !stop.stop_requested()) {
        for (std::size_t i = 0; i < turns.size() && !stop.stop_requested(); ++i) {
            Turn& turn = *turns[i];
            if (turn.over()) {
                continue;
            }
            for (long batch = 0; batch < kTurn && !turn.over() && !stop.stop_requested(); ++batch) {
                learnOnce(turn, stop, workspace);
            }
            if (after) {
                after(i);
            }
        }
    }
}

struct Comparison::State
{
    const std::function<void()> onNews;

    mutable std::mutex mutex; // guards what follows
    std::condition_variable wake;
    std::optional<Start> order;
    bool goes = false, busy = false, ending = false;
    std::stop_source stop, drop; ///< to pause; to leave what is being made
    std::vector<Contestant> made;
    std::vector<std::unique_ptr<Turn>>
        turns; ///< the vector itself; what is in it belongs to the thread, but the mailboxes
    std::vector<double> secondsPerBatch;
    std::vector<std::string> endings;
    std::optional<Error> error;

    WorkerThread worker; ///< last, so that it goes first

    State(int threads, std::function<void()> onStart, std::function<void()> onNewsThen)
        : onNews(std::move(onNewsThen))
        , worker(threads, {std::move(onStart), [this](Workspace& workspace) { return serveNext(workspace); },
                           [this] { tellToEnd(); }})
    {
    }

    bool serveNext(Workspace& workspace)
    {
        std::unique_lock lock(mutex);
        wake.wait(lock, [&] { return ending || order || goes; });
        if (ending) {
            return false;
        }
        const std::optional<Start> next = std::exchange(order, std::nullopt);
        const std::stop_token pause = stop.get_token(), leave = drop.get_token();
        goes = false;
        busy = true;
        lock.unlock();
        serve(next, pause, leave, workspace);
        lock.lock();
        busy = false;
        lock.unlock();
        onNews();
        return true;
    }

    void tellToEnd()
    {
        {
            const std::scoped_lock lock(mutex);
            ending = true;
            stop.request_stop();
            drop.request_stop();
        }
        wake.notify_all();
    }

    void serve(const std::optional<Start>& next, const std::stop_token& pause, const std::stop_token& leave,
               Workspace& workspace)
    {
        const TaskEnd end = endOf(workspace,
                                  "There is not enough memory to compare these settings. Compare fewer of them, or "
                                  "with fewer images.",
                                  [&] {
                                      if (next) {
                                          workspace.pool().heed(leave); // whoever closes the window does not wait
                                          make(*next, workspace);       // for images that nobody will see
                                          workspace.pool().heed({});
                                      }
                                      takeTurns(turns, pause, workspace, [this](std::size_t i) { note(i); });
                                      for (const std::unique_ptr<Turn>& turn : turns) {
                                          turn->mailbox.put(snapshotOf(*turn->run)); // as it stands, whatever was taken
                                      }
                                  });
        if (end.error) { // called off: another start has come, or the end
            const std::scoped_lock lock(mutex);
            error = end.error;
        }
    }

    void make(const Start& start, Workspace& workspace)
    {
        const std::shared_ptr<const Dataset> data =
            start.data ? start.data : makeDataset(start.configs.front(), workspace.pool());
        std::vector<std::unique_ptr<Turn>> fresh;
        std::vector<Contestant> known;
        for (const Config& config : start.configs) {
            fresh.push_back(std::make_unique<Turn>());
            fresh.back()->run = std::make_unique<Run>(startRun(config, data));
            known.push_back(contestantOf(*fresh.back()->run, workspace));
        }
        const std::scoped_lock lock(mutex);
        turns = std::move(fresh);
        made = std::move(known);
        secondsPerBatch.assign(turns.size(), kUndefined);
        endings.assign(turns.size(), {});
    }

    void note(std::size_t i)
    {
        const Turn& turn = *turns[i];
        const std::scoped_lock lock(mutex);
        endings[i] = endingOf(turn);
        if (turn.batches > 0) {
            secondsPerBatch[i] = turn.seconds / static_cast<double>(turn.batches);
        }
    }
};

Comparison::Comparison(int threads, std::function<void()> onStart, std::function<void()> onNews)
    : state_(std::make_unique<State>(threads, std::move(onStart), std::move(onNews)))
{
}

Comparison::~Comparison() = default;

void Comparison::start(std::vector<Config> configs, std::shared_ptr<const Dataset> data)
{
    FOVEA_CHECK(!configs.empty() && configs.size() <= kMostCompared, "four are compared at most");
    {
        const std::scoped_lock lock(state_->mutex);
        state_->stop.request_stop(); // of what was compared before
        state_->drop.request_stop();
        state_->stop = {};
        state_->drop = {};
        state_->order = Start{std::move(configs), std::move(data)};
        state_->goes = true;
        state_->error.reset();
    }
    state_->wake.notify_all();
}

void Comparison::pause()
{
    const std::scoped_lock lock(state_->mutex);
    state_->stop.request_stop();
}

void Comparison::goOn()
{
    {
        const std::scoped_lock lock(state_->mutex);
        state_->stop = {};
        state_->goes = true;
    }
    state_->wake.notify_all();
}

bool Comparison::stands() const
{
    const std::scoped_lock lock(state_->mutex);
    return !state_->busy && !state_->goes && !state_->order;
}

ComparisonNews Comparison::take(bool withSnapshots)
{
    ComparisonNews news;
    const std::scoped_lock lock(state_->mutex);
    news.stands = !state_->busy && !state_->goes && !state_->order;
    news.made = std::exchange(state_->made, {});
    for (const auto& turn : state_->turns) {
        news.of.push_back(turn->mailbox.take(withSnapshots));
    }
    news.secondsPerBatch = state_->secondsPerBatch;
    news.endings = state_->endings;
    news.error = std::exchange(state_->error, std::nullopt);
    return news;
}

} // namespace fovea
