// The safe writer against disks that fail: at every call in turn, for good, in the middle of a write, when full.
#include "core/files/faults.h"
#include "core/files/read_whole.h"
#include "core/files/safe_writer.h"
#include "tests/support/error_of.h"

#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <cstring>
#include <fstream>

#ifdef __linux__
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace fovea;
namespace fs = std::filesystem;

namespace {

const std::string kOld = "the old contents";
const std::string kNew(10'000, 'n');

/// Faults that end with the scope.
struct WithFaults
{
    explicit WithFaults(const system::Faults& faults) { system::setFaults(faults); }
    ~WithFaults() { system::setFaults({}); }
    WithFaults(const WithFaults&) = delete;
    WithFaults& operator=(const WithFaults&) = delete;
};

std::string contents(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void put(const fs::path& path, const std::string& bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

std::vector<std::string> namesIn(const fs::path& folder)
{
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    return names;
}

std::string writingError(const fs::path& path, const std::string& bytes)
{
    return errorOf(Error::Kind::Files, [&] { writeSafely(path, bytes); });
}

std::string readingError(const fs::path& path, std::size_t limit = 1000)
{
    return errorOf(Error::Kind::Files, [&] { (void)readWhole(path, limit); });
}

bool holds(const std::string& sentence, const std::string& part)
{
    return sentence.find(part) != std::string::npos;
}

} // namespace

class SafeWriterTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        QVERIFY(folder_->isValid());
        path_ = fs::path(folder_->path().toStdString()) / "run.json";
    }

    void writesNewAndReplacesOld()
    {
        for (const std::string& bytes : {kOld, kNew, std::string(), std::string("\0\r\n\xff", 4)}) {
            writeSafely(path_, bytes);
            QVERIFY(contents(path_) == bytes);
            QVERIFY(readWhole(path_, 1'000'000) == bytes);
        }
        QCOMPARE(namesIn(path_.parent_path()).size(), std::size_t{1});
    }

    void shortWritesAreContinued()
    {
        const WithFaults faults({.mostBytes = 7});
        writeSafely(path_, kNew);
        QVERIFY(system::callsSinceFaults() > 10'000 / 7);
        QVERIFY(readWhole(path_, kNew.size()) == kNew);
    }

    void everyFailingCallLeavesTheOldFileOrTheNewOneWhole_data()
    {
        QTest::addColumn<bool>("hasOld");
        QTest::addColumn<int>("failingCalls");
        QTest::newRow("over an old file, one call fails") << true << 1;
        QTest::newRow("a new file, one call fails") << false << 1;
        QTest::newRow("over an old file, the disk is dead from then on") << true << 1'000'000;
        QTest::newRow("a new file, the disk is dead from then on") << false << 1'000'000;
    }
    void everyFailingCallLeavesTheOldFileOrTheNewOneWhole()
    {
        QFETCH(bool, hasOld);
        QFETCH(int, failingCalls);
        int failures = 0;
        while (true) {
            fs::remove_all(path_.parent_path());
            fs::create_directory(path_.parent_path());
            if (hasOld) {
                put(path_, kOld);
            }
            std::string sentence;
            {
                const WithFaults faults(
                    {.firstCall = failures + 1, .calls = failingCalls, .error = EIO, .mostBytes = 3'000});
                sentence = writingError(path_, kNew);
            }
            if (sentence == "[no error]") {
                break;
            }
            ++failures;
            QVERIFY2(holds(sentence, "run.json") && holds(sentence, std::strerror(EIO)), sentence.c_str());
            const bool isInPlace = holds(sentence, "Wrote ");
            QCOMPARE(contents(path_) == kNew, isInPlace);
            QVERIFY(isInPlace || (hasOld ? contents(path_) == kOld : !fs::exists(path_)));
            if (failingCalls == 1) {
                QCOMPARE(namesIn(path_.parent_path()).size(), std::size_t(hasOld || isInPlace ? 1 : 0));
            }
        }
        QCOMPARE(contents(path_), kNew);
        QCOMPARE(failures, 9); // create, four writes, sync, close, rename, the folder
    }

    void theFirstDisturbanceIsTheOneNamed()
    {
        put(path_, kOld);
        const WithFaults faults({.firstCall = 3, .calls = 5, .error = ENOSPC, .mostBytes = 100});
        const std::string sentence = writingError(path_, kNew);
        QVERIFY2(holds(sentence, "No space left on device. Nothing was changed. Free some space"), sentence.c_str());
    }

    void oldFileStaysWholeWhenTheDiskIsFull()
    {
#ifdef __linux__
        const fs::path disk = path_.parent_path() / "disk";
        fs::create_directory(disk);
        if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=64k") == 0) {
            for (const std::size_t size : {100u, 8'000u, 15'000u, 17'000u, 40'000u}) {
                const fs::path target = disk / "run.json";
                put(target, kOld);
                put(disk / "filler", std::string(100'000, 'f')); // as much of it as fits
                const std::string sentence = writingError(target, std::string(size, 'n'));
                const std::string kept = contents(target);
                const std::size_t files = namesIn(disk).size();
                fs::remove(disk / "filler");
                const std::string afterwards = writingError(target, std::string(size, 'n'));
                const std::size_t written = contents(target).size();
                if (!holds(sentence, "No space left on device") || kept != kOld || files != 2 ||
                    afterwards != "[no error]" || written != size) {
                    ::umount(disk.c_str());
                    QFAIL(sentence.c_str());
                }
            }
            ::umount(disk.c_str());
            return;
        }
        qInfo("no permission to mount: only the injected full disk is tried");
#endif
        theFirstDisturbanceIsTheOneNamed();
    }

    void whatIsNotAnOrdinaryFileIsNeverReplaced()
    {
        QVERIFY(holds(writingError(path_.parent_path(), kNew), "Is a directory"));
        QVERIFY(holds(writingError(path_.parent_path() / "", kNew), "not the name of a file"));
#ifdef __linux__
        QCOMPARE(::mkfifo(path_.c_str(), 0600), 0);
        QVERIFY(holds(writingError(path_, kNew), "a device or a pipe"));
        QVERIFY(fs::is_fifo(path_));
#endif
    }

    void missingFolderAndWriteProtectionAreNamed()
    {
        QVERIFY(holds(writingError(path_.parent_path() / "none" / "a.csv", kNew), "No such file or directory"));
        put(path_, kOld);
        fs::permissions(path_, fs::perms::owner_read);
        QVERIFY(holds(writingError(path_, kNew), "write-protected"));
        QCOMPARE(contents(path_), kOld);
    }

    void permissionsOfTheOldFileAreKept()
    {
        put(path_, kOld);
        const fs::perms permissions = fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read;
        fs::permissions(path_, permissions);
        writeSafely(path_, kNew);
        QVERIFY(fs::status(path_).permissions() == permissions);
    }

    void linksAreFollowedAndStay()
    {
        const fs::path link = path_.parent_path() / "link.json";
        put(path_, kOld);
        fs::create_symlink("run.json", link);
        writeSafely(link, kNew);
        QVERIFY(fs::is_symlink(link));
        QCOMPARE(contents(path_), kNew);
    }

    void leftoversOfACrashAreNotInTheWay()
    {
        put(path_.parent_path() / ".fovea-0.part", "left");
        writeSafely(path_, kNew);
        QCOMPARE(contents(path_), kNew);
        QCOMPARE(contents(path_.parent_path() / ".fovea-0.part"), std::string("left"));
    }

    void aNameWithoutFolderIsWrittenHere()
    {
        const fs::path before = fs::current_path();
        fs::current_path(path_.parent_path());
        writeSafely("here.txt", kNew);
        fs::current_path(before);
        QCOMPARE(contents(path_.parent_path() / "here.txt"), kNew);
    }

    void readingNamesWhatIsWrong()
    {
        QVERIFY(holds(readingError(path_), "No such file or directory"));
        QVERIFY(holds(readingError(path_.parent_path()), "Is a directory"));
        put(path_, std::string(1001, 'x'));
        QVERIFY(holds(readingError(path_), "it has 1001 bytes, and at most 1000"));
        QCOMPARE(readWhole(path_, 1001).size(), std::size_t{1001});
#ifdef __linux__
        const fs::path pipe = path_.parent_path() / "pipe";
        QCOMPARE(::mkfifo(pipe.c_str(), 0600), 0);
        QVERIFY(holds(readingError(pipe), "a device or a pipe"));
        QVERIFY(holds(readingError("/proc/self/status"), "it changed while it was read"));
#endif
    }

    void readingFailsAtEveryFailingCall()
    {
        put(path_, kOld);
        int failures = 0;
        while (true) {
            const WithFaults faults({.firstCall = failures + 1, .error = EIO, .mostBytes = 10});
            const std::string sentence = readingError(path_);
            if (sentence == "[no error]") {
                break;
            }
            ++failures;
            QVERIFY2(holds(sentence, std::strerror(EIO)), sentence.c_str());
        }
        QCOMPARE(failures, 4); // open, two reads, and the one that finds the end
    }

    void namesAreShownEscaped()
    {
        const std::string sentence = readingError(path_.parent_path() / "a\x1b[31m\n\xffä\".idx");
        QVERIFY2(holds(sentence, "/a\\x1b[31m\\x0a\\xffä\\x22.idx\""), sentence.c_str());
        QVERIFY(holds(readingError(path_.parent_path() / "\u202egnp.exe"), "/\\xe2\\x80\\xaegnp.exe\""));
    }

private:
    std::unique_ptr<QTemporaryDir> folder_;
    fs::path path_;
};

QTEST_APPLESS_MAIN(SafeWriterTest)
#include "tst_safe_writer.moc"
