// What stands on each plate: its tables have the numbers that were handed in, its caption says what is shown.
#include "tests/app/everything_shown.h"
#include "tests/ui/paint/ink.h"
#include "tests/ui/paint/written_text.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace fovea;

class PlateContentsTest : public QObject
{
    Q_OBJECT

private slots:
    void theMatrixCountsWhatWasTakenForWhat()
    {
        const CsvTable table = tableOf("confusion");
        QCOMPARE(table.rows.size(), std::size_t(4));
        QCOMPARE(table.rows[0][0], "plus");
        QCOMPARE(cell(table, 0, "square"), 2.0); // two of plus were taken for squares
        QCOMPARE(cell(table, 2, "plus"), 0.0);   // none the other way round
        QCOMPARE(cell(table, 2, "cross"), 4.0);
    }

    void picturesComeWithTheirAnswersAndWeights()
    {
        const CsvTable table = tableOf("pictures");
        QCOMPARE(table.rows.size(), std::size_t(2));
        QCOMPARE(table.rows[1][table.column("is")], "cross");
        QCOMPARE(table.rows[1][table.column("answer")], "square");
        QCOMPARE(cell(table, 0, "right"), 1.0);
        QCOMPARE(cell(table, 1, "right"), 0.0);
        QCOMPARE(cell(table, 0, "largest"), 0.5);
        FrozenWindow whole = everything(); // seen as a whole, not in parts
        whole.inspected.sample.answer->glimpses.clear();
        const std::vector<Plate> plates = platesOf(whole);
        const QStringList lines =
            QString::fromStdString(std::ranges::find(plates, QString("picture"), &Plate::key)->csv())
                .trimmed()
                .split('\n');
        QCOMPARE(lines.size(), 8); // the map itself, row by row
        QCOMPARE(lines[0].split(',').value(3).toDouble(), 0.5);
        QVERIFY(lines[3].split(',').value(0).toDouble() < 0.1);
    }

    void theFilmHasItsFirstMomentAndItsLast()
    {
        FrozenWindow frozen = everything();
        std::vector<FilmMoment> moments;
        for (int i = 0; i <= 20; ++i) {
            moments.push_back({double(i), frozen.pictures->items().front()});
        }
        frozen.film = filmOf(moments);
        const std::vector<Plate> plates = platesOf(frozen);
        const auto film = std::ranges::find(plates, QString("film"), &Plate::key);
        QCOMPARE(film->moments.size(), std::size_t(21)); // the animation has them all
        TextReader reader(film->centimetres / 2.54 * 96);
        reader.read(painted(*film));
        const QString all = reader.written.join('|');
        QVERIFY2(all.contains("untrained: plus") && all.contains("pass 20: plus") && !all.contains("is "),
                 qPrintable(all));
    }

    /// In the first pass of a further run: its batches so far, and what is known of the runs before it.
    void theFirstPassOfAnotherRunHasCurvesToo()
    {
        FrozenWindow frozen = everything();
        frozen.stories.back().passes.clear();
        QStringList keys;
        for (const Plate& plate : platesOf(frozen)) {
            keys << plate.key;
            if (plate.key == "runs") {
                const CsvTable table = parseCsv(plate.csv(), "runs");
                QCOMPARE(table.rows.size(), std::size_t(6)); // three passes of each run before
                QCOMPARE(plate.name, QString("Accuracy of the runs before"));
            }
            if (plate.key == "batch-loss") {
                QCOMPARE(parseCsv(plate.csv(), "batches").rows.size(), std::size_t(3));
            }
        }
        for (const char* key : {"runs", "batch-loss", "batch-accuracy", "gradient", "pictures", "picture", "film"}) {
            QVERIFY2(keys.contains(key), key);
        }
        frozen.stories = {frozen.stories.front(), frozen.stories.back()}; // one run before is enough
        const std::vector<Plate> plates = platesOf(frozen);
        QVERIFY(std::ranges::find(plates, QString("runs"), &Plate::key) != plates.end());
    }

    void captionsSaySeedAndOpenings()
    {
        FrozenWindow frozen = everything();
        QVERIFY(plateOf("accuracy").caption.contains("Seed 1.") &&
                plateOf("accuracy").caption.contains("never opened"));
        frozen.openings = 2;
        for (const Plate& plate : platesOf(frozen)) {
            const bool speaksOfTheRun =
                !plate.key.startsWith("compare") && !plate.key.startsWith("cost") && plate.key != "runs";
            QVERIFY2(!speaksOfTheRun || plate.caption.contains("opened 2 times"), qPrintable(plate.key));
        }
    }

