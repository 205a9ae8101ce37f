// Everything that can be exported, made by hand and walked through: exact pixels at every resolution, no text cut, and tables
// whose numbers are those that were handed in.
#include "app/plates.h"
#include "core/files/csv.h"
#include "tests/ui/drawer/judged.h"
#include "tests/ui/paint/ink.h"
#include "tests/ui/paint/written_text.h"
#include "tests/ui/views/shown_samples.h"
#include "ui/curves/curve_id.h"
#include "ui/diagnosis/diagnosis_view.h"
#include "ui/drawer/drawer_tabs.h"
#include "ui/views/page_choice.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace fovea;

namespace {

RunStory story(int number, const std::string& mechanism, std::uint64_t seed)
{
    RunStory story;
    story.head.number = number;
    story.head.name = QString("needle · %1 · seed %2").arg(QString::fromStdString(mechanism)).arg(seed);
    story.head.places = 64;
    story.head.chance = 0.25;
    story.now.attention.mechanism = mechanism;
    story.now.seed = seed;
    story.head.config = story.now;
    for (int epoch = 1; epoch <= 3; ++epoch) {
        EpochRecord pass;
        pass.epoch = epoch;
        pass.valAccuracy = 0.25 + 0.2 * epoch;
        pass.accuracy = 0.3 + 0.2 * epoch;
        pass.valLoss = 1.0 / epoch;
        pass.loss = 0.5 / epoch;
        pass.attentionEntropy = std::log(64.0 / epoch);
        pass.evidenceMass = 0.1 * epoch;
        pass.pointing = 0.2 * epoch;
        pass.gaze = GazeRecord{0.2 * epoch, 0.1 * epoch, {9.0 / epoch, 5.0 / epoch}, {0.4, 0.2, 0.1, 0.05}};
        story.passes.push_back(pass);
        StepRecord step;
        step.step = 10 * epoch;
        step.epoch = epoch;
        step.gradientNorm = 1.0 / epoch;
        step.parameterNorms = {0.3 / epoch, 0.03 / epoch};
        story.steps.push_back(step);
    }
    story.head.parameters = {"conv1.W", "score.V"};
    return story;
}

RunRow rowOf(const RunStory& story)
{
    RunRow row;
    row.number = story.head.number;
    row.name = story.head.name;
    row.config = story.now;
    row.passes = 3;
    row.accuracy = row.best = 0.85 + 0.0123456789 * story.head.number;
    row.loss = 1.0 / 3;
    return row;
}

/// A query of 8 features and 64 keys in 8 × 8 places.
std::shared_ptr<const AttentionSteps> steps()
{
    AttentionSteps steps;
    steps.asked = {"mix.0", 0, 20, 1};
    steps.keys = steps.queryGrid = {8, 8};
    steps.heads = 2;
    steps.divisor = std::sqrt(8.0);
    steps.spread = 40.25;
    steps.sum = 12.5;
    for (int i = 0; i < 8; ++i) {
        steps.query.push_back(std::sin(i));
        steps.given.push_back(-0.001234567 * i);
    }
    for (int n = 0; n < 64; ++n) {
        steps.key.push_back(std::vector<double>(8, 0.1 * n));
        steps.terms.push_back(std::vector<double>(8, -0.01 * n));
        steps.products.push_back(-0.08 * n);
        steps.scaled.push_back(-0.08 * n / steps.divisor);
        steps.scores.push_back(steps.scaled.back());
        steps.powers.push_back(std::exp(steps.scores.back()));
        steps.weights.push_back(1.0 / (n + 2));
        steps.own.push_back(1.0 / (n + 3));
        steps.value.push_back(std::vector<double>(8, 0.5));
        steps.shares.push_back(std::vector<double>(8, 0.5 / (n + 2)));
    }
    return std::make_shared<const AttentionSteps>(steps);
}

FrozenDrawer drawer()
{
    FrozenDrawer all;
    for (const auto& [number, mechanism, seed] : {std::tuple(0, "soft", 1U), {1, "soft", 2U}, {2, "none", 1U}}) {
        all.runs.push_back(rowOf(story(number, mechanism, seed)));
    }
    all.config.attention.mechanism = "soft";
    all.layers = layerTable(all.config, {{32, 32, 1}, 4});
    all.milliseconds.assign(all.layers.size(), 0.0312);
    for (const char* mechanism : {"global", "windowed", "linear"}) {
        CostCurve curve{mechanism, {}};
        for (const Index places : {16, 64, 256, 1024}) {
            const auto n = static_cast<double>(places);
            curve.points.push_back({places, mechanism[0] == 'g' ? 1e-6 * n * n : 1e-4 * n, 64 * n});
        }
        all.costs.push_back(curve);
    }
    for (const char* name : {"one weight for each place · 0.004", "everywhere alike · 0.004"}) {
        ComparedRow row;
        row.name = name;
        row.passes = 3;
        row.accuracy = 0.875;
        row.error = 0.0209;
        row.learned = 4242;
        row.multiplyAdds = 1'234'567;
        row.millisecondsPerBatch = 12.34;
        all.comparison.rows.push_back(row);
        const RunStory run = story(0, "soft", 1);
        all.comparison.curves.push_back({run.now, run.passes, 0.25, 0.3, 1});
        all.comparison.maps.push_back({sampleOf(0, 0, mapWithPeak(8, 8, 3, 0.5)), sampleOf(1, 2, uniformMap(true))});
    }
    all.comparison.scene = needleScene();
    all.steps = steps();
    all.key = 21;
    DiagnosedRun run;
    run.history = story(0, "soft", 1).passes;
    Finding finding;
    finding.evidence.emplace_back();
    all.evidence = evidenceFigure(run, &finding);
    all.finding = "It learns by heart.";
    return all;
}

/// Blocks of two heads whose places ask each other, a gate, looks: what pages of the inspector show.
Inspected inspected(const ShownSample& sample)
{
    Inspected view;
    view.sample = sample;
    MapOfSample block{Tensor({2, 64, 64}), {8, 8}, "mix.0", true, {8, 8}};
    for (Index row = 0; row < 2 * 64; ++row) {
        for (Index key = 0; key < 64; ++key) { // each place asks its right neighbour; the second head the one below
            const Index asked = (row % 64 + (row < 64 ? 1 : 8)) % 64;
            block.weights[row * 64 + key] = static_cast<Real>(key == asked ? 0.5 : 0.5 / 63);
        }
    }
    block.reach = {4.0, 8.0};
    block.uniformReach = 16.6;
    view.sample.answer->maps.push_back(block);
    view.heads = headRows(view.sample.answer->maps, true, -1, {}, ScaleKind::TimesUniform);
    for (int i = 0; i < 3; ++i) {
        GlimpseOfSample look;
        look.window = {0.25, 0, 0, 0, 0.25, 0};
        look.middle = {10.0 + i, 12.0};
        look.width = look.height = 8;
        look.seen = Tensor({2, 8, 8, 1});
        look.probabilities = {0.1, 0.2, 0.3, 0.4};
        view.sample.answer->glimpses.push_back(look);
    }
    view.gates = {{"this picture", {0.1, 0.9, 0.5}}, {{"by class", {{"plus", {0.2, 0.8, 0.5}}}}}};
    view.gate = "gate after layer 3";
    GazeSurvey survey;
    survey.images = 2;
    survey.width = survey.height = 32;
    GazesOfTime gazes{{{10, 12}, {20, 22}}, {15, 17}, 7, 3.5};
    survey.learned = {gazes, gazes};
    survey.random = gazes;
    survey.evidence = {{11, 12}, {20, 20}};
    view.gazes.survey = std::make_shared<const GazeSurvey>(survey);
    view.gazesAt = "pass 2.3";
    view.variance.variance = {0.4, 0.2, 0.1, 0.05};
    view.variance.used = "constant";
    view.varianceAt = "pass 2.3";
    return view;
}

FilmPtr filmOf(std::vector<FilmMoment> moments)
{
    const std::size_t count = moments.size();
    return std::make_shared<const Film>(count, [moments = std::move(moments)] { return moments; });
}

FrozenWindow everything()
{
    FrozenWindow frozen;
    frozen.stories = {story(1, "soft", 2), story(2, "none", 1), story(0, "soft", 1)};
    frozen.scene = needleScene();
    frozen.samples = {sampleOf(0, 0, mapWithPeak(8, 8, 3, 0.5)), sampleOf(1, 2, uniformMap(true))};
    frozen.inspected = inspected(frozen.samples.front());
    frozen.film = filmOf({{0, frozen.samples.front()}, {1, frozen.samples.front()}});
    frozen.batches = std::make_shared<const std::vector<StepRecord>>(frozen.stories.back().steps);
    frozen.judgement = judged(4, {8, 0, 2, 0, 0, 5, 0, 1, 0, 4, 3, 0, 0, 0, 0, 9});
    frozen.drawer = drawer();
    return frozen;
}

Plate plateOf(const QString& key)
{
    for (const Plate& plate : platesOf(everything())) {
        if (plate.key == key) {
            return plate;
        }
    }
    return {};
}

PaintFigure painted(const Plate& plate, const Paper& paper = Paper::light())
{
    return [&plate, look = PlateLook{paper, plate.title, plate.caption}](QPainter& painter, const QRectF& area) {
        plate.paint(painter, area, look);
    };
}

CsvTable tableOf(const QString& key)
{
    return parseCsv(plateOf(key).csv(), key.toStdString());
}

double cell(const CsvTable& table, std::size_t row, const char* column)
{
    return table.number(row, table.column(column));
}

/// What the pages of the window can put on paper. A page that is new here has no plates until somebody names them.
QStringList platesOf(DrawerPage page)
{
    switch (page) {
    case DrawerPage::Runs:
        return {"runs-table", "runs"};
    case DrawerPage::Confusion:
        return {"confusion"};
    case DrawerPage::Metrics:
        return {"metrics", "roc", "precision-recall", "calibration"};
    case DrawerPage::Network:
        return {"network"};
    case DrawerPage::Compare:
        return {"compare", "compare-maps", "compare-table"};
    case DrawerPage::Diagnosis:
        return {"diagnosis"};
    case DrawerPage::Steps:
        return {"steps"};
    }
    return {"a page without plates"};
}

QStringList platesOf(InspectorPage page)
{
    switch (page) {
    case InspectorPage::Picture:
        return {"picture", "answer", "film"};
    case InspectorPage::Glimpses:
        return {"looks"};
    case InspectorPage::Gazes:
        return {"gazes"};
    case InspectorPage::Reward:
        return {"variance"};
    case InspectorPage::Heads:
        return {"heads"};
    case InspectorPage::Gates:
        return {"gates"};
    case InspectorPage::Cost:
        return {"cost-time", "cost-memory"};
    }
    return {"a page without plates"};
}

QStringList platesOf(CurveTab tab)
{
    switch (tab) {
    case CurveTab::Accuracy:
        return {"accuracy", "batch-accuracy"};
    case CurveTab::Loss:
        return {"loss", "batch-loss"};
    case CurveTab::Attention:
        return {"spread", "object", "distance"};
    case CurveTab::Gradient:
        return {"gradient"};
    case CurveTab::Reward:
        return {"reward", "policy-noise"};
    }
    return {"a page without plates"};
}

/// Of all pages: an enumeration's first values, so far as `last`.
template<class Page>
QStringList keysUpTo(Page last)
{
    QStringList keys;
    for (int page = 0; page <= static_cast<int>(last); ++page) {
        keys += platesOf(static_cast<Page>(page));
    }
    return keys;
}

const QStringList kPages = keysUpTo(DrawerPage::Steps) + keysUpTo(InspectorPage::Cost) + keysUpTo(CurveTab::Reward);
const QStringList kAll = kPages + QStringList{"", "pictures"};

/// What comes from the drawer alone, and not from the curves or what was judged.
const QStringList kAsked = {"metrics",   "roc",     "precision-recall", "calibration",   "runs-table", "network",
                            "diagnosis", "compare", "compare-maps",     "compare-table", "cost-time",  "cost-memory",
                            "steps"};

} // namespace

