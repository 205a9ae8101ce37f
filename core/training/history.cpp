#include "core/training/history.h"

namespace fovea {

const std::vector<std::pair<std::string, double EpochRecord::*>>& epochColumns()
{
    static const std::vector<std::pair<std::string, double EpochRecord::*>> kColumns = {
        {"accuracy", &EpochRecord::accuracy},
        {"loss", &EpochRecord::loss},
        {"val_accuracy", &EpochRecord::valAccuracy},
        {"val_loss", &EpochRecord::valLoss},
        {"train_accuracy", &EpochRecord::trainAccuracy},
        {"train_loss", &EpochRecord::trainLoss},
        {"attention_entropy", &EpochRecord::attentionEntropy},
        {"evidence_mass", &EpochRecord::evidenceMass},
        {"pointing", &EpochRecord::pointing},
        {"strict_pointing", &EpochRecord::strictPointing},
        {"learning_rate", &EpochRecord::learningRate},
        {"gradient_norm", &EpochRecord::gradientNorm},
    };
    return kColumns;
}

double meanDistance(const GazeRecord& gaze)
{
    double sum = 0;
    for (const double distance : gaze.distances) {
        sum += distance;
    }
    return gaze.distances.empty() ? kUndefined : sum / static_cast<double>(gaze.distances.size());
}

const std::vector<HeadColumn>& headColumns()
{
    static const std::vector<HeadColumn> kColumns = {
        {"attention_entropy", [](HeadResult& head) -> double& { return head.entropy; }},
        {"evidence_mass", [](HeadResult& head) -> double& { return head.evidence.mass; }},
        {"evidence_mass_chance", [](HeadResult& head) -> double& { return head.chance.mass; }},
        {"pointing", [](HeadResult& head) -> double& { return head.evidence.hit; }},
        {"pointing_chance", [](HeadResult& head) -> double& { return head.chance.hit; }},
    };
    return kColumns;
}

const std::array<std::string_view, kBaselines>& baselineKeys()
{
    static const std::array<std::string_view, kBaselines> kKeys = {"none", "constant", "learned", "leave-one-out"};
    return kKeys;
}

std::vector<std::pair<std::string, double>> gazeColumns(const GazeRecord& gaze)
{
    std::vector<std::pair<std::string, double>> columns = {{"reward", gaze.reward}, {"baseline", gaze.promised}};
    for (std::size_t t = 0; t < gaze.distances.size(); ++t) {
        columns.emplace_back("gaze_distance." + std::to_string(t + 1), gaze.distances[t]);
    }
    for (std::size_t b = 0; b < kBaselines; ++b) {
        columns.emplace_back("policy_variance." + std::string(baselineKeys()[b]), gaze.variance[b]);
    }
    return columns;
}

std::string headTitle(const HeadName& name, const HeadColumn& column)
{
    return name.layer + ".head" + std::to_string(name.head + 1) + "." + column.name;
}

} // namespace fovea
