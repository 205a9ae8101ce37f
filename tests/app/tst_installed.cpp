// Installed, the program is known to a desktop, and so are its kinds of files: a double click opens them with it.
#include "tests/support/program.h"

#include <QFileInfo>
#include <QMimeDatabase>
#include <QRegularExpression>
#include <QTest>

using namespace fovea;

class InstalledTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(prefix_.isValid());
        qputenv("XDG_DATA_DIRS",
                (at("share") + ":/usr/share").toUtf8()); // before the first question about a file's kind
        QProcess install;
        install.start(FOVEA_CMAKE, {"--install", QFileInfo(FOVEA_PROGRAM).path(), "--prefix", prefix_.path()});
        QVERIFY(install.waitForFinished(kPatience));
        QVERIFY2(install.exitCode() == 0, install.readAllStandardError());
        entry_ = QString::fromUtf8(contentsOf(at("share/applications/fovea.desktop")));
    }

    void itsFilesAreOpenedByIt_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("a session") << "my class.fovea";
        QTest::newRow("settings") << "handout.fovea-setup";
    }
    void itsFilesAreOpenedByIt()
    {
        QFETCH(QString, file);
        const QString kind = QMimeDatabase().mimeTypeForFile(file, QMimeDatabase::MatchExtension).name();
        QVERIFY2(kind.startsWith("application/x-fovea-"), qPrintable(kind));
        QVERIFY(valueOf("MimeType").split(';').contains(kind));
    }

    void whatADesktopStartsIsTheProgram()
    {
        static const QRegularExpression form("^\"([^\"]+)\" %f$"); // and the file that was clicked
        const QRegularExpressionMatch exec = form.match(valueOf("Exec"));
        QVERIFY2(exec.hasMatch(), qPrintable(valueOf("Exec")));
        QProcess program;
        program.start(exec.captured(1), {"--version"});
        QVERIFY(program.waitForFinished(kPatience));
        QCOMPARE(program.exitCode(), 0);
        QVERIFY(program.readAllStandardOutput().startsWith("fovea"));
        QVERIFY(QFileInfo::exists(at("share/icons/hicolor/scalable/apps/" + valueOf("Icon") + ".svg")));
    }

private:
    QString at(const QString& name) const { return prefix_.filePath(name); }
    QString valueOf(const QString& key) const
    {
        return QRegularExpression("^" + key + "=(.*)$", QRegularExpression::MultilineOption).match(entry_).captured(1);
    }

    QTemporaryDir prefix_;
    QString entry_;
};

QTEST_GUILESS_MAIN(InstalledTest)
#include "tst_installed.moc"
