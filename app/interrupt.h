// Ctrl+C and SIGTERM as a stop token: what is in hand is finished and written, then the program ends. A second Ctrl+C ends
// it at once.
#pragma once

#include <stop_token>

namespace fovea {

/// From now on SIGINT and SIGTERM ask this token to stop. To be called before any thread is started; later
/// calls give the same token.
std::stop_token stopOnInterrupt();

} // namespace fovea