    void captionsSayWhatWasReplacedAndWhenItWasCounted()
    {
        FrozenWindow frozen = everything();
        frozen.scene.moment = "pass 20.00";
        frozen.judgedAt = "pass 1.00";
        frozen.maps = MapOverride::Uniform;
        for (const Plate& plate : platesOf(frozen)) {
            const bool counted = QStringList{"confusion", "metrics", "roc", "calibration"}.contains(plate.key);
            const bool shown = QStringList{"pictures", "picture", "answer", "looks", "heads"}.contains(plate.key);
            QVERIFY2(!counted || plate.caption.contains("Seen at: pass 1.00"), qPrintable(plate.caption));
            QCOMPARE(plate.caption.contains("replaced by the same weight everywhere"), shown || plate.key.isEmpty());
        }
    }

    void aPictureThatNobodyKnowsGetsNoMark()
    {
        FrozenWindow frozen = everything();
        ShownSample sample = frozen.pictures->items().front();
        Picture own = *sample.picture;
        own.label = -1;
        sample.picture = std::make_shared<const Picture>(own);
        frozen.pictures = picturesOf({sample});
        const std::vector<Plate> plates = platesOf(frozen);
        const auto pictures = std::ranges::find(plates, QString("pictures"), &Plate::key);
        const CsvTable table = parseCsv(pictures->csv(), "pictures");
        QCOMPARE(table.rows[0][table.column("is")], "own picture");
        QVERIFY(std::isnan(cell(table, 0, "right")));
        TextReader reader(pictures->centimetres / 2.54 * 96);
        reader.read(painted(*pictures));
        QVERIFY2(!reader.written.join('|').contains("own picture"), qPrintable(reader.written.join('|')));
    }

    void theMapOnPaperIsTheOneOnTheScreen()
    {
        FrozenWindow frozen = everything();
        MapOfSample mixing{Tensor({1, 64, 64}), {8, 8}, "mix.0", true, {8, 8}};
        for (Index query = 0; query < 64; ++query) {
            for (Index key = 0; key < 64; ++key) {
                mixing.weights[query * 64 + key] = static_cast<Real>(key == 3 ? 0.5 : 0.5 / 63);
            }
        }
        ShownSample sample = frozen.pictures->items().front();
        sample.answer->maps = {uniformMap(false), mixing}; // mean pooling, and tokens that chose
        frozen.pictures = picturesOf({sample});
        std::vector<Plate> plates = platesOf(frozen);
        CsvTable table = parseCsv(std::ranges::find(plates, QString("pictures"), &Plate::key)->csv(), "pictures");
        QVERIFY(std::abs(cell(table, 0, "largest") - 0.5) < 1e-6);
        sample.answer->glimpses.resize(1); // it saw parts: no map lies over the picture
        frozen.pictures = picturesOf({sample});
        plates = platesOf(frozen);
        table = parseCsv(std::ranges::find(plates, QString("pictures"), &Plate::key)->csv(), "pictures");
        QVERIFY(std::isnan(cell(table, 0, "largest")));
    }

    /// What was clicked in the inspector is what the plate shows: another head, the place that asks.
    void theLargePictureIsTheInspectors()
    {
        FrozenWindow frozen = everything();
        frozen.inspected.sample.answer->glimpses.clear();
        const auto plate = [&](const MapRow& row) {
            frozen.inspected.row = row;
            const std::vector<Plate> plates = platesOf(frozen);
            return *std::ranges::find(plates, QString("picture"), &Plate::key);
        };
        const auto weight = [](const Plate& of, int row, int column) {
            return QString::fromStdString(of.csv()).split('\n').value(row).split(',').value(column).toDouble();
        };
        const Plate usual = plate({}), first = plate({1, 0, 10}), second = plate({1, 1, 10});
        QCOMPARE(weight(usual, 0, 3), 0.5); // the pooling's peak
        QCOMPARE(weight(first, 1, 3), 0.5); // place 10 asks 11: row 1, column 3
        QCOMPARE(weight(second, 2, 2), 0.5);
        QVERIFY(weight(second, 1, 3) < 0.1);
        QVERIFY2(first.caption.contains("head 1, asked from row 2, column 3"), qPrintable(first.caption));
        QVERIFY2(second.caption.contains("head 2"), qPrintable(second.caption));
        QVERIFY(plate({1, -1, -1}).caption.contains("the mean of its 2 heads, the mean of all cells"));
        const auto drawn = [](const Plate& of) {
            return renderFigure(FigureSize::ofCentimetres(10, 10, 96), painted(of));
        };
        QVERIFY(drawn(first) != drawn(second) && drawn(first) != drawn(usual));
        frozen.inspected.sample.untrained = frozen.inspected.sample.answer;
        frozen.inspected.besideUntrained = true;
        const Plate both = plate({});
        QVERIFY(both.caption.contains("before its first batch"));
        TextReader reader(both.centimetres / 2.54 * 96);
        reader.read(painted(both));
        QVERIFY2(reader.written.join('|').contains("untrained: "), qPrintable(reader.written.join('|')));
    }

