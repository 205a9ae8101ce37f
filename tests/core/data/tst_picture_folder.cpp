// Folders of pictures: what is found, what is skipped and why, and that a second reading takes what was kept, whatever has
// happened to it.
#include "core/data/catalog.h"
#include "core/data/own_pictures.h"
#include "core/data/picture_cache.h"
#include "tests/support/drawn_pictures.h"
#include "tests/support/error_of.h"

#include <QTemporaryDir>
#include <QTest>

#include <set>

using namespace fovea;
namespace fs = std::filesystem;

class PictureFolderTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        folder_ = std::make_unique<QTemporaryDir>();
        decodedFiles() = 0;
    }
    void cleanup() { setPictureReader({}); }

    void foldersAreClassesInTheOrderOfTheirNames()
    {
        for (const char* path : {"dog/2.jpg", "cat/b.png", "dog/1.jpg", "cat/deep/er/a.png", "ant/x"}) {
            putPicture(data() / path, 1);
        }
        const PictureFiles files = findPictures(data());
        QVERIFY(files.classes == (std::vector<std::string>{"ant", "cat", "dog"}));
        std::vector<std::pair<std::string, int>> found;
        for (const PictureFile& file : files.files) {
            found.emplace_back(file.path, file.label);
            QVERIFY(fs::exists(placeOf(files, file)) && file.size > 10 && file.time != 0);
        }
        QVERIFY(found ==
                (std::vector<std::pair<std::string, int>>{
                    {"ant/x", 0}, {"cat/b.png", 1}, {"cat/deep/er/a.png", 1}, {"dog/1.jpg", 2}, {"dog/2.jpg", 2}}));
    }

    void hiddenFilesArePassedOverAndLinksToFoldersAreNotFollowed()
    {
        putPicture(data() / "a/1", 1);
        putPicture(data() / "b/1", 2);
        putPicture(data() / "a/.hidden", 3);
        putPicture(data() / ".git/1", 4);
        putPicture(data() / "beside.png", 5);
        fs::create_directory_symlink(data(), data() / "a/round");
        fs::create_directory_symlink(data() / "a", data() / "c");
        fs::create_symlink(data() / "nowhere", data() / "b/broken");
        fs::create_symlink(data() / "b/1", data() / "b/2"); // a link to a file is that file
        const PictureFiles files = findPictures(data());
        QCOMPARE(files.files.size(), std::size_t(3));
        QVERIFY(files.classes == (std::vector<std::string>{"a", "b"}));
        QVERIFY(files.skipped == (std::vector<std::string>{"\"a/round\" is a link to a folder, and is not followed.",
                                                           "\"b/broken\" is a link that leads nowhere.",
                                                           "\"beside.png\" lies in no folder of a class.",
                                                           "\"c\" is a link to a folder, and is not followed."}));
    }

    void foldersOfTrainingAndTestAreNoClasses()
    {
        for (const char* path : {"Train/cat/1", "Train/dog/1", "val/dog/2", "test/cat/3", "test/cow/3"}) {
            putPicture(data() / path, hash(path));
        }
        const PictureSet set = read();
        QVERIFY(set.classes == (std::vector<std::string>{"cat", "cow", "dog"}));
        QVERIFY(set.images.labels == (std::vector<std::uint8_t>{0, 2, 2}));
        QVERIFY(set.test && set.test->labels == (std::vector<std::uint8_t>{0, 1}));
        QVERIFY(picturesOfClasses(set) == (std::vector<Index>{2, 1, 2}));
    }

    void namesOfAnyBytesAreShownEscaped()
    {
        putPicture(data() / "caf\xe9" / "1", 1); // not UTF-8
        putPicture(data() / "two\nlines" / "\xf0\x9f\x90\x88 cat.png", 2);
        putFile(data() / "two\nlines" / "\x1b[2J.png", "no picture");
        putPicture(data() / std::string(255, 'x') / std::string(255, 'y'), 3);
        const PictureSet set = read();
        QVERIFY(set.classes == (std::vector<std::string>{"caf\\xe9", "two\\x0alines", std::string(255, 'x')}));
        QVERIFY(set.skipped == (std::vector<std::string>{"\"two\\x0alines/\\x1b[2J.png\" is no picture."}));
        QCOMPARE(set.images.count, Index{3});
    }

    void whatIsNoPictureIsSkippedAndAClassWithoutAnyIsNone()
    {
        putPicture(data() / "a/1", 1);
        putFile(data() / "b/notes.txt", "nothing to see");
        putPicture(data() / "c/1", 2);
        const PictureSet set = read();
        QVERIFY(set.classes == (std::vector<std::string>{"a", "c"}));
        QVERIFY(set.images.labels == (std::vector<std::uint8_t>{0, 1}));
        QVERIFY(set.skipped == (std::vector<std::string>{"\"b\" has no picture that can be read, so it is no class.",
                                                         "\"b/notes.txt\" is no picture."}));
        QCOMPARE(set.skippedCount, Index{2});
    }

    void picturesAreSeenInTheFormThatIsAskedFor()
    {
        putPicture(data() / "a/wide", 5, 20, 60);
        for (const Fit fit : {Fit::Crop, Fit::Whole}) {
            for (const Index channels : {Index{1}, Index{3}}) {
                const PictureForm form{16, channels, fit};
                const PictureSet set = read(form);
                const DecodedPicture drawn = drawnPicture(5, 20, 60);
                std::vector<std::uint8_t> wanted(static_cast<std::size_t>(16 * 16 * channels));
                fitPicture({drawn.pixels.data(), 20, 60, 3}, fit, 16, channels, wanted);
                QVERIFY(set.images.pixels == wanted);
            }
        }
    }

    void thePicturesAreTheSameForAnyNumberOfThreads()
    {
        putMany();
        const PictureSet one = read(), four = read({}, 4);
        QVERIFY(one.images.pixels == four.images.pixels && one.images.groups == four.images.groups);
        QCOMPARE(alikeCount(one.images), Index{8}); // every fifth is the one before it, brighter
    }

    void nearDuplicatesStayInOneSplit()
    {
        putMany();
        setPictureReader({decodeDrawn, {}, {}});
        Config config;
        config.data.set = "files";
        config.data.path = data().string();
        config.data.side = 16;
        config.data.validation = 12;
        config.data.test = 8;
        ThreadPool pool(2);
        for (config.seed = 0; config.seed < 5; ++config.seed) {
            const auto set = makeDataset(config, pool);
            QCOMPARE(set->train.size() + set->validation.size() + set->test.size(), Index{40});
            QVERIFY(set->validation.size() >= 10 && set->test.size() >= 6);
            // A picture and its brighter twin differ by ten in every pixel that is not cut off.
            const auto darkest = [](const Split& split, Index i) {
                return std::vector<std::uint8_t>(split.images.bytes.begin() + i * 256,
                                                 split.images.bytes.begin() + (i + 1) * 256);
            };
            const auto twins = [&](const Split& a, const Split& b) {
                for (Index i = 0; i < a.size(); ++i) {
                    for (Index j = 0; j < b.size(); ++j) {
                        const auto one = darkest(a, i), other = darkest(b, j);
                        int apart = 0;
                        for (std::size_t p = 0; p < one.size(); ++p) {
                            apart = std::max(apart, std::abs(one[p] - other[p]));
                        }
                        if (apart <= 10) {
                            return true;
                        }
                    }
                }
                return false;
            };
            QVERIFY(!twins(set->train, set->validation) && !twins(set->train, set->test) &&
                    !twins(set->validation, set->test));
            const auto again = makeDataset(config, pool);
            QVERIFY(again->validation.images.bytes == set->validation.images.bytes);
        }
    }

    void aSecondReadingTakesWhatWasKept()
    {
        putMany();
        putFile(data() / "a/notes.txt", "no picture");
        const PictureSet first = read({}, 2, cache());
        const int decoded = decodedFiles();
        QVERIFY(decoded == 41 && !first.fromCache);
        const PictureSet second = read({}, 2, cache());
        QCOMPARE(decodedFiles().load(), decoded);
        QVERIFY(second.fromCache && second.images.pixels == first.images.pixels &&
                second.images.labels == first.images.labels && second.images.groups == first.images.groups &&
                second.classes == first.classes && second.skipped == first.skipped && second.form == first.form &&
                second.skippedCount == first.skippedCount && !second.test);
        QVERIFY(!read({16, 3, Fit::Crop}, 2, cache()).fromCache); // another form is another reading
        QVERIFY(read({}, 2, cache()).fromCache);                  // which has not taken the first one's place
    }

    void whatChangedInTheFolderIsReadAnew()
    {
        putMany();
        read({}, 1, cache());
        QVERIFY(read({}, 1, cache()).fromCache);
        putPicture(data() / "a/new", 77); // another file
        QVERIFY(!read({}, 1, cache()).fromCache);
        QVERIFY(read({}, 1, cache()).fromCache);
        fs::rename(data() / "a/new", data() / "b/new"); // of another class
        QVERIFY(!read({}, 1, cache()).fromCache);
        putPicture(data() / "b/new", 78, 30, 30); // other contents
        fs::last_write_time(data() / "b/new", fs::file_time_type::clock::now() + std::chrono::seconds(2));
        QVERIFY(!read({}, 1, cache()).fromCache);
        QCOMPARE(std::distance(fs::directory_iterator(cache()), fs::directory_iterator()), std::ptrdiff_t{1});
    }

    void aDamagedCacheIsNone()
    {
        putPicture(data() / "a/1", 1, 4, 4);
        putPicture(data() / "test/1", 2, 4, 4);
        const PictureForm form{4, 1, Fit::Crop};
        const PictureSet whole = read(form, 1, cache());
        const PictureFiles files = findPictures(data());
        const fs::path path = pictureCacheFile(cache(), data(), form);
        const std::string bytes = readWhole(path, 1 << 20);
        QVERIFY(fromPictureCache(cache(), files, form).has_value());
        const auto harmless = [&](const std::string& damaged) {
            putFile(path, damaged);
            const auto got = fromPictureCache(cache(), files, form);
            return !got || (got->images.pixels == whole.images.pixels && got->classes == whole.classes &&
                            got->images.labels == whole.images.labels && got->images.groups == whole.images.groups &&
                            got->skipped == whole.skipped);
        };
        for (std::size_t length = 0; length < bytes.size(); ++length) {
            putFile(path, bytes.substr(0, length));
            QVERIFY(!fromPictureCache(cache(), files, form));
        }
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            std::string damaged = bytes;
            damaged[i] = static_cast<char>(damaged[i] ^ (i % 2 == 0 ? '\1' : '\xff'));
            QVERIFY2(harmless(damaged), qPrintable(QString::number(i)));
        }
        putFile(path, std::string(100, 'x'));
        QVERIFY(!read(form, 1, cache()).fromCache);
        QVERIFY(read(form, 1, cache()).fromCache); // and was mended
    }

    void theCacheDoesNotGrowWithoutEnd()
    {
        putMany();
        const PictureFiles files = findPictures(data());
        const PictureSet set = read({}, 1, cache());
        const fs::path first = pictureCacheFile(cache(), data(), {});
        fs::last_write_time(first, fs::file_time_type::clock::now() - std::chrono::hours(1));
        PictureSet small = read({16, 1, Fit::Crop}, 1);
        toPictureCache(cache(), files, small, fs::file_size(first) + 10);
        QVERIFY(!fs::exists(first) && fs::exists(pictureCacheFile(cache(), data(), small.form)));
    }

    void withoutAPlaceForTheCacheAllWorks()
    {
        putMany();
        putFile(cache(), "a file where the folder should be");
        QCOMPARE(read({}, 1, cache()).images.count, Index{40});
    }

    void readingEndsWhereItIsCalledOff()
    {
        putMany();
        std::stop_source stop;
        ThreadPool pool(1);
        pool.heed(stop.get_token());
        const PictureReader reader{decodeDrawn, cache(), [&](Index done, Index) {
                                       if (done == 10) {
                                           stop.request_stop();
                                       }
                                   }};
        QVERIFY_EXCEPTION_THROWN(readPictureFolder(data(), {}, reader, pool), CalledOff);
        QVERIFY(decodedFiles() < 20 && !fs::exists(cache()));
    }

    void progressIsToldUpToTheEnd()
    {
        putMany();
        std::mutex mutex;
        std::set<Index> told;
        ThreadPool pool(2);
        const PictureReader reader{decodeDrawn, {}, [&](Index done, Index of) {
                                       const std::scoped_lock lock(mutex);
                                       told.insert(done);
                                       QCOMPARE(of, Index{40});
                                   }};
        readPictureFolder(data(), {}, reader, pool);
        QVERIFY(told.size() >= 10 && *told.rbegin() == 40);
    }

    void whatCannotBeIsASentence()
    {
        fs::create_directories(data());
        const auto error = [&](Error::Kind kind = Error::Kind::Data) { return errorOf(kind, [&] { read(); }); };
        QVERIFY(error().find("lie no folders") != std::string::npos);
        putFile(data() / "a/x", "no picture");
        QVERIFY(error().find("lies no picture to learn from: \"a\" has no picture") != std::string::npos);
        putPicture(data() / "b/1", 1);
        putPicture(data() / "b/2", 2);
        QVERIFY(errorOf(Error::Kind::Data, [&] {
                    read({20'000, 3, Fit::Crop});
                }).find("more than 2 GiB") != std::string::npos); // before memory is asked for
        setPictureReader({decodeDrawn, {}, {}});
        Config config;
        config.data.set = "files";
        config.data.path = data().string();
        ThreadPool pool(1);
        QVERIFY(fails(Error::Kind::Data, "are of one class, \"b\"", [&] { (void)makeDataset(config, pool); }));
        for (int i = 0; i < 256; ++i) {
            putPicture(data() / std::to_string(i) / "1", 1);
        }
        QVERIFY(error().find("has 258 folders") != std::string::npos);
    }

    void filesOfAnotherFormatComeFirst()
    {
        putPicture(data() / "a/1", 1);
        putFile(data() / "images.npy", "no array");
        putFile(data() / "labels.npy", "no array");
        setPictureReader({decodeDrawn, {}, {}});
        Config config;
        config.data.set = "files";
        config.data.path = data().string();
        ThreadPool pool(1);
        QVERIFY(fails(Error::Kind::Data, "images.npy", [&] { (void)makeDataset(config, pool); }));
    }

    void theNetworkThatIsProposedSuitsEverySizeAndNumber()
    {
        PictureSet set;
        set.classes = {"a", "b"};
        for (const Index count : {Index{2}, Index{30}, Index{300}, Index{5'000}, Index{100'000}}) {
            for (set.form.side = 16; set.form.side <= 64; ++set.form.side) {
                set.images.count = count;
                set.form.channels = count % 3 == 0 ? 3 : 1;
                const Config config = configForPictures(set, "/pictures", 3);
                const std::vector<Problem> found = problems(config);
                QVERIFY2(found.empty(), found.empty() ? "" : found.front().sentence.c_str());
                QVERIFY(pictureForm(config) == set.form && config.seed == 3);
            }
        }
        set.form.side = 32;
        const auto epochs = [&](Index count) {
            set.images.count = count;
            return configForPictures(set, "/pictures", 0).train.epochs;
        };
        QVERIFY(epochs(100) == 40 && epochs(5'000) < 40 && epochs(100'000) == 4);
    }

private:
    fs::path data() const { return fs::path(folder_->path().toStdString()) / "data"; }
    fs::path cache() const { return fs::path(folder_->path().toStdString()) / "cache"; }

    PictureSet read(const PictureForm& form = {}, int threads = 1, const fs::path& cache = {}) const
    {
        ThreadPool pool(threads);
        return readPictureFolder(data(), form, {decodeDrawn, cache, {}}, pool);
    }

    /// 40 pictures of two classes; each fifth shows what the one before it shows, a little brighter.
    void putMany() const
    {
        for (int i = 0; i < 40; ++i) {
            const bool twin = i % 5 == 4;
            putPicture(data() / (i < 20 ? "a" : "b") / std::to_string(100 + i),
                       static_cast<std::uint64_t>(twin ? i - 1 : i), 24, 24, 0, twin ? 5 : 0);
        }
    }

    std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_APPLESS_MAIN(PictureFolderTest)
#include "tst_picture_folder.moc"
