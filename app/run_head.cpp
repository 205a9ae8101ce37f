#include "app/run_head.h"

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

RunHead headOf(const Run& run, const Baselines& baselines, int number)
{
    RunHead head;
    head.number = number;
    head.config = run.config;
    head.name = QStringLiteral("%1: %2 · %3 · %4 %5")
                    .arg(number + 1)
                    .arg(waysOfLooking(run.config), QString::fromStdString(run.config.data.set), Words::tr("seed"))
                    .arg(run.config.seed);
    head.validationImages = static_cast<long>(run.data->validation.size());
    head.chance = baselines.chance;
    head.majority = baselines.majority;
    head.places = static_cast<double>(baselines.grid.places());
    head.learnedMap = baselines.learned;
    head.hitChance = baselines.evidence.hit;
    head.massChance = baselines.evidence.mass;
    head.gazeChance = baselines.gazeDistance;
    head.accuracyCeiling = baselines.accuracyCeiling;
    head.hitCeiling = baselines.hitCeiling;
    for (int i = 0; i < run.network->parameters().count(); ++i) {
        head.parameters << QString::fromStdString(run.network->parameters()[i].name);
    }
    return head;
}

} // namespace fovea
