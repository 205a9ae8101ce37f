// Analyst: the thread that answers questions about snapshots, while training goes on elsewhere. It has its own memory and
// never touches a run, so looking changes nothing. Of each kind of question it answers the newest and drops the others.
#pragma once

#include "core/training/attention_steps.h"
#include "core/training/gate_means.h"
#include "core/training/gaze_survey.h"
#include "core/training/judgement.h"
#include "core/training/report.h"
#include "core/training/snapshot.h"

#include <array>
#include <functional>
#include <memory>
#include <vector>

namespace fovea {

/// The kinds, the most urgent first: somebody is drawing and waits for the first.
enum class Asked
{
    Inspected, ///< one picture, explained, with its untrained twin where wanted
    Steps,     ///< one row of a map of one picture, step by step
    Gallery,   ///< the pinned pictures
    Ranking,   ///< every validation image, to find the hardest
    Switch,    ///< the validation images with real, uniform and shuffled attention
    Test,      ///< the test images: the sealed split, opened
    Gates,     ///< the gates of the validation images, in the mean of each class
    Judgement, ///< everything that is counted about the answers to the validation images
    Gazes,     ///< where the network looks in all validation images
    Variance,  ///< how noisy the policy gradient is with each baseline, on some training images
};

struct Question
{
    Asked what = Asked::Gallery;
    SnapshotPtr snapshot;
    std::vector<PicturePtr> pictures; ///< Inspected, Steps, Gallery
    MapOverride maps = MapOverride::None;
    bool untrained = false; ///< answers of the untrained twin too
    long number = 0;        ///< chosen by who asks, to know the reply by
    StepsAsked steps = {};  ///< Steps
};

/// Accuracy on the validation images with attention as it is, uniform, and shuffled; undefined without
/// attention, and the last two where the network looks at parts of the image and no map says how it weighs them. Where gazes
/// are drawn by chance `gazes` says what others than the network would have reached in choosing them.
struct SwitchResult
{
    double real = kUndefined, uniform = kUndefined, shuffled = kUndefined;
    Index images = 0;
    std::vector<GazeFigure> gazes = {};
};

struct Reply
{
    Question question;
    std::vector<AnswerOfSample> answers, untrained;
    std::vector<SampleResult> ranking; ///< of the validation images, in their order
    SwitchResult switched;
    std::shared_ptr<const TestReport> test;
    std::shared_ptr<const GateMeans> gates;
    std::shared_ptr<const Judgement> judgement;
    std::shared_ptr<const GazeSurvey> gazes;
    std::array<double, kBaselines> variance{}; ///< as policyVariance()
    std::shared_ptr<const AttentionSteps> steps;
};

/// The attention switch: the same weights, with attention replaced. Empty where `stop` came first.
std::optional<SwitchResult> attentionSwitch(const Snapshot& snapshot, Workspace& workspace, std::stop_token stop);

/// All functions are called from one thread, the window's; none of them waits, but the destructor, for some images.
class Analyst
{
public:
    /// `onStart` runs first in its thread (priority), `onReply` there each time there is something to take.
    Analyst(std::function<void()> onStart, std::function<void()> onReply);
    ~Analyst();
    Analyst(const Analyst&) = delete;
    Analyst& operator=(const Analyst&) = delete;

    void ask(Question question);
    /// Whether a question of this kind waits or is being answered.
    bool busy(Asked what) const;
    std::vector<Reply> takeReplies();

private:
    struct State;
    std::unique_ptr<State> state_;
};

} // namespace fovea
