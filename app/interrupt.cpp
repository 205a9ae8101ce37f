#include "app/interrupt.h"

#include <csignal>
#include <mutex>
#include <thread>

#if defined(__unix__) || defined(__APPLE__)
#include <pthread.h>
#include <unistd.h>
#endif

namespace fovea {
namespace {

std::stop_source& source()
{
    static std::stop_source kSource;
    return kSource;
}

} // namespace

#if defined(__unix__) || defined(__APPLE__)

namespace {

void listen()
{
    // A stop token may not be used from a signal handler. So the signals are blocked in every thread, and one thread of its
    // own waits for them as for anything else.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::thread([signals] {
        constexpr int kInterrupted = 130;
        int signal = 0;
        sigwait(&signals, &signal);
        source().request_stop();
        sigwait(&signals, &signal);
        _exit(kInterrupted);
    }).detach();
}

} // namespace

std::stop_token stopOnInterrupt()
{
    static std::once_flag kListening;
    std::call_once(kListening, listen);
    return source().get_token();
}

#else

std::stop_token stopOnInterrupt()
{
    std::signal(SIGINT, [](int) { source().request_stop(); });
    return source().get_token();
}

#endif

} // namespace fovea
