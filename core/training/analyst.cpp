#include "core/training/analyst.h"

#include "core/training/explained.h"
#include "core/training/policy_variance.h"
#include "core/training/worker_thread.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

namespace fovea {
namespace {

constexpr std::size_t kKinds = 10;

std::size_t at(Asked what)
{
    return static_cast<std::size_t>(what);
}

} // namespace

std::optional<SwitchResult> attentionSwitch(const Snapshot& snapshot, Workspace& workspace, std::stop_token stop)
{
    const Split& validation = snapshot.data->validation;
    SwitchResult result;
    result.images = validation.size();
    if (snapshot.network->policy() != nullptr) {
        auto gazes = gazeFigures(snapshot.examined(), validation, snapshot.config.seed, workspace, stop);
        if (!gazes) {
            return {};
        }
        result.real = gazes->front().accuracy;
        result.gazes = std::move(*gazes);
        return result;
    }
    const std::array<std::pair<MapOverride, double SwitchResult::*>, 3> kRows = {
        {{MapOverride::None, &SwitchResult::real},
         {MapOverride::Uniform, &SwitchResult::uniform},
         {MapOverride::Shuffled, &SwitchResult::shuffled}}};
    for (const auto& [maps, accuracy] : kRows) {
        const auto evaluation =
            evaluate(snapshot.examined(), validation, -1, maps, snapshot.config.seed, workspace, stop);
        if (!evaluation) {
            return {};
        }
        result.*accuracy = evaluation->accuracy;
        if (evaluation->grid.places() == 0 && !evaluation->samples.empty() &&
            !evaluation->samples.front().gazes.empty()) {
            break; // what is looked at through soft filters has no map that could be replaced
        }
    }
    return result;
}

struct Analyst::State
{
    const std::function<void()> onReply;

    std::mutex mutex; // guards what follows
    std::condition_variable wake;
    std::array<std::optional<Question>, kKinds> waiting;
    std::array<bool, kKinds> answering{};
    std::vector<Reply> replies;
    std::stop_source stop;

    SnapshotPtr twin; ///< of the network last asked about; of the analyst's thread alone

    WorkerThread worker; ///< last, so that it goes first

    State(std::function<void()> onStart, std::function<void()> onReplyThen)
        : onReply(std::move(onReplyThen))
        , worker(1, {std::move(onStart), [this](Workspace& workspace) { return answerNext(workspace); },
                     [this] { tellToEnd(); }})
    {
    }

    std::optional<Question> next()
    {
        std::unique_lock lock(mutex);
        const auto any = [&] {
            return std::find_if(waiting.begin(), waiting.end(), [](const auto& q) { return q.has_value(); });
        };
        wake.wait(lock, [&] { return stop.stop_requested() || any() != waiting.end(); });
        if (stop.stop_requested()) {
            return {};
        }
        answering[at((*any())->what)] = true;
        return std::exchange(*any(), std::nullopt);
    }

    bool answerNext(Workspace& workspace)
    {
        std::optional<Question> question = next();
        if (!question) {
            return false;
        }
        const Asked what = question->what;
        std::optional<Reply> reply;
        workspace.pool().heed(stop.get_token()); // whoever closes the window does not wait for answers nobody will read
        endOf(workspace, {}, [&] { reply = answer(std::move(*question), workspace); });
        {
            const std::scoped_lock lock(mutex);
            answering[at(what)] = false;
            if (reply) { // else it was called off, or too large a question for this computer
                replies.push_back(std::move(*reply));
            }
        }
        onReply();
        return true;
    }

    void tellToEnd()
    {
        {
            const std::scoped_lock lock(mutex);
            stop.request_stop();
        }
        wake.notify_all();
    }

    std::optional<Reply> answer(Question question, Workspace& workspace)
    {
        Reply reply;
        const Snapshot& snapshot = *question.snapshot;
        const std::uint64_t seed = snapshot.config.seed;
        if (question.what == Asked::Switch) {
            const auto result = attentionSwitch(snapshot, workspace, stop.get_token());
            if (!result) {
                return {};
            }
            reply.switched = *result;
        } else if (question.what == Asked::Ranking) {
            auto evaluation = evaluate(snapshot.examined(), snapshot.data->validation, -1, MapOverride::None, seed,
                                       workspace, stop.get_token());
            if (!evaluation) {
                return {};
            }
            reply.ranking = std::move(evaluation->samples);
        } else if (question.what == Asked::Test) {
            reply.test = std::make_shared<const TestReport>(testReport(snapshot.examined(), seed, workspace));
        } else if (question.what == Asked::Gates) {
            auto means =
                gateMeans(snapshot.examined(), snapshot.data->validation, -1, seed, workspace, stop.get_token());
            if (!means) {
                return {};
            }
            reply.gates = std::make_shared<const GateMeans>(std::move(*means));
        } else if (question.what == Asked::Gazes) {
            auto survey =
                gazeSurvey(snapshot.examined(), snapshot.data->validation, -1, seed, workspace, stop.get_token());
            if (!survey) {
                return {};
            }
            reply.gazes = std::make_shared<const GazeSurvey>(std::move(*survey));
        } else if (question.what == Asked::Variance) {
            const auto variance =
                policyVariance(snapshot.examined(), seed, snapshot.progress, workspace, {}, stop.get_token());
            if (!variance) {
                return {};
            }
            reply.variance = *variance;
        } else if (question.what == Asked::Steps) {
            reply.steps = std::make_shared<const AttentionSteps>(attentionSteps(
                snapshot.examined(), *question.pictures.front(), question.steps, seed, workspace.tape(0)));
        } else if (question.what == Asked::Judgement) {
            auto said = predict(snapshot.examined(), snapshot.data->validation, seed, workspace, stop.get_token());
            if (!said) {
                return {};
            }
            reply.judgement = std::make_shared<const Judgement>(judgementOf(std::move(*said)));
        } else {
            reply.answers = answers(snapshot.examined(), question.pictures, question.maps, seed, workspace.tape(0));
            if (question.untrained) {
                if (!twin || twin->network != snapshot.network || twin->config.seed != seed) {
                    twin = untrainedTwin(snapshot);
                }
                reply.untrained =
                    answers(twin->examined(), question.pictures, MapOverride::None, seed, workspace.tape(0));
            }
            if (question.what == Asked::Inspected) {
                for (std::vector<AnswerOfSample>* all : {&reply.answers, &reply.untrained}) {
                    for (AnswerOfSample& one : *all) {
                        explain(one, snapshot.data->image);
                    }
                }
            }
        }
        reply.question = std::move(question);
        return reply;
    }
};

Analyst::Analyst(std::function<void()> onStart, std::function<void()> onReply)
    : state_(std::make_unique<State>(std::move(onStart), std::move(onReply)))
{
}

Analyst::~Analyst() = default;

void Analyst::ask(Question question)
{
    {
        const std::scoped_lock lock(state_->mutex);
        const std::size_t kind = at(question.what);
        state_->waiting[kind] = std::move(question);
    }
    state_->wake.notify_all();
}

bool Analyst::busy(Asked what) const
{
    const std::scoped_lock lock(state_->mutex);
    return state_->answering[at(what)] || state_->waiting[at(what)];
}

std::vector<Reply> Analyst::takeReplies()
{
    const std::scoped_lock lock(state_->mutex);
    return std::exchange(state_->replies, {});
}

} // namespace fovea
