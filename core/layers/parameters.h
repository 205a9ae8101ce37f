// The parameters of a network: a table of names, shapes and first values over one array of numbers.
//
// The table is fixed once a network is built; the numbers are a plain array (Weights) that can be copied, saved and swapped
// without touching the network. So a snapshot is a copy of an array, and any number of threads can use one network.
#pragma once

#include "core/autograd/gradients.h"
#include "core/tensor/shape.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fovea {

using Weights = Reals;

/// How a parameter starts.
struct Initialiser
{
    enum class Kind
    {
        Zeros,
        Ones,
        Normal,        ///< mean 0, standard deviation `deviation`
        GlorotUniform, ///< ± √(6 / (in + out)) (Glorot and Bengio 2010, eq. 16)
        HeNormal,      ///< standard deviation √(2 / in) (He et al. 2015, eq. 10)
        Identity,      ///< of a matrix: 1 on the diagonal (Le, Jaitly, Hinton 2015)
    };
    Kind kind = Kind::Zeros;
    double deviation = 0; ///< for Normal only

    static Initialiser zeros() { return {Kind::Zeros, 0}; }
    static Initialiser ones() { return {Kind::Ones, 0}; }
    static Initialiser identity() { return {Kind::Identity, 0}; }
    static Initialiser normal(double deviation) { return {Kind::Normal, deviation}; }
    /// "glorot", "he", "normal" (deviation 0.05), "zeros" or "ones"; a check fails on any other name.
    static Initialiser named(std::string_view name);
};

/// One parameter: what it is called, its shape, how it starts, and how it is treated.
struct Parameter
{
    std::string name; ///< "trunk.0.weight": the name in files, and with the seed the source of its first values
    Shape shape;
    Initialiser initialiser;
    Index fanIn = 1, fanOut = 1; ///< inputs of one output, outputs of one input
    bool decays = false;         ///< whether weight decay applies: matrices yes, biases and scales no
    bool wide = false;           ///< see autograd/gradients.h
};

/// A parameter's place in its table.
struct ParameterId
{
    int index = -1;
    bool valid() const { return index >= 0; }
};

class ParameterTable
{
public:
    ParameterId add(Parameter parameter);

    /// Gives each parameter its place in the array: narrow ones first, then wide ones. To be called once, after all add().
    void layOut();

    int count() const { return static_cast<int>(parameters_.size()); }
    const Parameter& operator[](int i) const { return parameters_[static_cast<std::size_t>(i)]; }
    const ParameterSlot& slot(int i) const { return slots_[static_cast<std::size_t>(i)]; }
    const std::vector<ParameterSlot>& layout() const { return slots_; }

    /// How many numbers are learned.
    Index learned() const;
    /// Length of the array: a little more, because every parameter starts on a cache line.
    Index arraySize() const { return arraySize_; }
    /// The part of the array that is not wide.
    Index narrowSize() const { return narrowSize_; }

    /// First values. Each parameter draws from a stream named by the seed and its own name, so it starts the same whatever
    /// other parameters the network has.
    Weights initialWeights(std::uint64_t seed) const;

private:
    std::vector<Parameter> parameters_;
    std::vector<ParameterSlot> slots_;
    Index arraySize_ = 0, narrowSize_ = 0;
};

} // namespace fovea
