#include "core/training/guess.h"

#include <cmath>

namespace fovea {

bool isGuess(const EpochRecord& pass, double chance)
{
    constexpr double kNear = 0.01;
    const double nothing = -std::log(chance);
    const auto near = [&](double loss) { return std::abs(loss - nothing) <= kNear * nothing; };
    return near(pass.trainLoss) && near(pass.valLoss);
}

} // namespace fovea
