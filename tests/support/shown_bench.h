// For tests of the whole window: everything put together, on the screen, with a small run that waits for its first batch.
#pragma once

#include "app/window_command.h"
#include "tests/support/small_run.h"

#include <QTest>

#include <memory>

namespace fovea {

/// Waits for a state of the run; false where it does not come in 20 s.
inline bool await(const Bench& bench, RunState state)
{
    return QTest::qWaitFor([&] { return bench.session.state() == state; }, 20'000);
}

/// Null where the window does not come, or its run cannot be made.
inline std::unique_ptr<Bench> shownBench(const Config& config = smallNeedle())
{
    auto bench = std::make_unique<Bench>(2, config);
    bench->window.resize(1280, 800);
    bench->window.show();
    const bool there = QTest::qWaitForWindowExposed(&bench->window) && await(*bench, RunState::Paused);
    return there ? std::move(bench) : nullptr;
}

} // namespace fovea