    /// Whose looks were at parts of the picture has frames over it, on paper as on the screen.
    void looksAreFramed()
    {
        FrozenWindow frozen = everything();
        const auto drawn = [&] {
            const std::vector<Plate> plates = platesOf(frozen);
            const auto plate = std::ranges::find(plates, QString("picture"), &Plate::key);
            return renderFigure(FigureSize::ofCentimetres(10, 10, 96), painted(*plate));
        };
        const QImage framed = drawn();
        frozen.inspected.sample.answer->glimpses[0].window[2] = 0.5; // it looked elsewhere
        QVERIFY(drawn() != framed);
    }

    void curvesCarryTheirNumbers()
    {
        const CsvTable object = tableOf("object"), distance = tableOf("distance"), reward = tableOf("reward");
        QCOMPARE(cell(object, 2, "weight on the object"), 0.1 * 3);
        QCOMPARE(cell(object, 1, "hits the object"), 0.2 * 2);
        QCOMPARE(cell(distance, 0, "mean over the looks"), 7.0);
        QCOMPARE(cell(reward, 2, "expected reward"), 0.1 * 3);
        const CsvTable gradient = tableOf("gradient"), noise = tableOf("policy-noise"), runs = tableOf("runs");
        QCOMPARE(cell(gradient, 1, "all"), 0.5);
        QCOMPARE(cell(gradient, 2, "score.V"), 0.03 / 3);
        QCOMPARE(cell(gradient, 2, "batch"), 30.0);
        QCOMPARE(noise.columns.size(), std::size_t(5));
        QCOMPARE(runs.rows.size(), std::size_t(9)); // three runs, three passes
        QCOMPARE(cell(runs, 8, "val_accuracy"), 0.25 + 0.2 * 3);
    }

    void headsGatesAndGazesCarryTheirNumbers()
    {
        const CsvTable heads = tableOf("heads"), gates = tableOf("gates"), gazes = tableOf("gazes");
        QCOMPARE(cell(heads, 1, "reach"), 8.0);
        QCOMPARE(heads.columns.size(), std::size_t(6 + 64));
        QCOMPARE(cell(gates, 0, "channel 2"), 0.9);
        QCOMPARE(cell(gates, 1, "channel 1"), 0.2);
        QCOMPARE(gazes.rows.size(), std::size_t(6)); // two looks and random ones, at two pictures
        QCOMPARE(cell(gazes, 1, "object_y"), 20.0);
        QCOMPARE(gazes.rows[5][0], "random");
        QCOMPARE(cell(tableOf("answer"), 0, "probability"), 0.7);
        QCOMPARE(cell(tableOf("looks"), 2, "x"), 12.0);
        QCOMPARE(cell(tableOf("variance"), 1, "used"), 1.0);
        QCOMPARE(cell(tableOf("film"), 1, "largest"), 0.5);
    }

    void theTableOfRunsHasTheirNumbers()
    {
        const CsvTable table = tableOf("runs-table");
        QCOMPARE(table.rows.size(), std::size_t(3));
        QCOMPARE(cell(table, 1, "val. accuracy"), 0.85 + 0.0123456789);
        QCOMPARE(table.rows[2][table.column("attention.mechanism")], "none");
        QVERIFY(std::isnan(cell(table, 0, "exp H"))); // not known: empty
    }

