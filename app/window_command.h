// fovea without arguments, where there is a display: the window.
#pragma once

#include "app/session.h"
#include "app/watch.h"
#include "app/wiring.h"
#include "ui/main_window.h"

namespace fovea {

/// Whether the application that runs can show windows on a screen.
bool canShowWindows();

/// Style, palette and type of the program; once, before the first window.
void dressApplication();

/// The window with everything behind it, wired up, about to make a run with these settings.
struct Bench
{
    Bench(int threads, const Config& settings);

    // In this order: the window goes last, after the threads that speak to it.
    MainWindow window;
    Session session;
    Watch watch;
    Wiring wiring;
};

/// Shows the window and returns when it is closed, with the exit code.
int runWindow();

} // namespace fovea
