// For tests of what the system does to the window: a program that trains in one, which is the test itself, started again with
// --sit FOLDER, and what starts it.
#pragma once

#include "app/interrupt.h"
#include "app/window_command.h"
#include "tests/support/small_run.h"

#include <QApplication>
#include <QProcess>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <functional>
#include <string_view>

namespace fovea {

constexpr int kLongSitting = 60'000; // ms that nothing there takes

inline bool isSitting(int argc, char** argv)
{
    return argc == 3 && std::string_view(argv[1]) == "--sit";
}

/// A window that trains at the speed of a demonstration, keeps unsaved work in the folder and tells of each batch, and
/// whatever `also` makes it tell.
inline int sit(
    int argc, char** argv, const Pace& pace = {}, const std::function<void(Bench&)>& also = [](Bench&) {})
{
    const std::stop_token ended = stopOnInterrupt(); // before Qt starts a thread
    QApplication application(argc, argv);
    dressApplication();
    Config config = smallNeedle();
    config.train.epochs = 100'000;
    config.train.schedule = "constant";
    Bench bench(1, config);
    bench.keepIn(argv[2], pace);
    const std::stop_callback leave(ended, [files = bench.files.get()] {
        QMetaObject::invokeMethod(files, &FileWiring::leave, Qt::QueuedConnection);
    });
    QObject::connect(&bench.session, &Session::measured, &bench.session,
                     [](int, const std::vector<StepRecord>& steps, const std::vector<EpochRecord>&) {
                         if (!steps.empty()) {
                             std::printf("batch %ld\n", steps.back().step);
                             std::fflush(stdout);
                         }
                     });
    QObject::connect(
        &bench.session, &Session::runBegan, &bench.session, [&] { bench.session.toggle(); }, Qt::QueuedConnection);
    also(bench);
    bench.window.show();
    return QApplication::exec();
}

/// Such a program, running.
struct Sitter
{
    QProcess process;
    QByteArray said;

    explicit Sitter(const QString& folder)
    {
        process.start(QCoreApplication::applicationFilePath(), {"--sit", folder});
    }
    ~Sitter()
    {
        process.kill();
        process.waitForFinished();
    }
    /// The last number that it told after a word, as in "batch 12"; 0 where it has not told one.
    long last(const QByteArray& word)
    {
        said += process.readAllStandardOutput();
        const qsizetype end = said.lastIndexOf('\n'); // what comes after is not yet told to its end
        const qsizetype at = end < 0 ? -1 : said.lastIndexOf(word + ' ', end);
        const qsizetype from = at + word.size() + 1;
        return at < 0 ? 0 : said.mid(from, said.indexOf('\n', from) - from).toLong();
    }
    long batch() { return last("batch"); }
    bool reaches(long number, const QByteArray& word = "batch")
    {
        return QTest::qWaitFor([&] { return last(word) >= number; }, kLongSitting);
    }
    void tell(int signal) { ::kill(static_cast<pid_t>(process.processId()), signal); }
};

} // namespace fovea
