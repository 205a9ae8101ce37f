#include "app/contest.h"

#include "core/settings/fields.h"
#include "core/settings/rules.h"
#include "ui/form/differences.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Compare)
};

double spreadOf(const EpochRecord& pass)
{
    return std::exp(pass.attentionEntropy);
}

ComparedRow rowOf(const Contender& contender)
{
    ComparedRow row;
    row.ending = contender.ending;
    row.millisecondsPerBatch = 1000 * contender.secondsPerBatch;
    if (contender.made) {
        row.learned = static_cast<double>(contender.made->learned);
        row.multiplyAdds = contender.made->multiplyAdds;
    }
    for (const EpochRecord& pass : contender.passes) {
        row.passes = pass.epoch;
        row.accuracy = pass.valAccuracy;
        row.loss = pass.valLoss;
        row.spread = spreadOf(pass);
        row.mass = pass.evidenceMass;
        row.best = std::isnan(row.best) ? pass.valAccuracy : std::max(row.best, pass.valAccuracy);
    }
    if (!contender.passes.empty() && contender.made->validationImages > 0) {
        const auto images = static_cast<double>(contender.made->validationImages);
        row.error = 2 * std::sqrt(row.accuracy * (1 - row.accuracy) / images);
    }
    return row;
}

} // namespace

std::vector<Config> Contest::plan() const
{
    std::vector<Config> all;
    for (const Contender& row : rows) {
        all.push_back(row.config);
    }
    return all;
}

bool Contest::isOver() const
{
    return !rows.empty() && std::ranges::all_of(rows, &Contender::isOver);
}

bool Contest::isMeasured() const
{
    return std::ranges::any_of(rows, [](const Contender& row) { return !row.steps.empty(); });
}

std::shared_ptr<Contest> Contest::withoutTraining() const
{
    auto bare = std::make_shared<Contest>();
    for (const Contender& row : rows) {
        bare->rows.push_back(row.isOver() ? row : Contender(row.config));
    }
    return bare;
}

bool Contest::hasMoreThan(const Contest& other) const
{
    return std::ranges::any_of(rows, [&](const Contender& mine) {
        const auto theirs = std::ranges::find(other.rows, mine.config, &Contender::config);
        return !mine.steps.empty() && (theirs == other.rows.end() || theirs->steps.size() < mine.steps.size());
    });
}

QString refusal(const Config& config, const std::vector<Config>& plan)
{
    if (plan.size() >= kMostCompared) {
        return Words::tr("Four settings are compared at most: remove one first.");
    }
    if (const std::vector<Problem> found = problems(config); !found.empty()) {
        return sentenceOf(found.front(), Wording::Plain);
    }
    if (plan.empty()) {
        return {};
    }
    if (const std::string key = differentBatches(plan.front(), config); !key.empty()) {
        return Words::tr(
                   "They would learn from other batches than the first row, which has %1. Set that, or remove the "
                   "rows and begin anew.")
            .arg(QString::fromStdString(key));
    }
    if (std::ranges::find(plan, config) != plan.end()) {
        return Words::tr("These settings are in the list already.");
    }
    return {};
}

std::vector<ComparedRow> comparedRows(const Contest& contest)
{
    const QStringList names = tellingApart(contest.plan(), Wording::Plain);
    const Field& attention = *findField("attention.mechanism");
    std::vector<ComparedRow> rows;
    for (const Contender& contender : contest.rows) {
        const QString& name = names[static_cast<qsizetype>(rows.size())];
        rows.push_back(rowOf(contender));
        rows.back().name = name.isEmpty() ? shownValue(attention, contender.config, Wording::Plain) : name;
    }
    return rows;
}

std::vector<LearningCurves> comparedCurves(const Contest& contest)
{
    std::vector<LearningCurves> all;
    for (const Contender& row : contest.rows) {
        if (row.made) {
            const Baselines& known = row.made->baselines;
            all.push_back({row.config, row.passes, known.chance, known.majority, known.accuracyCeiling});
        }
    }
    return all.size() == contest.rows.size() ? all : std::vector<LearningCurves>();
}

} // namespace fovea
