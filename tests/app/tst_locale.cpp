// Another language's commas and letters, and names of any kind: what is written is the same everywhere, and what was written
// in one place is read in another.
#include "tests/support/picture_bytes.h"
#include "tests/support/program.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QProcessEnvironment>
#include <QRegularExpression>
#include <QTest>

using namespace fovea;

namespace {

/// As they are called on most machines, and where only the older encodings are there.
const char* const kPlaces[] = {"C.UTF-8", "de_DE.UTF-8", "tr_TR.UTF-8", "de_DE", "tr_TR"};

/// Most machines lack most of them, and the C library would then be as in C: they are made here, for this test alone.
bool makePlaces(const QString& folder)
{
    for (const QString place : {"de_DE.UTF-8", "tr_TR.UTF-8", "de_DE", "tr_TR"}) {
        const QString older = place.startsWith("de") ? "ISO-8859-1" : "ISO-8859-9";
        const QStringList arguments = {"-i", place.left(5), "-f", place.endsWith("UTF-8") ? "UTF-8" : older,
                                       folder + "/" + place};
        QProcess localedef;
        localedef.start("localedef", arguments);
        if (!localedef.waitForFinished(kPatience) || !QFileInfo::exists(arguments.last() + "/LC_NUMERIC")) {
            return false;
        }
    }
    return qputenv("LOCPATH", folder.toUtf8());
}

/// Of a program in a place where numbers have commas, or i is no small I.
QProcessEnvironment environmentOf(const QString& place)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"LC_ALL", "LANG", "LC_NUMERIC", "LC_CTYPE"}) {
        environment.insert(QString::fromLatin1(name), place);
    }
    return environment;
}

Said callIn(const QString& place, const QStringList& arguments, const QString& home)
{
    QProcessEnvironment environment = environmentOf(place);
    environment.insert("XDG_CACHE_HOME", home);
    return call(arguments, home, environment);
}

/// What a run says of itself, without how long it took.
QJsonObject factsOf(const QString& folder)
{
    QJsonObject json = jsonOf(folder + "/run.json");
    json.remove("seconds");
    json.remove("images_per_second");
    return json;
}

} // namespace

class LocaleTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!makePlaces(places_.path())) {
            QSKIP("there is no localedef, or the Debian package locales is missing");
        }
        const QString german = "import locale; locale.setlocale(locale.LC_ALL, ''); print(locale.str(1.5))";
        QProcess python;
        python.setProcessEnvironment(environmentOf("de_DE"));
        python.start("python3", {"-c", german});
        QVERIFY(python.waitForFinished(kPatience));
        QCOMPARE(python.readAllStandardOutput().trimmed(), QByteArray("1,5")); // the place is really there
    }
    void init() { home_ = std::make_unique<QTemporaryDir>(); }

    void filesAreTheSameInEveryPlace()
    {
        QByteArray csv, curves;
        QJsonObject facts;
        QString list;
        for (const char* place : kPlaces) {
            const QString run = at(place) + "/run";
            QVERIFY(QDir().mkpath(at(place)));
            const Said said = callIn(place, quickly(run, {"--set", "train.dropout=0.125"}), home_->path());
            QVERIFY2(said.code == 0, qPrintable(said.error));
            QVERIFY2(!said.out.contains(QRegularExpression("\\d,\\d\\d*( s|%)")), qPrintable(said.out));
            QCOMPARE(callIn(place, {"plot", run, "--out", run + ".csv"}, home_->path()).code, 0);
            QCOMPARE(callIn(place, {"plot", run, "--out", run + ".svg", "--caption", "x"}, home_->path()).code, 0);
            QVERIFY(contentsOf(run + ".svg").contains("<svg"));
            const Said listed = callIn(place, {"list", "--json"}, home_->path());
            if (csv.isEmpty()) {
                csv = contentsOf(run + "/metrics.csv");
                curves = contentsOf(run + ".csv");
                facts = factsOf(run);
                list = listed.out;
                QVERIFY(csv.contains('.') && curves.size() > 50 && facts.contains("config"));
            }
            QCOMPARE(contentsOf(run + "/metrics.csv"), csv);
            QCOMPARE(contentsOf(run + ".csv"), curves);
            QCOMPARE(factsOf(run), facts);
            QCOMPARE(listed.out, list);
            QVERIFY(sameWeights(run + "/weights.safetensors", at(kPlaces[0]) + "/run/weights.safetensors"));
        }
        // One place reads what another wrote.
        const Said on =
            callIn("de_DE.UTF-8", {"train", "--resume", at("tr_TR/run"), "--set", "train.epochs=3"}, home_->path());
        QVERIFY2(on.code == 0, qPrintable(on.error));
        QCOMPARE(callIn("tr_TR", {"evaluate", "--run", at("de_DE/run")}, home_->path()).code, 0);
        const Said again = callIn("tr_TR", quickly(at("again"), {"--config", at("de_DE/run/run.json")}), home_->path());
        QVERIFY2(again.code == 0, qPrintable(again.error));
        QCOMPARE(contentsOf(at("again") + "/metrics.csv"), csv);
    }

    void numbersThatAreTypedMeanTheSameInEveryPlace()
    {
        for (const char* place : kPlaces) {
            for (const char* number : {"0.125", "0,125"}) {
                const QString run = at(place + QString::fromLatin1(number));
                const Said said =
                    callIn(place, quickly(run, {"--set", "train.dropout=" + QString(number)}), home_->path());
                QVERIFY2(said.code == 0, qPrintable(said.error));
                QCOMPARE(jsonOf(run + "/run.json")["config"].toObject()["train.dropout"].toDouble(), 0.125);
            }
        }
    }

    void namesOfAnyKindAreFolders_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("blanks") << " two  words ";
        QTest::newRow("emoji") << QString::fromUtf8("Fotos für Ünï 🐈‍⬛ ıİß");
        QTest::newRow("long") << QString(255, 'n');
        QTest::newRow("quotes") << "it's \"so\" $HOME `x` %1 #;&";
        QTest::newRow("line") << "two\nlines";
        QTest::newRow("dash") << "-x";
    }
    void namesOfAnyKindAreFolders()
    {
        QFETCH(QString, name);
        const QString pictures = at(name);
        for (int i = 0; i < 24; ++i) {
            const QString folder = pictures + (i % 2 == 0 ? "/" : "/other ") + name.left(200);
            QVERIFY(QDir().mkpath(folder));
            QFile file(folder + "/" + QString::number(i) + ".png");
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(bytesOf(halves(20 + i, 20), "PNG"));
        }
        const QString run = at("out of " + name.left(240));
        const Said said = callIn("de_DE.UTF-8",
                                 quickly(run, {"--set", "data.set=files", "--set", "data.path=" + pictures, "--set",
                                               "data.side=16", "--set", "data.validation=4", "--set", "data.test=4"}),
                                 home_->path());
        QVERIFY2(said.code == 0, qPrintable(said.error));
        QCOMPARE(jsonOf(run + "/run.json")["config"].toObject()["data.path"].toString(), pictures);
        const Said evaluated = callIn("de_DE.UTF-8", {"evaluate", "--run", run}, home_->path());
        QVERIFY2(evaluated.code == 0, qPrintable(evaluated.error));
        QCOMPARE(callIn("tr_TR.UTF-8", {"plot", run, "--out", at(name.left(200) + ".png")}, home_->path()).code, 0);
        QVERIFY(contentsOf(at(name.left(200) + ".png")).startsWith("\x89PNG"));
    }

    void argumentsThatAreNotUtf8AreRefusedByName()
    {
        QProcess shell;
        shell.start("/bin/sh", {"-c", "exec \"$0\" train --out \"$(printf 'caf\\351')\"", FOVEA_PROGRAM});
        QVERIFY(shell.waitForFinished(kPatience));
        QCOMPARE(shell.exitCode(), 2);
        QVERIFY(shell.readAllStandardError().contains("\"caf\\xe9\" is not UTF-8"));
    }

private:
    QString at(const QString& name) const { return home_->filePath(name); }

    const QTemporaryDir places_;
    std::unique_ptr<QTemporaryDir> home_;
};

QTEST_MAIN(LocaleTest)
#include "tst_locale.moc"
