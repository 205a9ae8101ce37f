// The network that answers a question about an image: trunk → attention → answer.
//
//     x = trunk(image)             (B × H′ × W′ × C)   the same for every mechanism
//     y, a = attention(x)          (B × width), (B × 1 × 1 × N)
//     z = relu(y W + b)            (B × hidden)        where there is a dense layer
//     logits = z W′ + b′           (B × answers)
#include "core/networks/network.h"

#include "core/attention/catalog.h"
#include "core/networks/trunk.h"
#include "core/ops/dropout.h"
#include "core/ops/elementwise.h"

namespace fovea {
namespace {

class Classifier : public Network
{
public:
    Classifier(const Config& config, const Interface& interface) : trunk_(table_, config.model, interface.image)
    {
        const Shape map = trunk_.output();
        grid_ = {map.dim(0), map.dim(1)};
        pool_ = mechanismNamed(config.attention.mechanism).make({table_, config.attention, grid_.places(), map.dim(2)});
        Index width = pool_->width();
        if (config.model.hidden > 0) {
            hidden_ = Linear(table_, "hidden", width, config.model.hidden,
                             {.weights = Initialiser::named(config.model.initialiser), .oneRowPerSample = true});
            width = config.model.hidden;
            hasHidden_ = true;
        }
        answer_ = Linear(table_, "answer", width, interface.answers, {.oneRowPerSample = true});
        table_.layOut();
    }

    Output forward(Pass& pass, const Input& input) const override
    {
        const Context& context = pass.context;
        const double p = context.training ? context.dropout : 0;

        const Var map = trunk_(pass, input.image);                           // (B × H′ × W′ × C)
        const Var tokens = map.as({map.dim(0), grid_.places(), map.dim(3)}); // (B × N × C)
        Pooled pooled = pool_->pool(pass, tokens, grid_);                    // (B × width)
        Var y = dropout(pass.tape, pooled.features, p, {context.seed, context.step, 0});
        if (hasHidden_) {
            y = relu(pass.tape, hidden_(pass, y)); // (B × hidden)
            y = dropout(pass.tape, y, p, {context.seed, context.step, 1});
        }
        Output output{answer_(pass, y), {}}; // (B × answers)
        if (pooled.map) {
            output.maps.push_back(*pooled.map);
        }
        return output;
    }

    Index samplesPerChunk() const override { return pool_->width() > 4096 ? 16 : 8; }

private:
    Trunk trunk_;
    MapGrid grid_;
    std::unique_ptr<Pool> pool_;
    Linear hidden_, answer_;
    bool hasHidden_ = false;
};

} // namespace

std::shared_ptr<const Network> makeNetwork(const Config& config, const Interface& interface)
{
    return std::make_shared<Classifier>(config, interface);
}

} // namespace fovea
