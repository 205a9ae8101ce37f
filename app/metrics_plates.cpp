// Metrics on paper: the table of the classes, ROC, precision and recall, calibration.
#include "app/drawer_plates.h"
#include "app/plate_parts.h"
#include "app/plates.h"
#include "core/files/csv.h"
#include "ui/drawer/metrics_figures.h"

#include <QCoreApplication>

namespace fovea {
namespace {

constexpr QSizeF kPlot(10, 10); // centimetres

using JudgementPtr = std::shared_ptr<const Judgement>;
using Titles = std::vector<const char*>;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Plates)
};

std::string line(const Titles& titles)
{
    CsvRow row;
    for (const char* title : titles) {
        row.add(title);
    }
    return row.line();
}

std::string classesCsv(const JudgementPtr& judged, const QStringList& classes)
{
    const Judgement& judgement = *judged;
    std::string text = line({"class", "images", "precision", "recall", "f1", "roc_area", "average_precision"});
    for (std::size_t c = 0; c < judgement.scores.classes.size(); ++c) {
        const ClassScores& one = judgement.scores.classes[c];
        const Ranking& ranking = judgement.rankings[c];
        CsvRow row;
        row.add(classes.value(static_cast<qsizetype>(c)).toStdString()).add(one.images);
        row.add(one.precision).add(one.recall).add(one.f1);
        text += row.add(ranking.roc.area).add(ranking.precisionRecall.area).line();
    }
    return text;
}

std::string curvesCsv(const JudgementPtr& judged, const QStringList& classes, RankingCurve Ranking::*of,
                      const Titles& titles)
{
    const Judgement& judgement = *judged;
    std::string text = line(titles);
    for (std::size_t c = 0; c < judgement.rankings.size(); ++c) {
        const RankingCurve& curve = judgement.rankings[c].*of;
        for (std::size_t i = 0; i < curve.x.size(); ++i) {
            CsvRow row;
            row.add(classes.value(static_cast<qsizetype>(c)).toStdString());
            text += row.add(curve.x[i]).add(curve.y[i]).line();
        }
    }
    return text;
}

std::string calibrationCsv(const JudgementPtr& judged)
{
    std::string text = line({"from", "to", "images", "right", "confidence", "accuracy", "low", "high"});
    for (const ReliabilityBin& bin : judged->reliability.bins) {
        CsvRow row;
        row.add(bin.low).add(bin.high).add(bin.images).add(bin.right).add(bin.confidence).add(bin.accuracy);
        const bool any = bin.images > 0;
        text += row.add(any ? bin.interval.low : kUndefined).add(any ? bin.interval.high : kUndefined).line();
    }
    return text;
}

} // namespace

std::vector<Plate> metricsPlates(const FrozenWindow& frozen)
{
    if (!frozen.judgement) {
        return {};
    }
    const Judgement& judgement = *frozen.judgement;
    const QStringList& classes = frozen.scene.classes;
    const QString title = titleOf(frozen), caption = judgedCaptionOf(frozen);
    TableFigure table = metricsTable(judgement, classes);
    table.title = title;
    table.caption = caption;
    const auto plot = [&](const QString& key, const QString& name, const UnitFigure& figure, WriteTable csv) {
        return Plate{key, name, kPlot, title, caption, framedBy(paintUnit, figure), std::move(csv), {}};
    };
    return {tablePlate("metrics", Words::tr("Metrics of each class"), table,
                       writtenBy(classesCsv, frozen.judgement, classes)),
            plot("roc", Words::tr("ROC curves"), rocFigure(&judgement, classes, 0),
                 writtenBy(curvesCsv, frozen.judgement, classes, &Ranking::roc,
                           Titles{"class", "others_let_in", "of_the_class_found"})),
            plot("precision-recall", Words::tr("Precision–recall curves"),
                 precisionRecallFigure(&judgement, classes, 0),
                 writtenBy(curvesCsv, frozen.judgement, classes, &Ranking::precisionRecall,
                           Titles{"class", "recall", "precision"})),
            plot("calibration", Words::tr("Calibration"), calibrationFigure(&judgement),
                 writtenBy(calibrationCsv, frozen.judgement))};
}

} // namespace fovea
