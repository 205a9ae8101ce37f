// The program. Without arguments it does its main job; with arguments it is a command for scripts.
#include "app/command_line.h"
#include "app/interrupt.h"
#include "app/performance_report.h"
#include "app/picture_reading.h"
#include "app/window_command.h"

#include "core/settings/error.h"
#include "core/tensor/floating_point.h"
#include "ui/window/file_drops.h"

#include <QApplication>

#include <chrono>
#include <clocale>
#include <cstdio>
#include <new>

namespace {

/// Commands paint figures but show no window, so they need no display. For a window, what is there is tried in turn; the
/// last is always there, so that Qt does not give up where a display is named but cannot be reached.
void choosePlatform(bool window)
{
    if (!window) {
        qputenv("QT_QPA_PLATFORM", "offscreen");
    } else if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM")) {
#if defined(__linux__)
        QByteArray platforms = "offscreen";
        if (qEnvironmentVariableIsSet("DISPLAY")) {
            platforms = "xcb;" + platforms;
        }
        if (qEnvironmentVariableIsSet("WAYLAND_DISPLAY")) {
            platforms = "wayland;" + platforms;
        }
        qputenv("QT_QPA_PLATFORM", platforms);
#endif
    }
}

/// Qt's remarks, but for those that it makes on every machine without a desktop.
void printRemark(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    const bool usual = text.startsWith("QStandardPaths: XDG_RUNTIME_DIR not set") ||
                       QByteArray(context.category).startsWith("qt.qpa.");
    if (!usual) {
        std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, text)));
    }
}

/// What was printed has to have arrived: a full disk is no success.
int withOutputWritten(int code)
{
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
        throw fovea::Error(fovea::Error::Kind::Files, "What was to be printed could not be written. Is the disk full?");
    }
    return code;
}

int run(const QStringList& arguments, std::chrono::steady_clock::time_point started)
{
    if (arguments.size() <= 1) {
        return fovea::canShowWindows() ? fovea::runWindow(fovea::firstSettings())
                                       : fovea::runTrain(fovea::defaultTraining());
    }
    if (arguments.size() == 2 && fovea::namesSession(arguments[1])) {
        if (!fovea::canShowWindows()) {
            throw fovea::Error(
                fovea::Error::Kind::Usage,
                "A session opens in the window, and there is no display. Settings alone are trained with "
                "fovea train --config FILE.");
        }
        return fovea::runWindow(fovea::firstSettings(), arguments[1]);
    }
    const fovea::Command command = fovea::parseCommandLine(arguments);
    if (command.window) {
        if (!fovea::canShowWindows()) {
            throw fovea::Error(fovea::Error::Kind::Usage,
                               "The window opens with these settings, and there is no display. fovea train --preset "
                               "NAME --out DIR trains without one.");
        }
        return fovea::runWindow(command.window->config);
    }
    if (command.train) {
        return fovea::runTrain(*command.train);
    }
    if (command.evaluate) {
        return fovea::runEvaluate(*command.evaluate);
    }
    if (command.plot) {
        return fovea::runPlot(*command.plot);
    }
    if (command.diagnose) {
        return fovea::runDiagnose(*command.diagnose);
    }
    if (command.list) {
        return fovea::runList(*command.list);
    }
    if (command.cost) {
        return fovea::runCost(*command.cost);
    }
    if (command.bench) {
        return fovea::runBench(*command.bench);
    }
    if (command.perfReport) {
        if (!fovea::canShowWindows()) {
            throw fovea::Error(fovea::Error::Kind::Usage,
                               "--perf-report measures the window, and there is no display.");
        }
        return fovea::runPerformanceReport({command.perfReport->seconds, command.perfReport->present, started});
    }
    if (command.soak) {
        return fovea::runSoak(*command.soak);
    }
    std::fputs(command.text.c_str(), stdout);
    return fovea::kDone;
}

} // namespace

int main(int argc, char** argv)
{
    const auto started = std::chrono::steady_clock::now();
    fovea::flushDenormals();
    const QString first = argc > 1 ? QString::fromLocal8Bit(argv[1]) : QString();
    const bool opens = argc == 1 || (argc == 2 && fovea::namesSession(first)) || fovea::opensWindow(first);
    const bool window = opens || first == "--perf-report" || first == "--soak";
    if (opens) {
        fovea::stopOnInterrupt(); // before Qt starts a thread
    }
    choosePlatform(window);
    qInstallMessageHandler(printRemark);
    const QApplication application(argc, argv);
    std::setlocale(LC_NUMERIC, "C"); // Qt has just taken the user's; what is printed and written has points, not commas
    fovea::readPicturesWithQt(fovea::tellOnTerminal);
    try {
        fovea::requireReadable(argc, argv);
        return withOutputWritten(run(application.arguments(), started));
    } catch (const fovea::Error& error) {
        std::fprintf(stderr, "fovea: %s\n", error.what());
        return static_cast<int>(error.kind());
    } catch (const std::bad_alloc&) {
        std::fputs("fovea: There is not enough memory for these settings. Use fewer images, a smaller batch "
                   "or a smaller "
                   "network.\n",
                   stderr);
        return fovea::kUsage;
    }
}
