// fovea without a command, where there is a display: the window.
#pragma once

#include "app/file_wiring.h"
#include "app/session.h"
#include "app/watch.h"
#include "app/wiring.h"
#include "ui/main_window.h"

#include <filesystem>
#include <memory>

namespace fovea {

/// Whether the application that runs can show windows on a screen.
bool canShowWindows();

/// Style, palette and type of the program, and how it reads pictures; once, before the first window.
void dressApplication();

/// The window with everything behind it, wired up, about to make a run with these settings.
struct Bench
{
    Bench(int threads, const Config& settings);

    /// Sessions can be saved and opened from now on, and unsaved work is kept, in the user's state folder or this one.
    void keepIn(const std::filesystem::path& folder, Pace pace = {});

    // In this order: the window goes last, after the threads that speak to it.
    MainWindow window;
    Session session;
    Watch watch;
    Wiring wiring;
    std::unique_ptr<FileWiring> files;
};

/// What the window opens with where nothing else is asked for.
Config firstSettings();

/// Shows the window and returns when it is closed, with the exit code. `file`: a session or settings to open; may be empty.
int runWindow(const Config& settings, const QString& file = {});

} // namespace fovea
