#include "core/tensor/random.h"

#include <cmath>
#include <numbers>

namespace fovea {
namespace {

constexpr std::uint64_t kGamma = 0x9e3779b97f4a7c15ULL; // 2⁶⁴ / golden ratio, odd

} // namespace

std::uint64_t mix(std::uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

std::uint64_t hash(std::string_view text)
{
    std::uint64_t h = 0xcbf29ce484222325ULL;
    for (const char c : text) {
        h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    }
    return h;
}

Stream::Stream(std::uint64_t seed, Purpose purpose, std::initializer_list<std::uint64_t> name)
    : state_(mix(mix(seed + kGamma) ^ (static_cast<std::uint64_t>(purpose) * kGamma)))
{
    for (const std::uint64_t word : name) {
        state_ = mix(state_ ^ mix(word + kGamma)) + kGamma;
    }
}

std::uint64_t Stream::next()
{
    state_ += kGamma;
    return mix(state_);
}

double Stream::uniform()
{
    return static_cast<double>(next() >> 11) * 0x1p-53;
}

std::uint64_t Stream::below(std::uint64_t n)
{
    // Reject the few highest values that would favour the small remainders.
    const std::uint64_t limit = ~std::uint64_t{0} - ~std::uint64_t{0} % n;
    std::uint64_t x = next();
    while (x >= limit) {
        x = next();
    }
    return x % n;
}

double Stream::normal()
{
    if (hasKept_) {
        hasKept_ = false;
        return kept_;
    }
    const double radius = std::sqrt(-2 * std::log(1 - uniform())); // 1 − u is in (0, 1]
    const double angle = 2 * std::numbers::pi * uniform();
    kept_ = radius * std::sin(angle);
    hasKept_ = true;
    return radius * std::cos(angle);
}

} // namespace fovea
