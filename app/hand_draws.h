// The numbers of one input of the random hand: always the same ones, whatever they come to mean.
#pragma once

#include "app/random_hand.h"

#include <QRect>

#include <algorithm>
#include <array>

namespace fovea {

class RandomHand::Draws
{
public:
    Draws(std::uint64_t seed, long input)
    {
        Stream stream(seed, Purpose::Test, {hash("hand"), static_cast<std::uint64_t>(input)});
        for (double& one : draws_) {
            one = stream.uniform();
        }
    }

    /// 0 … count − 1.
    int below(qsizetype count) { return static_cast<int>(next() * static_cast<double>(count)); }
    bool happens(double chance) { return next() < chance; }
    QPoint in(const QRect& area)
    {
        const int x = below(std::max(1, area.width())), y = below(std::max(1, area.height()));
        return area.topLeft() + QPoint(x, y);
    }
    std::uint64_t digest() const
    {
        std::uint64_t sum = 0;
        for (const double one : draws_) {
            sum = mix(sum ^ static_cast<std::uint64_t>(one * 9007199254740992.0));
        }
        return sum;
    }

private:
    double next() { return draws_[at_++ % draws_.size()]; }

    std::array<double, 16> draws_{};
    std::size_t at_ = 0;
};

} // namespace fovea
