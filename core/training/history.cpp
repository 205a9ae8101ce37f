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

} // namespace fovea