class PlatesTest : public QObject
{
    Q_OBJECT

private slots:
    void everyPageHasItsPlates()
    {
        QStringList keys;
        for (const Plate& plate : platesOf(everything())) {
            QVERIFY2(!keys.contains(plate.key), qPrintable(plate.key)); // files would overwrite each other
            QVERIFY(!plate.name.isEmpty());
            keys << plate.key;
        }
        for (const QString& key : kAll) {
            QVERIFY2(keys.contains(key), qPrintable(key));
        }
        for (const QString& key : keys) { // and no plate that the tests below do not know
            QVERIFY2(kAll.contains(key), qPrintable(key));
        }
    }

    void everyPlateHasItsNumbers()
    {
        for (const Plate& plate : platesOf(everything())) {
            QVERIFY2(plate.csv().find('\n') != std::string::npos, qPrintable(plate.key));
        }
    }

    void whatThereIsNothingOfIsLeftOut()
    {
        FrozenWindow frozen = everything();
        frozen.judgement.reset();
        frozen.drawer = {};
        for (const Plate& plate : platesOf(frozen)) {
            QVERIFY2(!kAsked.contains(plate.key), qPrintable(plate.key));
        }
        AttentionSteps none;
        none.none = NoSteps::Gate;
        frozen.drawer.steps = std::make_shared<const AttentionSteps>(none);
        frozen.drawer.comparison.rows.resize(1); // alone there is nothing to compare
        for (const Plate& plate : platesOf(frozen)) {
            QVERIFY2(!kAsked.contains(plate.key), qPrintable(plate.key));
        }
    }

