#include "app/run_words.h"

#include "app/result_text.h"
#include "core/training/schedule.h"

#include <cstdio>

namespace fovea {

std::string shownEpochs(const Run& run)
{
    if (run.seen == 0) {
        return counted(run.epoch, "epoch");
    }
    char text[64];
    std::snprintf(text, sizeof text, "%.*f epochs", run.epochs() < 0.1 ? 3 : 2, run.epochs());
    return text;
}

std::string howToGoOn(const Run& run)
{
    const TrainConfig& train = run.config.train;
    if (run.stopsEarly()) {
        return "for more, add --set train.patience=" + std::to_string(2 * train.patience) + ".";
    }
    if (train.steps > 0 && run.step >= train.steps) {
        return "for more, add --set train.steps=" + std::to_string(2 * run.step) + ", or 0 to leave it to the epochs.";
    }
    return "for more, add --set train.epochs=" + std::to_string(2 * run.epoch) + ".";
}

std::string endOfSchedule(const Run& run)
{
    constexpr double kNothing = 1e-3; // of the learning rate
    const TrainConfig& train = run.config.train;
    const double rate = rateAt(train, 1);
    if (run.finished() || train.epochs <= run.horizon || rate >= kNothing * train.learningRate) {
        return {};
    }
    char shownRate[32];
    std::snprintf(shownRate, sizeof shownRate, "%.2g", rate);
    const std::string came = run.epoch >= run.horizon ? "has come to its end" : "comes to its end then";
    return "The schedule (" + train.schedule + ") was laid out for " + counted(run.horizon, "epoch") + " and " + came +
           ": from there on the learning rate is " + shownRate +
           ", and nothing more is learned. To go on learning, set train.schedule=constant.\n";
}

} // namespace fovea
