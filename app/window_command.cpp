// fovea without a command: the window, put together.
#include "app/window_command.h"

#include "app/interrupt.h"
#include "app/picture_reading.h"
#include "app/session.h"
#include "app/watch.h"
#include "app/wiring.h"
#include "core/settings/presets.h"
#include "ui/main_window.h"
#include "ui/paint/figure.h"
#include "ui/window/marked_style.h"
#include "ui/window/palettes.h"

#include <QApplication>
#include <QIcon>

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
    readPicturesWithQt([](Index done, Index of) { emit pictureNews().read(done, of); });
    QApplication::setStyle(new MarkedStyle);
    QGuiApplication::setDesktopFileName(
        QStringLiteral("fovea")); // as resources/desktop names it, where it is installed
    QApplication::setWindowIcon(QIcon::fromTheme(QStringLiteral("fovea")));
    const bool dark = isDark(QApplication::palette()); // as the desktop has it
    QApplication::setPalette(dark ? darkPalette() : lightPalette());
    QApplication::setFont(figureFont(13));
}

Bench::Bench(int threads, const Config& settings) : session(threads), wiring(window, session, watch)
{
    session.setReadyForSnapshot([this] { return watch.ready(); });
    session.want(settings);
}

void Bench::keepIn(const std::filesystem::path& folder, Pace pace)
{
    files = std::make_unique<FileWiring>(window, session, watch, wiring.opener(), folder, pace);
    files->chronicle().setNames([this](int run) { return wiring.nameOf(run); });
    files->store().setMoments([this] { return wiring.moments(); });
    QObject::connect(files.get(), &FileWiring::setupRead, &wiring, &Wiring::takeSettings);
    QObject::connect(&wiring, &Wiring::runsEdited, &files->chronicle(), &Chronicle::worked);
}

Config firstSettings()
{
    return configOf(*findPreset("needle"));
}

int runWindow(const Config& settings, const QString& file)
{
    dressApplication();
    Bench bench(ThreadPool::processors(), settings);
    bench.keepIn(stateFolder());
    const std::stop_callback ended(stopOnInterrupt(), [files = bench.files.get()] {
        QMetaObject::invokeMethod(files, &FileWiring::leave, Qt::QueuedConnection);
    });
    bench.window.showFitting();
    if (!file.isEmpty()) {
        bench.files->open(file);
    }
    bench.files->start();
    return QApplication::exec();
}

} // namespace fovea
