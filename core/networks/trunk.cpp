#include "core/networks/trunk.h"

#include "core/attention/catalog.h"
#include "core/ops/pooling.h"
#include "core/ops/rearrange.h"

namespace fovea {
namespace {

/// Squares of `size` pixels a side as places, their pixels row by row.    (B × H × W × C) → (B × H/p × W/p × p·p·C)
Var patches(Tape& tape, Var x, Index p)
{
    const Index B = x.dim(0), h = x.dim(1) / p, w = x.dim(2) / p, C = x.dim(3);
    const Var byRow = x.as({B * h, p, w, p * C});
    return swapDims(tape, byRow, 1, 2).as({B, h, w, p * p * C});
}

Tokens tokensOf(Var map)
{
    return {map.as({map.dim(0), map.dim(1) * map.dim(2), map.dim(3)}), {map.dim(1), map.dim(2)}};
}

} // namespace

Trunk::Trunk(ParameterTable& table, const Config& config, Shape image) : stages_(trunkStages(config))
{
    const std::vector<Shape> shapes = trunkShapes(stages_, image);
    Index number = 0; // gates do not count: the other layers keep their names, and so their first values
    for (std::size_t i = 0; i < stages_.size(); ++i) {
        const std::string name = "trunk." + std::to_string(number);
        const Index in = shapes[i].dim(-1);
        switch (stages_[i].kind) {
        case Stage::Kind::Conv:
            convolutions_.emplace_back(table, name, in, stages_[i].channels, stages_[i].window,
                                       Initialiser::named(config.model.initialiser));
            break;
        case Stage::Kind::Norm:
            norms_.emplace_back(table, name, in, stages_[i].groups);
            break;
        case Stage::Kind::Gate:
            gates_.push_back(gateNamed(config.gate.mechanism)
                                 .make({table, "gate." + std::to_string(number - 1), config.gate, shapes[i]}));
            break;
        case Stage::Kind::Pool:
        case Stage::Kind::Patches:
            break;
        }
        number += stages_[i].kind == Stage::Kind::Gate ? 0 : 1;
        if (endsDepth(i)) {
            depths_.push_back(shapes[i + 1].dim(-1));
        }
    }
    output_ = shapes.back();
}

TrunkOutput Trunk::operator()(Pass& pass, Var image) const
{
    auto conv = convolutions_.begin();
    auto norm = norms_.begin();
    auto gate = gates_.begin();
    TrunkOutput output{image, {}, {}};
    Var& x = output.map;
    for (std::size_t i = 0; i < stages_.size(); ++i) {
        const bool poolFollows = i + 1 < stages_.size() && stages_[i + 1].kind == Stage::Kind::Pool;
        switch (stages_[i].kind) {
        case Stage::Kind::Conv:
            if (poolFollows) { // the same numbers in one operation
                x = (*conv++).reluPooled(pass, x);
                ++i;
            } else {
                x = (*conv++).rectified(pass, x);
            }
            break;
        case Stage::Kind::Pool:
            x = maxPool(pass.tape, x, stages_[i].window);
            break;
        case Stage::Kind::Norm:
            x = (*norm++)(pass, x);
            break;
        case Stage::Kind::Patches:
            x = patches(pass.tape, x, stages_[i].window.size);
            break;
        case Stage::Kind::Gate:
            if (*gate != nullptr) {
                Gated gated = (*gate)->gate(pass, x);
                x = gated.map;
                output.gates.insert(output.gates.end(), gated.maps.begin(), gated.maps.end());
            }
            ++gate;
            break;
        }
        if (endsDepth(i)) {
            output.depths.push_back(tokensOf(x));
        }
    }
    return output;
}

/// Whether this is the last layer of a depth: a convolution (or patches) and all that follows up to the next.
bool Trunk::endsDepth(std::size_t stage) const
{
    const bool isLast = stage + 1 == stages_.size() || startsDepth(stages_[stage + 1]);
    for (std::size_t i = 0; isLast && i <= stage; ++i) {
        if (startsDepth(stages_[i])) {
            return true;
        }
    }
    return false;
}

} // namespace fovea
