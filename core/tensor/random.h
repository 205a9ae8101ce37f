// Random numbers that are a function of what they are for.
//
// A stream is named by a list of words (seed, purpose, step, sample …) and counts from zero: the same name gives the
// same numbers, on any thread, in any order, whatever else was drawn. So another attention mechanism leaves the data,
// the order of the batches and every other parameter's first values as they were.
//
// The generator is SplitMix64 (Steele, Lea, Flood 2014): the n-th number is mix(key + n·γ). Uniform, normal and shuffle
// are our own because the standard library's differ between vendors.
#pragma once

#include "core/tensor/real.h"

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace fovea {

/// What a stream is drawn for. The values are part of every result: never renumber them.
enum class Purpose : std::uint64_t
{
    Parameter = 1, ///< first values of a parameter, further named by the hash of its name
    Sample = 2,    ///< a generated sample, further named by data set, split and index
    Order = 3,     ///< order of the samples in an epoch
    Augment = 4,   ///< augmentation of a sample in an epoch
    Dropout = 5,   ///< dropout of a sample at a step
    Shuffle = 6,   ///< a shuffled attention map
    Policy = 7,    ///< a sampled glimpse
    Test = 8,      ///< the tests' own draws
    Split = 9,     ///< which samples of a user's data go to which split
    Probe = 10,    ///< samples chosen for a measurement
};

/// 64 bits from 64 bits, every input bit moving half of the output bits (SplitMix64's finaliser).
std::uint64_t mix(std::uint64_t x);

/// FNV-1a, 64 bits: a name as a number.
std::uint64_t hash(std::string_view text);

class Stream
{
public:
    Stream(std::uint64_t seed, Purpose purpose, std::initializer_list<std::uint64_t> name = {});

    /// The next 64 random bits.
    std::uint64_t next();
    /// Uniform in [0, 1), 53 bits.
    double uniform();
    double uniform(double from, double to) { return from + (to - from) * uniform(); }
    /// Uniform among 0 … n − 1, without bias. n ≥ 1.
    std::uint64_t below(std::uint64_t n);
    /// Standard normal (Box and Muller 1958), in pairs: one is kept for the next call.
    double normal();

    /// Fisher–Yates.
    template<class T>
    void shuffle(std::vector<T>& items)
    {
        for (std::size_t i = items.size(); i > 1; --i) {
            std::swap(items[i - 1], items[static_cast<std::size_t>(below(i))]);
        }
    }

private:
    std::uint64_t state_;
    double kept_ = 0;
    bool hasKept_ = false;
};

} // namespace fovea
