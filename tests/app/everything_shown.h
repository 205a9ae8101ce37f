// For tests of what is exported: a window with something on every page, made by hand.
#pragma once

#include "app/plates.h"
#include "core/files/csv.h"
#include "tests/ui/drawer/judged.h"
#include "tests/ui/views/shown_samples.h"
#include "ui/diagnosis/diagnosis_view.h"

#include <cmath>

namespace fovea {

inline RunStory story(int number, const std::string& mechanism, std::uint64_t seed)
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

inline RunRow rowOf(const RunStory& story)
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
inline std::shared_ptr<const AttentionSteps> steps()
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

inline FrozenDrawer drawer()
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
inline Inspected inspected(const ShownSample& sample)
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

inline FilmPtr filmOf(std::vector<FilmMoment> moments)
{
    const std::size_t count = moments.size();
    return std::make_shared<const Film>(count, [moments = std::move(moments)] { return moments; });
}

inline FigurePicturesPtr picturesOf(std::vector<ShownSample> samples)
{
    const std::size_t count = samples.size();
    return std::make_shared<const FigurePictures>(count, [samples = std::move(samples)] { return samples; });
}

inline FrozenWindow everything()
{
    FrozenWindow frozen;
    frozen.stories = {story(1, "soft", 2), story(2, "none", 1), story(0, "soft", 1)};
    frozen.scene = needleScene();
    const ShownSample first = sampleOf(0, 0, mapWithPeak(8, 8, 3, 0.5));
    frozen.pictures = picturesOf({first, sampleOf(1, 2, uniformMap(true))});
    frozen.inspected = inspected(first);
    frozen.film = filmOf({{0, first}, {1, first}});
    frozen.batches = std::make_shared<const std::vector<StepRecord>>(frozen.stories.back().steps);
    frozen.judgement = judged(4, {8, 0, 2, 0, 0, 5, 0, 1, 0, 4, 3, 0, 0, 0, 0, 9});
    frozen.drawer = drawer();
    return frozen;
}

inline Plate plateOf(const QString& key)
{
    for (const Plate& plate : platesOf(everything())) {
        if (plate.key == key) {
            return plate;
        }
    }
    return {};
}

inline PaintFigure painted(const Plate& plate, const Paper& paper = Paper::light())
{
    return [&plate, look = PlateLook{paper, plate.title, plate.caption}](QPainter& painter, const QRectF& area) {
        plate.paint(painter, area, look);
    };
}

inline CsvTable tableOf(const QString& key)
{
    return parseCsv(plateOf(key).csv(), key.toStdString());
}

inline double cell(const CsvTable& table, std::size_t row, const char* column)
{
    return table.number(row, table.column(column));
}

} // namespace fovea
