// Layers: an operation and the parameters that it needs. A layer owns no numbers, only their names and shapes.
#pragma once

#include "core/layers/pass.h"
#include "core/ops/convolution.h"

#include <span>
#include <string>

namespace fovea {

/// y = x W + b
class Linear
{
public:
    struct Options
    {
        Initialiser weights = Initialiser::named("glorot");
        bool bias = true;
        bool decays = true;           ///< whether weight decay applies to its matrix
        bool oneRowPerSample = false; ///< its input is (B × in): a large one may then be wide (autograd/gradients.h)
    };

    Linear() = default;
    Linear(ParameterTable& table, const std::string& name, Index in, Index out, Options options);
    Linear(ParameterTable& table, const std::string& name, Index in, Index out)
        : Linear(table, name, in, out, Options())
    {
    }

    Var operator()(Pass& pass, Var x) const; // (… × in) → (… × out)

    /// W (in × out), and b (out), invalid where there is none.
    Var weight(const Pass& pass) const { return pass.parameter(weight_); }
    Var bias(const Pass& pass) const { return pass.parameter(bias_); }

private:
    ParameterId weight_, bias_;
};

/// A convolution with bias: weight (size × size × in × out).
class Conv2d
{
public:
    Conv2d() = default;
    Conv2d(ParameterTable& table, const std::string& name, Index in, Index out, const Window& window,
           Initialiser weights);

    Var operator()(Pass& pass, Var x) const; // (B × H × W × in) → (B × H′ × W′ × out)
    Var rectified(Pass& pass, Var x) const;  // the same, then ReLU
    Var reluPooled(Pass& pass, Var x) const; // the same, then ReLU and 2 × 2 pooling → (B × H′/2 × W′/2 × out)

private:
    ParameterId weight_, bias_;
    Window window_;
};

/// Layer normalisation over the last dimension, with scale γ and shift β.
class LayerNorm
{
public:
    LayerNorm() = default;
    LayerNorm(ParameterTable& table, const std::string& name, Index width);

    Var operator()(Pass& pass, Var x) const;

private:
    ParameterId gamma_, beta_;
};

/// Group normalisation, with scale γ and shift β for each channel.
class GroupNorm
{
public:
    GroupNorm() = default;
    GroupNorm(ParameterTable& table, const std::string& name, Index channels, Index groups);

    Var operator()(Pass& pass, Var x) const;

private:
    ParameterId gamma_, beta_;
    Index groups_ = 1;
};

/// A table of `count` learned vectors.
class Embedding
{
public:
    Embedding() = default;
    Embedding(ParameterTable& table, const std::string& name, Index count, Index width, double deviation);

    Var operator()(Pass& pass, std::span<const int> ids) const; // (n) → (n × width)

private:
    ParameterId table_;
};

} // namespace fovea
