#include "ui/drawer/metrics_figures.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace fovea {
namespace {

constexpr std::size_t kMostNamed = 4; // curves that are told apart by colour

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Metrics)
};

QString nameOf(const QStringList& classes, int ofClass)
{
    return ofClass < classes.size() ? classes[ofClass] : QString::number(ofClass);
}

QStringList meansOf(const QString& name, long images, const AverageScores& mean)
{
    return {name, QLocale().toString(static_cast<qlonglong>(images)), scoreText(mean.precision), scoreText(mean.recall),
            scoreText(mean.f1)};
}

UnitFigure curves(const Judgement* judgement, const QStringList& classes, int chosen, RankingCurve Ranking::*of)
{
    UnitFigure drawn;
    const std::size_t count = judgement != nullptr ? judgement->rankings.size() : 0;
    for (std::size_t c = 0; c < count; ++c) {
        const RankingCurve& curve = judgement->rankings[c].*of;
        if (!curve.defined()) {
            continue;
        }
        UnitCurve line;
        line.name = QStringLiteral("%1 %2").arg(nameOf(classes, static_cast<int>(c)), scoreText(curve.area));
        line.steps = of == &Ranking::precisionRecall;
        line.faint = count > kMostNamed && static_cast<int>(c) != chosen;
        for (std::size_t i = 0; i < curve.x.size(); ++i) {
            line.points.emplace_back(curve.x[i], curve.y[i]);
        }
        drawn.curves.push_back(std::move(line));
    }
    drawn.empty = judgement != nullptr
                      ? Words::tr("Not defined: no class has images and others beside it, or an answer is missing.")
                      : QString();
    return drawn;
}

} // namespace

QString scoreText(double value)
{
    return std::isfinite(value) ? QLocale().toString(value, 'f', 3) : QStringLiteral("–");
}

TableFigure metricsTable(const Judgement& judgement, const QStringList& classes)
{
    TableFigure table;
    table.heading = {Words::tr("class"), Words::tr("images"),   Words::tr("precision"),     Words::tr("recall"),
                     Words::tr("F1"),    Words::tr("ROC area"), Words::tr("avg. precision")};
    const Scores& scores = judgement.scores;
    const int count = judgement.confusion.classes;
    for (int c = 0; c < count; ++c) {
        const ClassScores& one = scores.classes[static_cast<std::size_t>(c)];
        const Ranking& ranking = judgement.rankings[static_cast<std::size_t>(c)];
        table.rows.push_back({nameOf(classes, c), QLocale().toString(static_cast<qlonglong>(one.images)),
                              scoreText(one.precision), scoreText(one.recall), scoreText(one.f1),
                              scoreText(ranking.roc.area), scoreText(ranking.precisionRecall.area)});
    }
    table.rows.push_back(meansOf(Words::tr("mean of classes"), judgement.confusion.total(), scores.macro));
    table.rows.back() << scoreText(judgement.meanRocArea) << scoreText(judgement.meanPrecisionRecallArea);
    table.rows.push_back(meansOf(Words::tr("mean of images"), judgement.confusion.total(), scores.weighted));
    table.sums = {count, count + 1};
    return table;
}

UnitFigure rocFigure(const Judgement* judgement, const QStringList& classes, int chosen)
{
    UnitFigure roc = curves(judgement, classes, chosen, &Ranking::roc);
    roc.title =
        judgement != nullptr ? Words::tr("ROC: mean area %1").arg(scoreText(judgement->meanRocArea)) : Words::tr("ROC");
    roc.xLabel = Words::tr("others let in");
    roc.yLabel = Words::tr("of the class found");
    return roc;
}

UnitFigure precisionRecallFigure(const Judgement* judgement, const QStringList& classes, int chosen)
{
    UnitFigure pure = curves(judgement, classes, chosen, &Ranking::precisionRecall);
    pure.title = judgement != nullptr
                     ? Words::tr("Precision–recall: mean %1").arg(scoreText(judgement->meanPrecisionRecallArea))
                     : Words::tr("Precision–recall");
    pure.xLabel = Words::tr("recall");
    pure.yLabel = Words::tr("precision");
    pure.diagonal = false;
    return pure;
}

UnitFigure calibrationFigure(const Judgement* judgement)
{
    UnitFigure drawn;
    drawn.title = Words::tr("Calibration");
    drawn.xLabel = Words::tr("how sure");
    drawn.yLabel = Words::tr("right");
    if (judgement != nullptr) {
        drawn.title = Words::tr("Calibration: error %1").arg(scoreText(judgement->reliability.expectedError));
        for (const ReliabilityBin& bin : judgement->reliability.bins) {
            if (bin.images > 0) {
                drawn.bars.push_back({bin.low, bin.high, bin.accuracy, bin.interval.low, bin.interval.high});
            }
        }
    }
    return drawn;
}

} // namespace fovea
