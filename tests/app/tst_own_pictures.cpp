// Own pictures through the program: decoded by Qt, trained by the command line, looked at and used in the window.
#include "app/picture_desk.h"
#include "app/picture_reading.h"
#include "app/window_command.h"
#include "tests/support/picture_bytes.h"
#include "tests/support/program.h"
#include "tests/support/small_run.h"
#include "ui/experiment_panel.h"
#include "ui/pictures/picture_sheet.h"
#include "ui/pictures/pictures_page.h"
#include "ui/views/inspector_view.h"
#include "ui/window/message_bar.h"

#include <QAction>
#include <QClipboard>
#include <QDropEvent>
#include <QElapsedTimer>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace fovea;
namespace fs = std::filesystem;

namespace {

constexpr int kLong = 60'000; // ms that nothing here takes

/// A picture of a bar that lies (class 0) or stands, somewhere else each time.
QImage picture(int label, int number)
{
    QImage image(40, 30, QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    const int lengthwise = 14 + number % 4, across = 4, x = 6 + number * 7 % 13, y = 1 + number * 5 % 13;
    painter.fillRect(x, y, label == 0 ? lengthwise : across, label == 0 ? across : lengthwise,
                     QColor(255, 255 - number * 5 % 80, 255 - number * 11 % 90));
    return image;
}

} // namespace

class OwnPicturesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qputenv("XDG_CACHE_HOME", home_.path().toLocal8Bit());
        dressApplication();
    }
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        for (int label = 0; label < 2; ++label) {
            for (int i = 0; i < 30; ++i) {
                put(QStringLiteral("%1/%2.%3").arg(label == 0 ? "flat" : "tall").arg(i).arg(i % 2 == 0 ? "png" : "jpg"),
                    bytesOf(picture(label, i), i % 2 == 0 ? "PNG" : "JPEG", 95));
            }
        }
    }
    void cleanup() { bench_.reset(); }

    void trainTakesAFolderOfPictures()
    {
        const QString out = home_.filePath("run");
        QFile::remove(cacheFile({16, 1, Fit::Crop}));
        const QStringList arguments = {"train", "--out",
                                       out,     "--threads",
                                       "1",     "--overwrite",
                                       "--set", "data.set=files",
                                       "--set", "data.path=" + folder_->path(),
                                       "--set", "data.side=16",
                                       "--set", "data.samples=0",
                                       "--set", "data.validation=10",
                                       "--set", "data.test=0",
                                       "--set", "model.trunk=conv 4 5x5, pool, conv 8, pool",
                                       "--set", "train.batch_size=8",
                                       "--set", "train.epochs=25"};
        const Said said = call(arguments);
        QVERIFY2(said.code == 0, qPrintable(said.error));
        const QJsonObject run = jsonOf(out + "/run.json");
        QVERIFY2(run["test"].toObject()["accuracy"].toDouble() > 0.75, contentsOf(out + "/run.json").constData());
        QVERIFY(QFile::exists(cacheFile({16, 1, Fit::Crop})));
        const QByteArray curves = contentsOf(out + "/metrics.csv");
        QCOMPARE(call(arguments).code, 0); // from the cache now
        QCOMPARE(contentsOf(out + "/metrics.csv"), curves);
    }

    void picturesAreUprightAndWhatIsNoneIsSkipped()
    {
        put("flat/turned.jpg", jpegHeld(halves(40, 40), 6)); // seen upright, black is on top
        put("flat/huge.png", pngHeader(0x7fffffff, 0x7fffffff));
        put("flat/wide.png", pngHeader(9000, 10));
        put("flat/notes.txt", "dear diary");
        put("flat/cut.jpg", bytesOf(picture(0, 1), "JPEG").chopped(40));
        ThreadPool pool(2);
        const PictureSet set =
            readPictureFolder(folder_->path().toStdString(), {16, 1, Fit::Crop}, pictureReader(), pool);
        QCOMPARE(set.images.count, Index{61});
        QCOMPARE(set.skippedCount, Index{4});
        QVERIFY(set.skipped[0].starts_with("\"flat/cut.jpg\" is damaged or cut off"));
        QVERIFY(set.skipped[1].starts_with("\"flat/huge.png\" is damaged"));
        QVERIFY(set.skipped[2].starts_with("\"flat/notes.txt\" is no picture that can be read"));
        QVERIFY(set.skipped[3].starts_with("\"flat/wide.png\" has 9000 × 10 pixels"));
        const std::uint8_t* turned = set.images.pixels.data() + 30 * 256; // the last by name of those that lie
        QVERIFY(turned[8] < 20 && turned[16 * 15 + 8] > 235);
    }

    void aDroppedFolderIsShownBeforeItIsUsed()
    {
        open();
        put("flat/notes.txt", "dear diary");
        drop(folder_->path());
        PicturesPage* page = shownPage();
        QVERIFY(page != nullptr);
        QTRY_VERIFY_WITH_TIMEOUT(page->pictures() != nullptr, kLong);
        QCOMPARE(page->pictures()->images.count, Index{60});
        QVERIFY(!page->findChild<PictureSheet*>()->shown().empty());
        QVERIFY(bench_->session.wanted().data.set == "needle"); // nothing has changed yet
        button(page, "use these pictures")->click();
        QTRY_VERIFY(shownPage() == nullptr);
        const Config& wanted = bench_->session.wanted();
        QVERIFY(wanted.data.set == "files" && wanted.data.path == folder_->path().toStdString());
        QTRY_VERIFY_WITH_TIMEOUT(bench_->session.run() != nullptr && bench_->session.run()->data->key == "files",
                                 kLong);
        QVERIFY(bench_->session.run()->data->classes == (std::vector<std::string>{"flat", "tall"}));
        bench_->window.action(Key::Undo)->trigger();
        QVERIFY(bench_->session.wanted() == smallNeedle());
    }

    void usingThemTwiceIsUsingThemOnce()
    {
        open();
        drop(folder_->path());
        QTRY_VERIFY_WITH_TIMEOUT(shownPage() != nullptr && shownPage()->pictures() != nullptr, kLong);
        QPushButton* use = button(shownPage(), "use these pictures");
        use->click();
        use->click(); // the second of a double click, while the page is going
        QVERIFY(bench_->session.wanted().data.set == "files");
        bench_->window.action(Key::Undo)->trigger();
        QVERIFY(bench_->session.wanted() == smallNeedle());
    }

    void aPastedFolderIsTheSame()
    {
        open();
        auto* mime = new QMimeData;
        mime->setUrls({QUrl::fromLocalFile(folder_->path())});
        QGuiApplication::clipboard()->setMimeData(mime);
        bench_->window.action(Key::Paste)->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(shownPage() != nullptr && shownPage()->pictures() != nullptr, kLong);
    }

    void theFormAndTheKeyOpenThePage()
    {
        open();
        for (QPushButton* one : bench_->window.form()->findChildren<QPushButton*>()) {
            if (one->accessibleName() == "my pictures") {
                one->click();
            }
        }
        QTRY_VERIFY(shownPage() != nullptr);
        shownPage()->close();
        QTRY_VERIFY(shownPage() == nullptr);
        bench_->window.action(Key::Pictures)->trigger();
        QTRY_VERIFY(shownPage() != nullptr);
    }

    void anotherFormReadsThemAgain()
    {
        open();
        drop(folder_->path());
        QTRY_VERIFY_WITH_TIMEOUT(shownPage()->pictures() != nullptr, kLong);
        shownPage()->findChild<QSpinBox*>()->setValue(48);
        QTRY_VERIFY_WITH_TIMEOUT(shownPage()->pictures() != nullptr && shownPage()->pictures()->form.side == 48, kLong);
        button(shownPage(), "use these pictures")->click();
        QCOMPARE(bench_->session.wanted().data.side, 48);
    }

    void aFolderThatIsNoneIsASentenceOnThePage()
    {
        open();
        const QTemporaryDir empty;
        drop(empty.path());
        QTRY_VERIFY_WITH_TIMEOUT(saidOn(shownPage()).contains("lie no folders"), kLong);
        QVERIFY(!button(shownPage(), "use these pictures")->isEnabled());
        drop(folder_->path()); // the next one is read all the same
        QTRY_VERIFY_WITH_TIMEOUT(shownPage()->pictures() != nullptr, kLong);
    }

    void readingIsCancelledAndClosingDoesNotWait()
    {
        open();
        for (int i = 0; i < 3000; ++i) {
            put(QStringLiteral("flat/more%1.png").arg(i), bytesOf(picture(0, i), "PNG"));
        }
        drop(folder_->path());
        QTest::qWait(20);
        button(shownPage(), "cancel reading")->click();
        QTRY_VERIFY(saidOn(shownPage()).contains("cancelled"));
        QTest::qWait(300);
        QVERIFY(shownPage()->pictures() == nullptr && saidOn(shownPage()).contains("cancelled"));
        drop(folder_->path());
        QTest::qWait(20);
        QElapsedTimer clock;
        clock.start();
        bench_.reset();
        QVERIFY(clock.elapsed() < 2000);
    }

    /// Settings and sessions name a folder that nobody has read before: the window says how far that is.
    void aRunWhosePicturesAreReadFirstSaysHowFar()
    {
        QDir(home_.filePath("fovea/pictures")).removeRecursively();
        open();
        std::vector<qint64> told;
        QStringList said;
        const QObject here; // ends the connection
        connect(&pictureNews(), &PictureNews::read, &here, [&](qint64 done, qint64 of) {
            QCOMPARE(of, 60);
            told.push_back(done);
            said << status();
        });
        Config config = bench_->session.wanted();
        config.data.set = "files";
        config.data.path = folder_->path().toStdString();
        config.data.side = 16;
        config.data.validation = config.data.test = 10;
        bench_->session.wantForNewRun(config);
        bench_->session.startNewRun();
        QTRY_VERIFY_WITH_TIMEOUT(!told.empty() && told.back() == 60, kLong);
        QVERIFY(std::ranges::is_sorted(told, std::ranges::less_equal())); // rising
        QVERIFY2(said.first().startsWith("Reading pictures: ") && said.first().endsWith(" of 60"),
                 qPrintable(said.first()));
        QVERIFY(!status().contains("Reading"));
        QTRY_VERIFY_WITH_TIMEOUT(bench_->session.state() != RunState::Making, kLong);
    }

    void aSessionWhosePicturesMovedAsksWhereTheyAreAndGoesOn()
    {
        open();
        drop(folder_->path());
        QTRY_VERIFY_WITH_TIMEOUT(shownPage() != nullptr && shownPage()->pictures() != nullptr, kLong);
        button(shownPage(), "use these pictures")->click();
        QTRY_VERIFY_WITH_TIMEOUT(bench_->session.run() != nullptr && bench_->session.run()->data->key == "files",
                                 kLong);
        bench_->session.stepEpoch();
        QTRY_VERIFY_WITH_TIMEOUT(bench_->session.run() != nullptr && bench_->session.run()->epoch == 1, kLong);
        const Weights weights = bench_->session.run()->weights;
        const QString file = home_.filePath("moved.fovea");
        bench_->files->store().saveTo(file);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(file), kLong);
        bench_.reset();
        const QString there = home_.filePath("there");
        QVERIFY(QDir().rename(folder_->path(), there));
        open();
        bench_->files->open(file);
        QTRY_VERIFY_WITH_TIMEOUT(bench_->window.message()->sentence().contains("There is no folder"), kLong);
        QTRY_VERIFY(bench_->files->chronicle().contents().runs.size() == 1); // its curves are here
        auto moved = std::make_shared<OpenedSession>(readSession(file.toStdString()));
        moved->runConfig->data.path = there.toStdString();
        bench_->files->store().openAgain(moved);
        QTRY_VERIFY_WITH_TIMEOUT(bench_->session.run() != nullptr && bench_->session.run()->epoch == 1, kLong);
        QVERIFY(sameBits(bench_->session.run()->weights, weights));
        // Other pictures in the same place are not taken for them.
        QVERIFY(QFile::remove(there + "/flat/0.png"));
        bench_.reset();
        open();
        bench_->files->store().openAgain(moved);
        QTRY_VERIFY_WITH_TIMEOUT(!bench_->window.message()->sentence().isEmpty(), kLong);
        QVERIFY(bench_->session.run() == nullptr || bench_->session.run()->data->key != "files");
    }