    void pixelsAreExact_data() { plates(); }
    void pixelsAreExact()
    {
        QFETCH(const QString, key);
        const Plate plate = plateOf(key);
        const bool small = plate.centimetres.width() * plate.centimetres.height() < 130; // the others take their time
        for (const int dpi : small ? std::vector<int>{96, 300, 600} : std::vector<int>{96, 300}) {
            const FigureSize size =
                FigureSize::ofCentimetres(plate.centimetres.width(), plate.centimetres.height(), dpi);
            const QImage image = renderFigure(size, painted(plate));
            QCOMPARE(image.size(), QSize(qRound(plate.centimetres.width() / 2.54 * dpi),
                                         qRound(plate.centimetres.height() / 2.54 * dpi)));
            QCOMPARE(image.dotsPerMeterX(), qRound(dpi / 0.0254));
            QVERIFY(dpi > 96 || inkBox(image).width() > image.width() / 2); // and it is not empty
        }
    }

    void noTextIsCut_data() { plates(); }
    void noTextIsCut()
    {
        QFETCH(const QString, key);
        const Plate plate = plateOf(key);
        const QSizeF logical = plate.centimetres / 2.54 * 96;
        TextReader reader(logical);
        reader.read(painted(plate));
        QVERIFY2(reader.written.size() > 5, qPrintable(reader.written.join('|')));
        QVERIFY2(reader.cut.isEmpty(), qPrintable(reader.cut.join('|')));
        QCOMPARE(inkOutside(logical, painted(plate)), 0);
    }

