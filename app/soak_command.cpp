// fovea --soak: a random hand uses the whole window for so long, and what that shows is printed: whether it still answers
// within 100 ms, and whether anything grows that should not.
#include "app/command_line.h"

#include "app/footprint.h"
#include "app/heartbeat.h"
#include "app/random_hand.h"
#include "app/spin.h"
#include "app/window_command.h"
#include "core/data/picture_folder.h"
#include "core/files/safe_writer.h"
#include "core/settings/presets.h"
#include "core/training/session_file.h"

#include <QBuffer>
#include <QDir>
#include <QGuiApplication>
#include <QPainter>
#include <QTemporaryDir>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <functional>

namespace fovea {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kEvery = 50;                 // ms between two inputs
constexpr int kInputsOfRound = 400;        // then all is put back, and what is held is counted
constexpr int kWarmRounds = 2;             // in which everything is used for the first time
constexpr double kLongestStall = 100;      // ms
constexpr double kMostGrowth = 256 * 1024; // bytes a round: less is the allocator's mood

/// A needle that is trained in seconds.
Config quickNeedle()
{
    Config config = configOf(*findPreset("needle"));
    config.data.samples = 1000;
    config.data.validation = 200;
    config.data.test = 200;
    return config;
}

/// A small picture as the bytes of a PNG.
QByteArray pictureBytes(int label, int number)
{
    QImage image(48, 40, QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter(&image).fillRect(number % 30, (label == 0 ? 2 : 22) + number % 5, 9 + number % 7, 11, Qt::white);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

class Soak
{
public:
    Soak(const SoakCommand& command, const QTemporaryDir& home)
        : command_(command)
        , home_(home)
        , bench_(ThreadPool::processors(), quickNeedle())
        , hand_(bench_.window, command.seed, makeFiles())
        , heart_(kLongestStall, [this] { return std::to_string(hand_.inputs()) + ": " + last_; })
    {
        bench_.keepIn((home_.path() + "/state").toStdString());
        if (!command.log.empty()) {
            log_.open(command.log);
        }
    }

    Json take()
    {
        bench_.window.resize(1280, 800);
        bench_.window.show();
        spinUntil([&] { return bench_.session.state() == RunState::Paused; });
        bench_.files->store().saveTo(path("start.fovea"));
        spinUntil([&] { return QFile::exists(path("start.fovea")); });
        const auto inputs = static_cast<long>(std::lround(command_.minutes * 60'000 / kEvery));
        for (long done = 0; done < inputs; done += kInputsOfRound) {
            useFor(std::min<long>(kInputsOfRound, inputs - done));
            putBack();
        }
        return report();
    }

    bool passed() const { return heart_.stallCount() == 0 && growth() <= kMostGrowth; }

private:
    QString path(const char* name) const { return home_.filePath(QString::fromLatin1(name)); }

    HandFiles makeFiles() const
    {
        const auto put = [&](const QString& name, const QByteArray& bytes) {
            QDir().mkpath(QFileInfo(home_.filePath(name)).path());
            writeSafely(home_.filePath(name).toStdString(),
                        {bytes.constData(), static_cast<std::size_t>(bytes.size())});
        };
        for (int i = 0; i < 90; ++i) {
            put(QStringLiteral("pictures/%1/%2.png").arg(i % 2).arg(i), pictureBytes(i % 2, i));
        }
        put("picture.png", pictureBytes(0, 3));
        put("rubbish.png", "no picture");
        put("rubbish.fovea", QByteArray(1000, 'x'));
        put("class.fovea-setup", QByteArray::fromStdString(setupText(quickNeedle())));
        QDir().mkpath(path("written"));
        return {{path("start.fovea"), path("picture.png"), path("rubbish.png"), path("rubbish.fovea"),
                 path("class.fovea-setup")},
                path("pictures"),
                path("written")};
    }

    /// So many inputs, evenly. Each arranges for the next before it acts: a menu that it opens has a loop of its own.
    void useFor(long inputs)
    {
        QEventLoop loop;
        const std::function<void()> next = [&] {
            if (inputs-- <= 0) {
                hand_.clear();
                loop.quit();
                return;
            }
            QTimer::singleShot(kEvery, Qt::PreciseTimer, &loop, next);
            last_ = "what comes next";
            last_ = hand_.act();
            if (log_.is_open()) {
                log_ << hand_.inputs() << ' ' << last_ << std::endl;
            }
        };
        heart_.go(true);
        QTimer::singleShot(kEvery, Qt::PreciseTimer, &loop, next);
        loop.exec();
        heart_.go(false);
    }

    /// The window as it began, from the session that was saved then; and what is held now.
    void putBack()
    {
        hand_.clear();
        bench_.window.setPresent(false);
        bench_.window.setFull(false);
        bench_.window.resize(1280, 800);
        if (bench_.session.state() == RunState::Running) {
            bench_.session.toggle();
        }
        spinUntil([&] {
            const RunState now = bench_.session.state();
            return now != RunState::Running && now != RunState::Making;
        });
        bool opened = false;
        QObject listener;
        QObject::connect(&bench_.session, &Session::sittingOpened, &listener, [&] { opened = true; });
        bench_.files->open(path("start.fovea"));
        spinUntil(
            [&] { return opened && bench_.session.run() != nullptr && bench_.session.state() == RunState::Paused; });
        spin(0.5);
        held_.push_back(footprint());
    }

    /// Bytes a round, from the rounds after the first ones: the middle of the later half less that of the earlier.
    double growth() const
    {
        std::vector<double> bytes;
        for (std::size_t i = kWarmRounds; i < held_.size(); ++i) {
            bytes.push_back(held_[i].bytes);
        }
        if (bytes.size() < 2) {
            return 0;
        }
        const auto half = static_cast<std::ptrdiff_t>(bytes.size() / 2);
        const auto middle = [](std::vector<double> some) {
            std::nth_element(some.begin(), some.begin() + std::ssize(some) / 2, some.end());
            return some[some.size() / 2];
        };
        const double first = middle({bytes.begin(), bytes.begin() + half}),
                     second = middle({bytes.end() - half, bytes.end()});
        return (second - first) / (static_cast<double>(bytes.size()) - static_cast<double>(half));
    }

    Json report() const
    {
        Json stalls = Json::array();
        for (const Stall& stall : heart_.stalls()) {
            stalls.push_back({{"ms", std::round(stall.milliseconds)},
                              {"calculating_ms", std::round(stall.calculating)},
                              {"during", stall.during}});
        }
        Json held = Json::array();
        for (const Footprint& one : held_) {
            held.push_back({{"bytes", one.bytes}, {"threads", one.threads}, {"files", one.files}});
        }
        char digest[17];
        std::snprintf(digest, sizeof digest, "%016llx", static_cast<unsigned long long>(hand_.digest()));
        return {{"minutes", command_.minutes},
                {"seed", command_.seed},
                {"inputs", hand_.inputs()},
                {"inputs_digest", digest},
                {"platform", QGuiApplication::platformName().toStdString()},
                {"events", heart_.beats()},
                {"answered_within_ms",
                 {{"p50", heart_.within(0.5)}, {"p99", heart_.within(0.99)}, {"max", std::round(heart_.longest())}}},
                {"stalls_over_100_ms", heart_.stallCount()},
                {"stalls", stalls},
                {"growth_bytes_a_round", std::round(growth())},
                {"rounds", held},
                {"passed", passed()}};
    }

    const SoakCommand command_;
    const QTemporaryDir& home_;
    Bench bench_;
    RandomHand hand_;
    std::string last_;
    std::ofstream log_;
    std::vector<Footprint> held_;
    Heartbeat heart_;
};

} // namespace

int runSoak(const SoakCommand& command)
{
    dressApplication();
    const QTemporaryDir home;
    PictureReader reader = pictureReader();
    reader.cache = home.filePath("cache").toStdString();
    setPictureReader(reader);
    Soak soak(command, home);
    const Json json = soak.take();
    std::printf("%s\n", json.dump(2, ' ', false, Json::error_handler_t::replace).c_str());
    return soak.passed() ? 0 : 1;
}

} // namespace fovea
