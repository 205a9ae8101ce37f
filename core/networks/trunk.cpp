#include "core/networks/trunk.h"

#include "core/ops/elementwise.h"
#include "core/ops/pooling.h"

namespace fovea {

Trunk::Trunk(ParameterTable& table, const ModelConfig& config, Shape image) : stages_(parseTrunk(config.trunk))
{
    const std::vector<Shape> shapes = trunkShapes(stages_, image);
    for (std::size_t i = 0; i < stages_.size(); ++i) {
        const std::string name = "trunk." + std::to_string(i);
        const Index in = shapes[i].dim(-1);
        if (stages_[i].kind == Stage::Kind::Conv) {
            convolutions_.emplace_back(table, name, in, stages_[i].channels, stages_[i].window,
                                       Initialiser::named(config.initialiser));
        } else if (stages_[i].kind == Stage::Kind::Norm) {
            norms_.emplace_back(table, name, in, stages_[i].groups);
        }
    }
    output_ = shapes.back();
}

Var Trunk::operator()(Pass& pass, Var image) const
{
    auto conv = convolutions_.begin();
    auto norm = norms_.begin();
    Var x = image;
    for (std::size_t i = 0; i < stages_.size(); ++i) {
        const bool poolFollows = i + 1 < stages_.size() && stages_[i + 1].kind == Stage::Kind::Pool;
        switch (stages_[i].kind) {
        case Stage::Kind::Conv:
            if (poolFollows) { // the same numbers in one operation
                x = (*conv++).reluPooled(pass, x);
                ++i;
            } else {
                x = relu(pass.tape, (*conv++)(pass, x));
            }
            break;
        case Stage::Kind::Pool:
            x = maxPool(pass.tape, x, stages_[i].window);
            break;
        case Stage::Kind::Norm:
            x = (*norm++)(pass, x);
            break;
        }
    }
    return x;
}

} // namespace fovea
