#include "app/run_head.h"

#include "ui/drawer/run_names.h"

#include <QCoreApplication>

namespace fovea {
namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(RunHead)
};

/// What looks, gates first: "soft", "se", "global + soft"; "none" where nothing does.
QString waysOfLooking(const Config& config)
{
    QStringList ways;
    if (config.look.mechanism != "none") {
        ways << QString::fromStdString(config.look.mechanism);
        if (config.look.mechanism == "glimpses" && config.look.gaze != "learned") {
            ways.back() += QStringLiteral(", ") + QString::fromStdString(config.look.gaze);
        }
        if (config.look.mechanism != "transformer") { // what is seen goes into a state, past trunk, gates and pooling
            return ways.front();
        }
    }
    if (config.gate.mechanism != "none") {
        ways << QString::fromStdString(config.gate.mechanism);
    }
    if (config.mix.depth > 0) {
        ways << QString::fromStdString(config.mix.mechanism);
    }
    if (config.attention.mechanism != "none" || ways.isEmpty()) {
        ways << QString::fromStdString(config.attention.mechanism);
    }
    return ways.join(QStringLiteral(" + "));
}

} // namespace

QString whatItIs(const Config& config)
{
    return QStringLiteral("%1 · %2").arg(waysOfLooking(config), QString::fromStdString(config.data.set));
}

RunHead headOf(const Run& run, const Baselines& baselines, int number)
{
    std::vector<std::string> parameters;
    for (int i = 0; i < run.network->parameters().count(); ++i) {
        parameters.push_back(run.network->parameters()[i].name);
    }
    return headOf(run.config, baselines, static_cast<long>(run.data->validation.size()), parameters, number);
}

RunHead headOf(const Config& config, const Baselines& baselines, long validationImages,
               const std::vector<std::string>& parameters, int number)
{
    RunHead head;
    head.number = number;
    head.config = config;
    head.name = runName(number, whatItIs(config), config.seed);
    head.validationImages = validationImages;
    head.chance = baselines.chance;
    head.majority = baselines.majority;
    head.places = static_cast<double>(baselines.grid.places());
    head.learnedMap = baselines.learned;
    head.hitChance = baselines.evidence.hit;
    head.massChance = baselines.evidence.mass;
    head.gazeChance = baselines.gazeDistance;
    head.accuracyCeiling = baselines.accuracyCeiling;
    head.hitCeiling = baselines.hitCeiling;
    for (const std::string& name : parameters) {
        head.parameters << QString::fromStdString(name);
    }
    return head;
}

RunHead headOf(const RecordedRun& run)
{
    RunHead head;
    head.number = run.number;
    head.config = run.config;
    head.name = QString::fromStdString(run.name);
    head.validationImages = run.validationImages;
    head.chance = run.baselines.chance;
    head.majority = run.baselines.majority;
    head.places = static_cast<double>(run.baselines.grid.places());
    head.learnedMap = run.baselines.learned;
    head.hitChance = run.baselines.evidence.hit;
    head.massChance = run.baselines.evidence.mass;
    head.accuracyCeiling = run.baselines.accuracyCeiling;
    head.hitCeiling = run.baselines.hitCeiling;
    for (const std::string& name : run.parameters) {
        head.parameters << QString::fromStdString(name);
    }
    return head;
}

RecordedRun recordOf(const RunHead& head)
{
    RecordedRun run;
    run.number = head.number;
    run.config = head.config;
    run.name = head.name.toStdString();
    run.validationImages = head.validationImages;
    run.baselines.chance = head.chance;
    run.baselines.majority = head.majority;
    run.baselines.grid = {1, static_cast<Index>(head.places)}; // a head knows how many places, not how they lie
    run.baselines.learned = head.learnedMap;
    run.baselines.evidence.hit = head.hitChance;
    run.baselines.evidence.mass = head.massChance;
    run.baselines.accuracyCeiling = head.accuracyCeiling;
    run.baselines.hitCeiling = head.hitCeiling;
    for (const QString& name : head.parameters) {
        run.parameters.push_back(name.toStdString());
    }
    return run;
}

} // namespace fovea
