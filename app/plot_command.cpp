// fovea plot: figures of finished runs, drawn as the window exports them, without a window.
#include "app/command_line.h"

#include "app/curve_figures.h"
#include "app/figures.h"
#include "app/options.h"
#include "app/run_folder.h"
#include "app/run_record.h"
#include "core/data/catalog.h"
#include "core/files/csv.h"
#include "core/files/safe_writer.h"
#include "core/files/wording.h"
#include "core/settings/config_json.h"
#include "core/settings/error.h"
#include "core/settings/rules.h"
#include "core/training/checkpoint.h"
#include "ui/paint/figure_files.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <numeric>

namespace fovea {
namespace {

/// A figure that can be drawn at any size, and what its file says of itself.
struct Drawn
{
    PaintFigure paint;
    FigureNotes notes;
    double width = 12, height = 8; ///< centimetres, where none are asked for
};

QString asText(const std::filesystem::path& path)
{
    return QString::fromStdString(path.string());
}

QByteArray setupOf(const Config& config)
{
    return QByteArray::fromStdString(toJson(config).dump());
}

LearningCurves curvesIn(const RunRecord& record)
{
    const bool told = std::isfinite(record.validationCeiling); // else the test images' comes nearest
    LearningCurves curves{record.config, record.history, kUndefined, kUndefined,
                          told ? record.validationCeiling : record.ceiling};
    const std::vector<long>& classes = record.validationClasses;
    if (const long images = std::accumulate(classes.begin(), classes.end(), 0L); images > 0) {
        curves.chance = 1 / static_cast<double>(classes.size());
        curves.majority =
            static_cast<double>(*std::max_element(classes.begin(), classes.end())) / static_cast<double>(images);
    }
    return curves;
}

bool differInSeedOnly(const std::vector<RunRecord>& records)
{
    return std::all_of(records.begin(), records.end(), [&](const RunRecord& record) {
        Config other = record.config;
        other.seed = records.front().config.seed;
        return other == records.front().config && record.changes == records.front().changes;
    });
}

/// The names of the folders; where two are alike, with those above.
QStringList namesOf(const std::vector<RunRecord>& records)
{
    QStringList names;
    for (const RunRecord& record : records) {
        names << asText(record.folder.has_filename() ? record.folder.filename()
                                                     : record.folder.parent_path().filename());
    }
    if (QStringList unique = names; unique.removeDuplicates() > 0) {
        names.clear();
        for (const RunRecord& record : records) {
            names << asText(record.folder);
        }
    }
    return names;
}

std::vector<RunRecord> recordsOf(const PlotCommand& command)
{
    std::vector<RunRecord> records;
    for (const std::filesystem::path& folder : command.runs) {
        records.push_back(readRecord(folder, "plot"));
    }
    return records;
}

Drawn curvesOf(const PlotCommand& command, const std::vector<RunRecord>& records, const Paper& paper)
{
    std::vector<LearningCurves> runs;
    for (const RunRecord& record : records) {
        runs.push_back(curvesIn(record));
    }
    const Measure measure = command.what == "loss" ? Measure::Loss : Measure::Accuracy;
    CurvesFigure figure =
        differInSeedOnly(records) ? seedsFigure(runs, measure) : comparisonFigure(runs, namesOf(records), measure);
    figure.paper = paper;
    figure.caption = command.caption.value_or(figure.caption);
    const QString title = figure.title.isEmpty() ? namesOf(records).join(QStringLiteral(", ")) : figure.title;
    return {[figure](QPainter& painter, const QRectF& area) { paintCurves(painter, area, figure); },
            {title, setupOf(records.front().config)}};
}

/// What is drawn from the network itself: its images and weights are made and read once more.
Drawn lookedAt(const PlotCommand& command, const RunRecord& record, const Paper& paper)
{
    requireValid(record.config);
    ThreadPool pool(command.threads);
    Workspace workspace(pool);
    Run run = runOfWeights(Safetensors::read(record.folder / "weights.safetensors"), record.config,
                           makeDataset(record.config, pool));
    run.epoch = record.keptEpoch > 0 ? record.keptEpoch : static_cast<int>(record.history.size());
    const FigureNotes notes{QString::fromStdString(record.folder.string()), setupOf(record.config)};
    if (command.what == "sample") {
        SampleFigure figure = sampleFigure(run);
        figure.paper = paper;
        figure.caption = command.caption.value_or(figure.caption);
        return {[figure](QPainter& painter, const QRectF& area) { paintSample(painter, area, figure); }, notes, 10, 8};
    }
    const TestReport test =
        testReport({*run.network, run.weights, *run.task, *run.data}, record.config.seed, workspace);
    AttentionFigure figure = attentionFigure(run, test, workspace);
    figure.paper = paper;
    figure.caption = command.caption.value_or(figure.caption);
    return {[figure](QPainter& painter, const QRectF& area) { paintAttention(painter, area, figure); }, notes, 16, 18};
}

/// All records as one table: the run's name, then the columns of metrics.csv.
std::string tableOf(const std::vector<RunRecord>& records)
{
    CsvRow heading;
    heading.add("run").add("seed").add("epoch");
    for (const auto& column : epochColumns()) {
        heading.add(column.first);
    }
    std::string text = heading.line();
    const QStringList names = namesOf(records);
    for (std::size_t i = 0; i < records.size(); ++i) {
        for (const EpochRecord& epoch : records[i].history) {
            CsvRow row;
            row.add(names[static_cast<qsizetype>(i)].toStdString()).add(records[i].config.seed).add(epoch.epoch);
            for (const auto& column : epochColumns()) {
                row.add(epoch.*column.second);
            }
            text += row.line();
        }
    }
    return text;
}

FigureSize sizeOf(const PlotCommand& command, const Drawn& drawn)
{
    const FigureSize size =
        command.pixels
            ? FigureSize::ofPixels(static_cast<int>(command.width), static_cast<int>(command.height), command.dpi)
            : FigureSize::ofCentimetres(command.width > 0 ? command.width : drawn.width,
                                        command.height > 0 ? command.height : drawn.height, command.dpi);
    const bool hasNoPixels = formatOf(asText(command.out)) != FigureFormat::Png; // it has no pixels
    if (const QString refusal = hasNoPixels ? QString() : refusalOf(size.pixels); !refusal.isEmpty()) {
        throw Error(Error::Kind::Usage, refusal.toStdString());
    }
    return size;
}

} // namespace

int runPlot(const PlotCommand& command)
{
    const std::vector<RunRecord> records = recordsOf(command);
    std::string bytes;
    if (command.out.extension() == ".csv") {
        bytes = tableOf(records);
    } else {
        const Paper paper = command.dark ? Paper::dark() : Paper::light();
        const bool curves = command.what == "accuracy" || command.what == "loss";
        const Drawn drawn = curves ? curvesOf(command, records, paper) : lookedAt(command, records.front(), paper);
        const FigureFormat format = *formatOf(asText(command.out)); // parsing has asked
        bytes = figureBytes(format, sizeOf(command, drawn), drawn.paint, paper.background, drawn.notes).toStdString();
    }
    writeSafely(command.out, bytes);
    std::printf("%s\n", command.out.c_str());
    return kDone;
}

} // namespace fovea
