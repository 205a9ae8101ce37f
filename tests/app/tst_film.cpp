// The film of a picture: which moments it takes, that none of them comes twice, and what it says of each.
#include "app/film.h"
#include "app/plates.h"
#include "tests/support/small_run.h"
#include "tests/ui/paint/written_text.h"
#include "tests/ui/views/shown_samples.h"

#include <QTest>

#include <algorithm>

using namespace fovea;

namespace {

FilmPtr filmWith(std::vector<FilmMoment> moments)
{
    const std::size_t count = moments.size();
    return std::make_shared<const Film>(count, [moments = std::move(moments)] { return moments; });
}

/// Uniform for `before` moments, then the weight moves to one place within ten, then stays: passes 0, 0.1, 0.2 …
std::vector<FilmMoment> snapping(std::size_t before, std::size_t after)
{
    std::vector<FilmMoment> moments;
    const PicturePtr picture = pictureOfClass(0);
    for (std::size_t i = 0; i < before + 10 + after; ++i) {
        const double done = std::clamp((static_cast<double>(i) - static_cast<double>(before)) / 10, 0.0, 1.0);
        moments.push_back(
            {0.1 * static_cast<double>(i), {picture, answerOf(0, mapWithPeak(8, 8, 5, 1.0 / 64 + 0.8 * done)), {}}});
    }
    return moments;
}

FrozenWindow frozenWith(const FilmPtr& film)
{
    FrozenWindow frozen;
    frozen.stories.emplace_back();
    frozen.scene = needleScene();
    frozen.inspected.sample = sampleOf(0, 0, mapWithPeak(8, 8, 5, 0.8));
    frozen.film = film;
    return frozen;
}

std::optional<Plate> filmIn(const FrozenWindow& frozen)
{
    std::vector<Plate> plates = platesOf(frozen);
    const auto found = std::ranges::find(plates, QString("film"), &Plate::key);
    return found != plates.end() ? std::optional(*found) : std::nullopt;
}

QStringList writtenIn(const PaintPlate& paint, const QSizeF& centimetres)
{
    TextReader reader(centimetres / 2.54 * 96);
    reader.read([&](QPainter& painter, const QRectF& area) { paint(painter, area, {Paper::light(), {}, {}}); });
    return reader.written;
}

/// The lines that say when.
QStringList momentsIn(const QStringList& written)
{
    QStringList moments;
    for (const QString& line : written) {
        if (line.startsWith("pass ") || line.startsWith("untrained")) {
            moments << line.section(':', 0, 0);
        }
    }
    return moments;
}

} // namespace

class FilmTest : public QObject
{
    Q_OBJECT

private slots:
    /// Of 110 moments ten are the snap: at least half of the eight lie in it, and both ends are there.
    void theStripShowsTheTimeInWhichTheMapChanges()
    {
        const std::vector<FilmMoment> all = snapping(10, 90);
        const std::vector<FilmMoment> strip = momentsOfChange(all, 8, {});
        QCOMPARE(strip.size(), std::size_t(8));
        QCOMPARE(strip.front().passes, all.front().passes);
        QCOMPARE(strip.back().passes, all.back().passes);
        const auto inTheSnap = std::ranges::count_if(
            strip, [](const FilmMoment& moment) { return moment.passes > 0.95 && moment.passes < 2.05; });
        QVERIFY2(inTheSnap >= 4, qPrintable(QString::number(inTheSnap)));
        QVERIFY(std::ranges::any_of(strip, [](const FilmMoment& moment) {
            return moment.passes > 2.1 && moment.passes < 10;
        })); // and that it stays so
    }

    void noMomentComesTwiceHoweverSuddenTheChange()
    {
        std::vector<FilmMoment> jump = snapping(5, 5);
        jump.erase(jump.begin() + 6, jump.begin() + 15); // from one moment to the next
        for (const std::size_t most : {2U, 3U, 5U, 8U, 100U}) {
            const std::vector<FilmMoment> few = momentsOfChange(jump, most, {});
            QCOMPARE(few.size(), std::min<std::size_t>(most, jump.size()));
            for (std::size_t i = 1; i < few.size(); ++i) {
                QVERIFY(few[i].passes > few[i - 1].passes);
            }
            QCOMPARE(few.back().passes, jump.back().passes);
        }
    }

    void whereNothingChangesTheMomentsAreSpreadEvenly()
    {
        const std::vector<FilmMoment> all = snapping(90, 0);
        const std::vector<FilmMoment> still(all.begin(), all.begin() + 81);
        const std::vector<FilmMoment> few = momentsOfChange(still, 5, {});
        for (std::size_t i = 0; i < few.size(); ++i) {
            QVERIFY(std::abs(few[i].passes - 2.0 * static_cast<double>(i)) < 1e-9);
        }
    }

    /// Two that would read alike with one digit have as many as tell them apart; each picture says when it was.
    void everyMomentSaysWhenAndNoTwoSayTheSame()
    {
        std::vector<FilmMoment> moments = snapping(2, 0);
        moments.resize(4);
        moments[1].passes = 0.04;
        moments[2].passes = 0.08;
        moments[3].passes = 1;
        const std::optional<Plate> film = filmIn(frozenWith(filmWith(moments)));
        QVERIFY(film.has_value());
        QCOMPARE(momentsIn(writtenIn(film->paint, film->centimetres)),
                 QStringList({"untrained", "pass 0.04", "pass 0.08", "pass 1.00"}));
        QStringList animated;
        for (const PaintPlate& moment : film->moments) {
            animated += momentsIn(writtenIn(moment, film->momentCentimetres));
        }
        QCOMPARE(animated, QStringList({"untrained", "pass 0.04", "pass 0.08", "pass 1.00"}));
    }