    void metricsAreTheJudgements()
    {
        const auto judgement = everything().judgement;
        const CsvTable table = tableOf("metrics");
        QCOMPARE(cell(table, 2, "precision"), judgement->scores.classes[2].precision);
        QCOMPARE(cell(table, 3, "roc_area"), judgement->rankings[3].roc.area);
        const CsvTable roc = tableOf("roc"), pure = tableOf("precision-recall");
        std::size_t points = 0;
        for (const Ranking& ranking : judgement->rankings) {
            points += ranking.roc.x.size();
        }
        QCOMPARE(roc.rows.size(), points);
        QCOMPARE(cell(roc, 1, "of_the_class_found"), judgement->rankings[0].roc.y[1]);
        QCOMPARE(cell(pure, 0, "precision"), judgement->rankings[0].precisionRecall.y[0]);
        const CsvTable calibration = tableOf("calibration");
        QCOMPARE(calibration.rows.size(), std::size_t(Reliability::kBins));
        long images = 0;
        for (std::size_t bin = 0; bin < calibration.rows.size(); ++bin) {
            images += std::lround(cell(calibration, bin, "images"));
        }
        QCOMPARE(images, judgement->reliability.images);
    }

    void theNetworksLayersAreThere()
    {
        const CsvTable table = tableOf("network");
        const FrozenDrawer all = drawer();
        QCOMPARE(table.rows.size(), all.layers.size());
        for (std::size_t i = 0; i < all.layers.size(); ++i) {
            QCOMPARE(cell(table, i, "learned"), double(all.layers[i].learned));
            QCOMPARE(cell(table, i, "milliseconds"), 0.0312);
        }
        TextReader reader(plateOf("network").centimetres / 2.54 * 96);
        const Plate plate = plateOf("network");
        reader.read(painted(plate));
        QVERIFY2(reader.written.join(' ').contains("softmax"), "the formula stands below the table");
        FrozenWindow unmeasured = everything();
        unmeasured.drawer.milliseconds.clear();
        const std::vector<Plate> plates = platesOf(unmeasured);
        const auto network = std::ranges::find(plates, QString("network"), &Plate::key);
        TextReader other(network->centimetres / 2.54 * 96);
        other.read(painted(*network));
        QCOMPARE(other.cut, QStringList());
        QVERIFY(!other.written.contains("ms / image") && reader.written.contains("ms / image"));
    }

    void comparedNumbersAreThere()
    {
        const CsvTable table = tableOf("compare-table"), curves = tableOf("compare"), maps = tableOf("compare-maps");
        QCOMPARE(cell(table, 1, "multiply_adds"), 1'234'567.0);
        QCOMPARE(cell(table, 0, "two_standard_errors"), 0.0209);
        QCOMPARE(curves.rows.size(), std::size_t(6)); // two settings, three passes
        QCOMPARE(cell(curves, 2, "val_accuracy"), 0.25 + 0.2 * 3);
        QCOMPARE(cell(curves, 2, "accuracy"), 0.3 + 0.2 * 3);
        QCOMPARE(cell(curves, 3, "row"), 2.0);
        QCOMPARE(maps.rows.size(), std::size_t(4));
        QCOMPARE(cell(maps, 0, "right"), 1.0);
        QCOMPARE(cell(maps, 1, "right"), 0.0);
        QCOMPARE(maps.rows[1][maps.column("answer")], "square");
    }

    void costsAreThere()
    {
        const CsvTable table = tableOf("cost-memory");
        QCOMPARE(table.rows.size(), std::size_t(12));
        QCOMPARE(cell(table, 3, "bytes"), 64.0 * 1024);
        QCOMPARE(cell(table, 3, "milliseconds"), 1e-6 * 1024 * 1024);
    }

    void stepsCarryQueryKeysAndWhatIsGiven()
    {
        const CsvTable table = tableOf("steps");
        QCOMPARE(table.rows.size(), std::size_t(66)); // the query, 64 keys, what it is given
        QCOMPARE(cell(table, 0, "k3"), std::sin(2));
        QVERIFY(std::isnan(cell(table, 0, "weight")));
        QCOMPARE(cell(table, 5, "weight"), 1.0 / 6);
        QCOMPARE(cell(table, 5, "weight_of_the_network"), 1.0 / 7);
        QCOMPARE(cell(table, 5, "q.k"), -0.08 * 4);
        QCOMPARE(cell(table, 65, "v4"), -0.001234567 * 3);
    }
};

QTEST_MAIN(PlateContentsTest)
#include "tst_plate_contents.moc"
