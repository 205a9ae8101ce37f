// The network that answers a question about an image: trunk → mixing → attention → answer.
//
//     s = look(image)              (B × g × g × C)     where there is a window over the image; else all of it
//     x = trunk(s)                 (B × H′ × W′ × C)   the same for every mechanism
//     t = transformer(x)           (B × N × d)         where there are blocks; else the places of x
//     y, a = attention(t)          (B × width), (B × 1 × 1 × N)
//     z = relu(y W + b)            (B × hidden)        where there is a dense layer
//     logits = z W′ + b′           (B × answers)
#include "core/networks/network.h"

#include "core/attention/catalog.h"
#include "core/attention/class_token.h"
#include "core/networks/transformer.h"
#include "core/networks/trunk.h"
#include "core/ops/dropout.h"
#include "core/ops/elementwise.h"

#include <algorithm>
#include <optional>

namespace fovea {
namespace {

/// Tokens of one chunk where tokens are mixed: so few that their activations and weights stay in the cache.
constexpr Index kTokensPerChunk = 100;

class Classifier : public Network
{
public:
    Classifier(const Config& config, const Interface& interface)
        : look_(lookNamed(config.look.mechanism).make({table_, config.look, interface.image}))
        , trunk_(table_, config, look_ ? look_->seen().ofOne() : interface.image)
    {
        const Shape map = trunk_.output();
        grid_ = {map.dim(0), map.dim(1)};
        Index width = map.dim(2);
        if (config.mix.depth > 0) {
            transformer_.emplace(table_, config.mix, grid_, width, readsClassToken(config.attention));
            width = transformer_->width();
        }
        pool_ = mechanismNamed(config.attention.mechanism)
                    .make({table_, config.attention, grid_.places(), width, trunk_.depths()});
        width = pool_->width();
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

        Output output;
        const TrunkOutput trunk = trunk_(pass, seen(pass, input, output)); // (B × H′ × W′ × C)
        const Var places = trunk.map.as({trunk.map.dim(0), grid_.places(), trunk.map.dim(3)}); // (B × N × C)
        const Transformed mixed = transformer_ ? (*transformer_)(pass, places) : Transformed{places, {}}; // (B × N × d)
        const Pooled pooled = pool_->pool(pass, featuresOf(trunk, mixed)); // (B × width)
        Var y = dropout(pass.tape, pooled.features, p, {context.seed, context.step, 0});
        if (hasHidden_) {
            y = relu(pass.tape, hidden_(pass, y)); // (B × hidden)
            y = dropout(pass.tape, y, p, {context.seed, context.step, 1});
        }
        output.logits = answer_(pass, y); // (B × answers)
        output.maps = pooled.maps;
        output.maps.insert(output.maps.end(), mixed.maps.begin(), mixed.maps.end());
        output.maps.insert(output.maps.end(), trunk.gates.begin(), trunk.gates.end());
        for (AttentionMap& map : output.maps) {
            map.inImage = look_ == nullptr;
        }
        return output;
    }

    Index samplesPerChunk() const override
    {
        if (transformer_) {
            return std::clamp<Index>(kTokensPerChunk / grid_.places(), 1, 8);
        }
        return pool_->width() > 4096 ? 16 : 8;
    }

private:
    /// What the trunk gets: the image, or what a window shows of it.
    Var seen(Pass& pass, const Input& input, Output& output) const
    {
        if (!look_) {
            return input.image;
        }
        output.glimpses.push_back(look_->look(pass, {input.image}, {}, 0));
        const Var crops = output.glimpses.back().seen; // (B × 1 × g × g × C)
        return crops.as(crops.shape().without(1));
    }

    Features featuresOf(const TrunkOutput& trunk, const Transformed& mixed) const
    {
        return {.tokens = mixed.tokens,
                .grid = grid_,
                .extra = transformer_ ? transformer_->extra() : 0,
                .depths = trunk.depths,
                .mixing = mixed.maps.empty() ? nullptr : &mixed.maps.back()};
    }

    std::unique_ptr<Look> look_;
    Trunk trunk_;
    MapGrid grid_;
    std::optional<Transformer> transformer_;
    std::unique_ptr<Pool> pool_;
    Linear hidden_, answer_;
    bool hasHidden_ = false;
};

} // namespace

std::shared_ptr<const Network> makeClassifier(const Config& config, const Interface& interface)
{
    return std::make_shared<Classifier>(config, interface);
}

std::shared_ptr<const Network> makeNetwork(const Config& config, const Interface& interface)
{
    return looksOftenAt(config.look) ? makeGlimpseNetwork(config, interface) : makeClassifier(config, interface);
}

} // namespace fovea