    void fewMomentsStandInOneRow()
    {
        std::vector<FilmMoment> moments = snapping(2, 0);
        for (const std::size_t count : {2U, 3U, 4U}) {
            const std::vector<FilmMoment> few(moments.begin(), moments.begin() + static_cast<std::ptrdiff_t>(count));
            const std::optional<Plate> film = filmIn(frozenWith(filmWith(few)));
            QVERIFY(film->centimetres.width() > 1.4 * film->centimetres.height() ||
                    (count == 2 && film->centimetres.width() > film->centimetres.height()));
        }
    }

    /// Mean pooling's map is the same for ever, and where there is one place there is nothing to choose.
    void whatHasNoMapThatLearnsHasNoFilm()
    {
        FrozenWindow frozen = frozenWith(filmWith(snapping(2, 2)));
        QVERIFY(filmIn(frozen));
        frozen.inspected.sample = sampleOf(0, 0, uniformMap(false));
        QVERIFY(!filmIn(frozen));
        frozen.inspected.sample = sampleOf(0, 0, mapWithPeak(1, 1, 0, 1));
        QVERIFY(!filmIn(frozen));
    }

    /// The first moments are uniform, unclear and wrong, the last are sharp and right: the words change, their place does not.
    void theFramesOfAFilmHaveOneLayout()
    {
        std::vector<FilmMoment> moments = snapping(3, 3);
        for (std::size_t i = 0; i < 5; ++i) {
            moments[i].sample.answer->answer.label = 1;
        }
        const std::optional<Plate> film = filmIn(frozenWith(filmWith(moments)));
        QVERIFY(film);
        const auto frameOf = [&](std::size_t i) {
            const FigureSize size = FigureSize::ofPixels(454, 454);
            return renderFigure(size, [&](QPainter& painter, const QRectF& area) {
                film->moments[i](painter, area, {Paper::light(), "Title", "Caption."});
            });
        };
        const QImage first = frameOf(0);
        const QRect bar(380, 0, 74, 454), below(0, 412, 454, 42); // the colours with their numbers, the last lines
        QVERIFY(first.copy(bar) != QImage(74, 454, first.format()));
        for (std::size_t i = 1; i < moments.size(); ++i) {
            const QImage frame = frameOf(i);
            QVERIFY2(frame.copy(bar) == first.copy(bar), qPrintable(QString::number(i)));
            QVERIFY2(frame.copy(below) == first.copy(below), qPrintable(QString::number(i)));
        }
        QVERIFY(writtenIn(film->moments[0], film->momentCentimetres) !=
                writtenIn(film->moments[15], film->momentCentimetres));
    }

    void aStripHasNoHoles()
    {
        for (std::size_t count = 2; count < 12; ++count) {
            std::vector<FilmMoment> moments = snapping(0, 5);
            moments.resize(count);
            const std::optional<Plate> film = filmIn(frozenWith(filmWith(moments)));
            QVERIFY(film);
            const auto shown = momentsIn(writtenIn(film->paint, film->centimetres)).size();
            QCOMPARE(shown, qsizetype(fullRows(static_cast<int>(count), 8).count));
        }
    }

    /// Taken from the kept moments when somebody asks, the same moment once, and what each network itself says.
    void aFilmIsComputedFromTheMomentsThatWereKept()
    {
        Practice practice;
        Run run = practice.start(smallNeedle());
        std::vector<SnapshotPtr> kept{snapshotOf(run)};
        const PicturePtr picture = pictureOf(run.data->validation, 0);
        for (int i = 0; i < 3; ++i) {
            practice.advance(run, 2);
            kept.push_back(snapshotOf(run));
        }
        kept.push_back(snapshotOf(run)); // the moment in view is the last that was kept
        const FilmPtr film = filmOf(kept, picture);
        QCOMPARE(film->size(), std::size_t(4));
        const std::vector<FilmMoment>& moments = film->items();
        QCOMPARE(moments.size(), std::size_t(4));
        Tape tape;
        for (std::size_t i = 0; i < 4; ++i) {
            QCOMPARE(moments[i].passes, kept[i]->epoch);
            const auto said = answers(kept[i]->examined(), {picture}, MapOverride::None, kept[i]->config.seed, tape);
            QVERIFY(moments[i].sample.answer->probabilities == said.front().probabilities);
        }
        QVERIFY(moments[0].sample.answer->probabilities != moments[3].sample.answer->probabilities);
    }

    void longRunsAreThinnedEvenlyWithBothEnds()
    {
        Practice practice;
        const Run run = practice.start(smallNeedle());
        const PicturePtr picture = pictureOf(run.data->validation, 0);
        std::vector<SnapshotPtr> kept;
        for (int i = 0; i < 200; ++i) {
            Snapshot moment = *snapshotOf(run);
            moment.step = i;
            moment.epoch = i;
            kept.push_back(std::make_shared<const Snapshot>(std::move(moment)));
        }
        const FilmPtr film = filmOf(kept, picture);
        QCOMPARE(film->size(), std::size_t(48));
        QCOMPARE(film->items().front().passes, 0.0);
        QCOMPARE(film->items().back().passes, 199.0);
    }
};

QTEST_MAIN(FilmTest)
#include "tst_film.moc"
