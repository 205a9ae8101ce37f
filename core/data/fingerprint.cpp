#include "core/data/fingerprint.h"

#include "core/tensor/random.h"

#include <cstring>

namespace fovea {
namespace {

std::uint64_t add(std::uint64_t sum, const Split& split)
{
    sum = checksum(sum, split.labels.data(), split.labels.size() * sizeof(int));
    sum = checksum(sum, split.images.bytes.data(), split.images.bytes.size());
    return checksum(sum, split.images.reals.data(), split.images.reals.size() * sizeof(Real));
}

} // namespace

/// What is left over comes last, with the length.
std::uint64_t checksum(std::uint64_t sum, const void* from, std::size_t bytes)
{
    const auto* at = static_cast<const unsigned char*>(from);
    std::uint64_t length = bytes;
    for (; bytes >= sizeof(std::uint64_t); at += sizeof(std::uint64_t), bytes -= sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, sizeof word);
        sum = (sum ^ word) * 0x9e3779b97f4a7c15;
        sum ^= sum >> 29;
    }
    std::uint64_t word = 0;
    if (bytes > 0) {
        std::memcpy(&word, at, bytes);
    }
    return mix(sum ^ mix(word) ^ length);
}

std::uint64_t fingerprintOf(const Dataset& data)
{
    std::uint64_t sum = hash(data.image.text());
    for (const std::string& name : data.classes) {
        sum = mix(sum ^ hash(name));
    }
    for (const Split* split : {&data.train, &data.validation, &data.test}) {
        sum = add(sum, *split);
    }
    return sum;
}

} // namespace fovea
