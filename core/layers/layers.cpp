#include "core/layers/layers.h"

#include "core/ops/convolution_pooled.h"
#include "core/ops/linear.h"
#include "core/ops/normalisation.h"
#include "core/ops/rearrange.h"

namespace fovea {
namespace {

/// From this size on a copy of the gradient for each part of a batch costs more than the product itself.
constexpr Index kWide = Index{1} << 17;

/// One number for each of `size` channels: a bias, a scale, a shift. Never decays.
ParameterId perChannel(ParameterTable& table, const std::string& name, Index size, Initialiser initialiser)
{
    return table.add({.name = name, .shape = {size}, .initialiser = initialiser});
}

} // namespace

Linear::Linear(ParameterTable& table, const std::string& name, Index in, Index out, Options options)
    : weight_(table.add({.name = name + ".weight",
                         .shape = {in, out},
                         .initialiser = options.weights,
                         .fanIn = in,
                         .fanOut = out,
                         .decays = options.decays,
                         .wide = options.oneRowPerSample && in * out >= kWide}))
{
    if (options.bias) {
        bias_ = perChannel(table, name + ".bias", out, Initialiser::zeros());
    }
}

Var Linear::operator()(Pass& pass, Var x) const
{
    return linear(pass.tape, x, pass.parameter(weight_), pass.parameter(bias_));
}

Conv2d::Conv2d(ParameterTable& table, const std::string& name, Index in, Index out, const Window& window,
               Initialiser weights)
    : weight_(table.add({.name = name + ".weight",
                         .shape = {window.size, window.size, in, out},
                         .initialiser = weights,
                         .fanIn = window.size * window.size * in,
                         .fanOut = window.size * window.size * out,
                         .decays = true}))
    , bias_(perChannel(table, name + ".bias", out, Initialiser::zeros()))
    , window_(window)
{
}

Var Conv2d::operator()(Pass& pass, Var x) const
{
    return convolve(pass.tape, x, pass.parameter(weight_), pass.parameter(bias_), window_);
}

Var Conv2d::rectified(Pass& pass, Var x) const
{
    return convolveRelu(pass.tape, x, pass.parameter(weight_), pass.parameter(bias_), window_);
}

Var Conv2d::reluPooled(Pass& pass, Var x) const
{
    return convolveReluPool(pass.tape, x, pass.parameter(weight_), pass.parameter(bias_), window_);
}

LayerNorm::LayerNorm(ParameterTable& table, const std::string& name, Index width)
    : gamma_(perChannel(table, name + ".scale", width, Initialiser::ones()))
    , beta_(perChannel(table, name + ".shift", width, Initialiser::zeros()))
{
}

Var LayerNorm::operator()(Pass& pass, Var x) const
{
    return layerNorm(pass.tape, x, pass.parameter(gamma_), pass.parameter(beta_));
}

GroupNorm::GroupNorm(ParameterTable& table, const std::string& name, Index channels, Index groups)
    : gamma_(perChannel(table, name + ".scale", channels, Initialiser::ones()))
    , beta_(perChannel(table, name + ".shift", channels, Initialiser::zeros()))
    , groups_(groups)
{
}

Var GroupNorm::operator()(Pass& pass, Var x) const
{
    return groupNorm(pass.tape, x, pass.parameter(gamma_), pass.parameter(beta_), groups_);
}

Embedding::Embedding(ParameterTable& table, const std::string& name, Index count, Index width, double deviation)
    : table_(table.add({.name = name,
                        .shape = {count, width},
                        .initialiser = Initialiser::normal(deviation),
                        .fanIn = count,
                        .fanOut = width}))
{
}

Var Embedding::operator()(Pass& pass, std::span<const int> ids) const
{
    return lookUp(pass.tape, pass.parameter(table_), ids);
}

} // namespace fovea
