// Killed while it writes, at any call and at any moment: the file is the old one or the new one, whole.
#include "core/files/faults.h"
#include "core/files/read_whole.h"
#include "core/files/safe_writer.h"

#include <QTemporaryDir>
#include <QTest>

#if defined(__unix__)
#include <csignal>
#include <sys/wait.h>
#include <unistd.h>
#endif

using namespace fovea;

namespace {

constexpr std::size_t kSize = 300'000;

/// The contents that are written the n-th time: as long as the others, and different in every byte.
std::string version(int n)
{
    return std::string(kSize, static_cast<char>('a' + n % 26));
}

bool isWhole(const std::string& bytes)
{
    return bytes.size() == kSize && bytes.find_first_not_of(bytes[0]) == std::string::npos;
}

} // namespace

class KilledWriterTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        path_ = std::filesystem::path(folder_->path().toStdString()) / "a.fovea";
        writeSafely(path_, version(0));
    }

#if defined(__unix__)
    void killedAtAnyCallOldOrNewIsWhole()
    {
        bool completed = false;
        int killed = 0;
        for (int call = 1; !completed && call < 100; ++call) {
            const std::string before = readWhole(path_, kSize);
            const pid_t child = ::fork();
            if (child == 0) {
                system::setFaults({.firstCall = call, .ends = true, .mostBytes = kSize / 4});
                writeSafely(path_, version(call));
                ::_exit(0);
            }
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            completed = WIFEXITED(status) && WEXITSTATUS(status) == 0;
            killed += WIFEXITED(status) && WEXITSTATUS(status) == 137 ? 1 : 0;
            const std::string after = readWhole(path_, kSize);
            QVERIFY(after == before || after == version(call));
            QVERIFY(!completed || after == version(call));
            for (const auto& entry : std::filesystem::directory_iterator(path_.parent_path())) {
                if (entry.path() != path_) { // what a killed program could not tidy up never has the file's own name
                    QVERIFY(entry.path().extension() == ".part");
                    std::filesystem::remove(entry.path());
                }
            }
        }
        QVERIFY(completed);
        QVERIFY(killed >= 8); // create, four writes, fsync, close, rename, fsync of the folder
    }

    void killedAtAnyMomentOldOrNewIsWhole()
    {
        const int times = qEnvironmentVariableIsSet("FOVEA_THOROUGH") ? 200 : 30;
        std::size_t versions = 0;
        std::string last;
        for (int i = 0; i < times; ++i) {
            const pid_t child = ::fork();
            if (child == 0) {
                for (int n = i;; ++n) {
                    writeSafely(path_, version(n));
                }
            }
            QTest::qSleep(1 + i * 7 % 13);
            ::kill(child, SIGKILL);
            int status = 0;
            QCOMPARE(::waitpid(child, &status, 0), child);
            QVERIFY(WIFSIGNALED(status));
            const std::string after = readWhole(path_, kSize);
            QVERIFY(isWhole(after));
            versions += after != last ? 1 : 0;
            last = after;
        }
        QVERIFY(versions > 1); // it was really being written
    }
#endif

private:
    std::unique_ptr<QTemporaryDir> folder_;
    std::filesystem::path path_;
};

QTEST_GUILESS_MAIN(KilledWriterTest)
#include "tst_killed_writer.moc"
