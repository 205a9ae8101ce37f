// fovea without arguments: the window, put together.
#include "app/window_command.h"

#include "app/session.h"
#include "app/watch.h"
#include "app/wiring.h"
#include "core/settings/presets.h"
#include "ui/main_window.h"
#include "ui/paint/figure.h"
#include "ui/window/marked_style.h"
#include "ui/window/palettes.h"

#include <QApplication>

namespace fovea {
namespace {

/// Named once for all connections, so that values can travel in signals and be looked at by tests.
void registerValues()
{
    qRegisterMetaType<Config>("fovea::Config");
    qRegisterMetaType<RunState>("fovea::RunState");
}

} // namespace

bool canShowWindows()
{
    return QGuiApplication::platformName() != QLatin1String("offscreen");
}

void dressApplication()
{
    registerValues();
    QApplication::setStyle(new MarkedStyle);
    const bool dark = isDark(QApplication::palette()); // as the desktop has it
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
    QApplication::setFont(figureFont(13));
}

Bench::Bench(int threads, const Config& settings) : session(threads), wiring(window, session, watch)
{
    session.setReadyForSnapshot([this] { return watch.ready(); });
    session.want(settings);
}

int runWindow()
{
    dressApplication();
    Bench bench(ThreadPool::processors(), configOf(*findPreset("needle")));
    bench.window.showFitting();
    return QApplication::exec();
}

} // namespace fovea