    void darkPaperIsDark_data() { plates(); }
    void darkPaperIsDark()
    {
        QFETCH(const QString, key);
        const Plate plate = plateOf(key);
        const QImage image =
            renderFigure(FigureSize::ofCentimetres(plate.centimetres.width(), plate.centimetres.height(), 96),
                         painted(plate, Paper::dark()), Paper::dark().background);
        QCOMPARE(image.pixelColor(2, 2), Paper::dark().background);
        QVERIFY(count(image, image.rect(), Paper::dark().ink, 60) > 50); // letters are light
        QVERIFY(count(image, image.rect(), Qt::black, 0) < image.width() * image.height() / 20);
    }

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
            moments.push_back({double(i), frozen.samples.front()});
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
        Picture own = *frozen.samples[0].picture;
        own.label = -1;
        frozen.samples[0].picture = std::make_shared<const Picture>(own);
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
        frozen.samples[0].answer->maps = {uniformMap(false), mixing}; // mean pooling, and tokens that chose
        std::vector<Plate> plates = platesOf(frozen);
        CsvTable table = parseCsv(std::ranges::find(plates, QString("pictures"), &Plate::key)->csv(), "pictures");
        QVERIFY(std::abs(cell(table, 0, "largest") - 0.5) < 1e-6);
        frozen.samples[0].answer->glimpses.resize(1); // it saw parts: no map lies over the picture
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

private:
    static void plates()
    {
        QTest::addColumn<QString>("key");
        for (const QString& key : kAll) {
            QTest::newRow(key.isEmpty() ? "whole" : qPrintable(key)) << key;
        }
    }
};

QTEST_MAIN(PlatesTest)
#include "tst_plates.moc"
