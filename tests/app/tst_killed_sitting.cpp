// kill -9 in training: the next start finds work of the last moments and settings of the last two seconds; two programs that
// run side by side each keep their own. The test starts itself as those programs.
#include "app/session_store.h"
#include "tests/support/small_run.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace fovea;
namespace fs = std::filesystem;

namespace {

constexpr int kLong = 60'000; // ms that nothing here takes
constexpr int kEvery = 50;    // ms between two copies; 25 s in the program

Config endless(std::uint64_t seed)
{
    Config config = smallNeedle();
    config.seed = seed;
    config.train.epochs = 100'000;
    config.train.schedule = "constant";
    return config;
}

/// A program that trains until it is killed. It says when a copy is on the disk, and how far it is.
int sit(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    Session session(1);
    Chronicle chronicle(session);
    session.setSpeed(RunSpeed::Full);
    session.want(endless(static_cast<std::uint64_t>(std::atoi(argv[3]))));
    SessionStore store(session, chronicle, argv[2], {.work = kEvery, .settings = 1, .share = 1});
    int copies = 0;
    QObject::connect(&store, &SessionStore::kept, &session, [&] {
        std::printf("kept %d\n", ++copies);
        std::fflush(stdout);
        if (copies == 2) { // a change that only the settings' own file can have
            Config config = session.wanted();
            config.train.dropout = 0.375;
            session.want(config);
        }
    });
    QObject::connect(
        &session, &Session::runBegan, &session, [&] { session.toggle(); }, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

/// Such a program, running.
struct Sitter
{
    QProcess process;
    QByteArray said;

    Sitter(const QString& folder, int seed)
    {
        process.start(QCoreApplication::applicationFilePath(), {"--sit", folder, QString::number(seed)});
    }
    ~Sitter()
    {
        process.kill();
        process.waitForFinished();
    }
    bool hasKept(int copies)
    {
        return QTest::qWaitFor(
            [&] {
                said += process.readAllStandardOutput();
                return said.contains("kept " + QByteArray::number(copies) + "\n");
            },
            kLong);
    }
    void kill()
    {
        process.kill(); // SIGKILL
        process.waitForFinished();
    }
};

} // namespace

class KilledSittingTest : public QObject
{
    Q_OBJECT

private slots:
    void whatAKilledProgramHadKeptIsFoundWhole()
    {
        const QTemporaryDir folder;
        {
            Sitter sitter(folder.path(), 0);
            QVERIFY(sitter.hasKept(4));
            sitter.kill();
        }
        const Recovery next(folder.path().toStdString());
        const std::vector<LeftBehind> left = next.leftBehind();
        QCOMPARE(left.size(), std::size_t(1));
        const OpenedSession opened = readSession(left[0].session);
        QVERIFY(opened.contents.present.has_value());
        QVERIFY(!opened.contents.runs[0].steps.empty());
        Practice practice;
        const Run run = runOf(opened, makeDataset(*opened.runConfig, practice.pool));
        QVERIFY(run.step > 0);
        // Settings that changed after the second copy are in the later ones, or in the file of their own.
        const fs::path settings = fs::path(left[0].session).replace_extension(".fovea-setup");
        QFile file(QString::fromStdString(settings.string()));
        QVERIFY(opened.contents.wanted.train.dropout == 0.375 ||
                (file.open(QIODevice::ReadOnly) && file.readAll().contains("0.375")));
    }

    void killedAtRandomMomentsThereIsAlwaysAWholeSession()
    {
        const int times = qEnvironmentVariableIsSet("FOVEA_THOROUGH") ? 40 : 4;
        for (int i = 0; i < times; ++i) {
            const QTemporaryDir folder;
            {
                Sitter sitter(folder.path(), i);
                QVERIFY(sitter.hasKept(1));
                QTest::qSleep(i * 37 % 101);
                sitter.kill();
            }
            const Recovery next(folder.path().toStdString());
            const std::vector<LeftBehind> left = next.leftBehind();
            QCOMPARE(left.size(), std::size_t(1));
            QVERIFY(readSession(left[0].session).contents.present.has_value());
        }
    }

    void twoProgramsKeepTheirOwnAndALivingOnesIsNotOffered()
    {
        const QTemporaryDir folder;
        Sitter one(folder.path(), 1), two(folder.path(), 2);
        QVERIFY(one.hasKept(1) && two.hasKept(1));
        one.kill();
        const Recovery next(folder.path().toStdString());
        {
            const std::vector<LeftBehind> left = next.leftBehind();
            QCOMPARE(left.size(), std::size_t(1));
            QCOMPARE(readSession(left[0].session).contents.wanted.seed, 1u);
        }
        two.kill();
        QCOMPARE(next.leftBehind().size(), std::size_t(2));
    }
};

int main(int argc, char** argv)
{
    if (argc == 4 && std::string_view(argv[1]) == "--sit") {
        return sit(argc, argv);
    }
    QCoreApplication application(argc, argv);
    KilledSittingTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_killed_sitting.moc"
