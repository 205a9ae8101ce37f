#include "app/progress.h"

#include "app/result_text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#if defined(__unix__) || defined(__APPLE__)
#include <unistd.h>
#endif

namespace fovea {
namespace {

bool standardErrorIsTerminal()
{
#if defined(__unix__) || defined(__APPLE__)
    return isatty(STDERR_FILENO) == 1;
#else
    return false;
#endif
}

std::string formatted(const char* format, auto... values)
{
    char text[256];
    std::snprintf(text, sizeof text, format, values...);
    return text;
}

} // namespace

Progress::Progress(std::string label, const Run& run)
    : label_(std::move(label)), terminal_(standardErrorIsTerminal()), epochsAtStart_(run.epochs())
{
    if (!run.history.empty()) {
        last_ = run.history.back();
    }
    if (!terminal_ && !run.finished()) {
        announce(run);
    }
}

void Progress::announce(const Run& run) const
{
    const auto samples = static_cast<long>(run.samples()), batch = static_cast<long>(run.config.train.batchSize);
    std::fprintf(stderr, "%straining on %s: %s of %s\n", label_.empty() ? "" : (label_ + "  ").c_str(),
                 counted(samples, "image").c_str(), counted(run.config.train.epochs, "epoch").c_str(),
                 counted((samples + batch - 1) / batch, "batch").c_str());
    std::fflush(stderr);
}

void Progress::show(const Run& run, Mailbox& mailbox)
{
    constexpr auto kPause = std::chrono::milliseconds(100);

    const bool epochEnded = !run.history.empty() && run.history.back().epoch != last_.epoch;
    if (!epochEnded && Clock::now() - written_ < kPause) {
        return;
    }
    written_ = Clock::now();
    mailbox.take(false); // records are not needed here, and a snapshot would cost a copy of the weights
    if (epochEnded) {
        last_ = run.history.back();
    }
    if (terminal_) {
        std::fprintf(stderr, "\r\033[K%s", line(run).c_str());
    } else if (epochEnded) {
        std::fprintf(stderr, "%s\n", line(run).c_str());
    }
    std::fflush(stderr);
}

void Progress::finish()
{
    if (terminal_) {
        std::fputs("\n", stderr);
    }
}

std::string Progress::line(const Run& run) const
{
    const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    const double done = run.epochs() - epochsAtStart_;
    const double images = done * static_cast<double>(run.samples());
    const double rate = seconds > 0 ? images / seconds : 0;
    double epochsLeft = run.config.train.epochs - run.epochs();
    if (run.config.train.steps > 0) {
        const double batches = static_cast<double>(run.config.train.steps - run.step);
        epochsLeft = std::min(epochsLeft, batches * run.config.train.batchSize / static_cast<double>(run.samples()));
    }
    const double left = rate > 0 ? epochsLeft * static_cast<double>(run.samples()) / rate : 0;
    const double accuracy = run.seen > 0 ? run.correctSum / static_cast<double>(run.seen) : last_.accuracy;
    std::string text = label_.empty() ? "" : label_ + "  ";
    text += formatted("epoch %d/%d  batch %ld  accuracy %.3f",
                      std::min(run.epoch + (run.seen > 0 ? 1 : 0), run.config.train.epochs), run.config.train.epochs,
                      run.step, accuracy);
    if (!std::isnan(last_.valAccuracy)) {
        text += formatted("  validation %.3f", last_.valAccuracy);
    }
    if (!std::isnan(last_.pointing)) {
        text += formatted("  hit %.3f", last_.pointing);
    }
    return text + formatted("  %.0f images/s  %.0f s left", rate, std::max(0.0, left));
}

} // namespace fovea