private:
    void put(const QString& name, const QByteArray& bytes) const
    {
        const QString path = folder_->filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }

    QString cacheFile(const PictureForm& form) const
    {
        QDir cache(home_.filePath("fovea/pictures"));
        const QStringList all = cache.entryList({QStringLiteral("*-%1-1-crop.pictures").arg(form.side)});
        return all.isEmpty() ? QStringLiteral("none") : cache.filePath(all.front());
    }

    void open()
    {
        bench_ = std::make_unique<Bench>(2, smallNeedle());
        bench_->keepIn(home_.filePath("state").toStdString(), {.work = 3'600'000, .settings = 3'600'000});
        bench_->window.resize(1280, 800);
        bench_->window.show();
        QTRY_VERIFY_WITH_TIMEOUT(bench_->session.state() == RunState::Paused, kLong);
    }

    void drop(const QString& folder) const
    {
        QMimeData mime;
        mime.setUrls({QUrl::fromLocalFile(folder)});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&bench_->window, &enter);
        QDropEvent event(QPointF(5, 5), Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&bench_->window, &event);
    }

    QString status() const
    {
        for (const QLabel* label : bench_->window.findChildren<QLabel*>()) {
            if (label->accessibleName() == QLatin1String("status")) {
                return label->toolTip();
            }
        }
        return {};
    }

    PicturesPage* shownPage() const
    {
        for (PicturesPage* page : bench_->window.findChildren<PicturesPage*>()) {
            if (page->isVisible()) {
                return page;
            }
        }
        return nullptr;
    }

    static QPushButton* button(const QWidget* page, const char* name)
    {
        for (QPushButton* one : page->findChildren<QPushButton*>()) {
            if (one->accessibleName() == QLatin1String(name)) {
                return one;
            }
        }
        return nullptr;
    }

    static QString saidOn(const QWidget* page)
    {
        QString all;
        for (QLabel* label : page->findChildren<QLabel*>()) {
            all += label->isVisible() ? label->text() + '\n' : QString();
        }
        return all;
    }

    QTemporaryDir home_;
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<Bench> bench_;
};

QTEST_MAIN(OwnPicturesTest)
#include "tst_own_pictures.moc"
