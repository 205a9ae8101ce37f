#include "core/layers/parameters.h"

#include "core/tensor/random.h"

#include <cmath>

namespace fovea {
namespace {

void fill(const Parameter& parameter, std::uint64_t seed, Real* values)
{
    Stream stream(seed, Purpose::Parameter, {hash(parameter.name)});
    const auto in = static_cast<double>(parameter.fanIn), out = static_cast<double>(parameter.fanOut);
    const double limit = std::sqrt(6 / (in + out)), he = std::sqrt(2 / in);
    for (Index i = 0; i < parameter.shape.size(); ++i) {
        double value = 0;
        switch (parameter.initialiser.kind) {
        case Initialiser::Kind::Zeros:
            break;
        case Initialiser::Kind::Ones:
            value = 1;
            break;
        case Initialiser::Kind::Normal:
            value = parameter.initialiser.deviation * stream.normal();
            break;
        case Initialiser::Kind::GlorotUniform:
            value = stream.uniform(-limit, limit);
            break;
        case Initialiser::Kind::HeNormal:
            value = he * stream.normal();
            break;
        case Initialiser::Kind::Identity:
            value = i / parameter.shape.cols() == i % parameter.shape.cols() ? 1 : 0;
            break;
        }
        values[i] = static_cast<Real>(value);
    }
}

} // namespace

Initialiser Initialiser::named(std::string_view name)
{
    if (name == "glorot") {
        return {Kind::GlorotUniform, 0};
    }
    if (name == "he") {
        return {Kind::HeNormal, 0};
    }
    if (name == "normal") {
        return normal(0.05);
    }
    FOVEA_CHECK(name == "zeros" || name == "ones", "no initialiser is called " + std::string(name));
    return name == "zeros" ? zeros() : ones();
}

ParameterId ParameterTable::add(Parameter parameter)
{
    for (const Parameter& other : parameters_) {
        FOVEA_CHECK(other.name != parameter.name, "two parameters are called " + parameter.name);
    }
    parameters_.push_back(std::move(parameter));
    return {count() - 1};
}

void ParameterTable::layOut()
{
    constexpr Index kLine = static_cast<Index>(kAlignment / sizeof(Real));
    slots_.resize(parameters_.size());
    arraySize_ = 0;
    for (const bool wide : {false, true}) {
        for (std::size_t i = 0; i < parameters_.size(); ++i) {
            if (parameters_[i].wide == wide) {
                slots_[i] = {arraySize_, parameters_[i].shape.size(), wide};
                arraySize_ += (slots_[i].size + kLine - 1) / kLine * kLine;
            }
        }
        if (!wide) {
            narrowSize_ = arraySize_;
        }
    }
}

Index ParameterTable::learned() const
{
    Index total = 0;
    for (const Parameter& parameter : parameters_) {
        total += parameter.shape.size();
    }
    return total;
}

Weights ParameterTable::initialWeights(std::uint64_t seed) const
{
    Weights weights(static_cast<std::size_t>(arraySize_), Real(0));
    for (int i = 0; i < count(); ++i) {
        fill((*this)[i], seed, weights.data() + slot(i).offset);
    }
    return weights;
}

} // namespace fovea
