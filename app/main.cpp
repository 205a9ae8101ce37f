// The program. Without arguments it does its main job; with arguments it is a command for scripts.
#include "app/command_line.h"

#include "core/settings/error.h"
#include "core/tensor/floating_point.h"

#include <QApplication>

#include <cstdio>
#include <new>

namespace {

/// Qt's remarks, but for the one that it makes on every machine without a desktop.
void printRemark(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    if (!text.startsWith("QStandardPaths: XDG_RUNTIME_DIR not set")) {
        std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, text)));
    }
}

int run(const QStringList& arguments)
{
    if (arguments.size() <= 1) {
        return fovea::runTrain(fovea::defaultTraining());
    }
    const fovea::Command command = fovea::parseCommandLine(arguments);
    if (command.train) {
        return fovea::runTrain(*command.train);
    }
    if (command.evaluate) {
        return fovea::runEvaluate(*command.evaluate);
    }
    if (command.list) {
        return fovea::runList(*command.list);
    }
    std::fputs(command.text.c_str(), stdout);
    return fovea::kDone;
}

} // namespace

int main(int argc, char** argv)
{
    fovea::flushDenormals();
    qputenv("QT_QPA_PLATFORM",
            "offscreen"); // commands paint figures, but show no window: a display is not needed
    qInstallMessageHandler(printRemark);
    const QApplication application(argc, argv);
    try {
        return run(application.arguments());
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
