// How long a folder of pictures takes: the first time, and the second, when it was kept; and whether the window answers
// meanwhile. Prints JSON.   picture_time [PICTURES] [THREADS]
#include "app/heartbeat.h"
#include "app/picture_desk.h"
#include "app/picture_reading.h"
#include "app/spin.h"
#include "app/window_command.h"
#include "core/tensor/random.h"
#include "ui/pictures/pictures_page.h"

#include <QApplication>
#include <QBuffer>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QTemporaryDir>

#include <cstdio>
#include <fstream>
#include <string>

using namespace fovea;

namespace {

/// 32 × 32 pixels: soft, with some noise, another one for each number.
QByteArray pngOf(int number)
{
    Stream stream(static_cast<std::uint64_t>(number), Purpose::Test);
    const double across = stream.uniform(-8, 8), down = stream.uniform(-8, 8), at = stream.uniform(0, 200);
    QImage image(32, 32, QImage::Format_RGB32);
    for (int y = 0; y < 32; ++y) {
        for (int x = 0; x < 32; ++x) {
            const auto tone = [&](double more) {
                return std::clamp(
                    static_cast<int>(at + across * (x - 16) + down * (y - 16) + more + stream.uniform(0, 60)), 0, 255);
            };
            image.setPixel(x, y, qRgb(tone(0), tone(20), tone(-20)));
        }
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

double peakMegabytes()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            return std::stod(line.substr(6)) / 1024;
        }
    }
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const int count = argc > 1 ? std::atoi(argv[1]) : 100'000, threads = argc > 2 ? std::atoi(argv[2]) : 2;
    const QTemporaryDir home;
    qputenv("XDG_CACHE_HOME", home.filePath("cache").toLocal8Bit());
    dressApplication();
    for (int c = 0; c < 10; ++c) {
        QDir().mkpath(home.filePath(QStringLiteral("pictures/class %1").arg(c)));
    }
    for (int i = 0; i < count; ++i) {
        QFile file(home.filePath(QStringLiteral("pictures/class %1/%2.png").arg(i % 10).arg(i)));
        if (!file.open(QIODevice::WriteOnly) || file.write(pngOf(i)) < 0) {
            return 1;
        }
    }
    QWidget window;
    window.show();
    PictureDesk desk(threads, &window);
    double seconds[2] = {}, answered[2] = {}, longest[2] = {};
    Config config;
    for (int turn = 0; turn < 2; ++turn) {
        Heartbeat heart(100, [] { return std::string(); });
        heart.go(true);
        const auto start = std::chrono::steady_clock::now();
        desk.open(home.filePath("pictures"), config);
        while (desk.page()->pictures() == nullptr) {
            spin(0.01);
        }
        seconds[turn] = millisecondsSince(start) / 1000;
        heart.go(false);
        answered[turn] = heart.within(0.99);
        longest[turn] = heart.longest();
        if ((turn == 1) != desk.page()->pictures()->fromCache || desk.page()->pictures()->images.count != count) {
            std::fputs("not what was to be measured\n", stderr);
            return 1;
        }
    }
    std::printf("{\"pictures\": %d, \"threads\": %d, \"first_s\": %.2f, \"second_s\": %.2f, \"times_faster\": %.1f,\n"
                " \"window_p99_ms\": [%.0f, %.0f], \"window_longest_ms\": [%.0f, %.0f], \"peak_mb\": %.0f}\n",
                count, threads, seconds[0], seconds[1], seconds[0] / seconds[1], answered[0], answered[1], longest[0],
                longest[1], peakMegabytes());
    return 0;
}
